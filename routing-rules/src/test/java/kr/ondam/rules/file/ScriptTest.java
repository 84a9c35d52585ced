package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Scripts (각본) play on the real engine.
final class ScriptTest {
  private static final String BUSAN =
      """

      각본:
        - 이름: 부산이 바쁘면 30초 뒤 수준을 낮춘다
          상담사: [{이름: 김, 센터: 부산센터, 기술: {보험금: 3}, 정원: 0}, {이름: 이, 센터: 부산센터, 기술: {보험금: 2}}]
          사건:
            - {0초: 도착, 상담: 가, 채널: 카카오톡, 문의유형: 보험금청구}
            - {29초: 확인, 상담: 가, 상태: 대기}
            - {30초: 확인, 상담: 가, 배정: 이, 단계: 1}
      """;

  @Test
  void theExampleOfTheSpecificationPasses() {
    assertThat(life(BUSAN).errors()).isEmpty();
    assertThat(life(BUSAN).found(Severity.FAILURE)).isEmpty();
  }

  @Test
  void whatDoesNotComeTrueFailsAtItsLine() {
    assertThat(life(BUSAN.replace("30초: 확인", "29초: 확인")).found(Severity.FAILURE))
        .containsExactly(
            "hanbit-life.yaml:72:9: 실패: 부산이 바쁘면 30초 뒤 수준을 낮춘다 — 29초 [배정 기대 이 / 실제 없음, 단계 기대 1 / 실제"
                + " 0]");
  }

  @Test
  void anotherSkillWidensWithoutLosingThoseWhoWereAbleBefore() {
    String script =
        """

        각본:
          - 이름: 기본만 있는 상담사는 5분 뒤, 보험금만 있는 상담사는 그 뒤에도
            상담사:
              - {이름: 박, 센터: 서울센터, 기술: {상담기본: 1}, 정원: 25}
              - {이름: 최, 센터: 서울센터, 기술: {보험금: 1}}
            사건:
              - {0초: 이석, 상담사: 최}
              - {0초: 도착, 상담: 가, 센터: 부산센터, 채널: 카카오톡, 문의유형: 보험금청구}
              - {299초: 확인, 상담: 가, 상태: 대기, 단계: 2}
              - {300초: 확인, 상담: 가, 배정: 박, 단계: 3}
              - {301초: 거절, 상담: 가}
              - {302초: 확인, 상담: 가, 상태: 대기}
              - {303초: 대기, 상담사: 최}
              - {304초: 확인, 상담: 가, 배정: 최}
        """;
    assertThat(life(script).errors()).isEmpty();
    assertThat(life(script).found(Severity.FAILURE)).isEmpty();
  }

  @Test
  void offersAreAcceptedEndedAndHeldForThoseWhoKnowTheCustomer() {
    String script =
        """

        각본:
          - 이름: 이력상담사가 VIP를 이어받는다
            센터: 서울센터
            상담사: [{이름: 김, 기술: {상담기본: 1}}, {이름: 이, 기술: {상담기본: 1}, 정원: 25}]
            사건:
              - {0초: 도착, 상담: 가, 채널: 카카오톡, 고객.등급: VIP, 문의유형: 기타, 이력: 이}
              - {1초: 확인, 상담: 가, 상태: 제안, 배정: 이, 큐: 일반}
              - {2초: 수락, 상담: 가}
              - {3초: 도착, 상담: 나, 채널: 카카오톡, 고객.등급: VIP, 문의유형: 기타, 이력: 이}
              - {4초: 확인, 상담: 나, 상태: 대기}
              - {5초: 종료, 상담: 가}
              - {6초: 확인, 상담: 나, 배정: 이}
              - {7초: 이석, 상담사: 이}
              - {8초: 확인, 상담: 나, 배정: 김}
              - {9초: 이탈, 상담: 나}
              - {10초: 확인, 상담: 나, 상태: 종료}
        """;
    assertThat(life(script).errors()).isEmpty();
    assertThat(life(script).found(Severity.FAILURE)).isEmpty();
  }

  @Test
  void outsideItsHoursAConversationIsKept() {
    String script =
        """

        각본:
          - 이름: 밤에는 보류
            때: 2026-11-24T23:00
            센터: 서울센터
            상담사: [{이름: 김, 기술: {상담기본: 1}}]
            사건:
              - {0초: 도착, 상담: 가, 채널: 카카오톡, 문의유형: 기타}
              - {1초: 확인, 상담: 가, 상태: 보류}
              - {34199초: 확인, 상담: 가, 상태: 보류}
              - {34200초: 확인, 상담: 가, 상태: 제안, 배정: 김}
        """;
    assertThat(life(script).errors()).isEmpty();
    assertThat(life(script).found(Severity.FAILURE)).isEmpty();
  }

  @Test
  void mistakesInAScriptAreLocated() {
    assertThat(life(BUSAN.replace("29초: 확인", "29초: 확안")).errors())
        .singleElement()
        .asString()
        .startsWith("hanbit-life.yaml:71:15: 오류: 29초 값 '확안'은 쓸 수 있는 값이 아닙니다. 혹시 '확인' 인가요?");
    assertThat(life(BUSAN.replace("{29초: 확인, 상담: 가", "{29초: 확인, 상담: 나")).errors())
        .containsExactly("hanbit-life.yaml:71:9: 오류: '나' 상담은 아직 도착하지 않았습니다");
    assertThat(life(BUSAN.replace("문의유형: 보험금청구", "문의유형: 보험금")).errors())
        .singleElement()
        .asString()
        .startsWith("hanbit-life.yaml:70:41: 오류: '보험금'은 문의유형 값이 아닙니다");
    assertThat(
            life(BUSAN.replace(
                    "- {29초: 확인, 상담: 가, 상태: 대기}", "- {31초: 수락, 상담: 가}\n      - {1초: 이탈, 상담: 가}"))
                .errors())
        .anyMatch(line -> line.contains("사건은 시간 순서대로 적습니다"));
  }

  @Test
  void aScriptCanBeWrittenInEnglish() {
    String english =
        """

        scripts:
          - name: in English
            centre: 서울센터
            agents: [{name: Kim, skills: {상담기본: 1}}]
            events:
              - {0s: away, agent: Kim}
              - {1s: arrives, conversation: a, channel: 카카오톡, topic: 기타}
              - {2s: check, conversation: a, state: waiting, assigned: none, queue: 일반, step: 0}
              - {3s: ready, agent: Kim}
              - {4s: check, conversation: a, state: offered, assigned: Kim}
              - {5s: accepted, conversation: a}
              - {6s: check, conversation: a, state: held}
              - {7s: ends, conversation: a}
              - {8s: check, conversation: a, state: ended}
        """;
    assertThat(life(english).errors()).isEmpty();
    assertThat(life(english).found(Severity.FAILURE)).isEmpty();
    assertThat(life(english.replace("state: held", "state: heid")).errors())
        .singleElement()
        .asString()
        .contains("상태 값 'heid'은(는) 쓸 수 있는 값이 아닙니다. 혹시 'held' 인가요?");
    assertThat(life(english.replace("state: held", "state: waiting")).read().diagnostics())
        .anyMatch(finding -> finding.english().contains("state expected waiting / actual held"));
  }

  @Test
  void whatCannotHappenIsSaidInBothLanguages() {
    String script = BUSAN.replace("- {29초: 확인, 상담: 가, 상태: 대기}", "- {29초: 종료, 상담: 가}");
    assertThat(life(script).read().diagnostics())
        .anyMatch(found -> found.korean().contains("일어날 수 없는 사건입니다 (상담의 지금 상태에서는 안 됨)"))
        .anyMatch(found -> found.english().contains("(not in the state the conversation is in)"));
    String nobody = BUSAN.replace("배정: 이, 단계: 1", "배정: 김");
    assertThat(life(nobody.replace("{30초", "{29초")).read().diagnostics())
        .anyMatch(found -> found.english().contains("assigned expected 김 / actual none"));
  }

  private static RuleFiles life(String script) {
    return RuleFiles.examples()
        .and("hanbit-life.yaml", RuleFiles.resource("hanbit-life.yaml") + script);
  }
}

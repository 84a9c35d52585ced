package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the form allows, but does nothing or the opposite of what it says.
final class NonsenseTest {
  private static final String RULES = RuleFiles.QUEUES + "분류:\n";

  private static RuleFiles small(String more) {
    return RuleFiles.small(RULES + RuleFiles.REST + more);
  }

  private static RuleFiles queue(String more) {
    return RuleFiles.small("큐:\n  - {이름: 일반, 순위: 2, " + more + "}\n분류:\n" + RuleFiles.REST);
  }

  private static RuleFiles script(String agents, String events) {
    return small("각본:\n  - 이름: 가\n    상담사: [" + agents + "]\n    사건: [" + events + "]\n");
  }

  private static RuleFiles test(String situation, String expected) {
    return small(
        "시험: [{이름: 가, 상황: {때: 2026-11-24T10:00" + situation + "}, 기대: {" + expected + "}}]\n");
  }

  @Test
  void RR04_aLockOnAQueueThatIsNotThere() {
    assertThat(small("잠금: [큐.일반.순위, 큐.없는큐.순위]\n").warnings())
        .containsExactly("t.yaml:18:15: 경고: 잠글 것이 없습니다: '없는큐'.");
  }

  @Test
  void RR72_aTestThatChecksNothing() {
    assertThat(test("", "").warnings()).containsExactly("t.yaml:18:6: 경고: 시험 '가'에는 확인하는 것이 없습니다");
    assertThat(test("", "큐: 일반").warnings()).isEmpty();
    String name = "t.yaml:19:5: 경고: 각본 '가'에는 확인하는 것이 없습니다";
    assertThat(script("{이름: 김}", "").warnings()).containsExactly(name);
    assertThat(script("{이름: 김}", "{0초: 도착, 상담: 가}").warnings()).containsExactly(name);
    assertThat(script("{이름: 김}", "{0초: 도착, 상담: 가}, {0초: 확인, 상담: 가, 상태: 대기}").warnings()).isEmpty();
  }

  @Test
  void RR04_agentsOfAScriptHaveSkillsAndNamesOfTheirOwn() {
    String check = "{0초: 도착, 상담: 가}, {0초: 확인, 상담: 가, 상태: 대기}";
    assertThat(script("{이름: 김, 기술: {기븐: 1}}", check).errors())
        .singleElement()
        .asString()
        .contains("'기븐'은 어휘에 없는 기술입니다. 혹시 '기본' 인가요?");
    assertThat(script("{이름: 김}, {이름: 김}", check).errors())
        .singleElement()
        .asString()
        .contains("각본에 상담사 '김'이 두 번 있습니다");
  }

  @Test
  void aTimeThatTheMomentOfTheTestSaysAlready() {
    assertThat(test(", 현재.시각: \"09:00\"", "큐: 일반").errors())
        .singleElement()
        .asString()
        .contains("'현재.시각'은 쓰지 않습니다. '때'에서 나옵니다");
    assertThat(test(", now.weekday: 월", "큐: 일반").errors()).hasSize(1);
  }

  @Test
  void keysThatOnlyCountBesideAnother() {
    assertThat(queue("기술: {기본: 1}, 시간외: 챗봇, 시간외큐: 일반").warnings())
        .containsExactly("t.yaml:14:49: 경고: 시간외가 '다른큐'가 아니라서 '시간외큐'는 쓰이지 않습니다");
    assertThat(queue("기술: {기본: 1}, 최대대기: {시간: 5분, 처리: 콜백예약, 큐: 일반}").warnings())
        .containsExactly("t.yaml:14:62: 경고: 처리가 '다른큐'가 아니라서 '큐'는 쓰이지 않습니다");
    assertThat(queue("기술: {기본: 1}, 완화: [{후: 40초}, {후: 60초, 기술: {}}]").warnings())
        .containsExactly("t.yaml:14:39: 경고: 이 완화는 아무것도 넓히지 않습니다. 기술이나 범위를 적으세요");
    assertThat(queue("기술: {}").warnings())
        .containsExactly("t.yaml:14:25: 경고: 기술이 비어 있어 '일반' 큐는 누구나 받습니다");
  }

  @Test
  void aBusinessDayThatIsNoHoliday() {
    assertThat(small("달력: {영업일로: [2026-12-25, 2026-12-24]}\n").warnings())
        .containsExactly("t.yaml:18:25: 경고: 2026-12-24는 쉬는 날이 아니라서 '영업일로'가 바꾸는 것이 없습니다");
  }

  @Test
  void RR18_aNameWithBlanksAroundIt() {
    assertThat(
            RuleFiles.small(
                    "큐:\n  - {이름: \"일반 \", 기술: {기본: 1}, 순위: 2}\n분류:\n"
                        + "  - {이름: 나머지, 조건: \"참\", 큐: \"일반 \"}\n")
                .warnings())
        .contains("t.yaml:14:10: 경고: '일반 '의 앞이나 뒤에 빈칸이 있습니다");
  }

  @Test
  void RR16_anAffiliateThatIsNotTheOneOfTheFile() {
    assertThat(
            RuleFiles.examples()
                .with(
                    "hanbit-life.yaml",
                    "분류:\n",
                    "분류:\n  - {이름: 남의 것, 맨앞: true, 조건: \"계열사 == '한빛카드'\", 큐: 일반}\n"
                        + "  - {이름: 우리 것, 맨앞: true, 조건: \"계열사 == '한빛생명' 그리고 문의유형 == '기타'\", 큐: 일반}\n")
                .warnings())
        .anyMatch(line -> line.endsWith("분류 '남의 것'의 조건은 참이 될 수 없습니다"))
        .noneMatch(line -> line.contains("'우리 것'의 조건"));
  }

  @Test
  void RR16_onlyTheRulesThatTakeItAreNamed() {
    List<String> warnings =
        RuleFiles.small(
                RULES
                    + "  - {이름: 남, 조건: \"문의유형 == '기타'\", 큐: 결제}\n"
                    + "  - {이름: 하나, 조건: \"문의유형 == '해지'\", 큐: 결제}\n"
                    + "  - {이름: 둘, 조건: \"문의유형 == '결제'\", 큐: 결제}\n"
                    + "  - {이름: 둘다, 조건: \"문의유형 in ['해지', '결제']\", 큐: 결제}\n"
                    + RuleFiles.REST)
            .warnings();
    assertThat(warnings)
        .anyMatch(line ->
            line.contains("'둘다'에는 닿을 수 없습니다. '하나' (t.yaml:18:5), '둘' (t.yaml:19:5)이 먼저 받습니다"));
  }

  @Test
  void RR24_aDeskTooSmallForAnybody() {
    assertThat(small("정원: {총량: 0}\n").warnings())
        .containsExactly("t.yaml:18:10: 경고: 총량이 0이라 아무도 상담을 받을 수 없습니다");
    assertThat(small("정원: {총량: 20, 채널: {카카오톡: {무게: 25}}}\n").warnings())
        .containsExactly("t.yaml:18:30: 경고: 카카오톡의 무게(25)가 총량(20)보다 커서 아무도 받을 수 없습니다");
    assertThat(small("정원: {채널: {카카오톡: {최대: 0}}}\n").warnings())
        .containsExactly("t.yaml:18:22: 경고: 카카오톡의 최대가 0이라 아무도 받을 수 없습니다");
    assertThat(small("정원: {총량: 100, 채널: {문자: {무게: 200}}}\n").warnings())
        .anyMatch(line -> line.contains("문자의 무게(200)가 총량(100)보다 커서"));
    assertThat(small("정원: {총량: 0}\n상담사그룹: [{이름: 베테랑, 상담사: [kim], 정원: {총량: 100}}]\n").warnings())
        .as("a group can take what others cannot")
        .isEmpty();
  }

  @Test
  void whatFollowsFromAMistakeIsNotSaid() {
    assertThat(
            RuleFiles.small(RULES + RuleFiles.REST)
                .with("t.yaml", "월~금: \"09:00-18:00\"", "월~금: \"9시-18시\"")
                .warnings())
        .isEmpty();
    assertThat(queue("기술: {기본: 1}, 대기한도: {인원: -3, 처리: 안내}").warnings()).isEmpty();
    String boost = "가점: [{이름: VIP, 조건: \"고객.등급 == 'VIP'\", 가점: 4분}]\n";
    for (String time : List.of("시간: 5푼, ", "")) {
      assertThat(
              RuleFiles.small(
                      "큐: [{이름: 일반, 순위: 2, 기술: {기본: 1}, 최대대기: {" + time + "처리: 안내}}]\n" + boost)
                  .warnings())
          .isEmpty();
    }
  }

  @Test
  void RR61_aFileThatCannotBeReadDoesNotMakeTheGroupsTestsWrong() {
    String group =
        RuleFiles.resource("group.yaml")
            + "\n시험: [{이름: 남은 것, 상황: {센터: 서울센터, 때: 2026-11-24T10:00, 문의유형: 기타}, 기대: {큐: 일반}}]\n";
    for (String text : List.of("대상: {계열사: 한빛생명", "문서: 상담배정규칙/1\n대상: {계열사: 한빛생명}\n큐:\n\t- 가\n")) {
      RuleFiles files = RuleFiles.examples().and("group.yaml", group).and("hanbit-life.yaml", text);
      assertThat(files.errors()).allMatch(line -> line.startsWith("hanbit-life.yaml:"));
      assertThat(FileContents.of(files.texts()).results(files.read().diagnostics()))
          .filteredOn(each -> each.test().name().equals("남은 것"))
          .extracting(FileContents.Tested::outcome)
          .containsExactly(FileContents.Outcome.NOT_RUN);
    }
  }

  @Test
  void RR61_aFileOfAnotherEncodingIsNotCalledTooLarge() {
    byte[] bytes = "#가".repeat(400_000).getBytes(java.nio.charset.Charset.forName("EUC-KR"));
    assertThat(bytes).hasSizeLessThan(RuleText.LARGEST);
    assertThat(RuleText.decode("t.yaml", bytes).tooManyBytes()).isZero();
  }

  @Test
  void RR22_anAffiliateOrCentreThatTheVocabularyDoesNotList() {
    assertThat(RuleFiles.examples().with("hanbit-life.yaml", "{계열사: 한빛생명}", "{계열사: 한빛샘명}").errors())
        .containsExactly("hanbit-life.yaml:3:11: 오류: '한빛샘명'은 어휘에 없는 계열사입니다. 혹시 '한빛생명' 인가요?");
    String centres = "  센터: [서울센터, 부산센터, 광주센터, 인천센터, 대구센터, 전주센터]\n";
    RuleFiles files = RuleFiles.examples().with("group.yaml", "어휘:\n", "어휘:\n" + centres);
    assertThat(files.errors()).isEmpty();
    String life = RuleFiles.resource("hanbit-life.yaml").replace("부산센터", "부산샌터");
    assertThat(files.and("hanbit-life.yaml", life).errors())
        .singleElement()
        .asString()
        .contains("'부산샌터'는 어휘에 없는 센터입니다. 혹시 '부산센터' 인가요?");
  }

  @Test
  void whatCameIntoForceOnceIsNotHeldAgainstTheVocabulary() {
    List<RuleText> texts =
        RuleFiles.examples().with("hanbit-life.yaml", "{계열사: 한빛생명}", "{계열사: 한빛라이프}").texts();
    assertThat(RuleBook.readTested(texts, Optional.empty(), RuleFiles.HOLIDAYS, RuleFiles.TODAY))
        .isInstanceOf(Reading.Accepted.class);
  }

  @Test
  void aNewRuleStandsInTheDifferenceWithItsPlace() {
    RuleBook before = RuleFiles.small(RULES + RuleFiles.REST).accepted();
    String rule = "  - {이름: 새것, 조건: \"문의유형 == '기타'\", 큐: 결제}\n";
    assertThat(before.changesTo(RuleFiles.small(RULES + rule + RuleFiles.REST).accepted()))
        .extracting(Change::line)
        .contains("분류.새것.맨앞: – → true (t.yaml:17:5) — 가나");
    assertThat(before.changesTo(RuleFiles.small(RULES + RuleFiles.REST + rule).accepted()))
        .extracting(Change::line)
        .contains("분류.새것.뒤에: – → 나머지 (t.yaml:18:5) — 가나");
  }

  @Test
  void englishMessagesAreEnglish() {
    assertThat(english("배정: {제안: {제한시간: 0초}}\n"))
        .contains("assignment.offer.timeout value '0초' must be 5s to 10min");
    assertThat(english("가점상한: 2mins\n"))
        .contains("boost-cap value '2mins' is not a duration, such as 30s or 5min");
    assertThat(english("배정: {순서: 빠른순}\n"))
        .contains("assignment.order value '빠른순' is not one of the possible values. (possible:")
        .contains("(possible: least-loaded, longest-idle, fewest-handled, most-skilled, fixed)");
    assertThat(english("배정: {순소: 여유우선}\n")).contains("(keys: order, offer, wrap-up, hourly-max)");
  }

  private static String english(String more) {
    return small(more).read().diagnostics().getFirst().english();
  }

  @Test
  void bothSpellingsOfUnitsAreReadEverywhere() {
    for (String minutes : List.of("5m", "5min", "5분")) {
      assertThat(small("가점상한: " + minutes + "\n").errors()).isEmpty();
      assertThat(
              RuleFiles.small(
                      RULES
                          + "  - {이름: 앞, 조건: \"고객.최근상담 < "
                          + minutes
                          + "\", 큐: 결제}\n"
                          + RuleFiles.REST)
                  .errors())
          .isEmpty();
    }
    assertThat(RuleFiles.small("").with("t.yaml", "상담배정규칙/1", "routing-rules/1").errors())
        .isEmpty();
  }

  @Test
  void RR24_wordsTheProductNeverSets() {
    Inventory known =
        new Inventory(
            List.of(
                new Inventory.Tenant(
                    "가나",
                    List.of(),
                    List.of(
                        new Inventory.Agent("kim", Optional.empty(), Map.of("기본", 3, "결제", 3))))),
            List.of("카카오톡", "문자", "챗봇", "웹채팅"),
            List.of("VVIP", "VIP", "골드", "일반"));
    assertThat(small("").with("t.yaml", "[카카오톡, 문자]", "[카카오톡, 문자, 팩스]").with(known).warnings())
        .containsExactly("t.yaml:4:18: 경고: 채널 '팩스'인 상담은 없습니다. (가능한 값: 카카오톡, 문자, 챗봇, 웹채팅)");
  }
}

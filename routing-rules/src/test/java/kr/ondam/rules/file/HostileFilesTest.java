package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kr.ondam.rules.language.Particles;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Files written to keep the reader busy or to bring it down.
final class HostileFilesTest {
  private static final String RULES = RuleFiles.QUEUES + "분류:\n" + RuleFiles.REST;
  private static final int MUTATIONS = 400;
  private static final String SCRIPT =
      """

      각본:
        - 이름: 부산이 바쁘면 30초 뒤 수준을 낮춘다
          때: 2026-11-24T10:00
          상담사: [{이름: 김, 센터: 부산센터, 기술: {보험금: 3}, 정원: 0}, {이름: 이, 센터: 부산센터, 기술: {보험금: 2}}]
          사건:
            - {0초: 도착, 상담: 가, 채널: 카카오톡, 문의유형: 보험금청구}
            - {29초: 확인, 상담: 가, 상태: 대기}
            - {30초: 확인, 상담: 가, 배정: 이, 단계: 1}
            - {40초: 수락, 상담: 가}
            - {41초: 이석, 상담사: 이}
            - {42초: 종료, 상담: 가}
      """;

  /// Much more than any of these takes, much less than when each word costs a walk of its line.
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void RR42_aListOfManyWordsOnOneLineIsReadInOnePass() {
    String words =
        IntStream.range(0, 40_000).mapToObj(i -> "낱말" + i).collect(Collectors.joining(", "));
    RuleFiles files = RuleFiles.small("").with("t.yaml", "[해지, 해약]", "[" + words + "]");
    Assertions.assertTimeoutPreemptively(LONG, () -> assertThat(files.errors()).isEmpty());
  }

  @Test
  void RR04_readingStopsAfterAThousandFindings() {
    String keys =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "모름" + i + ": 1")
            .collect(Collectors.joining(", "));
    RuleFiles unknown = RuleFiles.small("정원: {" + keys + "}\n");
    Assertions.assertTimeoutPreemptively(LONG, () -> assertThat(unknown.errors()).hasSize(1_000));
    RuleFiles twice = RuleFiles.of("{" + "가: 1, ".repeat(30_000) + "나: 1}\n");
    Assertions.assertTimeoutPreemptively(LONG, () -> assertThat(twice.errors()).hasSize(1_000));
  }

  @Test
  void RR29_everyQueueIsFollowedOnce() {
    StringBuilder queues = new StringBuilder("큐:\n");
    for (int i = 0; i < 100; i++) {
      queues.append("  - {이름: 큐%03d, 기술: {기본: 1}, 순위: 1".formatted(i));
      if (i < 97) {
        queues.append(
            ", 시간외: 다른큐, 시간외큐: 큐%03d, 최대대기: {시간: 5분, 처리: 다른큐, 큐: 큐%03d}, 대기한도: {인원: 9, 처리: 다른큐, 큐: 큐%03d}"
                .formatted(i + 1, i + 2, i + 3));
      }
      queues.append("}\n");
    }
    RuleFiles files = RuleFiles.small(queues.toString());
    Assertions.assertTimeoutPreemptively(
        LONG,
        () ->
            assertThat(files.errors())
                .singleElement()
                .asString()
                .contains("넘침은 큐 8개를 넘을 수 없습니다: 큐089 → 큐090"));
  }

  @Test
  void aPlaceBehindCharactersOfTwoCharsIsCountedInCharacters() {
    assertThat(RuleFiles.small("가점상한: 1분 # 😀\n정원: {'😀😀': 1, 총량: 가}\n").errors())
        .anyMatch(line -> line.startsWith("t.yaml:14:6: 오류: '정원'에는 '😀😀' 항목이 없습니다"))
        .anyMatch(line -> line.startsWith("t.yaml:14:19: 오류: 정원.총량 값 '가'"));
  }

  @Test
  void momentsFarAwayAreNoMoments() {
    for (String far : List.of("+999999999-01-01T00:00", "1900-01-01T10:00", "2101-01-01T00:00")) {
      assertThat(RuleFiles.small("시행: \"" + far + "\"\n").errors())
          .singleElement()
          .asString()
          .contains(Particles.settle("시행 값 '" + far + "'은(는) 날짜와 시각이 아닙니다"));
      String test = "시험: [{이름: 가, 상황: {때: \"" + far + "\"}, 기대: {큐: 일반}}]\n";
      assertThat(RuleFiles.small(RULES + test).errors()).hasSize(1);
      String script = "각본: [{이름: 가, 때: \"" + far + "\", 상담사: [{이름: 김}], 사건: [{0초: 대기, 상담사: 김}]}]\n";
      assertThat(RuleFiles.small(RULES + script).errors()).hasSize(1);
    }
    String late = "각본: [{이름: 가, 상담사: [{이름: 김}], 사건: [{999999999일: 대기, 상담사: 김}]}]\n";
    assertThat(RuleFiles.small(RULES + late).errors())
        .singleElement()
        .asString()
        .contains("각본의 시각은 400일을 넘을 수 없습니다");
  }

  @Test
  void moreSkillsThanTheEngineCanTellApartAreRefused() {
    String skills =
        IntStream.range(0, 14_000)
            .mapToObj(i -> "기술" + i + ": 1")
            .collect(Collectors.joining(", "));
    String file =
        """
        문서: 상담배정규칙/1
        대상: {계열사: 가나}
        큐: [{이름: 일반, 순위: 1, 기술: {%s}}]
        분류: [{이름: 나머지, 조건: "참", 큐: 일반}]
        각본: [{이름: 가, 상담사: [{이름: 김}], 사건: [{0초: 도착, 상담: 가}]}]
        """
            .formatted(skills);
    assertThat(RuleFiles.of(file).errors())
        .containsExactly("t.yaml:3:4: 오류: 가나의 큐는 기술을 1000개까지 쓸 수 있습니다 (14000개)");
  }

  @Test
  void whateverIsDoneToAFileItIsReadOrRefused() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("mutations: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      RuleFiles files = RuleFiles.examples();
      String name = List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml").get(i % 3);
      String text = RuleFiles.resource(name) + (name.equals("hanbit-life.yaml") ? SCRIPT : "");
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        text = Mutation.of(text, random);
      }
      files.and(name, text);
      try {
        files.read().diagnostics().forEach(Diagnostic::korean);
      } catch (RuntimeException broken) {
        throw new AssertionError("seed " + seed + " " + broken + ":\n" + text, broken);
      }
    }
  }
}

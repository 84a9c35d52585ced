package kr.ondam.rules.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Files written to keep the reader busy or to bring it down.
final class HostileFilesTest {
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
        IntStream.range(0, 30_000).mapToObj(i -> "모름" + i + ": 1").collect(Collectors.joining(", "));
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
        .anyMatch(line -> line.startsWith("t.yaml:14:6: 오류: '정원' 에는 '😀😀' 항목이 없습니다"))
        .anyMatch(line -> line.startsWith("t.yaml:14:19: 오류: 정원.총량 값 '가'"));
  }
}

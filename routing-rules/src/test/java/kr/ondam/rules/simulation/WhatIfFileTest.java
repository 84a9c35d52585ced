package kr.ondam.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import kr.ondam.rules.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WhatIfFileTest {
  private static final String SMALL =
      """
      문서: 모의실험/1
      반복: 3
      기준:
        시간: {길이: 2시간}
        센터목록: [서울, 부산]
        상담사:
          - {이름: 가, 센터: 서울, 인원: 4, 기술: {대출: 3}}
          - {이름: 나, 센터: 부산, 인원: 4, 기술: {대출: 2}}
        큐:
          - 이름: 대출
            기술: {대출: 2}
            도착: {시간당: 120}
            처리시간: 3분
            완화: [{후: 60초, 범위: 계열사}]
      변형:
        - {이름: 한 명 적게, 상담사: [{이름: 가, 인원: -1}]}
        - {이름: 최장유휴, 배정: {순서: 최장유휴}}
        - {이름: 넘침 10초, 큐: [{이름: 대출, 완화: [{후: 10초, 범위: 계열사}]}]}
      """;

  @Test
  void variationsAreLaidOverTheBaseCase() {
    WhatIf whatIf = ready(SMALL);
    assertThat(whatIf.cases())
        .extracting(WhatIf.Case::name)
        .containsExactly("", "한 명 적게", "최장유휴", "넘침 10초");
    assertThat(whatIf.cases())
        .extracting(each -> each.scenario().staff().size())
        .containsExactly(8, 7, 8, 8);
    assertThat(whatIf.cases().get(0).scenario().policy().strategy())
        .isEqualTo(Strategy.LEAST_LOADED);
    assertThat(whatIf.cases().get(2).scenario().policy().strategy())
        .isEqualTo(Strategy.LONGEST_IDLE);
    assertThat(after(whatIf, 0)).isEqualTo(60_000);
    assertThat(after(whatIf, 3)).isEqualTo(10_000);
  }

  private static long after(WhatIf whatIf, int which) {
    Inflow inflow = whatIf.cases().get(which).scenario().inflows().getFirst();
    return inflow.demand().relaxations().getFirst().afterMillis();
  }

  @Test
  void englishKeysMeanTheSame() {
    WhatIf korean = ready(SMALL);
    WhatIf english =
        ready(
            """
            document: simulation/1
            replications: 3
            base:
              time: {length: 2h}
              centres: [서울, 부산]
              agents:
                - {name: 가, centre: 서울, count: 4, skills: {대출: 3}}
                - {name: 나, centre: 부산, count: 4, skills: {대출: 2}}
              queues:
                - name: 대출
                  skills: {대출: 2}
                  arrivals: {perhour: 120}
                  handle: 3m
                  relaxations: [{after: 60s, scope: affiliate}]
            variations:
              - {name: 한 명 적게, agents: [{name: 가, count: -1}]}
              - {name: 최장유휴, assignment: {order: longest-idle}}
              - {name: 넘침 10초, queues: [{name: 대출, relaxations: [{after: 10s, scope: affiliate}]}]}
            """);
    assertThat(english).isEqualTo(korean);
  }

  @Test
  void theReportMarksWhatIsNotChance() {
    WhatIfReport report = ready(SMALL.replace("반복: 3", "반복: 8")).run();
    String text = report.text(Language.KOREAN);
    assertThat(text).contains("[기준]", "[한 명 적게]", "기준과의 차이", "센터 부산", "±");
    assertThat(text).isEqualTo(ready(SMALL.replace("반복: 3", "반복: 8")).run().text(Language.KOREAN));
    assertThat(report.text(Language.ENGLISH)).contains("difference to the base", "mean wait s");
    Estimate fewer =
        report
            .outcomes()
            .get(1)
            .runs()
            .difference(report.outcomes().get(0).runs(), Slice.ALL, Measure.MEAN_WAIT);
    assertThat(fewer.significant()).isTrue();
    assertThat(fewer.mean()).isPositive();
    // Equal handle rates and skills: the order of agents changes nothing for the customers.
    Estimate order =
        report
            .outcomes()
            .get(2)
            .runs()
            .difference(report.outcomes().get(0).runs(), Slice.ALL, Measure.ARRIVED);
    assertThat(order).isEqualTo(new Estimate(0, 0, 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overflow.yaml", "chat.yaml"})
  void theExamplesAreInOrder(String name) throws IOException {
    String text = Files.readString(Path.of("../config/simulate").resolve(name));
    WhatIf whatIf = ready(text);
    WhatIf quick = new WhatIf(whatIf.title(), whatIf.seed(), 2, whatIf.cases());
    assertThat(quick.run().text(Language.KOREAN)).contains("기준과의 차이").contains("큐 일반");
  }

  @Test
  void everyMistakeIsLocated() {
    assertThat(
            problems(
                """
                문서: 모의실험/2
                반복: 1
                기준:
                  시간: {길이: 8}
                  센터목록: [서울]
                  배정: {순서: 최장유후}
                  상담사:
                    - {이름: 가, 센터: 서물, 인원: 4, 기술: {대출: 9}}
                  큐:
                    - 이름: 대출
                      기슬: {대출: 2}
                      도착: {시간당: 많이}
                      처리시간: {평균: 3분, 분포: 균등}
                      완화: [{후: 60초, 범위: 계열사}, {후: 30초, 범위: 계열사}]
                변형:
                  - {이름: 다, 큐: [{이름: 카드, 삭제: 참}]}
                """))
        .contains(
            "x.yaml:1:5: 오류: 문서 '모의실험/2'를 모릅니다 (모의실험/1이어야 합니다)",
            "x.yaml:2:5: 오류: 반복 값 '1'은 2~1000의 수여야 합니다",
            "x.yaml:4:12: 오류: 길이 값 '8'은 시간이 아닙니다. 예: 30초, 5분, 2시간",
            "x.yaml:6:12: 오류: 순서 값 '최장유후'를 모릅니다. 혹시 '최장유휴' 인가요?",
            "x.yaml:8:19: 오류: '서물' 센터가 없습니다. 혹시 '서울' 인가요?",
            "x.yaml:8:39: 오류: 대출 값 '9'는 0~5의 수여야 합니다",
            "x.yaml:11:7: 오류: '기슬'은 여기에 쓸 수 없습니다. 혹시 '기술' 인가요?",
            "x.yaml:12:17: 오류: 시간당 값 '많이'는 0~1000000의 수여야 합니다",
            "x.yaml:14:31: 오류: 완화 시각은 점점 늦어져야 합니다",
            "x.yaml:16:17: 오류: 기준에 없는 이름입니다: '카드'")
        .anyMatch(line -> line.startsWith("x.yaml:13:26: 오류: 분포 값 '균등'을 모릅니다."));
  }

  @Test
  void aTabAndAWideningAtOnceAreAnsweredInKorean() {
    assertThat(problems("문서: 모의실험/1\n기준:\n\t시간: 3\n"))
        .singleElement()
        .asString()
        .endsWith("오류: 들여쓰기에는 탭을 쓸 수 없습니다. 공백을 쓰세요");
    assertThat(problems(SMALL.replace("후: 60초", "후: 0초")))
        .containsExactly("x.yaml:14:12: 오류: 완화의 '후'는 0초보다 길어야 합니다. 처음부터 넓히려면 큐의 기술을 고치세요");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "- a",
        "a: [",
        "문서: 모의실험/1",
        "문서: 모의실험/1\n기준: 3",
        "문서: 모의실험/1\n기준: {}",
        "문서: 모의실험/1\n문서: 모의실험/1",
        "문서: 모의실험/1\ndocument: simulation/1",
        "a: &x [1]\nb: *x",
        "문서: 모의실험/1\n기준: {상담사: [{이름: 가}], 큐: [{이름: 나, 도착: {시간당: 1}, 처리시간: 무한}]}",
        "문서: 모의실험/1\n기준: {상담사: [{이름: 가, 인원: 99999}], 큐: []}",
        "문서: 모의실험/1\n반복: 2\n기준: {상담사: [{이름: 가}], 큐: [{이름: 나, 도착: {시간당: 1000000}, 처리시간: 1초}]}",
        "문서: 모의실험/1\n기준: {상담사: [{이름: 가}], 큐: [{이름: 나, 기술: {다: 1}, 도착: {시간당: 1}, 처리시간: 1초}]}",
        "문서: 모의실험/1\n변형: [3]\n기준: {상담사: [{이름: 가, 근무: 언제나}], 큐: [3]}",
      })
  void badFilesAreRejectedWithAPlaceAndNeverThrow(String text) {
    assertThat(problems(text)).isNotEmpty().allMatch(line -> line.matches("x.yaml:\\d+:\\d+: .*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "{? [", "- ", "? ", "{a: ["})
  void filesNestedWithoutEndAreRejectedWithAPlace(String nest) {
    assertThat(problems(nest.repeat(20_000)))
        .singleElement()
        .asString()
        .matches("x.yaml:1:\\d+: 오류: 너무 깊습니다 \\(최대 32단계\\)");
    assertThat(problems("문서: 모의실험/1\n기준: " + "[".repeat(20_000)))
        .containsExactly("x.yaml:2:36: 오류: 너무 깊습니다 (최대 32단계)");
  }

  @Test
  void cutAndGarbledFilesNeverThrow() {
    for (int end = 0; end < SMALL.length(); end += 5) {
      WhatIfFile.read("x.yaml", SMALL.substring(0, end));
      WhatIfFile.read("x.yaml", SMALL.substring(0, end) + "{" + SMALL.substring(end));
      WhatIfFile.read("x.yaml", SMALL.substring(0, end) + "9" + SMALL.substring(end));
    }
  }

  private static WhatIf ready(String text) {
    return switch (WhatIfFile.read("x.yaml", text)) {
      case WhatIfFile.Result.Ready ready -> ready.whatIf();
      case WhatIfFile.Result.Rejected rejected ->
          throw new AssertionError(
              rejected.problems().stream()
                  .map(problem -> problem.text(Language.KOREAN))
                  .collect(Collectors.joining("\n")));
    };
  }

  private static List<String> problems(String text) {
    return switch (WhatIfFile.read("x.yaml", text)) {
      case WhatIfFile.Result.Ready ready -> throw new AssertionError("was accepted: " + ready);
      case WhatIfFile.Result.Rejected rejected ->
          rejected.problems().stream().map(problem -> problem.text(Language.KOREAN)).toList();
    };
  }
}

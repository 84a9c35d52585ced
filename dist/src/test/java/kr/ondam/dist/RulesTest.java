package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Partition;
import kr.ondam.rules.simulation.DayEntry;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.rules.simulation.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands `rules` and `replay` on the shipped rules.
final class RulesTest {
  private static final Path SHIPPED = Path.of("..", "config", "routing");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path temporary;
  private Path folder;
  private Path life;

  @BeforeEach
  void copy() throws IOException {
    folder = Files.createDirectory(temporary.resolve("routing"));
    for (var name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
      Files.copy(SHIPPED.resolve(name), folder.resolve(name));
    }
    life = folder.resolve("hanbit-life.yaml");
  }

  @Test
  void soundFilesPassTheCheckAndBrokenOnesAreAnsweredWithTheirPlaces() throws IOException {
    assertThat(rules("check")).isZero();
    assertThat(said()).contains("파일 3개: 오류 0건");
    replace("'보험금청구'\", 큐", "'보험금청규'\", 큐");
    assertThat(rules("check")).isEqualTo(65);
    assertThat(complained()).contains("hanbit-life.yaml:36:44: 오류:", "혹시 '보험금청구' 인가요?", "^^^^");
    assertThat(rules(Language.ENGLISH, "", "check")).isEqualTo(65);
    assertThat(complained()).contains("hanbit-life.yaml:36:44: error:");
    assertThat(said()).contains("3 files: 1 errors");
  }

  @Test
  void RR72_aTestThatComesOutDifferentlyIsAnsweredWithAnotherCodeThanZero() throws IOException {
    assertThat(rules("test")).isZero();
    assertThat(said()).contains("✔", "각본 '부산이 바쁘면", "개 통과");
    replace("기대: {큐: 해지방어, 순위: 1", "기대: {큐: 일반, 순위: 1");
    assertThat(rules("test")).isEqualTo(65);
    assertThat(said()).contains("✘ hanbit-life.yaml:51:5 시험 'VIP가", "개 통과");
    assertThat(complained()).contains("큐 기대 일반 / 실제 해지방어");
    replace("기대: {큐: 일반, 순위: 1", "기대: {큐: 해지방어, 순위: 1");
    replace("{30초: 확인, 상담: 가, 배정: 이", "{29초: 확인, 상담: 가, 배정: 이");
    assertThat(rules("test")).isEqualTo(65);
    assertThat(said()).containsPattern("✘ hanbit-life.yaml:\\d+:5 각본");
  }

  @Test
  void RR64_rulesAreActivatedComparedAndRolledBackWithTheirReasons() throws IOException {
    assertThat(rules("history")).isZero();
    assertThat(said()).contains("아직 적용된 규칙이 없습니다");
    assertThat(rules("activate")).isEqualTo(64);
    assertThat(complained()).contains("--why");
    assertThat(rules(Language.KOREAN, "처음", "activate")).isZero();
    var first = Files.readString(folder.resolve("history/activations.jsonl"));
    var version = first.replaceFirst("(?s).*\"version\":\"([0-9a-f]{64}).*", "$1");

    replace("목표: {응답: 90초}", "목표: {응답: 75초}");
    assertThat(rules("diff")).isZero();
    assertThat(said()).contains("큐.보험금.목표.응답: 90초 → 75초", "부산센터", "바뀌는 값 1개");
    assertThat(rules(Language.KOREAN, "부산 목표", "activate")).isZero();
    assertThat(rules("diff")).isZero();
    assertThat(said()).contains("적용된 규칙과 같습니다");

    assertThat(rules(Language.KOREAN, "되돌림", "rollback", "abcdef123456")).isEqualTo(65);
    assertThat(rules(Language.KOREAN, "대기가 길어짐", "rollback", version.substring(0, 12))).isZero();
    assertThat(rules("history")).isZero();
    assertThat(said().lines())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("*  " + version.substring(0, 12))
        .contains("되돌림", "시험하는 사람", "대기가 길어짐");
  }

  @Test
  void brokenFilesAreNotActivated() throws IOException {
    rules(Language.KOREAN, "처음", "activate");
    replace("대상: {계열사: 한빛생명}", "대상: {계열사: 한빛생명");
    assertThat(rules(Language.KOREAN, "그래도", "activate")).isEqualTo(65);
    assertThat(complained()).contains("hanbit-life.yaml:", "적용하지 않았습니다");
    assertThat(Files.readAllLines(folder.resolve("history/activations.jsonl"))).hasSize(1);
  }

  @Test
  void rulesThatWaitForTheirTimeAreNotSaidToBeInForce() throws IOException {
    assertThat(rules(Language.KOREAN, "처음", "activate")).isZero();
    replace("버전: \"2026-11-20.3\"", "버전: \"4\"\n시행: 2099-12-05T00:00");
    replace("목표: {응답: 90초}", "목표: {응답: 75초}");
    assertThat(rules(Language.KOREAN, "다음 달", "activate")).isZero();
    assertThat(said()).contains("적용 예약: ");
    assertThat(rules("diff")).isZero();
    assertThat(said())
        .contains("큐.보험금.목표.응답: 90초 → 75초", "아직 적용되지 않았고 2099-12-05 00:00:00부터")
        .doesNotContain("적용된 규칙과 같습니다");
    assertThat(rules(Language.KOREAN, "다시", "activate")).isZero();
    assertThat(said()).contains("아직 적용되지 않았고").doesNotContain("이미 적용된 규칙입니다");
  }

  @Test
  void RR22_aMisspeltAffiliateIsRefusedWithTheOneThatWasMeant() throws IOException {
    replace("대상: {계열사: 한빛생명}", "대상: {계열사: 한빛샘명}");
    assertThat(rules("check")).isEqualTo(65);
    assertThat(complained()).contains("어휘에 없는 계열사입니다. 혹시 '한빛생명' 인가요?");
    assertThat(rules(Language.KOREAN, "그래도", "activate")).isEqualTo(65);
  }

  @Test
  void aFolderWithoutFilesAndAShortVersionAreSaidSo() throws IOException {
    assertThat(rules(Language.KOREAN, "처음", "activate")).isZero();
    assertThat(rules(Language.KOREAN, "짧음", "rollback", "abc")).isEqualTo(65);
    assertThat(complained()).contains("6글자 이상 적으세요: abc");
    for (var name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
      Files.delete(folder.resolve(name));
    }
    assertThat(rules("test")).isEqualTo(66);
    assertThat(complained()).contains("규칙 파일이 없습니다");
  }

  @Test
  void aMissingFolderOrCommandIsSaidSo() {
    var nowhere = new Rules(stream(out), stream(err), Language.KOREAN, temporary.resolve("none"));
    assertThat(nowhere.run(List.of("check"), "", "")).isEqualTo(66);
    assertThat(rules("frobnicate")).isEqualTo(64);
    assertThat(rules("rollback")).isEqualTo(64);
  }

  @Test
  void aRecordedDayIsRunAgainUnderOtherRules() throws IOException {
    var days = List.of(recorded());
    var other = Files.createDirectory(temporary.resolve("other"));
    for (var name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
      Files.copy(folder.resolve(name), other.resolve(name));
    }
    var changed = other.resolve("hanbit-life.yaml");
    Files.writeString(
        changed,
        Files.readString(changed)
            .replace("- {후: 30초, 기술: {보험금: 2}}", "- {후: 10초, 기술: {보험금: 2}}")
            .replace("{29초: 확인", "{9초: 확인")
            .replace("{30초: 확인", "{10초: 확인"));
    var replay = new ReplayDay(stream(out), stream(err), Language.KOREAN);
    assertThat(replay.run(days, folder, other)).as(complained()).isZero();
    assertThat(said()).contains("한빛생명", "2026-11-25", "지금 규칙", "새 규칙", "보험금");

    Files.writeString(changed, "문서: [");
    assertThat(replay.run(days, folder, other)).isEqualTo(65);
    assertThat(complained()).contains("hanbit-life.yaml:1:");
    assertThat(replay.run(List.of(), folder, folder)).isEqualTo(66);
  }

  @Test
  void theRulesOfTheDayAreThoseOfTheHistory() throws IOException {
    rules(Language.KOREAN, "처음", "activate");
    String first = version();
    replace("가중: 3.0", "가중: 3.5");
    assertThat(rules(Language.KOREAN, "더", "activate")).isZero();
    assertThat(version()).isNotEqualTo(first);
    out.reset();
    var replay = new ReplayDay(stream(out), stream(err), Language.KOREAN);
    assertThat(replay.run(List.of(recorded(first)), folder, folder)).as(complained()).isZero();
    assertThat(said()).contains("그날 규칙 → 새 규칙");
    assertThat(complained()).isEmpty();
    assertThat(replay.run(List.of(recorded("f".repeat(64))), folder, folder)).isZero();
    assertThat(complained()).contains("한빛생명: 그날의 규칙이 이력에 없어");
  }

  private String version() throws IOException {
    var last = Files.readAllLines(folder.resolve("history/activations.jsonl")).getLast();
    return last.replaceFirst(".*?\\b([0-9a-f]{64})\\b.*", "$1");
  }

  @Test
  void aDayIsForecastFromThoseBeforeIt() throws IOException {
    var day = LocalDate.of(2026, 11, 25);
    var forecast = new ForecastDay(stream(out), stream(err), Language.KOREAN);
    assertThat(forecast.run(List.of(recorded()), day.plusDays(1), folder))
        .as(complained())
        .isZero();
    assertThat(said())
        .contains("한빛생명 2026-11-26 예측: 기록 1일", "[큐 보험금]", "10:00")
        .doesNotContain("실제");
    out.reset();
    var later = recorded();
    var next = new DayLog("한빛생명", "2026-11-26", later.agents(), later.conversations(), later.end());
    assertThat(forecast.run(List.of(later, next), day.plusDays(1), folder)).isZero();
    assertThat(said()).contains("2026-11-26 의 근무");
    assertThat(forecast.run(List.of(recorded()), day, folder)).isEqualTo(66);
    assertThat(ForecastDay.days("0")).isEmpty();
    assertThat(ForecastDay.days("91")).isEmpty();
    assertThat(ForecastDay.days("28")).hasValue(28);
    assertThat(ForecastDay.needed(day, 2)).containsExactly(day.minusDays(2), day.minusDays(1), day);
  }

  /// Two agents in Busan; the one with level 3 is full, so a claim waits until level 2 is enough.
  private static DayLog recorded() {
    return recorded("");
  }

  private static DayLog recorded(String rules) {
    long at = 1_795_568_400_000L;
    var desk = new Capacity(100, List.of(new Capacity.Channel(25, 4)));
    var facts = Map.of("채널", "카카오톡", "문의유형", "보험금청구");
    List<DayEntry> entries = new ArrayList<>();
    entries.add(
        new DayEntry.AgentSeen(at, 1, "kim", "부산센터", Availability.OPEN, Map.of("보험금", 2), desk, 0));
    for (int i = 0; i < 6; i++) {
      long arrived = at + 60_000L * i;
      entries.add(
          new DayEntry.Arrived(
              arrived, i, 0, "부산센터", "보험금", Partition.NOBODY, facts, "c" + i, rules));
      entries.add(new DayEntry.Answered(arrived + 30_000, i, 1));
      entries.add(new DayEntry.Ended(arrived + 50_000, i, 0));
    }
    return DayLog.of("한빛생명", "2026-11-25", entries);
  }

  private int rules(String... args) {
    return rules(Language.KOREAN, "", args);
  }

  private int rules(Language language, String why, String... args) {
    out.reset();
    err.reset();
    return new Rules(stream(out), stream(err), language, folder).run(List.of(args), "시험하는 사람", why);
  }

  private void replace(String from, String to) throws IOException {
    var text = Files.readString(life);
    assertThat(text).contains(from);
    Files.writeString(life, text.replace(from, to));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

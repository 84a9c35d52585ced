package kr.ondam.launch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kr.ondam.rules.file.Inventory;
import kr.ondam.rules.file.RuleBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is not taken over, and what is said about it.
final class RuleRefusalTest {
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  @TempDir private Path temporary;
  private RulesOnDisk disk;

  @BeforeEach
  void write() {
    disk = new RulesOnDisk(temporary.resolve("routing"));
  }

  /// Padding of three bytes a letter stands before a test that fails.
  private static String padded(String text, int bytes) {
    var line = "# " + "가".repeat(100) + "\n";
    var pad = new StringBuilder();
    while (pad.length() * 3L < bytes) {
      pad.append(line);
    }
    return text.replace("시험:", pad + "시험:").replace("기대: {큐: 보험금}", "기대: {큐: 일반}");
  }

  @Test
  void RR09_aFileThatIsTooLargeIsRefusedWithItsSizeAndNothingOfItIsUsed() {
    var books = disk.started();
    var first = books.state().version();
    var text = padded(disk.read(RulesOnDisk.LIFE), MOST_BYTES + 100_000);
    disk.write(RulesOnDisk.LIFE, text);
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.BROKEN);
    assertThat(books.state().draft().tests()).isEmpty();
    int bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    assertThat(books.state().draft().diagnostics())
        .singleElement()
        .satisfies(found -> {
          assertThat(found.korean())
              .startsWith("life.yaml:1:1: 오류: 파일이 너무 큽니다")
              .contains("life.yaml", "%,d바이트".formatted(bytes), "최대 2,097,152바이트");
          assertThat(found.english()).contains("too large", "%,d bytes".formatted(bytes));
        });
    assertThat(books.activate(RulesOnDisk.wish("그래도"), books.state()))
        .isInstanceOf(ActivationResult.Broken.class);
    assertThat(books.state().version()).isEqualTo(first);
  }

  @Test
  void RR72_aTestBehindAMebibyteIsRunToo() {
    var books = disk.started();
    disk.write(RulesOnDisk.LIFE, padded(disk.read(RulesOnDisk.LIFE), 1_100_000));
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.BROKEN);
    assertThat(books.state().draft().diagnostics())
        .anyMatch(found -> found.korean().contains("실패: 청구는 보험금으로"));
  }

  private static Inventory group(String... tenants) {
    return new Inventory(
        List.of(tenants).stream()
            .map(name ->
                new Inventory.Tenant(
                    name,
                    List.of(new Inventory.Centre("부산센터", Optional.empty())),
                    List.of(
                        new Inventory.Agent(
                            "kim", Optional.of("부산센터"), Map.of("상담기본", 3, "보험금", 3)))))
            .toList());
  }

  private RuleBooks server(AtomicReference<Optional<Inventory>> installed) {
    var books = disk.books(installed::get);
    books.start((now, _) -> disk.applied.add(now));
    books.refresh();
    return books;
  }

  private void activateElsewhere(String why) {
    var cli = disk.books();
    cli.refresh();
    assertThat(cli.activate(RulesOnDisk.wish(why), cli.state()))
        .isInstanceOf(ActivationResult.Done.class);
  }

  @Test
  void RR22_aSetThatMisspellsAnAffiliateIsNotTakenOver() {
    var installed = new AtomicReference<>(Optional.of(group("한빛생명", "한빛카드")));
    var books = server(installed);
    var first = books.state().version();
    disk.replace(RulesOnDisk.LIFE, "{계열사: 한빛생명}", "{계열사: 한빛샘명}");
    activateElsewhere("이름 고침");
    books.refresh();
    assertThat(books.state().version()).isEqualTo(first);
    assertThat(books.book().orElseThrow().tenants()).containsKey("한빛생명");
    assertThat(books.state().alarms())
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.korean()).contains("'한빛샘명' 계열사가 없습니다", "혹시 '한빛생명' 인가요?");
          assertThat(alarm.english()).contains("no tenant '한빛샘명'");
        });
    // Whoever starts now, and while the store does not answer, does not take it over either.
    assertThat(server(installed).state().version()).isEqualTo(first);
    installed.set(Optional.empty());
    books.refresh();
    assertThat(books.state().version()).isEqualTo(first);

    installed.set(Optional.of(group("한빛생명", "한빛카드")));
    disk.replace(RulesOnDisk.LIFE, "{계열사: 한빛샘명}", "{계열사: 한빛생명}");
    disk.changeGoal("90초");
    activateElsewhere("바로잡음");
    books.refresh();
    assertThat(books.state().version()).isNotEqualTo(first);
    assertThat(books.state().alarms()).isEmpty();
  }

  @Test
  void RR22_aSetThatMisspellsACentreIsNotTakenOver() {
    var installed = new AtomicReference<>(Optional.of(group("한빛생명", "한빛카드")));
    var books = server(installed);
    var first = books.state().version();
    disk.write(RulesOnDisk.LIFE, disk.read(RulesOnDisk.LIFE).replace("부산센터", "부산샌터"));
    activateElsewhere("센터 이름");
    books.refresh();
    assertThat(books.state().version()).isEqualTo(first);
    assertThat(books.state().alarms())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.korean()).contains("'부산샌터' 센터가 한빛생명에 없습니다"));
  }

  @Test
  void aRefusedSetIsLookedAtAgainWhenTheInstallationHasWhatItNames() {
    var installed = new AtomicReference<>(Optional.of(group("한빛생명", "한빛카드")));
    var books = server(installed);
    disk.replace(RulesOnDisk.LIFE, "{계열사: 한빛생명}", "{계열사: 한빛라이프}");
    activateElsewhere("이름이 바뀜");
    books.refresh();
    assertThat(books.state().alarms()).hasSize(1);
    installed.set(Optional.of(group("한빛라이프", "한빛카드")));
    disk.time.advance(Duration.ofSeconds(21));
    books.refresh();
    assertThat(books.state().alarms()).isEmpty();
    assertThat(books.book().orElseThrow().tenants()).containsKey("한빛라이프");
  }

  @Test
  void aSetWhoseAffiliateHasLeftTheInstallationStillLoads() {
    var installed = new AtomicReference<>(Optional.of(group("한빛생명", "한빛카드")));
    server(installed);
    disk.changeGoal("90초");
    activateElsewhere("90초");
    var version = server(installed).state().version();
    installed.set(Optional.of(group("한빛생명")));
    var later = server(installed);
    assertThat(later.state().version()).isEqualTo(version);
    assertThat(later.state().alarms()).isEmpty();
    assertThat(later.book().map(RuleBook::tenants).orElseThrow()).containsKey("한빛생명");
  }

  @Test
  void aSetThatWaitsForItsTimeIsNotSaidToBeInForce() {
    var books = disk.started();
    disk.replace(RulesOnDisk.GROUP, "버전: \"1\"", "버전: \"2\"\n시행: 2026-11-24T12:00");
    disk.changeGoal("90초");
    books.refresh();
    books.activate(RulesOnDisk.wish("정오부터"), books.state());
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SCHEDULED);
    assertThat(RulesOnDisk.changes(books.state())).contains("한빛생명 큐.보험금.목표.응답: 60초 → 90초");
    assertThat(books.activate(RulesOnDisk.wish("다시"), books.state()))
        .isInstanceOf(ActivationResult.Scheduled.class);
    disk.time.advance(Duration.ofMinutes(120));
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
    assertThat(books.activate(RulesOnDisk.wish("다시"), books.state()))
        .isEqualTo(new ActivationResult.Same());
  }
}

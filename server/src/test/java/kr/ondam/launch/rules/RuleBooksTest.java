package kr.ondam.launch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.FileContents;
import kr.ondam.rules.file.Inventory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleBooksTest {
  @TempDir private Path temporary;
  private RulesOnDisk disk;

  @BeforeEach
  void write() {
    disk = new RulesOnDisk(temporary.resolve("routing"));
  }

  @Test
  void aWarningGoesWhenSomebodyLearnsTheSkill() {
    var agents = new AtomicReference<>(Map.of("상담기본", 3));
    var books = disk.books(() -> Optional.of(group(agents.get())));
    books.start((_, _) -> {});
    books.refresh();
    assertThat(books.state().draft().diagnostics())
        .anyMatch(found -> found.korean().contains("'보험금' 수준 2인 상담사가 없습니다"));
    agents.set(Map.of("상담기본", 3, "보험금", 2));
    disk.time.advance(Duration.ofSeconds(21));
    books.refresh();
    assertThat(books.state().draft().diagnostics())
        .noneMatch(found -> found.korean().contains("'보험금' 수준 2인 상담사가 없습니다"));
  }

  @Test
  void aTenantThatIsCreatedWhileTheRulesRunGetsThoseOfTheGroupAtOnce() {
    var tenants = new AtomicReference<>(group(Map.of("상담기본", 3, "보험금", 2)));
    var books = disk.books(() -> Optional.of(tenants.get()));
    books.start((now, another) -> {
      assertThat(another).isFalse();
      disk.applied.add(now);
    });
    books.refresh();
    var more = new ArrayList<>(tenants.get().tenants());
    more.add(new Inventory.Tenant("한빛증권", List.of(), List.of()));
    tenants.set(new Inventory(more));
    books.refreshEdited();
    assertThat(books.book().orElseThrow().tenants()).containsKey("한빛증권");
    assertThat(disk.applied.getLast().book().tenants()).containsKey("한빛증권");
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
    assertThat(books.state().changes()).isEmpty();
    assertThat(books.state().history()).hasSize(1);
  }

  private static Inventory group(Map<String, Integer> skills) {
    var agent = new Inventory.Agent("kim", Optional.of("부산센터"), skills);
    return new Inventory(
        List.of(
            new Inventory.Tenant(
                "한빛생명", List.of(new Inventory.Centre("부산센터", Optional.empty())), List.of(agent)),
            new Inventory.Tenant("한빛카드", List.of(), List.of(agent))));
  }

  @Test
  void aDraftComesIntoForceWithItsReason() {
    var books = disk.started();
    disk.changeGoal("90초");
    books.refresh();
    var from = books.state().version();
    var result = books.activate(RulesOnDisk.wish("부산 인원 감소"), books.state());
    var done = (ActivationResult.Done) result;
    assertThat(done.activation())
        .returns("최관리", Activation::by)
        .returns("부산 인원 감소", Activation::why)
        .returns(from, Activation::from)
        .returns(Activation.Kind.ACTIVATED, Activation::kind);
    assertThat(disk.applied).hasSize(2);
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
    assertThat(books.activate(RulesOnDisk.wish("또"), books.state()))
        .isEqualTo(new ActivationResult.Same());
  }

  @Test
  void aBrokenDraftLeavesTheRunningRulesAndSaysWhere() {
    var books = disk.started();
    var running = books.book();
    disk.replace(RulesOnDisk.LIFE, "'보험금청구'\", 큐", "'보험금청규'\", 큐");
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.BROKEN);
    var found = books.state().draft().diagnostics().getFirst();
    assertThat(found.korean()).startsWith("life.yaml:9:").contains("혹시 '보험금청구'", "^^^^");
    assertThat(books.activate(RulesOnDisk.wish("그래도"), books.state()))
        .isInstanceOf(ActivationResult.Broken.class);
    assertThat(books.book()).isEqualTo(running);
    assertThat(disk.applied).hasSize(1);
    // Whoever starts now gets the rules that were in force.
    assertThat(disk.started().book().orElseThrow().version())
        .isEqualTo(running.orElseThrow().version());
  }

  @Test
  void aFailedTestKeepsADraftOut() {
    var books = disk.started();
    disk.replace(RulesOnDisk.LIFE, "기대: {큐: 보험금}", "기대: {큐: 일반}");
    books.refresh();
    assertThat(books.state().draft().tests())
        .extracting(FileContents.Tested::outcome)
        .containsExactly(FileContents.Outcome.FAILED);
    assertThat(books.activate(RulesOnDisk.wish("그래도"), books.state()))
        .isInstanceOf(ActivationResult.Broken.class);
  }

  @Test
  void RR02_aSyntaxErrorInOneFileLeavesTheOtherTenantsTheirRules() {
    disk.replace(RulesOnDisk.CARD, "대상: {계열사: 한빛카드}", "대상: {계열사: 한빛카드\n큐: [");
    var books = disk.started();
    var now = books.state().inForce().orElseThrow();
    assertThat(now.whole()).isFalse();
    assertThat(now.book().tenants()).containsOnlyKeys("한빛생명");
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.BROKEN);
    assertThat(books.state().history()).isEmpty();

    disk.replace(RulesOnDisk.CARD, "한빛카드\n큐: [", "한빛카드}");
    books.refresh();
    assertThat(books.activate(RulesOnDisk.wish("카드 고침"), books.state()))
        .isInstanceOf(ActivationResult.Done.class);
    assertThat(books.book().orElseThrow().tenants()).containsOnlyKeys("한빛생명", "한빛카드");
    assertThat(books.state().inForce().orElseThrow().whole()).isTrue();
  }

  @Test
  void RR02_laterABrokenFileChangesNothingForAnybody() {
    var books = disk.started();
    disk.replace(RulesOnDisk.CARD, "대상: {계열사: 한빛카드}", "대상: {계열사: 한빛카드");
    disk.changeGoal("90초");
    books.refresh();
    assertThat(disk.applied).hasSize(1);
    assertThat(books.book().orElseThrow().tenants()).containsOnlyKeys("한빛생명", "한빛카드");
  }

  @Test
  void RR62_aDraftThatChangedSinceItWasSeenIsRefusedWithTheDifference() {
    var books = disk.started();
    disk.changeGoal("90초");
    books.refresh();
    var seen = books.state();
    disk.replace(RulesOnDisk.LIFE, "90초", "120초");
    var moved = (ActivationResult.Moved) books.activate(RulesOnDisk.wish("90초로"), seen);
    assertThat(moved.changes().get("한빛생명"))
        .extracting(Change::line)
        .first()
        .asString()
        .startsWith("큐.보험금.목표.응답: 90초 → 120초");
    assertThat(disk.applied).hasSize(1);
    assertThat(books.activate(RulesOnDisk.wish("120초로"), moved.now()))
        .isInstanceOf(ActivationResult.Done.class);
  }

  @Test
  void RR62_rulesThatSomebodyElsePutIntoForceMeanwhileAreNoticed() {
    var mine = disk.started();
    disk.changeGoal("90초");
    mine.refresh();
    var seen = mine.state();
    var other = disk.books();
    other.refresh();
    assertThat(other.activate(RulesOnDisk.wish("먼저"), other.state()))
        .isInstanceOf(ActivationResult.Done.class);
    assertThat(mine.activate(RulesOnDisk.wish("나중"), seen))
        .isInstanceOf(ActivationResult.Moved.class);
    assertThat(mine.state().history()).hasSize(2);
  }

  @Test
  void whatAnotherProcessActivatesIsTakenOverWithinSeconds() {
    var server = disk.started();
    var watch = new RuleWatch(server, disk.time, Runnable::run);
    watch.start();
    disk.changeGoal("90초");
    var cli = disk.books();
    cli.refresh();
    cli.activate(new Wish("명령줄", "야간 작업", Optional.empty()), cli.state());
    assertThat(disk.applied).hasSize(1);
    disk.time.advance(RuleWatch.EVERY);
    assertThat(disk.applied).hasSize(2);
    assertThat(server.state().inForce().orElseThrow().activation().by()).isEqualTo("명령줄");
    watch.close();
  }

  @Test
  void RR64_aRollbackIsOneLineOfTheHistoryAndLeavesTheDraft() {
    var books = disk.started();
    var first = books.state().version();
    disk.changeGoal("90초");
    books.refresh();
    books.activate(RulesOnDisk.wish("90초"), books.state());
    var second = books.state().version();
    assertThat(books.rollback(RulesOnDisk.wish("대기가 길어짐"), first))
        .isInstanceOf(ActivationResult.Done.class);
    assertThat(books.state().version()).isEqualTo(first);
    assertThat(books.state().history().getLast())
        .returns(Activation.Kind.ROLLED_BACK, Activation::kind)
        .returns(second, Activation::from)
        .returns("대기가 길어짐", Activation::why);
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.CHANGED);
    assertThat(disk.read(RulesOnDisk.LIFE)).contains("90초");
    assertThat(books.rollback(RulesOnDisk.wish("없음"), "0".repeat(64)))
        .isEqualTo(new ActivationResult.Unknown());
    assertThat(books.rollback(RulesOnDisk.wish("나감"), "../../etc"))
        .isEqualTo(new ActivationResult.Unknown());
  }

  @Test
  void RR66_aKeptSetThatWasAlteredIsNotUsedAndTheOneBeforeStays() throws IOException {
    var books = disk.started();
    var first = books.state().version();
    disk.changeGoal("90초");
    books.refresh();
    books.activate(RulesOnDisk.wish("90초"), books.state());
    var second = books.state().version();
    var kept = disk.folder.resolve("history").resolve(second).resolve(RulesOnDisk.LIFE);
    Files.writeString(kept, Files.readString(kept).replace("90초", "5초"));

    var later = disk.started();
    assertThat(later.state().version()).isEqualTo(first);
    assertThat(later.state().alarms())
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.korean()).contains(Activation.abbreviated(second)));
    assertThat(later.rollback(RulesOnDisk.wish("다시"), second))
        .isInstanceOf(ActivationResult.Damaged.class);
  }

  @Test
  void RR66_halfALineOfAKilledProcessHidesNothing() throws IOException {
    var books = disk.started();
    var record = disk.folder.resolve("history/activations.jsonl");
    Files.writeString(record, Files.readString(record) + "{\"at\":\"2026-11-2");
    disk.changeGoal("90초");
    books.refresh();
    books.activate(RulesOnDisk.wish("90초"), books.state());
    assertThat(disk.started().state().history()).hasSize(2);
  }

  @Test
  void RR74_hiddenSwapAndOverlongNamesAreIgnored() {
    disk.write(".life.yaml.swp", "x");
    disk.write(".life.yaml", "x: [");
    disk.write("life.yaml~", "x: [");
    disk.write("가".repeat(60) + "나".repeat(10) + ".txt", "x");
    disk.write("a".repeat(120) + ".yaml", "x: [");
    var books = disk.started();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
    assertThat(books.state().draft().files()).isEqualTo(3);
    assertThat(books.state().draft().ignored()).hasSize(5);
  }

  @Test
  void RR60_aLinkThatLeadsOutOfTheFolderIsIgnored() throws IOException {
    var outside = temporary.resolve("outside.yaml");
    Files.writeString(outside, "문서: 상담배정규칙/1\n대상: {계열사: 밖}\n");
    Files.createSymbolicLink(disk.folder.resolve("link.yaml"), outside);
    var books = disk.started();
    assertThat(books.state().draft().ignored()).containsExactly("link.yaml");
    assertThat(books.book().orElseThrow().tenants()).doesNotContainKey("밖");
  }

  @Test
  void RR61_otherEncodingsAreRefusedAndMarksAndLineEndsAreNot() {
    var books = disk.started();
    var life = disk.read(RulesOnDisk.LIFE);
    disk.write(RulesOnDisk.LIFE, "\uFEFF" + life.replace("\n", "\r\n"));
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
    disk.write(RulesOnDisk.LIFE, life.getBytes(Charset.forName("EUC-KR")));
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.BROKEN);
    disk.write(RulesOnDisk.LIFE, life.getBytes(StandardCharsets.UTF_8));
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
  }

  @Test
  void anotherOrderOfTheSameRulesIsAChange() {
    String second = "\n  - {이름: 기타, 앞에: 나머지는 일반, 조건: \"문의유형 == '기타'\", 큐: 일반}";
    disk.replace(RulesOnDisk.LIFE, "큐: 보험금}\n하위", "큐: 보험금}" + second + "\n하위");
    var books = disk.started();
    disk.replace(RulesOnDisk.LIFE, "이름: 기타, 앞에: 나머지는 일반", "이름: 기타, 맨앞: true");
    books.refresh();
    assertThat(RulesOnDisk.changes(books.state()))
        .contains("한빛생명 분류.순서: 청구 > 기타 > 나머지는 일반 → 기타 > 청구 > 나머지는 일반");
  }

  @Test
  void rulesWithALaterTimeWaitForIt() {
    var books = disk.started();
    var first = books.state().version();
    disk.replace(RulesOnDisk.GROUP, "버전: \"1\"", "버전: \"2\"\n시행: 2026-11-24T12:00");
    disk.changeGoal("90초");
    books.refresh();
    books.activate(RulesOnDisk.wish("정오부터"), books.state());
    assertThat(books.state().version()).isEqualTo(first);
    assertThat(books.state().waiting().orElseThrow().why()).isEqualTo("정오부터");
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SCHEDULED);
    // 10:00 in Seoul when the test begins.
    disk.time.advance(Duration.ofMinutes(119));
    books.refresh();
    assertThat(books.state().version()).isEqualTo(first);
    disk.time.advance(Duration.ofMinutes(1));
    books.refresh();
    assertThat(books.state().version()).isNotEqualTo(first);
    assertThat(books.state().waiting()).isEmpty();
    assertThat(disk.applied).hasSize(2);
  }

  @Test
  void whoReachesOneTenantChangesNoOther() {
    var books = disk.started();
    disk.changeGoal("90초");
    disk.replace(RulesOnDisk.GROUP, "가점: 2분", "가점: 3분");
    books.refresh();
    assertThat(books.activate(new Wish("김관리", "우리만", Optional.of("한빛생명")), books.state()))
        .isEqualTo(new ActivationResult.OutOfReach(List.of("한빛카드")));
    disk.replace(RulesOnDisk.GROUP, "가점: 3분", "가점: 2분");
    books.refresh();
    assertThat(books.activate(new Wish("김관리", "우리만", Optional.of("한빛생명")), books.state()))
        .isInstanceOf(ActivationResult.Done.class);
  }

  @Test
  void withoutAReasonOrWithoutFilesNothingHappens() throws IOException {
    var books = disk.started();
    disk.changeGoal("90초");
    books.refresh();
    assertThat(books.activate(RulesOnDisk.wish("  "), books.state()))
        .isEqualTo(new ActivationResult.Incomplete());
    assertThat(books.activate(RulesOnDisk.wish("가".repeat(501)), books.state()))
        .isEqualTo(new ActivationResult.Incomplete());
    for (var name : List.of(RulesOnDisk.GROUP, RulesOnDisk.LIFE, RulesOnDisk.CARD)) {
      Files.delete(disk.folder.resolve(name));
    }
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.EMPTY);
    assertThat(books.activate(RulesOnDisk.wish("비움"), books.state()))
        .isEqualTo(new ActivationResult.Nothing());
    assertThat(books.book()).isPresent();
  }
}

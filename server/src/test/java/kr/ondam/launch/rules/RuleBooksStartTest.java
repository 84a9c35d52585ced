package kr.ondam.launch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kr.ondam.rules.file.RuleBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is in force when a server starts.
final class RuleBooksStartTest {
  @TempDir private Path temporary;
  private RulesOnDisk disk;

  @BeforeEach
  void write() {
    disk = new RulesOnDisk(temporary.resolve("routing"));
  }

  @Test
  void theFirstStartPutsTheFilesIntoForceAndKeepsThemWhole() throws IOException {
    var books = disk.started();
    var now = books.state().inForce().orElseThrow();
    assertThat(now.activation().kind()).isEqualTo(Activation.Kind.FIRST);
    assertThat(now.whole()).isTrue();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.SAME);
    assertThat(disk.applied).containsExactly(now);
    var kept = disk.folder.resolve("history").resolve(now.book().version());
    try (var files = Files.list(kept)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(RulesOnDisk.GROUP, RulesOnDisk.LIFE, RulesOnDisk.CARD);
    }
  }

  @Test
  void aLaterStartTakesTheHistoryWhateverTheFolderSays() {
    var first = disk.started().book().orElseThrow();
    disk.changeGoal("90초");
    var books = disk.started();
    assertThat(books.book().orElseThrow().version()).isEqualTo(first.version());
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.CHANGED);
    assertThat(books.state().history()).hasSize(1);
    assertThat(RulesOnDisk.changes(books.state())).containsExactly("한빛생명 큐.보험금.목표.응답: 60초 → 90초");
  }

  @Test
  void aLaterStartDoesNotWaitForTheDraftAndItsTests() {
    var first = disk.started().book().orElseThrow();
    disk.changeGoal("90초");
    var books = disk.books();
    books.start((_, _) -> {});
    assertThat(books.book().map(RuleBook::version)).contains(first.version());
    assertThat(books.state().draft()).isEqualTo(Draft.NOTHING);
    books.refresh();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.CHANGED);
    assertThat(books.state().draft().contents().tenants()).containsEntry(RulesOnDisk.LIFE, "한빛생명");
  }

  @Test
  void anInstallationWithoutRuleFilesHasNone() {
    var none = new RulesOnDisk(temporary.resolve("other")).time;
    var books =
        new RuleBooks(
            temporary.resolve("missing"),
            new RuleBooks.Surroundings(Optional::empty, none, java.time.ZoneId.of("Asia/Seoul")));
    books.start((_, _) -> {});
    assertThat(books.book()).isEmpty();
    assertThat(books.state().standing()).isEqualTo(RuleState.Standing.EMPTY);
    assertThat(temporary.resolve("missing")).doesNotExist();
  }
}

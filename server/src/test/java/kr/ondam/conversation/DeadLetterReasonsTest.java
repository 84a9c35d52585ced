package kr.ondam.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The list of reasons is the one place that knows them all: screens have words for what stands
/// there.
final class DeadLetterReasonsTest {
  /// Every way in which the sources give a dead letter its reason.
  private static final List<Pattern> GIVEN =
      List.of(
          Pattern.compile("(?:Parsed\\.)?Unreadable\\(\\s*\"([a-z_]+)"),
          Pattern.compile("unreadable\\(\\s*(?:root\\.has\\(\"user_key\"\\) \\? )?\"([a-z_]+)"),
          Pattern.compile("unreadable = \"([a-z_]+)"),
          Pattern.compile("Poison\\(\\s*\"([a-z_]+)"),
          Pattern.compile("pieces\\(\\s*\"([a-z_]+)"),
          Pattern.compile("Letters\\.of\\([^\"]*\"([a-z_]+)\""),
          Pattern.compile("NO_ACCOUNT,\\s*\"([a-z_]+)\""));

  private static final Pattern BROKEN = Pattern.compile("\"([a-z]+_[a-z_]+)\"");

  @Test
  void everyReasonThatTheCodeGivesIsOnTheList() throws IOException {
    var given = new TreeSet<String>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        var text = Files.readString(file);
        for (var pattern : GIVEN) {
          pattern.matcher(text).results().forEach(found -> given.add(found.group(1)));
        }
      }
    }
    // What no JSON reader takes is a reason too, where its call cannot be refused.
    var json = Files.readString(Path.of("src/main/java/kr/ondam/channel/StrictJson.java"));
    BROKEN.matcher(json).results().forEach(found -> given.add(found.group(1)));
    given.add(DeadLetter.BOT_ANSWER); // what was wrong with it stands behind
    assertThat(given).contains("poison", "conflict", "unknown_channel", "bad_json", "too_deep");
    assertThat(DeadLetter.REASONS).containsExactlyInAnyOrderElementsOf(given);
  }
}

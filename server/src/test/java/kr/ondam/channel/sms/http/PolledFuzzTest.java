package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import kr.ondam.channel.sms.smpp.Ear;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/// Whatever a provider answers to a poll, it becomes rows that can be stored and read again, and
/// nothing of it is gone: at least one item or, of what cannot be read, the text itself.
final class PolledFuzzTest {
  private static final int ROW = 1_000_000;

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
  private final HttpPolls.Tools tools =
      new HttpPolls.Tools(
          new MemoryPolledStore(),
          new Ear(),
          text -> text.replace("900101-1234567", "900101-*******"),
          time,
          time,
          new TimeOrderedIds(time),
          RandomGenerator.of("L64X128MixRandom"),
          Runnable::run);

  private record Feed(String name, PolledAnswers answers) {}

  private final List<Feed> feeds =
      HttpProfiles.shipped().names().stream()
          .flatMap(name -> feeds(name, HttpProfiles.shipped().named(name).orElseThrow()).stream())
          .toList();

  private List<Feed> feeds(String name, HttpProfile profile) {
    var account = HttpAccounts.of(name, URI.create("http://127.0.0.1:1"));
    var answers = new PolledAnswers(account, profile, tools);
    return profile
        .polls()
        .valueStream()
        .map(how -> new Feed(how.path("feed").asString(), answers))
        .toList();
  }

  @FuzzTest
  void SM72_anyAnswerToAPollIsKept(byte[] body) {
    for (var feed : feeds) {
      for (boolean whole : List.of(true, false)) {
        var batches = feed.answers().came(feed.name(), body, whole);
        assertThat(batches).isNotEmpty();
        batches.forEach(batch -> judge(feed.answers(), batch));
      }
    }
  }

  private static void judge(PolledAnswers answers, PolledAnswers.Batch batch) {
    Storable.fits(batch.answer().body(), 0, ROW);
    batch.left().forEach(Storable::fits);
    assertThat(batch.root() != null || !batch.left().isEmpty()).isTrue();
    var again = answers.batch(batch.answer());
    assertThat(again.left()).containsExactlyElementsOf(batch.left());
    assertThat(text(again.root())).isEqualTo(text(batch.root()));
  }

  private static String text(@Nullable Object root) {
    return String.valueOf(root);
  }
}

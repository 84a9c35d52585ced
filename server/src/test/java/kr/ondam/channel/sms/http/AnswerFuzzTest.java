package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.ProviderCall;
import kr.ondam.time.VirtualTime;

/// Whatever a provider answers to a request for a token, to a picture or to a text, sending ends in
/// an outcome whose words fit into the tables, and what was not sent is not in doubt.
final class AnswerFuzzTest {
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
  private static final List<Integer> STATUSES = List.of(200, 201, 302, 400, 401, 429, 500, 503);

  private final OneAnswer provider = new OneAnswer();
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
  private final HttpAuth auth = new HttpAuth(Optional::of, provider, time);
  private final HttpSender sender =
      new HttpSender(provider, auth, new HttpPictures(provider, auth, PictureFitter.NONE));
  private final Map<ChannelAccount, HttpProfile> accounts = new LinkedHashMap<>();

  AnswerFuzzTest() {
    for (String name : HttpProfiles.shipped().names()) {
      accounts.put(
          HttpAccounts.of(name, URI.create("http://127.0.0.1:1")),
          HttpProfiles.shipped().named(name).orElseThrow());
    }
  }

  /// @param octets the first chooses the status, and how much of the rest is the pause asked for
  @FuzzTest
  void O3_anyAnswerIsAnOutcome(byte[] octets) {
    int first = octets.length == 0 ? 0 : octets[0] & 0xFF;
    int head = Math.min(octets.length, 1 + first / STATUSES.size() % 32);
    provider.status = STATUSES.get(first % STATUSES.size());
    provider.retryAfter =
        new String(
            octets,
            Math.min(1, head),
            head - Math.min(1, head),
            java.nio.charset.StandardCharsets.ISO_8859_1);
    provider.body = Arrays.copyOfRange(octets, head, octets.length);
    accounts.forEach((account, profile) -> {
      for (int pictures = 0; pictures <= Math.min(1, profile.mostPictures()); pictures++) {
        time.advance(Duration.ofDays(1)); // what was lent is asked for again
        call(account, profile, pictures)
            .forEach(call -> judge(sender.send(account, profile, call)));
      }
    });
  }

  private static List<ProviderCall> call(
      ChannelAccount account, HttpProfile profile, int pictures) {
    var file = new OutboundFile(new UUID(7, 1), "a.jpg", "image/jpeg", 4, AnswerFuzzTest::open);
    List<Part> parts =
        pictures == 0
            ? List.of(new Part.Text("네"))
            : List.of(new Part.Text("네"), new Part.Image(null, "a", file.id()));
    var out =
        new Outbound(new UUID(7, 2), account.tenant(), account.id(), "01012345678", null, parts);
    return new HttpWriter(account, profile).plan(out.with(List.of(file)), "https://x");
  }

  private static ByteArrayInputStream open() {
    return new ByteArrayInputStream(JPEG);
  }

  private void judge(Outcome outcome) {
    switch (outcome) {
      case Outcome.Ok(var reference) -> Storable.fits(reference, 0, 65_536);
      case Outcome.Retry(var after, var reason) -> {
        sane(after);
        Storable.fits(reason, 0, 500);
      }
      case Outcome.Throttled(var after) -> sane(after);
      case Outcome.Permanent(var code, var reason) -> {
        Storable.fits(code, 1, 200);
        Storable.fits(reason, 0, 200);
      }
      case Outcome.Uncertain(var reason) -> Storable.fits(reason, 0, 500);
      case Outcome.Unauthorised(var reason) -> Storable.fits(reason, 0, 500);
      case Outcome.Aside(var before) -> judge(before);
      case Outcome.Unmade _, Outcome.CustomerFirst _, Outcome.SessionGone _ ->
          throw new AssertionError("an answer cannot say that: " + outcome);
    }
    assertThat(provider.calls).isPositive();
  }

  private static void sane(Duration after) {
    assertThat(after).isBetween(Duration.ofSeconds(1), Duration.ofHours(1));
  }
}

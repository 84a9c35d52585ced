package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.Recorder;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.sms.smpp.Ear;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of every profile of text messages, whole: a token, texts, and what the profile
/// declares of pictures and polls. A profile whose calls are not all in its golden file fails.
final class GoldenSmsTest {
  private static final UUID ID = new UUID(0x0192_0000_0000_7000L, 0x8000_0000_0000_0001L);

  private final Recorder provider = new Recorder();
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
  private final HttpSms sms =
      new HttpSms(Optional::of, KakaoCounsel.client(), time, new Drawing(), HttpProfiles.shipped());
  private final Golden golden = new Golden();
  private int seen;

  /// Draws every picture as the same letters.
  private static final class Drawing implements PictureFitter {
    @Override
    public long largest(Limits limits) {
      return limits.bytes();
    }

    @Override
    public Optional<byte[]> fit(byte[] picture, Limits limits) {
      return Optional.of("JPEG".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @AfterEach
  void close() {
    provider.close();
  }

  @ParameterizedTest
  @MethodSource(HttpAccounts.PROFILES)
  void eachProviderGetsWhatItsDocumentsAskFor(String name) {
    var profile = HttpAccounts.profile(name);
    var account = HttpAccounts.of(name, provider.uri());
    var yes = new YesAnswers(profile);
    if (profile.section("auth").has("token")) {
      provider.answers(yes.token());
    }
    send(account, "네, 확인했습니다. & 100%", 0);
    if (profile.section("auth").has("token")) {
      got("token");
    }
    got("short");
    send(account, "안녕하세요 한빛생명입니다.\n" + "가나다라마".repeat(10), 0);
    got("long");
    int pictures = Math.min(2, profile.mostPictures());
    for (int i = 1; i <= pictures; i++) {
      provider.answers(yes.picture(i));
    }
    if (pictures > 0) {
      send(account, "확인해 주세요.", pictures);
      for (int i = 1; i <= pictures; i++) {
        got("picture " + i);
      }
      got("with pictures");
    }
    polled(account, profile, yes);
    golden.check("sms/" + name + ".http");
  }

  private void polled(ChannelAccount account, HttpProfile profile, YesAnswers yes) {
    List<String> names = new ArrayList<>();
    for (var how : profile.polls()) {
      provider.answers(yes.poll(how));
      names.add("poll " + how.path("feed").asString());
      if (how.has("acknowledge")) {
        provider.answers(yes.acknowledged(how.path("acknowledge")));
        names.add("acknowledge " + how.path("feed").asString());
      }
    }
    try (var polls = sms.polls(tools())) {
      polls.follow(account.tenant(), List.of(account));
      time.advance(Duration.ZERO);
    }
    names.forEach(this::got);
    assertThat(provider.requests()).as("no more than that").hasSize(seen);
  }

  private HttpPolls.Tools tools() {
    return new HttpPolls.Tools(
        new MemoryPolledStore(),
        new Ear(),
        text -> text,
        time,
        time,
        new TimeOrderedIds(time),
        RandomGenerator.of("L64X128MixRandom"),
        Runnable::run);
  }

  /// The next request.
  private void got(String name) {
    golden.got(name, provider.requests().get(seen++));
  }

  private void send(ChannelAccount account, String text, int pictures) {
    List<Part> parts = new ArrayList<>(List.of(new Part.Text(text)));
    List<OutboundFile> files = new ArrayList<>();
    for (int i = 1; i <= pictures; i++) {
      var id = new UUID(7, i);
      parts.add(new Part.Image(null, "고객.png", id));
      files.add(
          new OutboundFile(
              id, "고객.png", "image/png", 3, () -> new ByteArrayInputStream(new byte[3])));
    }
    var outbound = new Outbound(ID, account.tenant(), account.id(), "01012345678", null, parts);
    sms.plan(account, outbound.with(files)).forEach(call -> sms.send(account, call));
  }
}

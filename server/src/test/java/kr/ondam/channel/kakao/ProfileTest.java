package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProfileFiles;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files that describe dealers of 상담톡.
final class ProfileTest {
  private final KakaoCounsel kakao = new KakaoCounsel(Optional::of, KakaoCounsel.client());

  static Stream<String> names() {
    return Profile.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProfileSaysAllThatADealerHasToBeTold(String name) {
    var root = ProfileFiles.read("counsel", name).orElseThrow();
    var known =
        Set.of(
            "headers",
            "media-hosts",
            "uploads",
            "text",
            "image",
            "file",
            "video",
            "audio",
            "buttons",
            "quick-replies",
            "reply",
            "link",
            "end",
            "answer");
    assertThat(known).as("no key that nothing reads").containsAll(root.propertyNames());
    for (var bubble : List.of("text", "image", "file", "buttons", "end")) {
      assertThat(root.path(bubble).path("path").asString("")).as(bubble).startsWith("/");
    }
    var profile = Profile.named(name).orElseThrow();
    for (var bubble : List.of("image", "file", "video", "audio")) {
      if (root.has(bubble)) {
        assertThat(profile.uploadPath(profile.upload(bubble))).as(bubble).startsWith("/");
      }
    }
    // What the desk says of a video or a sound holds for all that it calls so.
    assertThat(profile.bytes("video") == 0 || profile.takes("video", "video/mp4")).isTrue();
    for (var mime : List.of("audio/mp4", "audio/mpeg")) {
      assertThat(profile.bytes("audio") == 0 || profile.takes("audio", mime)).as(mime).isTrue();
    }
    for (var kind : List.of("buttons", "quick-replies")) {
      if (root.has(kind)) {
        assertThat(profile.list(kind, profile.fields(kind, Map.of()))).as(kind).isEmpty();
        assertThat(profile.buttons(kind).most()).as(kind).isPositive();
      }
    }
    assertThat(profile.mediaHosts()).isNotEmpty();
    assertThat(profile.headers()).isNotEmpty();
    assertThat(root.path("answer").path("ok")).isNotEmpty();
    assertThat(root.path("answer").path("gone")).isNotEmpty();
  }

  @Test
  void theUsualProfileIsThereAndIsWhatAnAccountWithoutOneSpeaks() {
    assertThat(Profile.names()).contains(KakaoCounsel.usualProfile());
    var path = Profile.named("").orElseThrow().path("text");
    assertThat(path)
        .isEqualTo(Profile.named(KakaoCounsel.usualProfile()).orElseThrow().path("text"));
    assertThat(KakaoCounsel.problems("", Map.of())).isEmpty();
  }

  @Test
  void anAccountWhoseProfileThereIsNotSpeaksWithNobody() {
    var account = Accounts.kakao("happytalk-v9", URI.create("http://127.0.0.1:1"));
    var call = new RawRequest("message", "", Map.of(), new byte[0], "127.0.0.1");
    assertThat(kakao.verify(account, call))
        .isEqualTo(new Verification.Refused(503, "unknown_profile"));
    assertThat(kakao.capabilities(account)).isEqualTo(Capabilities.of(ChannelKind.KAKAO_COUNSEL));
    assertThat(kakao.mediaHosts(account)).isEmpty();
    var reply = Accounts.message(account, List.of(new Part.Text("x")));
    var known = String.join(" or ", KakaoCounsel.profiles());
    assertThatThrownBy(() -> kakao.plan(account, reply))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("profile of life-kakao: 'happytalk-v9' (expected: %s)", known);
    assertThat(KakaoCounsel.problems("happytalk-v9", Map.of()))
        .containsExactly(new SettingProblem("profile", "happytalk-v9", known));
  }
}

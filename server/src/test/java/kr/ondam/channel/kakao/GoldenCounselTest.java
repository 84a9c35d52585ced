package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Golden;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProfileFiles;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.Recorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every call of every profile of 상담톡, whole. A profile, or a kind of call that one has, without
/// its place in a golden file fails here.
final class GoldenCounselTest {
  private static final UUID FILE = new UUID(0, 7);

  /// Kinds of calls under which another name stands in the golden files.
  private static final Map<String, String> NAMES =
      Map.of("buttons", "card", "quick-replies", "quick replies", "image", "picture");

  private final Recorder dealer = new Recorder();
  private final KakaoCounsel kakao = new KakaoCounsel(Optional::of, KakaoCounsel.client());
  private final Golden golden = new Golden();
  private final Set<String> shown = new HashSet<>();

  static Stream<String> profiles() {
    return Profile.names().stream();
  }

  @AfterEach
  void close() {
    dealer.close();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void eachDealerGetsWhatItsDocumentsAskFor(String profile) {
    send(profile, "", new Part.Text("확인해 보겠습니다."));
    got("text", dealer.last());

    send(
        profile,
        "",
        new Part.Text("맞나요?"),
        new Part.QuickReplies(List.of(reply("네"), reply("아니요"))));
    got("quick replies", dealer.last());

    var link = new Part.Button("안내", Part.ButtonAction.LINK, "https://www.example.kr/claim");
    send(profile, "", new Part.Card(null, "보험금 청구", "서류를 확인하세요", List.of(link, reply("상담원"))));
    got("card", dealer.last());

    handedOver(profile, "picture", "image/png", new Part.Image(null, null, FILE));
    handedOver(profile, "file", "application/pdf", new Part.File(null, "약관.pdf", FILE));
    handedOver(profile, "video", "video/mp4", new Part.Video(null, "안내.mp4", FILE));
    handedOver(profile, "audio", "audio/mp4", new Part.Audio(null, "녹음.m4a", FILE));

    send(profile, "", new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of("reason", "AGENT")));
    got("farewell", before());
    got("end", dealer.last());

    golden.check("counsel/" + profile + ".http");
    var file = ProfileFiles.read("counsel", profile).orElseThrow();
    file.properties().stream()
        .filter(section -> section.getValue().has("path"))
        .map(Map.Entry::getKey)
        .forEach(kind -> assertThat(shown).contains(NAMES.getOrDefault(kind, kind)));
    file.path("uploads")
        .propertyNames()
        .forEach(
            kind -> assertThat(shown).contains(NAMES.getOrDefault(kind, kind) + " handed over"));
  }

  private void got(String name, String request) {
    shown.add(name);
    golden.got(name, request);
  }

  private void handedOver(String profile, String name, String mime, Part part) {
    send(profile, mime, part);
    got(name + " handed over", before());
    got(name, dealer.last());
  }

  private String before() {
    return dealer.requests().get(dealer.requests().size() - 2);
  }

  private static Part.Button reply(String label) {
    return new Part.Button(label, Part.ButtonAction.REPLY, "");
  }

  /// The whole way of a message, but for its order.
  private void send(String profile, String mime, Part... parts) {
    var settings =
        Map.of(
            "client-id", "demo",
            "client-secret", "s3cret",
            "image-ratio", "any",
            "farewell", "고맙습니다.");
    var account = Accounts.kakao(profile, dealer.uri(), settings, List.of());
    byte[] bytes = "the octets of the file".getBytes(StandardCharsets.US_ASCII);
    var file =
        new OutboundFile(FILE, "약관", mime, bytes.length, () -> new ByteArrayInputStream(bytes));
    var carried = Degradation.of(kakao.capabilities(account), List.of(parts), _ -> bytes.length);
    var outbound = Accounts.message(account, carried.parts(), file);
    for (ProviderCall call : kakao.plan(account, outbound)) {
      var upload = call.upload();
      if (upload != null) {
        var address = "https://talk.kakaocdn.net/dna/a";
        dealer.answers("{\"code\":\"0\",\"%s\":\"%s\"}".formatted(upload.field(), address));
      }
      dealer.answers("{\"code\":\"0\"}");
      kakao.send(account, call);
    }
  }
}

package kr.ondam.channel.kakao;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.Recorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every call of every profile of 상담톡, whole.
final class GoldenCounselTest {
  private static final UUID FILE = new UUID(0, 7);

  private final Recorder dealer = new Recorder();
  private final KakaoCounsel kakao = new KakaoCounsel(Optional::of, KakaoCounsel.client());

  @AfterEach
  void close() {
    dealer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"happytalk-v1", "happytalk-v3"})
  void eachDealerGetsWhatItsDocumentsAskFor(String profile) {
    var golden = new Golden();
    send(profile, new Part.Text("확인해 보겠습니다."));
    golden.got("text", dealer.last());

    send(profile, new Part.Text("맞나요?"), new Part.QuickReplies(List.of(reply("네"), reply("아니요"))));
    golden.got("quick replies", dealer.last());

    var link = new Part.Button("안내", Part.ButtonAction.LINK, "https://www.example.kr/claim");
    send(profile, new Part.Card(null, "보험금 청구", "서류를 확인하세요", List.of(link, reply("상담원"))));
    golden.got("card", dealer.last());

    dealer.answers("{\"code\":\"0\",\"image\":\"https://talk.kakaocdn.net/dna/a.png\"}");
    send(profile, new Part.Image(null, null, FILE));
    golden.got("picture handed over", before());
    golden.got("picture", dealer.last());

    dealer.answers("{\"code\":\"0\",\"file\":\"https://talk.kakaocdn.net/dna/a.pdf\"}");
    send(profile, new Part.File(null, "약관.png", FILE));
    golden.got("file handed over", before());
    golden.got("file", dealer.last());

    send(profile, new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of("reason", "AGENT")));
    golden.got("farewell", before());
    golden.got("end", dealer.last());
    golden.check("counsel/" + profile + ".http");
  }

  private String before() {
    return dealer.requests().get(dealer.requests().size() - 2);
  }

  private static Part.Button reply(String label) {
    return new Part.Button(label, Part.ButtonAction.REPLY, "");
  }

  private void send(String profile, Part... parts) {
    var settings =
        Map.of(
            "client-id", "demo",
            "client-secret", "s3cret",
            "image-ratio", "any",
            "farewell", "고맙습니다.");
    var account = Accounts.kakao(profile, dealer.uri(), settings, List.of());
    byte[] bytes = "the octets of the file".getBytes(StandardCharsets.US_ASCII);
    var file =
        new OutboundFile(
            FILE, "약관.png", "image/png", bytes.length, () -> new ByteArrayInputStream(bytes));
    var outbound =
        new Outbound(
                new UUID(0, 1),
                account.tenant(),
                account.id(),
                "Qv3kX0a9TzLm",
                null,
                List.of(parts))
            .with(List.of(file));
    for (var call : kakao.plan(account, outbound)) {
      if (call.upload() == null) {
        dealer.answers("{\"code\":\"0\"}");
      }
      kakao.send(account, call);
    }
  }
}

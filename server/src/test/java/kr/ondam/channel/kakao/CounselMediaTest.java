package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.Degradation;
import kr.ondam.channel.Loss;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Films and sounds on their way to the dealer.
final class CounselMediaTest {
  private static final int MIB = 1024 * 1024;
  private static final UUID FILE = new UUID(0, 7);

  private final FakeDealer dealer = new FakeDealer();
  private final KakaoCounsel kakao = new KakaoCounsel(Optional::of, KakaoCounsel.client());

  @AfterEach
  void close() {
    dealer.close();
  }

  private static Part.Video film() {
    return new Part.Video(null, "안내.mp4", FILE);
  }

  private static Part.Audio sound() {
    return new Part.Audio(null, "녹음.m4a", FILE);
  }

  private Degradation.Result carried(String profile, long size, Part part) {
    var can = kakao.capabilities(Accounts.kakao(profile, dealer.uri()));
    return Degradation.of(can, List.of(part), _ -> size);
  }

  /// What the dealer got last, after every call was taken.
  private JsonNode sent(String profile, String mime, int size, Part part) {
    var account = Accounts.kakao(profile, dealer.uri());
    var parts = carried(profile, size, part).parts();
    var file =
        new OutboundFile(
            FILE, "안내.bin", mime, size, () -> new ByteArrayInputStream(new byte[size]));
    var outbound =
        size == 0 ? Accounts.message(account, parts) : Accounts.message(account, parts, file);
    for (var call : kakao.plan(account, outbound)) {
      assertThat(kakao.send(account, call)).isEqualTo(new Outcome.Ok(""));
    }
    assertThat(dealer.calls()).extracting(FakeDealer.Call::complaint).containsOnly("");
    return dealer.calls().getLast().body();
  }

  @ParameterizedTest
  @CsvSource({"video/mp4, VIDEO", "audio/mp4, AUDIO", "audio/mpeg, AUDIO"})
  void aFilmAndASoundGoAsSuchWhereTheDealerHasThem(String mime, String bubble) {
    var part = bubble.equals("VIDEO") ? film() : sound();
    var body = sent("happytalk-v3", mime, 3, part);
    assertThat(dealer.calls()).hasSize(2);
    assertThat(dealer.calls().getFirst().path()).endsWith("/file/upload");
    assertThat(body.path("chat_bubble_type").asString()).isEqualTo(bubble);
    assertThat(body.at("/attachment/file/file_size").asInt()).isEqualTo(3);
    assertThat(body.at("/attachment/file/file_name").asString()).matches("(안내.mp4|녹음.m4a)");
    assertThat(carried("happytalk-v3", 3, part).losses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"video/mp4", "audio/mpeg"})
  void theOlderInterfaceTakesThemAsFilesAndSaysSo(String mime) {
    var part = mime.startsWith("video") ? film() : sound();
    var body = sent("happytalk-v1", mime, 3, part);
    assertThat(body.path("message_type").asString()).isEqualTo("FI");
    assertThat(body.path("file_name").asString()).matches("(안내.mp4|녹음.m4a)");
    assertThat(body.path("file_size").asInt()).isEqualTo(3);
    assertThat(carried("happytalk-v1", 3, part).losses())
        .containsExactly(new Loss(Loss.Kind.MEDIA_AS_FILE, 1, ""));
  }

  @Test
  void aLargeOneGoesAsAFileAndATooLargeOneNotAtAll() {
    var body = sent("happytalk-v3", "video/mp4", 10 * MIB + 1, film());
    assertThat(body.path("chat_bubble_type").asString()).isEqualTo("FILE");
    assertThat(carried("happytalk-v3", 10 * MIB, film()).losses()).isEmpty();
    assertThat(carried("happytalk-v3", 10 * MIB + 1, film()).losses())
        .containsExactly(new Loss(Loss.Kind.MEDIA_AS_FILE, 1, ""));
    var none = carried("happytalk-v3", 20 * MIB + 1, film());
    assertThat(none.losses()).containsExactly(new Loss(Loss.Kind.FILE_TOO_LARGE, 1, "안내.mp4"));
    assertThat(none.arrives()).isFalse();
  }

  @Test
  void aFilmOfABotThatIsNoneOfTheDealersKindGoesAsAFile() {
    var body =
        sent("happytalk-v3", "video/webm", 3, new Part.Video("https://a.kr/v.webm", "", FILE));
    assertThat(body.path("chat_bubble_type").asString()).isEqualTo("FILE");
    assertThat(body.at("/attachment/file/file_name").asString()).isEqualTo("안내.bin");
  }

  @Test
  void aFilmOfABotWhoseCopyDidNotComeIsItsAddress() {
    var named = new Part.Video("https://a.kr/v.mp4", "", FILE);
    var body = sent("happytalk-v3", "video/mp4", 0, named);
    assertThat(body.path("message").asString()).isEqualTo("https://a.kr/v.mp4");
    assertThat(carried("happytalk-v1", 0, named).parts())
        .containsExactly(new Part.Text("https://a.kr/v.mp4"));
  }

  @Test
  void ofAFileThatIsKnownByItsAddressNoSizeIsSaid() {
    var account = Accounts.kakao("happytalk-v1", dealer.uri());
    var named = new Part.File("https://a.kr/a.pdf", "a.pdf");
    var outbound = Accounts.message(account, List.of(named));
    assertThat(kakao.plan(account, outbound).getFirst().body())
        .endsWith(
            "\"message_type\":\"FI\",\"file_url\":\"https://a.kr/a.pdf\",\"file_name\":\"a.pdf\"}");
  }

  @Test
  void aFilmThatWasNotTakenIsNotSent() {
    dealer.next(200, "{\"code\":-1,\"message\":\"type\"}");
    var account = Accounts.kakao("happytalk-v3", dealer.uri());
    var file =
        new OutboundFile(
            FILE, "안내.mp4", "video/mp4", 3, () -> new ByteArrayInputStream(new byte[3]));
    var outbound = Accounts.message(account, List.of(film()), file);
    assertThat(kakao.send(account, kakao.plan(account, outbound).getFirst()))
        .isEqualTo(new Outcome.Aside(new Outcome.Permanent("-1", "type")));
    assertThat(dealer.calls()).hasSize(1);
  }
}

package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Photos of customers over the running server, from the dealer's call to the copy.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AttachmentEndToEndTest {
  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private TestEvents events;

  private int serial;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    events = server.events(LIFE);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  private JsonNode sent(String user, String url, String state) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":%d,\"type\":\"photo\",\"contents\":[{\"url\":\"%s\",\"comment\":\"영수증이요\"}]}";
    assertThat(server.post(LIFE, "message", body.formatted(user, LIFE.sender(), ++serial, url)))
        .isEqualTo(200);
    var received =
        events.await("message.received", d -> d.at("/parts/0/url").asString("").equals(url));
    var conversation = received.get("conversation").asString();
    return events.await(
        "attachment.changed",
        d ->
            d.get("conversation").asString().equals(conversation)
                && d.get("state").asString().equals(state));
  }

  @Test
  void aPhotoIsCopiedShownAndOnlyForItsTenant() {
    // Sixteen digits that look like the number of a card must not be masked in an address.
    var photo = sent("att-1", dealer.uri() + "/dna/4111111111111111/i_1.png", "READY");
    var path = "/api/v1/attachments/" + photo.get("id").asString();
    var answer = server.api(LIFE, "GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("image/png");
    assertThat(answer.headers().firstValue("content-security-policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(server.api(LIFE, "GET", path + "/thumbnail", "").statusCode()).isEqualTo(200);
    assertThat(server.api(CARD, "GET", path, "").statusCode()).isEqualTo(404);
    assertThat(server.api(CARD, "GET", path + "/thumbnail", "").statusCode()).isEqualTo(404);
  }

  @Test
  void KK49_aPhotoFromElsewhereIsBlockedAndItsMessageStored() {
    var photo = sent("att-2", "http://169.254.169.254/latest.png", "FAILED");
    assertThat(photo.get("reason").asString()).isEqualTo("blocked");
    var path = "/api/v1/attachments/" + photo.get("id").asString();
    assertThat(server.api(LIFE, "GET", path, "").statusCode()).isEqualTo(404);
    var list = "/api/v1/conversations/" + photo.get("conversation").asString() + "/attachments";
    assertThat(server.get(LIFE, list).at("/items/0/state").asString()).isEqualTo("FAILED");
  }

  @Test
  void whatIsGoneIsSaid() {
    assertThat(sent("att-3", dealer.uri() + "/gone.jpg", "FAILED").get("reason").asString())
        .isEqualTo("gone");
  }
}

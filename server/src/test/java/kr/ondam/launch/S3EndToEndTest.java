package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.media.S3Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A whole server whose files lie in a bucket.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3EndToEndTest {
  private static final String BUCKET =
      ", s3: {endpoint: '%s', bucket: files, prefix: live/, access-key: 'ref:s3-id', secret-key: 'ref:s3-secret'}";
  private static final Map<String, String> SECRETS =
      Map.of("ONDAM_SECRET_S3_ID", "S3RVER", "ONDAM_SECRET_S3_SECRET", "S3RVER");

  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private S3Peer peer;

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  /// The first start fails after the database was opened; were it not closed, the second would.
  @BeforeAll
  void start(@TempDir Path folder, @TempDir Path objects) {
    peer = new S3Peer(objects);
    var bucket = BUCKET.formatted(peer.uri());
    assertThatThrownBy(
            () -> new TestServer(folder, dealer.uri(), bucket, Map.of("ONDAM_SECRET_S3_ID", "a")))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("media.s3: 'ref:s3-secret' (expected: the name of a secret")
        .message()
        .doesNotContain("ref:s3-id");
    server = new TestServer(folder, dealer.uri(), bucket, SECRETS);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
    peer.close();
  }

  @Test
  void aPhotoAndAFileWithAKoreanNameLieInTheBucketAndAreOnlyDownloaded() {
    var events = server.events(LIFE);
    var body =
        "{\"user_key\":\"u1\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":1,\"type\":\"photo\",\"contents\":[{\"url\":\"%s/dna/1/i_1.png\"}]}";
    assertThat(server.post(LIFE, "message", body.formatted(LIFE.sender(), dealer.uri())))
        .isEqualTo(200);
    var photo = events.await("attachment.changed", d -> d.get("state").asString().equals("READY"));
    var id = photo.get("id").asString();
    assertThat(peer.names("live/life/")).hasSize(2).allMatch(name -> name.contains(id));

    var path = "/api/v1/attachments";
    var conversation = photo.get("conversation").asString();
    var upload =
        server.api(
            LIFE, "POST", path + "?name=%EC%95%BD%EA%B4%80.txt&conversation=" + conversation, "약관");
    assertThat(upload.statusCode()).as(upload.body()).isEqualTo(201);
    var file = JsonMapper.shared().readTree(upload.body()).get("fileId").asString();
    assertThat(peer.names("live/life/")).hasSize(3).anyMatch(name -> name.endsWith(file));

    var shown = server.api(LIFE, "GET", path + "/" + id, "");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment;");
    assertThat(shown.headers().firstValueAsLong("content-length"))
        .hasValue(photo.get("bytes").asLong());
    var head = server.send("HEAD", path + "/" + id, "", "Authorization", bearer());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(server.api(LIFE, "GET", path + "/" + id + "/thumbnail", "").statusCode())
        .isEqualTo(200);
    assertThat(server.api(CARD, "GET", path + "/" + id, "").statusCode()).isEqualTo(404);

    peer.leave();
    assertThat(server.api(LIFE, "GET", path + "/" + id, "").statusCode()).isEqualTo(503);
    var more = path + "?name=a.txt&conversation=" + conversation;
    assertThat(server.api(LIFE, "POST", more, "x").statusCode()).isEqualTo(503);
    assertThat(server.send("GET", "/readyz", "").statusCode()).isEqualTo(200);
    peer.comeBack();
    assertThat(server.api(LIFE, "GET", path + "/" + id, "").statusCode()).isEqualTo(200);
    assertThat(server.api(LIFE, "POST", more, "x").statusCode()).isEqualTo(201);
  }

  private static String bearer() {
    return "Bearer " + LIFE.apiKey();
  }
}

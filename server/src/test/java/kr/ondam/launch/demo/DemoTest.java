package kr.ondam.launch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import kr.ondam.launch.TestServer;
import kr.ondam.launch.TestServer.Home;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a newcomer finds beside the server.
final class DemoTest {
  private final HttpClient client = HttpClient.newHttpClient();

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private String asked(URI phone, String path, String body) throws Exception {
    var request = HttpRequest.newBuilder(phone.resolve(path));
    if (!body.isEmpty()) {
      request
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode first(TestServer server, String path) {
    return server.get(Home.CARD, path).get("items").get(0);
  }

  @Test
  void aCustomerHasConsultedBeforeAndRepliesArriveAtTheTelephone(@TempDir Path folder)
      throws Exception {
    var dealer = URI.create("http://127.0.0.1:" + freePort());
    try (var server = new TestServer(folder, dealer);
        var demo = Demo.begin(server.server().features(), server.uri("/")).orElseThrow()) {
      assertThat(demo.address()).isEqualTo(dealer);
      // Nobody else gets the port.
      assertThat(Demo.begin(server.server().features(), server.uri("/"))).isEmpty();
      assertThat(asked(dealer, "/", "")).contains("카카오톡 데모");
      Awaitility.await().until(() -> asked(dealer, "/talk?0/hong", "").contains("[증명서]"));
      var past = first(server, "/api/v1/conversations");
      Awaitility.await()
          .until(() ->
              first(server, "/api/v1/conversations").get("stage").asString().equals("CLOSED"));
      var customer = server.get(Home.CARD, "/api/v1/customers/" + past.get("customer").asString());
      assertThat(customer.get("name").asString()).isEqualTo("홍길동");
      var history = "/api/v1/customers/" + past.get("customer").asString() + "/history";
      assertThat(server.get(Home.CARD, history).get("items").size()).isEqualTo(2);

      asked(dealer, "/say", "{\"friend\":0,\"customer\":\"hong\",\"text\":\"<b>또</b> 왔어요\"}");
      var lines = JsonMapper.shared().readTree(asked(dealer, "/talk?0/hong", ""));
      assertThat(lines.get(lines.size() - 1).get("text").asString()).isEqualTo("<b>또</b> 왔어요");
      assertThat(first(server, "/api/v1/conversations").get("customer"))
          .isEqualTo(past.get("customer"));
      assertThat(first(server, "/api/v1/conversations").get("id")).isNotEqualTo(past.get("id"));
    } finally {
      client.shutdownNow();
    }
  }
}

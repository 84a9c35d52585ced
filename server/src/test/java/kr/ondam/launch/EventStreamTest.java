package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The event stream is taken up where it was left, without a hole (C1, C4).
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventStreamTest {
  private final FakeDealer dealer = new FakeDealer();
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private String lee;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    lee = server.agent(LIFE, "lee");
  }

  @AfterAll
  void close() {
    client.shutdownNow();
    server.close();
    dealer.close();
  }

  @Test
  void C1_whoComesBackIsToldWhatHappenedMeanwhileOnceAndInOrder() throws Exception {
    String last;
    try (var stream = open("")) {
      change("MEAL");
      last = stream.next("presence.changed").id();
    }
    change("AWAY");
    change("REST");
    try (var stream = open(last)) {
      change("WORK");
      List<String> told = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        told.add(
            ApiDocument.JSON
                .readTree(stream.next("presence.changed").data())
                .at("/data/presence")
                .asString());
      }
      assertThat(told).containsExactly("AWAY", "REST", "WORK");
    }
  }

  @Test
  void C4_aPositionThatIsUnknownIsToldAsAGapBeforeAnythingElse() throws Exception {
    for (var position : List.of("0", "1", "999999999999999999")) {
      try (var stream = open(position)) {
        var gap = stream.next();
        assertThat(gap.type()).isEqualTo("gap");
        change("MEAL");
        change("AWAY");
        assertThat(Long.parseLong(stream.next("presence.changed").id()))
            .isGreaterThan(Long.parseLong(gap.id()));
      }
    }
  }

  /// Readers join while facts are published: neither waits for the other for ever.
  @Test
  void C1_manyWhoJoinWhileMuchHappensAllHearOfIt() throws Exception {
    var over = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var changing =
          threads.submit(() -> {
            while (!over.get()) {
              change("MEAL");
              change("AWAY");
            }
          });
      for (int i = 0; i < 100; i++) {
        try (var stream = open(i % 2 == 0 ? "" : "1")) {
          var first = stream.next("presence.changed");
          var second = stream.next("presence.changed");
          assertThat(Long.parseLong(second.id())).isGreaterThan(Long.parseLong(first.id()));
        }
      }
      over.set(true);
      changing.get();
    }
  }

  @Test
  void aLookAtTheHeadOfTheStreamEnds() {
    var answer = server.api(LIFE, "HEAD", "/api/v1/events", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
  }

  private void change(String presence) {
    var path = "/api/v1/agents/" + lee + "/presence";
    server.api(LIFE, "PUT", path, "{\"presence\":\"" + presence + "\"}");
  }

  private record Told(String id, String type, String data) {}

  private Reader open(String last) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(server.uri("/api/v1/events"))
            .header("Authorization", "Bearer " + LIFE.apiKey());
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new Reader(
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
  }

  private record Reader(BufferedReader lines) implements AutoCloseable {
    Told next(String type) throws IOException {
      var told = next();
      while (!told.type().equals(type)) {
        told = next();
      }
      return told;
    }

    Told next() throws IOException {
      var id = "";
      var type = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          return new Told(id, type, line.substring(6));
        }
      }
      throw new IOException("the stream ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}

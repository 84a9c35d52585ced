package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole process is asked to stop while it works (P1), and does not share its data (P4).
///
/// `-Dondam.drain.rounds=N` (default 3) chooses how often.
@Timeout(300)
final class DrainTest {
  private static final int SENDERS = 32;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String READY =
      "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

  @TempDir private Path folder;

  private final List<Sender> senders = new ArrayList<>();

  @Test
  void P1_aStopUnderLoadFinishesWhatWasTakenAndLosesNothing() throws Exception {
    int rounds = Integer.getInteger("ondam.drain.rounds", 3);
    var config = TestInstall.write(folder.resolve("config"), 1, 100, "", "power");
    for (int i = 1; i <= SENDERS; i++) {
      senders.add(new Sender(i));
    }
    for (int round = 1; round <= rounds; round++) {
      int code = round(config, round);
      assertThat(code).as("exit code of round %d", round).isZero();
    }
    checkStored(config);
  }

  private int round(Path config, int round) throws Exception {
    int before = acked();
    try (var server = start(config);
        var client = HttpClient.newHttpClient();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var stream = client.send(events(server.gateway()), HttpResponse.BodyHandlers.ofInputStream());
      List<Future<?>> loads = load(threads, client, server.gateway());
      await().atMost(LIMIT).until(() -> acked() > before + 200);
      try (var arriving = new Arriving(server.gateway(), 900_000L + round)) {
        var stopped = CompletableFuture.supplyAsync(() -> stop(server), threads);
        await().atMost(LIMIT).until(() -> ready(server.gateway()).startsWith("HTTP/1.1 503"));
        stream.body().readAllBytes();
        assertThat(stopped).as("while a request is arriving").isNotDone();
        assertThat(arriving.finish()).startsWith("HTTP/1.1 200").endsWith("{\"code\":0}");
        for (var load : loads) {
          load.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        return stopped.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  private static int stop(ServerProcess server) {
    try {
      return server.stop(LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /// Senders that go on until the server no longer listens.
  private List<Future<?>> load(ExecutorService threads, HttpClient client, URI gateway) {
    long end = System.nanoTime() + LIMIT.toNanos();
    List<Future<?>> loads = new ArrayList<>();
    for (var sender : senders) {
      loads.add(
          threads.submit(
              (Callable<Boolean>)
                  () -> {
                    sender.run(client, gateway, end);
                    return true;
                  }));
    }
    return loads;
  }

  private int acked() {
    return senders.stream().mapToInt(sender -> sender.acked().size()).sum();
  }

  private ServerProcess start(Path config) throws IOException {
    return ServerProcess.start(
        folder.resolve("log"),
        List.of("-Xmx512m"),
        Main.class.getName(),
        "run",
        "--config",
        config.toString(),
        "--data",
        folder.resolve("data").toString());
  }

  private static HttpRequest events(URI gateway) {
    return HttpRequest.newBuilder(gateway.resolve("/api/v1/events"))
        .header("Authorization", "Bearer " + TestInstall.API_KEY)
        .build();
  }

  private static String ready(URI gateway) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(READY.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// Every message that was answered 2xx is there, once and in order, and so are those that were
  /// arriving.
  private void checkStored(Path config) throws IOException {
    try (var server = start(config);
        var api = new ApiClient(server.gateway(), TestInstall.API_KEY)) {
      var all = new StringBuilder();
      for (JsonNode conversation : api.all("/api/v1/conversations?limit=200")) {
        var path =
            "/api/v1/conversations/" + conversation.get("id").asString() + "/messages?limit=200";
        for (JsonNode message : api.all(path)) {
          for (JsonNode part : message.get("parts")) {
            all.append(part.path("text").asString("")).append('\n');
          }
        }
      }
      var stored = List.of(all.toString().split("\n"));
      for (var sender : senders) {
        var own = stored.stream().filter(text -> text.startsWith(sender.userKey() + "-")).toList();
        assertThat(own).doesNotHaveDuplicates().startsWith(sender.acked().toArray(String[]::new));
      }
      assertThat(stored).filteredOn(text -> text.startsWith("arriving-")).doesNotHaveDuplicates();
    }
  }

  /// A message whose head is with the server and whose body is not.
  private static final class Arriving implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String body;

    Arriving(URI gateway, long serial) throws IOException {
      body =
          "{\"user_key\":\"late%d\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"time\":1795305226123,\"serial_number\":%d,\"type\":\"text\",\"contents\":[\"arriving-%d\"]}"
              .formatted(serial, TestInstall.SENDER_KEY, serial, serial);
      socket = new Socket(InetAddress.getLoopbackAddress(), gateway.getPort());
      socket.setSoTimeout((int) LIMIT.toMillis());
      in = socket.getInputStream();
      say(
          "POST /ch/kakao/%s/message HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
              .formatted(TestInstall.CHANNEL_KEY, body.length()));
      assertThat(new String(in.readNBytes(25), StandardCharsets.UTF_8)).contains("100 Continue");
    }

    String finish() throws IOException {
      say(body);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void P4_aSecondServerOnTheSameDataRefusesToStart() throws Exception {
    var config = TestInstall.write(folder.resolve("config"), 1, 100, "", "process");
    try (var first = start(config)) {
      var errors = folder.resolve("second");
      var second =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "run",
                  "--config",
                  config.toString(),
                  "--data",
                  folder.resolve("data").toString())
              .redirectError(errors.toFile())
              .redirectOutput(folder.resolve("out").toFile())
              .start();
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isEqualTo(70);
      assertThat(Files.readAllLines(errors))
          .filteredOn(line -> !line.startsWith("WARNING"))
          .singleElement()
          .asString()
          .startsWith("ondam: the data at ")
          .endsWith("ondam is in use by another server");
      assertThat(ready(first.gateway())).startsWith("HTTP/1.1 200");
    }
  }
}

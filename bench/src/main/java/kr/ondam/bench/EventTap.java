package kr.ondam.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import kr.ondam.dist.TestInstall;

/// A headless agent's ear: reads the event stream and notes how long after its sending each message
/// was announced. A stream that ends is taken up where it ended.
final class EventTap implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Latencies latencies = new Latencies();
  private final URI gateway;
  private final BiConsumer<String, String> others;
  private final AtomicReference<InputStream> stream;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param others called with type and data of the events that are no received messages
  EventTap(URI gateway, BiConsumer<String, String> others)
      throws IOException, InterruptedException {
    this.gateway = gateway;
    this.others = others;
    stream = new AtomicReference<>(open(""));
    Thread.ofPlatform().daemon().name("event-tap").start(this::listen);
  }

  private InputStream open(String lastId) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve("/api/v1/events"))
            .header("Authorization", "Bearer " + TestInstall.API_KEY)
            .header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("/api/v1/events answered " + response.statusCode());
    }
    return response.body();
  }

  Latencies latencies() {
    return latencies;
  }

  private void listen() {
    String lastId = "";
    while (!closed.get()) {
      lastId = read(lastId);
      if (closed.get()) {
        return;
      }
      try {
        System.out.println("the event stream was cut and is taken up");
        stream.set(open(lastId));
      } catch (IOException | InterruptedException e) {
        System.out.println("the event stream is gone: " + e);
        return;
      }
    }
  }

  /// Reads to the end of the stream and answers the last id.
  private String read(String before) {
    String lastId = before;
    var source = new InputStreamReader(stream.get(), StandardCharsets.UTF_8);
    try (var lines = new BufferedReader(source)) {
      String type = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          lastId = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          announce(type, line);
        }
      }
    } catch (IOException _) {
      // The stream was closed.
    }
    return lastId;
  }

  private void announce(String type, String data) {
    if (!type.equals("message.received")) {
      others.accept(type, data.substring(5));
      return;
    }
    int at = data.indexOf("\"t=");
    if (at >= 0) {
      int end = data.indexOf(' ', at);
      latencies.add(
          System.nanoTime() - Long.parseLong(data.substring(at + 3, end), Character.MAX_RADIX));
    }
  }

  @Override
  public void close() throws IOException {
    closed.set(true);
    stream.get().close();
    client.shutdownNow();
  }
}

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
import java.util.function.BiConsumer;
import kr.ondam.dist.TestInstall;

/// A headless agent's ear: reads the event stream and notes how long after its sending each message
/// was announced.
final class EventTap implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Latencies latencies = new Latencies();
  private final BiConsumer<String, String> others;
  private final InputStream stream;

  /// @param others called with type and data of the events that are no received messages
  EventTap(URI gateway, BiConsumer<String, String> others)
      throws IOException, InterruptedException {
    this.others = others;
    var request =
        HttpRequest.newBuilder(gateway.resolve("/api/v1/events"))
            .header("Authorization", "Bearer " + TestInstall.API_KEY)
            .header("Accept", "text/event-stream")
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IOException("/api/v1/events answered " + response.statusCode());
    }
    stream = response.body();
    Thread.ofPlatform().daemon().name("event-tap").start(this::read);
  }

  Latencies latencies() {
    return latencies;
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String type = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          type = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          announce(type, line);
        }
      }
    } catch (IOException _) {
      // The stream was closed.
    }
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
    stream.close();
    client.shutdownNow();
  }
}

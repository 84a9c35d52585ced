package kr.ondam.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import kr.ondam.dist.TestInstall;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Agents without a screen: they are ready, accept what is offered to them and answer once.
final class HeadlessAgents implements AutoCloseable {
  private static final Pattern OFFER = Pattern.compile("\"offer\":\"([0-9a-f-]{36})\"");
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  private static final long SETTLED_MILLIS = 2000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final URI gateway;
  private final AtomicLong accepted = new AtomicLong();

  HeadlessAgents(URI gateway) {
    this.gateway = gateway;
  }

  /// Sets every agent of the tenant to 대기.
  void ready() throws IOException, InterruptedException {
    var agents = send("GET", "/api/v1/agents", "").body();
    var matcher = ID.matcher(agents);
    int count = 0;
    while (matcher.find()) {
      var response =
          send(
              "PUT",
              "/api/v1/agents/" + matcher.group(1) + "/presence",
              "{\"presence\":\"READY\"}");
      if (response.statusCode() / 100 != 2) {
        throw new IOException("presence answered " + response.statusCode() + " " + response.body());
      }
      count++;
    }
    if (count == 0) {
      throw new IOException("there is no agent in " + agents);
    }
  }

  /// Reacts to an event of the stream.
  void on(String type, String data) {
    if (type.equals("offer.made")) {
      var matcher = OFFER.matcher(data);
      if (matcher.find()) {
        workers.submit(() -> accept(matcher.group(1)));
      }
    }
  }

  private void accept(String offer) {
    try {
      if (send("POST", "/api/v1/offers/" + offer + "/accept", "{}").statusCode() / 100 == 2) {
        accepted.incrementAndGet();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until everything offered has been accepted: nothing more for two seconds.
  void settle() throws InterruptedException {
    long before;
    do {
      before = accepted.get();
      Thread.sleep(SETTLED_MILLIS);
    } while (accepted.get() != before);
  }

  /// A conversation and who holds it.
  record Held(String conversation, String agent) {}

  /// The conversations that are being held.
  List<Held> held() throws IOException, InterruptedException {
    List<Held> held = new ArrayList<>();
    var cursor = "";
    do {
      var page =
          JSON.readTree(
              send("GET", "/api/v1/conversations?stage=ACTIVE&limit=100" + cursor, "").body());
      for (JsonNode each : page.get("items")) {
        held.add(new Held(each.get("id").asString(), each.get("assignee").asString()));
      }
      var next = page.get("next");
      cursor = next.isNull() ? "" : "&cursor=" + next.asString();
    } while (!cursor.isEmpty());
    return held;
  }

  /// Answers a customer; blocks until the reply is stored.
  void reply(Held held, String text) throws IOException, InterruptedException {
    var body =
        "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
            .formatted(held.agent(), text);
    var answer = send("POST", "/api/v1/conversations/" + held.conversation() + "/messages", body);
    if (answer.statusCode() / 100 != 2) {
      throw new IOException("a reply was answered " + answer.statusCode() + " " + answer.body());
    }
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    var publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Authorization", "Bearer " + TestInstall.API_KEY)
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    client.shutdownNow();
  }
}

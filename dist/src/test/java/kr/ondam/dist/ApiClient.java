package kr.ondam.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A program at the REST interface of a running server.
public final class ApiClient implements AutoCloseable {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI gateway;
  private final String key;

  public ApiClient(URI gateway, String key) {
    this.gateway = gateway;
    this.key = key;
  }

  /// Reads a resource.
  ///
  /// @throws IllegalStateException when the answer is not 200
  public JsonNode get(String path) {
    var response = send("GET", path, "");
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "GET " + path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /// All items of a list, page by page.
  public List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String separator = path.contains("?") ? "&" : "?";
    JsonNode page = get(path);
    while (true) {
      page.get("items").forEach(items::add);
      JsonNode next = page.get("next");
      if (next == null || next.isNull()) {
        return items;
      }
      page = get(path + separator + "cursor=" + next.asString());
    }
  }

  /// @param headers more headers, name and value in turn
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    var publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(Duration.ofSeconds(15))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}

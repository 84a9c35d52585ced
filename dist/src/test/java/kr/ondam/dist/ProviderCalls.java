package kr.ondam.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// The calls that providers of channels make at the gateway.
final class ProviderCalls implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI gateway;

  ProviderCalls(URI gateway) {
    this.gateway = gateway;
  }

  /// @param path with its query
  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(gateway.resolve(path)).build());
  }

  /// @param body JSON
  HttpResponse<String> post(String path, String body) {
    return send(
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
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

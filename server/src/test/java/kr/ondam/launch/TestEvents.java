package kr.ondam.launch;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What an event stream has told so far.
public final class TestEvents {
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();

  TestEvents(HttpResponse<Stream<String>> stream) {
    if (stream.statusCode() != 200) {
      throw new IllegalStateException("events: " + stream.statusCode());
    }
    Thread.startVirtualThread(() -> read(stream.body()));
  }

  private void read(Stream<String> lines) {
    try (lines) {
      lines
          .filter(line -> line.startsWith("data: {\"spec"))
          .forEach(line -> told.add(JsonMapper.shared().readTree(line.substring(6))));
    } catch (UncheckedIOException _) {
      // The server has stopped.
    }
  }

  /// Waits for an event such as `offer.made` and answers its data.
  public JsonNode await(String type, Predicate<JsonNode> that) {
    return Awaitility.await().until(() -> find(type, that), found -> !found.isEmpty()).getFirst();
  }

  /// All events so far, whole.
  public List<JsonNode> all() {
    return List.copyOf(told);
  }

  public List<JsonNode> find(String type, Predicate<JsonNode> that) {
    return told.stream()
        .filter(event -> event.get("type").asString().equals("ondam." + type + ".v1"))
        .map(event -> event.get("data"))
        .filter(that)
        .toList();
  }
}

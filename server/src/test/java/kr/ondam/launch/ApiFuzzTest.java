package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.launch.ApiDocument.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls every operation of the OpenAPI document with values of every wrong type in every place.
/// `-Dapi.fuzz.seed=…` repeats a run, `-Dapi.fuzz.calls=…` makes a longer one.
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiFuzzTest {
  private static final List<String> CONFUSIONS =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "9223372036854775808",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\u200b\"",
          "\"\\ud83d\\ude00\"",
          "\"'; drop table message;--\"",
          "\"../../etc/passwd\"",
          "\"<script>\"",
          "\"${7*7}\"",
          "\"2026-02-30T00:00:00Z\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "[]",
          "[null]",
          "[[]]",
          "{}",
          "{\"k\":\"text\"}",
          "{\"$ref\":\"#\"}",
          "\"" + "가".repeat(5000) + "\"");

  private static final List<String> RAW =
      List.of(
          "",
          " ",
          "{",
          "}",
          "nul",
          "{\"agent\":}",
          "{} {}",
          "{\"a\":1,\"a\":2}",
          "[1",
          "\"",
          "[".repeat(100),
          "\u0000",
          "{\"agent\":\"\\ud800\"}");

  private final FakeDealer dealer = new FakeDealer();
  private final long seed = Long.getLong("api.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private ApiDocument document;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids ids;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    document = ApiDocument.of(server);
    ids = Tenancy.fill(server, LIFE);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @Test
  void AP73_noConfusionOfTypesIsServedOrBreaksAnything() {
    System.out.println("api.fuzz.seed=" + seed);
    int calls = Integer.getInteger("api.fuzz.calls", 3000);
    var operations =
        document.operations().stream().filter(o -> !o.path().endsWith("/openapi.json")).toList();
    for (int i = 0; i < calls; i++) {
      var operation = operations.get(i % operations.size());
      if (operation.path().equals("/api/v1/events")) {
        stream(operation);
      } else if (random.nextInt(8) == 0) {
        strangeMethod(operation);
      } else {
        confuse(operation);
      }
    }
    assertThat(server.get(LIFE, "/api/v1/conversations/" + ids.conversation()).get("id").asString())
        .isEqualTo(ids.conversation());
  }

  private void confuse(Operation operation) {
    boolean valid = true;
    var path = operation.path();
    for (var parameter : document.parameters(operation, "path")) {
      var name = parameter.get("name").stringValue();
      boolean strange = random.nextInt(4) == 0;
      valid &= !strange;
      path = path.replace("{" + name + "}", strange ? segment() : id(name));
    }
    var query = query(operation);
    valid &= query.valid();
    var schema = document.bodySchema(operation);
    var body = schema.isMissingNode() ? "" : body(schema);
    valid &= schema.isMissingNode() || isValid(operation, schema, body);
    call(operation, path + query.text(), body, valid);
  }

  private record Query(String text, boolean valid) {}

  private Query query(Operation operation) {
    List<String> pairs = new ArrayList<>();
    boolean valid = true;
    for (var parameter : document.parameters(operation, "query")) {
      if (random.nextInt(3) == 0) {
        var confusion = pick(CONFUSIONS).replace("\"", "").replace("\\u0000", "\u0000");
        pairs.add(parameter.get("name").stringValue() + "=" + encoded(confusion));
        valid &= isValid(parameter, confusion);
      }
    }
    if (random.nextInt(10) == 0) {
      pairs.add("unknown=1");
      valid = false;
    }
    return new Query(pairs.isEmpty() ? "" : "?" + String.join("&", pairs), valid);
  }

  /// Everything in a query is text first.
  private boolean isValid(JsonNode parameter, String text) {
    var schema = parameter.get("schema");
    var type = schema.get("type").stringValue();
    return switch (type) {
      case "integer" ->
          text.matches("[0-9]{1,9}")
              && document.schemas().problems(schema, ApiDocument.JSON.readTree(text)).isEmpty();
      case "array" -> false;
      default ->
          document
              .schemas()
              .problems(schema, ApiDocument.JSON.getNodeFactory().stringNode(text))
              .isEmpty();
    };
  }

  private String body(JsonNode schema) {
    if (random.nextInt(6) == 0) {
      return pick(RAW);
    }
    if (random.nextInt(8) == 0) {
      return pick(CONFUSIONS);
    }
    var whole = sample(schema);
    if (whole instanceof ObjectNode object) {
      mutate(object);
    }
    return whole.toString();
  }

  /// Puts something wrong into one place of the tree.
  private void mutate(ObjectNode object) {
    var names = new ArrayList<>(object.propertyNames());
    if (names.isEmpty() || random.nextInt(6) == 0) {
      object.set("extra" + random.nextInt(3), confusion());
      return;
    }
    var name = pick(names);
    switch (object.get(name)) {
      case ObjectNode inner when random.nextBoolean() -> mutate(inner);
      case ArrayNode array
          when !array.isEmpty()
              && array.get(0) instanceof ObjectNode inner
              && random.nextBoolean() ->
          mutate(inner);
      default -> {
        if (random.nextInt(4) == 0) {
          object.remove(name);
        } else {
          object.set(name, confusion());
        }
      }
    }
  }

  private JsonNode confusion() {
    return ApiDocument.JSON.readTree(pick(CONFUSIONS));
  }

  /// A value the schema allows.
  private JsonNode sample(JsonNode unresolved) {
    var schema = document.schemas().resolve(unresolved);
    var nodes = ApiDocument.JSON.getNodeFactory();
    if (schema.has("oneOf")) {
      return sample(schema.get("oneOf").get(random.nextInt(schema.get("oneOf").size())));
    }
    if (schema.has("const")) {
      return schema.get("const");
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    var type = schema.path("type");
    return switch ((type.isArray() ? type.get(0) : type).asString("")) {
      case "object" -> {
        var object = nodes.objectNode();
        schema
            .path("properties")
            .properties()
            .forEach(p -> object.set(p.getKey(), sample(p.getValue())));
        yield object;
      }
      case "array" -> nodes.arrayNode().add(sample(schema.get("items")));
      case "integer" -> nodes.numberNode(random.nextInt(10));
      case "number" -> nodes.numberNode(random.nextDouble());
      case "boolean" -> nodes.booleanNode(random.nextBoolean());
      default ->
          nodes.stringNode(
              switch (schema.path("format").asString("")) {
                case "uuid" -> ids.agent();
                case "date" -> "1990-02-28";
                case "date-time" -> "2026-11-24T01:02:03Z";
                default -> "text";
              });
    };
  }

  private boolean isValid(Operation operation, JsonNode schema, String body) {
    if (body.isBlank()) {
      return body.isEmpty()
          && !operation.node().path("requestBody").path("required").booleanValue(false);
    }
    try {
      return document.schemas().problems(schema, ApiDocument.JSON.readTree(body)).isEmpty();
    } catch (tools.jackson.core.JacksonException _) {
      return false;
    }
  }

  private void stream(Operation operation) {
    var header = pick(List.of("-1", "x", "1.5", "9999999999999999999", "٣", "'"));
    var answer =
        server.api(
            LIFE, operation.method(), operation.path(), "", "Last-Event-ID", encoded(header));
    assertThat(answer.statusCode()).as("seed %d: Last-Event-ID %s", seed, header).isEqualTo(422);
  }

  private void strangeMethod(Operation operation) {
    var method = pick(List.of("PUT", "POST", "PATCH", "DELETE", "OPTIONS", "GET"));
    var path =
        operation.path().replaceAll("\\{[a-z]+}", "1") + pick(List.of("", "/", "/1", "//", ";x"));
    boolean known =
        document.operations().stream()
            .anyMatch(o -> o.method().equals(method) && matches(o.path(), path));
    if (!known) {
      call(new Operation(method, path, operation.node()), path, "{}", false);
    }
  }

  private static boolean matches(String pattern, String path) {
    return path.matches(pattern.replaceAll("\\{[a-z]+}", "[^/]+"));
  }

  private void call(Operation operation, String path, String body, boolean valid) {
    var answer = server.api(LIFE, operation.method(), path, body);
    var said =
        "seed %d: %s %s %s: %s".formatted(seed, operation.method(), path, body, answer.body());
    assertThat(answer.statusCode()).as(said).isLessThan(500);
    if (!valid) {
      assertThat(answer.statusCode()).as(said).isBetween(400, 499);
    }
    // A path that is none, a method it has not, a line too long for HTTP: no matter of the
    // document.
    if (!List.of(404, 405, 414).contains(answer.statusCode())) {
      assertThat(document.problems(operation, answer)).as(said).isEmpty();
    }
  }

  private String id(String name) {
    return switch (name) {
      case "agent" -> ids.agent();
      case "offer" -> ids.offer();
      case "conversation" -> ids.conversation();
      case "customer" -> ids.customer();
      case "seq" -> "1";
      case "message", "letter", "notice", "attachment" -> "3e0f1b9c-7d52-4a83-9f10-5c6b7a8d9e0f";
      default -> throw new IllegalStateException("parameter: " + name + " (expected: a known one)");
    };
  }

  private String segment() {
    return pick(
        List.of(
            "1",
            "abc",
            "'",
            "%00",
            "%2F",
            "%252e",
            "..",
            "null",
            "-1",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "00000000-0000-0000-0000-00000000000g",
            "a".repeat(300)));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

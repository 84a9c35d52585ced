package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.launch.ApiDocument.Operation;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The document at `/api/v1/openapi.json` says what the server really does.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiTest {
  private final FakeDealer dealer = new FakeDealer();
  private final Set<String> succeeded = new HashSet<>();
  private final Map<String, Operation> operations = new HashMap<>();
  private String seq = "1";

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private ApiDocument document;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = new TestServer(folder, dealer.uri());
    document = ApiDocument.of(server);
    document.operations().forEach(o -> operations.put(o.toString(), o));
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    Set<String> routes = new TreeSet<>();
    server.server().router().routes().stream()
        .filter(route -> route.pattern().startsWith("/api/"))
        .forEach(route -> routes.add(route.method() + " " + route.pattern()));
    assertThat(new TreeSet<>(operations.keySet())).isEqualTo(routes);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    var root = server.get(LIFE, "/api/v1/openapi.json");
    for (JsonNode reference : root.findValues("$ref")) {
      assertThat(root.at(reference.stringValue().substring(1)).isMissingNode())
          .as(reference.stringValue())
          .isFalse();
    }
  }

  @Test
  void everyAnswerIsOneTheDocumentAllows() {
    var ids = Tenancy.fill(server, LIFE);
    var declined =
        new Tenancy.Talk(server, LIFE, ids.agent()).offered("life-3", 3).get("id").asString();
    var c = "/api/v1/conversations/{conversation}";
    var agent = "{\"agent\":\"" + ids.agent() + "\"";
    for (var list : List.of("tenants", "queues", "agents", "offers?agent=" + ids.agent())) {
      ok("GET", "/api/v1/" + list, "", "");
    }
    ok("GET", "/api/v1/conversations?stage=ACTIVE,QUEUED,OFFERED&limit=1", "", "");
    ok("GET", c, ids.conversation(), "");
    ok(
        "POST",
        c + "/messages",
        ids.conversation(),
        agent + ",\"parts\":[{\"k\":\"text\",\"text\":\"네\"}]}");
    ok("POST", "/api/v1/attachments?name=a.txt&conversation=" + ids.conversation(), "", "안내문입니다");
    ok("POST", c + "/notes", ids.conversation(), agent + ",\"text\":\"메모\"}");
    resent(ids, agent);
    for (var tail :
        List.of(
            "/messages?limit=1",
            "/messages?after=1",
            "/notes",
            "/bot-notes",
            "/attachments",
            "/decisions")) {
      ok("GET", c + tail, ids.conversation(), "");
    }
    ok("GET", "/api/v1/attachments/{attachment}", ids.attachment(), "");
    ok("GET", "/api/v1/attachments/{attachment}/thumbnail", ids.attachment(), "");
    missing(ids);
    ok("POST", c + "/hold", ids.conversation(), agent + "}");
    ok("POST", c + "/resume", ids.conversation(), agent + "}");
    customer(ids);
    troubled(ids, agent);
    ok("POST", "/api/v1/offers/{offer}/accept", ids.offer(), "{}");
    refused(ids);
    ok(
        "POST",
        c + "/transfer",
        ids.waiting(),
        agent + ",\"to\":{\"queue\":\"" + ids.queue() + "\"}}");
    ok("POST", c + "/close", ids.conversation(), agent + ",\"disposition\":\"911\"}");
    ok("POST", "/api/v1/offers/{offer}/decline", declined, "");
    ok("PUT", "/api/v1/agents/{agent}/presence", ids.agent(), "{\"presence\":\"REST\"}");
    streamed();
    assertThat(operations.keySet())
        .filteredOn(o -> !succeeded.contains(o))
        .as("routes this test has no successful call for")
        .containsExactly("GET /api/v1/openapi.json");
  }

  /// A file that did not come is fetched anew.
  private void missing(Tenancy.Ids ids) {
    dealer.picturesAway(true);
    var photo =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":77,\"type\":\"photo\",\"contents\":[{\"url\":\"%s/dna/77/i_1.png\"}]}";
    server.post(LIFE, "message", photo.formatted(ids.user(), LIFE.sender(), dealer.uri()));
    var files = server.server().features().stores().attachments();
    var conversation = new ConversationId(UUID.fromString(ids.conversation()));
    var file =
        await()
            .until(
                () ->
                    files.of(new TenantId(LIFE.tenant()), conversation).stream()
                        .filter(a -> files.settle(a.failed("timeout")))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow()
            .id()
            .toString();
    ok("POST", "/api/v1/attachments/{attachment}/fetch", file, "");
    call("POST", "/api/v1/attachments/{attachment}/fetch", file, "", 409);
    dealer.picturesAway(false);
  }

  /// A reply the dealer refuses is sent again.
  private void resent(Tenancy.Ids ids, String agent) {
    var c = "/api/v1/conversations/{conversation}";
    // What is still on its way would get the answer that is meant for the next.
    var before = c.replace("{conversation}", ids.conversation()) + "/messages";
    await().until(() -> !server.get(LIFE, before).toString().contains("\"QUEUED\""));
    dealer.next(200, "{\"code\":-203,\"message\":\"BlockedUser\"}");
    var sent =
        server.api(
            LIFE,
            "POST",
            c.replace("{conversation}", ids.conversation()) + "/messages",
            agent + ",\"parts\":[{\"k\":\"text\",\"text\":\"거절될 답장\"}]}");
    seq = ApiDocument.JSON.readTree(sent.body()).get("seq").asString();
    var after = c.replace("{conversation}", ids.conversation()) + "/messages?after=";
    var failed = after + (Long.parseLong(seq) - 1);
    await()
        .until(
            () -> server.get(LIFE, failed).at("/items/0/delivery").asString("").equals("FAILED"));
    ok("POST", c + "/messages/{seq}/resend", ids.conversation(), agent + "}");
    ok("POST", c + "/messages/{seq}/resend", ids.conversation(), agent + "}");
    assertThat(server.get(LIFE, after + seq).get("items")).as("sent again once").hasSize(1);
    seq = "1";
    call("POST", c + "/messages/{seq}/resend", ids.conversation(), agent + "}", 409);
    seq = "99";
    call("POST", c + "/messages/{seq}/resend", ids.conversation(), agent + "}", 404);
  }

  /// What went wrong is listed, sent again or dismissed, read again or discarded.
  private void troubled(Tenancy.Ids ids, String agent) {
    var problems = "/api/v1/deliveries/problems";
    for (var tail : List.of("/resend", "/dismiss")) {
      var messages = "/api/v1/conversations/" + ids.conversation() + "/messages";
      await().until(() -> !server.get(LIFE, messages).toString().contains("\"QUEUED\""));
      dealer.next(200, "{\"code\":-203,\"message\":\"BlockedUser\"}");
      server.api(LIFE, "POST", messages, agent + ",\"parts\":[{\"k\":\"text\",\"text\":\"실패\"}]}");
      var id =
          await()
              .until(() -> server.get(LIFE, problems).at("/items/0/id"), n -> !n.isMissingNode())
              .asString();
      ok("GET", problems + "?limit=1", "", "");
      ok("POST", problems + "/{message}" + tail, id, "");
      call("POST", problems + "/{message}" + tail, id, "", 404);
    }
    var notices = "/api/v1/notices/problems";
    for (var tail : List.of("/resend", "/dismiss")) {
      var id = Tenancy.failedNotice(server, LIFE, ids);
      ok("GET", notices + "?limit=1", "", "");
      ok("POST", notices + "/{notice}" + tail, id, "");
      call("POST", notices + "/{notice}" + tail, id, "", 404);
    }
    var letters = "/api/v1/dead-letters";
    var nobody = "{\"sender_key\":\"%s\",\"type\":\"text\",\"contents\":[\"x\"]}";
    server.post(LIFE, "message", nobody.formatted(LIFE.sender()));
    var unread = server.get(LIFE, letters).at("/items/0/id").asString();
    ok("GET", letters, "", "");
    call("POST", letters + "/{letter}/replay", unread, "", 409);
    ok("POST", letters + "/{letter}/discard", unread, "");
    call("POST", letters + "/{letter}/discard", unread, "", 404);
    ok("POST", letters + "/{letter}/replay", readable(ids), "");
  }

  /// A dead letter that is understood now, and says what was stored before.
  private String readable(Tenancy.Ids ids) {
    var store = server.server().features().conversations();
    var tenant = new TenantId(LIFE.tenant());
    var conversation = new ConversationId(UUID.fromString(ids.conversation()));
    var letter =
        new DeadLetter(
            tenant,
            UUID.randomUUID(),
            store.find(tenant, conversation).orElseThrow().account(),
            "poison",
            "message",
            "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":1,\"type\":\"text\",\"contents\":[\"비밀 life\"]}"
                .formatted(ids.user(), LIFE.sender()),
            Instant.EPOCH);
    store.addDeadLetter(letter);
    return letter.id().toString();
  }

  private void customer(Tenancy.Ids ids) {
    var one = "/api/v1/customers/{customer}";
    ok("GET", one, ids.customer(), "");
    var told =
        "{\"tags\":[\"소송중\"],\"birthDate\":\"1990-02-28\",\"contracts\":3,\"region\":\"수도권\"}";
    ok("PATCH", one, ids.customer(), told);
    ok("GET", one, ids.customer(), "");
    ok("POST", one + "/events", ids.customer(), "{\"kind\":\"order\",\"title\":\"주문\"}");
    ok("GET", one + "/history", ids.customer(), "");
    var customers = server.server().features().customers();
    var known =
        customers
            .find(new TenantId("life"), new CustomerId(UUID.fromString(ids.customer())))
            .orElseThrow();
    customers.save(
        new Customer(
            known.tenant(),
            known.id(),
            known.name(),
            "+821012345678",
            known.grade(),
            known.memo(),
            known.traits(),
            known.createdAt()));
    var notice = "{\"template\":\"CS_01\",\"variables\":{\"이름\":\"홍길동\"}}";
    ok("POST", one + "/notices", ids.customer(), notice);
    ok("GET", one + "/notices?limit=5", ids.customer(), "");
    call("POST", one + "/notices", ids.customer(), "{\"template\":\"CS_01\"}", 422);
  }

  /// Conflicts and refusals are described too.
  private void refused(Tenancy.Ids ids) {
    var c = "/api/v1/conversations/{conversation}";
    var nobody = "3e0f1b9c-7d52-4a83-9f10-5c6b7a8d9e0f";
    var lee = "{\"agent\":\"" + server.agent(LIFE, "lee") + "\"";
    call("POST", "/api/v1/offers/{offer}/accept", ids.offer(), "{}", 409);
    call("POST", c + "/hold", ids.conversation(), lee + "}", 409);
    call("POST", c + "/hold", ids.conversation(), "{}", 422);
    call("POST", c + "/hold", ids.conversation(), "{", 400);
    call("GET", c, nobody, "", 404);
    call("GET", "/api/v1/queues?offset=1", "", "", 422);
  }

  private void streamed() {
    var events = server.events(LIFE);
    var lee = server.agent(LIFE, "lee");
    server.api(LIFE, "PUT", "/api/v1/agents/" + lee + "/presence", "{\"presence\":\"MEAL\"}");
    events.await("presence.changed", d -> d.get("agent").asString().equals(lee));
    var schema =
        document.operations().stream()
            .filter(o -> o.path().equals("/api/v1/events"))
            .map(o -> o.node().at("/responses/200/content/text~1event-stream/schema"))
            .findFirst()
            .orElseThrow();
    assertThat(events.all())
        .allSatisfy(event -> assertThat(document.schemas().problems(schema, event)).isEmpty());
    succeeded.add("GET /api/v1/events");
  }

  private void ok(String method, String path, String id, String body) {
    var operation = call(method, path, id, body, 0);
    succeeded.add(operation.toString());
  }

  private Operation call(String method, String path, String id, String body, int status) {
    var operation =
        Objects.requireNonNull(operations.get(method + " " + path.replaceAll("\\?.*", "")), path);
    HttpResponse<String> answer =
        server.api(LIFE, method, path.replace("{seq}", seq).replaceAll("\\{[a-z]+}", id), body);
    if (status == 0) {
      assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isBetween(200, 299);
    } else {
      assertThat(answer.statusCode()).as("%s: %s", operation, answer.body()).isEqualTo(status);
    }
    assertThat(document.problems(operation, answer))
        .as("%s: %s", operation, answer.body())
        .isEmpty();
    return operation;
  }
}

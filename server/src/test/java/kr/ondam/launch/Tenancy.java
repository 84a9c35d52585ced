package kr.ondam.launch;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Notice;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.launch.TestServer.Home;
import kr.ondam.tenant.TenantId;
import tools.jackson.databind.JsonNode;

/// Fills the tenants of a test server with something worth protecting, and tells whether somebody
/// touched it.
final class Tenancy {
  private Tenancy() {}

  /// What a tenant has.
  ///
  /// @param conversation one its agent holds
  /// @param waiting one its agent is offered by `offer`
  /// @param attachment a photo in `conversation`
  /// @param chat one a visitor with the token began on the web chat
  record Ids(
      String user,
      String channelKey,
      String senderKey,
      String agent,
      String queue,
      String centre,
      String customer,
      String conversation,
      String waiting,
      String offer,
      String chatKey,
      String visitorToken,
      String chat,
      String attachment) {
    List<String> secrets() {
      return List.of(
          agent,
          queue,
          centre,
          customer,
          conversation,
          waiting,
          offer,
          visitorToken,
          chat,
          attachment);
    }
  }

  /// Two customers write; the agent takes the first conversation and is offered the second.
  static Ids fill(TestServer server, Home home) {
    var agent = server.agent(home, "kim");
    server.api(home, "PUT", "/api/v1/agents/" + agent + "/presence", "{\"presence\":\"READY\"}");
    var user = home.tenant() + "-user";
    say(server, home, user, 1);
    var first = offer(server, home);
    var accept = "/api/v1/offers/" + first.get("id").asString() + "/accept";
    server.api(home, "POST", accept, "{}");
    var held = first.get("conversation").asString();
    await()
        .until(() ->
            server.get(home, "/api/v1/conversations/" + held + "/messages").get("items").size()
                == 2);
    var photo = photo(server, home, user, held);
    say(server, home, user + "2", 2);
    var second = offer(server, home);
    var chat = chat(server, home);
    await().until(() -> server.get(home, "/api/v1/offers").get("items").size() == 2);
    return new Ids(
        user,
        home.channelKey(),
        home.sender(),
        agent,
        home.tenant() + "-claims",
        home.tenant() + "-main",
        server.get(home, "/api/v1/conversations/" + held).get("customer").asString(),
        held,
        second.get("conversation").asString(),
        second.get("id").asString(),
        home.chatKey(),
        chat.token(),
        chat.conversation(),
        photo);
  }

  /// What went wrong in a tenant.
  ///
  /// @param problem the id of a delivery problem
  /// @param letter the id of a dead letter
  /// @param notice the id of a notice that failed
  record Trouble(String problem, String letter, String notice) {}

  /// Makes the first message of the held conversation one that did not arrive, and adds a dead
  /// letter.
  static Trouble troubled(TestServer server, Path data, Home home, Ids ids) throws SQLException {
    var tenant = new TenantId(home.tenant());
    var store = server.server().features().conversations();
    var conversation = new ConversationId(UUID.fromString(ids.conversation()));
    var message = store.messages(tenant, conversation, 0, 1).getFirst();
    try (var connection = connection(data);
        var statement =
            connection.prepareStatement("insert into delivery_problem values (?, ?, ?, ?)")) {
      statement.setString(1, home.tenant());
      statement.setObject(2, message.id().value());
      statement.setObject(3, conversation.value());
      statement.setLong(4, message.seq());
      statement.executeUpdate();
    }
    var letter =
        new DeadLetter(
            tenant,
            UUID.randomUUID(),
            store.find(tenant, conversation).orElseThrow().account(),
            "type",
            "message",
            "비밀 " + home.tenant(),
            Instant.EPOCH);
    store.addDeadLetter(letter);
    return new Trouble(
        message.id().toString(), letter.id().toString(), failedNotice(server, home, ids));
  }

  /// Adds a notice to the customer, whose phone is known then, that did not arrive; answers its id.
  static String failedNotice(TestServer server, Home home, Ids ids) {
    var tenant = new TenantId(home.tenant());
    var stores = server.server().features().stores();
    var known =
        stores
            .customers()
            .find(tenant, new CustomerId(UUID.fromString(ids.customer())))
            .orElseThrow();
    var phone = "+821012345678";
    stores
        .customers()
        .save(
            new Customer(
                tenant,
                known.id(),
                known.name(),
                phone,
                known.grade(),
                known.memo(),
                known.traits(),
                known.createdAt()));
    var notice =
        Notice.fresh(
                tenant,
                UUID.randomUUID(),
                known.id(),
                new ChannelAccountId(home.tenant() + "-kakao"),
                phone,
                "CS_01",
                Map.of("이름", "홍길동"),
                Instant.now())
            .reached(Delivery.FAILED, "3018 NoSendAvailable", null);
    stores.notices().add(notice);
    return notice.id().toString();
  }

  private static Connection connection(Path data) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:h2:file:" + data.toAbsolutePath().resolve("ondam"), "ondam", "");
  }

  private record Chat(String token, String conversation) {}

  private static Chat chat(TestServer server, Home home) {
    try (var visitor = ChatVisitor.named(server, home, "방문자", null)) {
      var line = visitor.open();
      var told = line.told("first", "비밀 " + home.tenant());
      line.cut();
      return new Chat(visitor.token(), told.get("conv").asString());
    }
  }

  /// Customers who write to a tenant, and the agent who takes what they write.
  record Talk(TestServer server, Home home, String agent) {
    /// The offer of a conversation of a new customer.
    JsonNode offered(String user, int serial) {
      say(server, home, user, serial);
      return await().until(() -> offerFor(user), Optional::isPresent).orElseThrow();
    }

    /// A conversation of a new customer, held by the agent.
    String held(String user, int serial) {
      var offered = offered(user, serial);
      var accept = "/api/v1/offers/" + offered.get("id").asString() + "/accept";
      var accepted = server.api(home, "POST", accept, "");
      if (accepted.statusCode() != 200) {
        throw new IllegalStateException(accepted.body());
      }
      return offered.get("conversation").asString();
    }

    private Optional<JsonNode> offerFor(String user) {
      var tenant = new TenantId(home.tenant());
      var store = server.server().features().conversations();
      return server
          .get(home, "/api/v1/offers?agent=" + agent)
          .get("items")
          .valueStream()
          .filter(offer ->
              store
                  .find(
                      tenant,
                      new ConversationId(UUID.fromString(offer.get("conversation").asString())))
                  .filter(c -> c.externalUser().equals(user))
                  .isPresent())
          .findFirst();
    }
  }

  private static void say(TestServer server, Home home, String user, int serial) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"%d\",\"serial_number\":%d,\"type\":\"text\",\"contents\":[\"비밀"
            + " %s\"]}";
    server.post(
        home, "message", body.formatted(user, home.sender(), serial, serial, home.tenant()));
  }

  /// A photo of the customer, once it is copied.
  private static String photo(TestServer server, Home home, String user, String conversation) {
    var body =
        "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"serial_number\":9,\"type\":\"photo\",\"contents\":[\"%s/media/photo.png\"]}";
    server.post(home, "message", body.formatted(user, home.sender(), server.dealer()));
    var path = "/api/v1/conversations/" + conversation + "/attachments";
    return await()
        .until(
            () -> server.get(home, path).get("items"),
            items -> items.size() == 1 && items.get(0).get("state").asString().equals("READY"))
        .get(0)
        .get("id")
        .asString();
  }

  private static JsonNode offer(TestServer server, Home home) {
    return await()
        .until(() -> server.get(home, "/api/v1/offers").get("items"), offers -> !offers.isEmpty())
        .get(0);
  }

  /// A digest of all rows of a tenant, by table.
  static Map<String, String> digest(Path data, Home home) throws SQLException {
    Map<String, String> digests = new TreeMap<>();
    try (var connection = connection(data)) {
      for (var table : tables(connection)) {
        digests.put(table, digest(connection, table, home.tenant()));
      }
    }
    return digests;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select table_name from information_schema.columns"
                    + " where column_name = 'TENANT_ID' and table_schema = 'PUBLIC'")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    return tables;
  }

  private static String digest(Connection connection, String table, String tenant)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement =
        connection.prepareStatement("select * from \"" + table + "\" where tenant_id = ?")) {
      statement.setString(1, tenant);
      var found = statement.executeQuery();
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(found.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
    }
    Collections.sort(rows);
    return rows.size() + " rows " + sha(rows.toString());
  }

  private static String sha(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

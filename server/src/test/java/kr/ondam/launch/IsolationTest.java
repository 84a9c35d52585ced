package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.CARD;
import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.launch.IsolationMatrix.Row;
import kr.ondam.launch.IsolationMatrix.Try;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// No route lets one tenant read or change what another has (S1, AP02, AP08 to AP10).
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IsolationTest {
  private final FakeDealer dealer = new FakeDealer();

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private Path data;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids life;

  @SuppressWarnings("NullAway.Init")
  private IsolationMatrix matrix;

  @BeforeAll
  void start(@TempDir Path folder) throws SQLException {
    server = new TestServer(folder, dealer.uri());
    data = folder.resolve("data");
    life = Tenancy.fill(server, LIFE);
    var trouble = Tenancy.troubled(server, data, LIFE, life);
    matrix = new IsolationMatrix(Tenancy.fill(server, CARD), life, trouble);
  }

  @AfterAll
  void close() {
    server.close();
    dealer.close();
  }

  @Test
  void everyRouteHasItsRowAndEveryRowItsRoute() {
    List<String> answered = new ArrayList<>();
    var router = server.server().router();
    router.routes().forEach(route -> answered.add(route.method() + " " + route.pattern()));
    router.socketRoutes().forEach(route -> answered.add("WS " + route.pattern()));
    assertThat(matrix.rows())
        .as("rows of IsolationMatrix: a route without one says nothing about isolation yet")
        .extracting(Row::route)
        .containsExactlyInAnyOrderElementsOf(answered);
  }

  @Test
  void S1_whatAnotherTenantHasIsAnsweredLikeWhatNobodyHas() throws SQLException {
    var before = Tenancy.digest(data, LIFE);
    for (Row row : matrix.rows()) {
      for (Try one : row.tries()) {
        var foreign = call(one, one.id());
        assertThat(normal(foreign, one.id()))
            .as("%s: %s", row.route(), one)
            .isEqualTo(normal(call(one, one.nobody()), one.nobody()));
        if (one.status() == 0) {
          assertThat(foreign.statusCode()).as("%s: %s", row.route(), one).isBetween(400, 499);
        } else {
          assertThat(foreign.statusCode()).as("%s: %s", row.route(), one).isEqualTo(one.status());
        }
        assertThat(foreign.body())
            .as("%s: %s", row.route(), one)
            .doesNotContain(life.secrets().stream().filter(s -> !s.equals(one.id())).toList())
            .doesNotContain("비밀 life");
      }
    }
    assertThat(Tenancy.digest(data, LIFE)).isEqualTo(before);
    assertThat(dealer.calls()).isEmpty();
  }

  @Test
  void S1_theDigestSeesEveryChange() throws SQLException {
    var before = Tenancy.digest(data, CARD);
    assertThat(before.get("MESSAGE")).startsWith("5 rows");
    var notes = "/api/v1/conversations/" + matrix.own().conversation() + "/notes";
    var note = "{\"agent\":\"" + matrix.own().agent() + "\",\"text\":\"메모\"}";
    assertThat(server.api(CARD, "POST", notes, note).statusCode()).isEqualTo(201);
    assertThat(Tenancy.digest(data, CARD).get("NOTE")).isNotEqualTo(before.get("NOTE"));
  }

  @Test
  void S1_theEventStreamTellsOnlyOnesOwn() {
    var events = server.events(CARD);
    for (var home : List.of(LIFE, CARD)) {
      var agent = server.agent(home, "lee");
      var path = "/api/v1/agents/" + agent + "/presence";
      server.api(home, "PUT", path, "{\"presence\":\"AWAY\"}");
      server.api(home, "PUT", path, "{\"presence\":\"OFFLINE\"}");
    }
    events.await(
        "presence.changed", d -> d.get("agent").asString().equals(server.agent(CARD, "lee")));
    assertThat(events.find("presence.changed", d -> !d.get("tenant").asString().equals("card")))
        .isEmpty();
  }

  private HttpResponse<String> call(Try one, String id) {
    var path = one.pathWith(id);
    return switch (one.bearer()) {
      case NONE -> server.send(one.method(), path, one.bodyWith(id), "Origin", ChatVisitor.ORIGIN);
      case KEY -> server.api(CARD, one.method(), path, one.bodyWith(id));
      case VISITOR ->
          server.send(
              one.method(),
              path,
              one.bodyWith(id),
              "Authorization",
              "Bearer " + matrix.own().visitorToken());
    };
  }

  /// The answer without what must differ: the request's own id, and the id that was asked for.
  private static String normal(HttpResponse<String> response, String id) {
    var body = response.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    return response.statusCode() + " " + (id.isEmpty() ? body : body.replace(id, "§"));
  }
}

package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A call that creates something is one call, however often a program repeats it (AP32).
@Timeout(120)
final class IdempotencyTest {
  private final FakeDealer dealer = new FakeDealer();

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private TestServer server;

  @SuppressWarnings("NullAway.Init")
  private Tenancy.Ids ids;

  @BeforeEach
  void start() {
    server = new TestServer(folder, dealer.uri());
    ids = Tenancy.fill(server, LIFE);
  }

  @AfterEach
  void close() {
    server.close();
    dealer.close();
  }

  /// A route that creates, and how often what it created is there.
  private record Creation(String path, String body, String other, String list) {}

  private List<Creation> creations() {
    var agent = "{\"agent\":\"" + ids.agent() + "\",";
    var conversation = "/api/v1/conversations/" + ids.conversation();
    var customer = "/api/v1/customers/" + ids.customer();
    return List.of(
        new Creation(
            conversation + "/messages",
            agent + "\"parts\":[{\"k\":\"text\",\"text\":\"한 번만\"}]}",
            agent + "\"parts\":[{\"k\":\"text\",\"text\":\"다르게\"}]}",
            conversation + "/messages"),
        new Creation(
            conversation + "/notes",
            agent + "\"text\":\"한 번만\"}",
            agent + "\"text\":\"다르게\"}",
            conversation + "/notes"),
        new Creation(
            customer + "/events",
            "{\"kind\":\"order\",\"title\":\"주문 한 번만\"}",
            "{\"kind\":\"order\",\"title\":\"다르게\"}",
            customer + "/history"));
  }

  @Test
  void AP32_theSameKeyTwiceIsOneObjectAlsoAfterARestart() {
    var creations = creations();
    var first = creations.stream().map(c -> post(c.path(), c.body(), "order-7")).toList();
    var again = creations.stream().map(c -> post(c.path(), c.body(), "order-7")).toList();
    server.close();
    server = new TestServer(folder, dealer.uri());
    var later = creations.stream().map(c -> post(c.path(), c.body(), "order-7")).toList();
    for (int i = 0; i < creations.size(); i++) {
      assertThat(first.get(i).statusCode()).as(first.get(i).body()).isEqualTo(201);
      for (var answer : List.of(again.get(i), later.get(i))) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(id(answer)).isEqualTo(id(first.get(i)));
      }
      assertThat(count(creations.get(i))).as(creations.get(i).path()).isEqualTo(1);
    }
  }

  @Test
  void AP32_thirtyTwoAtOnceAreOneObject() throws Exception {
    for (var creation : creations()) {
      var answers =
          ApiInputTest.together(32, () -> post(creation.path(), creation.body(), "at-once"));
      assertThat(answers).allSatisfy(a -> assertThat(a.statusCode()).isEqualTo(201));
      assertThat(answers.stream().map(IdempotencyTest::id).distinct()).hasSize(1);
      assertThat(count(creation)).as(creation.path()).isEqualTo(1);
    }
  }

  @Test
  void AP32_theSameKeyWithOtherContentIsRefused() {
    for (var creation : creations()) {
      post(creation.path(), creation.body(), "reused");
      var answer = post(creation.path(), creation.other(), "reused");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(answer.body()).contains("idempotency_key_reused");
      assertThat(count(creation)).isEqualTo(1);
    }
  }

  @Test
  void AP32_anotherKeyOrAnotherPlaceIsAnotherObject() {
    for (var creation : creations()) {
      assertThat(id(post(creation.path(), creation.body(), "one")))
          .isNotEqualTo(id(post(creation.path(), creation.body(), "two")));
    }
    var notes = "/api/v1/conversations/%s/notes";
    var body = creations().get(1).body();
    assertThat(id(post(notes.formatted(ids.conversation()), body, "place")))
        .isNotEqualTo(id(post(notes.formatted(ids.waiting()), body, "place")));
  }

  @Test
  void AP33_aKeyOfTheWrongFormIs422() {
    for (var creation : creations()) {
      for (var key : List.of("", "a b", "k".repeat(65))) {
        assertThat(post(creation.path(), creation.body(), key).statusCode()).isEqualTo(422);
      }
    }
  }

  private HttpResponse<String> post(String path, String body, String key) {
    return server.api(LIFE, "POST", path, body, "Idempotency-Key", key);
  }

  private long count(Creation creation) {
    var text = creation.list().endsWith("/history") ? "주문 한 번만" : "한 번만";
    return server.get(LIFE, creation.list()).toString().split(text, -1).length - 1;
  }

  private static String id(HttpResponse<String> answer) {
    return ApiDocument.JSON.readTree(answer.body()).path("id").asString(answer.body());
  }
}

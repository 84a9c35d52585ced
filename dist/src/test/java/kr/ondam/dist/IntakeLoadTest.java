package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What providers do in numbers, to the real server process: the same message many times, from many
/// connections at once, and the first messages of new customers together. Afterwards every call is
/// accounted for, as counters and as rows (A11).
///
/// `-Dondam.load.messages=N` (default 3000), `-Dondam.load.rounds=N` (50) and
/// `-Dondam.load.customers=N` (200) choose how many; the long form is 100000, 1000 and 5000.
/// `-Dondam.load.seed=S` (default random, printed) chooses which.
final class IntakeLoadTest {
  private static final int LANES = 64;
  private static final int AT_ONCE = 32;
  private static final int TOGETHER = 8;
  private static final int MOST_COPIES = 5;
  private static final Duration STOP = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
  private final AtomicLong made = new AtomicLong();

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private URI hook;

  @BeforeEach
  void start() throws IOException {
    var config = TestInstall.write(folder.resolve("config"), 1, 10, "", "power");
    server = ServerProcess.brief(folder, config, List.of());
    hook = server.gateway().resolve("/ch/kakao/" + TestInstall.CHANNEL_KEY + "/message");
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
    threads.close();
  }

  /// A message as the dealer sends it.
  private static String said(String user, long serial) {
    return said(TestInstall.SENDER_KEY, user, serial);
  }

  private static String said(String sender, String user, long serial) {
    return "{\"user_key\":\"%s\",\"sender_key\":\"%s\",\"session_id\":\"1\",\"time\":1795305226123,\"serial_number\":%d,\"type\":\"text\",\"contents\":[\"배송 문의 %d\"]}"
        .formatted(user, sender, serial, serial);
  }

  private int post(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(hook)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    made.incrementAndGet();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /// As providers do: again until it was taken.
  private void deliver(String body) throws IOException, InterruptedException {
    int status = post(body);
    while (status == 429 || status == 503) {
      status = post(body);
    }
    assertThat(status).isEqualTo(200);
  }

  /// All of them begin at the same moment.
  private List<Integer> together(List<String> bodies)
      throws InterruptedException, ExecutionException {
    var gate = new CountDownLatch(1);
    List<Future<Integer>> answers = new ArrayList<>();
    for (var body : bodies) {
      answers.add(
          threads.submit(() -> {
            gate.await();
            return post(body);
          }));
    }
    gate.countDown();
    List<Integer> statuses = new ArrayList<>();
    for (var answer : answers) {
      statuses.add(answer.get());
    }
    return statuses;
  }

  /// Stops the server and holds A11. Answers what was counted.
  private Tally settled() throws IOException, InterruptedException, SQLException {
    var tally = Tally.of(server.gateway());
    server.stop(STOP);
    assertThat(tally.contradiction(made.get(), folder.resolve("data"))).isEmpty();
    return tally;
  }

  private long count(String query) throws SQLException {
    try (var rows = Tally.rows(folder.resolve("data"))) {
      return Tally.count(rows, query);
    }
  }

  private static String times(int number, long seconds) {
    return "%,d in %d s".formatted(number, seconds);
  }

  @Test
  void A3_A11_everyMessageIsOneRowHoweverOftenItIsSentAndEveryCallIsAccountedFor()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    int messages = Integer.getInteger("ondam.load.messages", 3000);
    long seed = Long.getLong("ondam.load.seed", System.nanoTime());
    System.out.println("intake load: seed " + seed);
    var random = new Random(seed);
    List<Long> copies = new ArrayList<>();
    for (long i = 1; i <= messages; i++) {
      copies.addAll(Collections.nCopies(1 + random.nextInt(MOST_COPIES), i));
    }
    Collections.shuffle(copies, random);
    long begun = System.nanoTime();
    List<Callable<Void>> work = new ArrayList<>();
    for (int lane = 0; lane < LANES; lane++) {
      int first = lane;
      work.add(() -> {
        for (int i = first; i < copies.size(); i += LANES) {
          long serial = copies.get(i);
          deliver(said("u" + serial % 500, serial));
          if (i % 100 == 0) {
            outOfOrder(i);
          }
        }
        return null;
      });
    }
    for (var done : threads.invokeAll(work)) {
      done.get();
    }
    long seconds = (System.nanoTime() - begun) / 1_000_000_000;
    var tally = settled();
    System.out.printf(
        "A3: %s sent as %,d calls: %s%n", times(messages, seconds), made.get(), tally.calls());
    assertThat(tally.calls("stored")).isEqualTo(messages);
    assertThat(count("select count(*) from message where direction = 'IN'")).isEqualTo(messages);
    assertThat(tally.calls("duplicate")).isEqualTo(copies.size() - messages);
    assertThat(tally.all()).isGreaterThan(copies.size());
  }

  /// What is set aside, and what is refused in two ways.
  private void outOfOrder(int number) throws IOException, InterruptedException {
    assertThat(post(said("u", number).replace("user_key", "user"))).isEqualTo(200);
    assertThat(post(said("f".repeat(40), "u", number))).isEqualTo(403);
    assertThat(post("{\"user_key\":")).isEqualTo(400);
  }

  @Test
  void A4_theSameIdOnManyConnectionsAtOnceIsOneRowAndEveryCallIsTaken()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    int rounds = Integer.getInteger("ondam.load.rounds", 50);
    long begun = System.nanoTime();
    for (int round = 1; round <= rounds; round++) {
      var statuses = together(Collections.nCopies(AT_ONCE, said("u" + round % 10, round)));
      assertThat(statuses).containsOnly(200);
    }
    long seconds = (System.nanoTime() - begun) / 1_000_000_000;
    var tally = settled();
    System.out.printf("A4: rounds of %d: %s: %s%n", AT_ONCE, times(rounds, seconds), tally.calls());
    assertThat(count("select count(*) from message where direction = 'IN'")).isEqualTo(rounds);
    assertThat(tally.calls("duplicate")).isEqualTo((AT_ONCE - 1L) * rounds);
  }

  @Test
  void A7_theFirstMessagesOfANewCustomerAreOneConversation()
      throws IOException, InterruptedException, ExecutionException, SQLException {
    int customers = Integer.getInteger("ondam.load.customers", 200);
    long begun = System.nanoTime();
    for (int customer = 0; customer < customers; customer += TOGETHER) {
      List<String> bodies = new ArrayList<>();
      for (int c = customer; c < Math.min(customers, customer + TOGETHER); c++) {
        for (int i = 0; i < TOGETHER; i++) {
          bodies.add(said("new" + c, 1L + c * TOGETHER + i));
        }
      }
      assertThat(together(bodies)).containsOnly(200);
    }
    long seconds = (System.nanoTime() - begun) / 1_000_000_000;
    var tally = settled();
    System.out.printf("A7: customers: %s: %s%n", times(customers, seconds), tally.calls());
    assertThat(count("select count(*) from conversation")).isEqualTo(customers);
    assertThat(
            count(
                "select count(*) from (select conversation_id from message where direction = 'IN'"
                    + " group by conversation_id having count(*) = "
                    + TOGETHER
                    + ")"))
        .isEqualTo(customers);
  }
}

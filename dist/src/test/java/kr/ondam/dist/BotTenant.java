package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import kr.ondam.channel.kakao.FakeDealer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// A tenant of the installation under test whose customers are answered by a bot, with the bot and
/// the dealer outside the process: they remember what they were told through every kill.
final class BotTenant implements AutoCloseable {
  static final String KEY = "k_bots_kakao_0001";

  private static final String SENDER_KEY = "b01b2c3d4e5f60718293a4b5c6d7e8f901234567";
  private static final String API_KEY = "bots-api-key-5d1f0c7e";
  private static final int JOINING = 12;
  private static final int TALKING = 24;
  private static final int LINES = 12;
  private static final int MANY = 1000;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ANSWER = "re ";

  private final FakeDealer dealer = new FakeDealer();
  private final LoopBot bot = new LoopBot();
  private final List<Sender> customers = new ArrayList<>();

  /// Declares the tenant beside the others.
  void declare(Path config) throws IOException {
    var account = TestInstall.account("bots-kakao", KEY, SENDER_KEY, dealer.uri().toString());
    Files.writeString(
        config.resolve("group.yaml"),
        """
          - id: bots
            name: 챗봇
            kind: AFFILIATE
            centres: [{id: main, name: 본센터}]
            channels:
              - %s
              - %s
            queues: [{id: general, name: 일반, skills: {}}]
            dispositions: [{code: '911', name: 단순 문의}]
            api-keys: [{name: bots, key: %s, roles: [AGENT, MANAGER]}]
        """
            .formatted(account, bot.account("bots-kakao"), API_KEY),
        StandardOpenOption.APPEND);
  }

  /// The work of customers who begin now and of those who began last, until the time is over or the
  /// server is gone.
  List<Callable<Void>> talking(HttpClient client, URI gateway, long untilNanos) {
    bot.gateway(gateway);
    for (int i = 0; i < JOINING; i++) {
      var line = new Sender.Line(KEY, SENDER_KEY, LINES, PAUSE);
      customers.add(new Sender("bot", customers.size() + 1, line));
    }
    List<Callable<Void>> work = new ArrayList<>();
    for (var customer :
        customers.subList(Math.max(0, customers.size() - TALKING), customers.size())) {
      work.add(() -> {
        customer.run(client, gateway, untilNanos);
        return null;
      });
    }
    return work;
  }

  /// Reads the whole history: every line is there once and in order, and was answered by the bot
  /// once, or people have the conversation with all that was said in it.
  void check(URI gateway) {
    try (var api = new ApiClient(gateway, API_KEY)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(unanswered(api)).isEmpty());
      Map<String, List<String>> said = new HashMap<>();
      Map<String, List<String>> answered = new HashMap<>();
      Map<String, Integer> stages = new HashMap<>();
      var conversations = api.all("/api/v1/conversations").reversed();
      for (var conversation : conversations) {
        stages.merge(conversation.get("stage").asString(), 1, Integer::sum);
        new BotThread(conversation, messages(api, conversation)).check(said, answered);
      }
      int acked = 0;
      for (var customer : customers) {
        var texts = said.getOrDefault(customer.userKey(), List.of());
        assertThat(texts).as("doubled, %s", customer.userKey()).doesNotHaveDuplicates();
        if (!customer.acked().isEmpty()) { // else what is there was stored without an answer
          assertThat(texts)
              .as("lost or out of order, %s", customer.userKey())
              .containsSubsequence(customer.acked());
        }
        acked += customer.acked().size();
      }
      checkQueue(api, stages.getOrDefault("QUEUED", 0));
      checkBot(said);
      checkDealer(answered);
      System.out.printf(
          "kill loop: %,d lines to a bot acknowledged, %,d told to it, conversations %s%n",
          acked, bot.told().size(), stages);
      if (acked > MANY) {
        assertThat(stages).as("what a run should meet").containsKeys("QUEUED", "CLOSED");
      }
    }
  }

  private static List<String> unanswered(ApiClient api) {
    List<String> waiting = new ArrayList<>();
    for (var conversation : api.all("/api/v1/conversations?stage=BOT")) {
      waiting.addAll(new BotThread(conversation, messages(api, conversation)).unanswered());
    }
    return waiting;
  }

  static List<JsonNode> messages(ApiClient api, JsonNode conversation) {
    var path = "/api/v1/conversations/" + conversation.get("id").asString() + "/messages?after=";
    List<JsonNode> messages = new ArrayList<>();
    while (true) {
      var page = api.get(path + messages.size()).get("items");
      if (page.isEmpty()) {
        return messages;
      }
      page.forEach(messages::add);
    }
  }

  /// Whoever was handed over waits, and nobody else.
  private static void checkQueue(ApiClient api, int queued) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          int waiting = 0;
          for (var queue : api.get("/api/v1/queues").get("items")) {
            waiting += queue.get("waiting").asInt();
          }
          assertThat(waiting).as("waiting in queues").isEqualTo(queued);
        });
  }

  /// The bot heard no line twice, and none that is not stored.
  private void checkBot(Map<String, List<String>> said) {
    var told = bot.told();
    assertThat(told).as("told twice").doesNotHaveDuplicates();
    Set<String> stored = new HashSet<>();
    said.values().forEach(stored::addAll);
    assertThat(stored).as("told and not stored").containsAll(told);
  }

  /// Every answer reached its customer, none under two serial numbers, and nothing else did.
  private void checkDealer(Map<String, List<String>> answered) {
    Set<String> stored = new TreeSet<>();
    answered.values().forEach(stored::addAll);
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          Map<String, Set<String>> serials = new HashMap<>();
          for (var call : dealer.calls()) {
            if (call.text().startsWith(ANSWER)) {
              var text = call.text().substring(ANSWER.length());
              var serial = call.body().path("serial_number").asString("");
              serials.computeIfAbsent(text, _ -> new HashSet<>()).add(serial);
            }
          }
          assertThat(new TreeSet<>(serials.keySet())).as("brought to customers").isEqualTo(stored);
          assertThat(serials.values()).allMatch(one -> one.size() == 1, "one serial");
        });
  }

  @Override
  public void close() {
    bot.close();
    dealer.close();
  }
}

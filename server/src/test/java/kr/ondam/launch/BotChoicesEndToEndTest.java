package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import kr.ondam.channel.bot.FakeBot;
import kr.ondam.channel.kakao.FakeDealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a bot hears when a customer presses a button of it in the web chat, over the running
/// server.
@Timeout(180)
final class BotChoicesEndToEndTest {
  private static final String SHIPPING =
      """
      {"messages":[[{"k":"text","text":"배송인가요?"},{"k":"quickReplies","items":[\
      {"label":"예","action":"postback","value":"shipping 4111 1111 1111 1111"},\
      {"label":"아니요","action":"postback","value":"other"}]}]]}\
      """;
  private static final String REFUND =
      """
      {"messages":[{"k":"card","title":"환불","body":"환불인가요?","buttons":[\
      {"label":"예","action":"postback","value":"refund"}]}]}\
      """;

  private final FakeBot bot = new FakeBot();

  private TestServer server(Path folder, FakeDealer dealer) {
    var account = bot.account("life-bot", "b_life_bot_0001", "life-web", "");
    return new TestServer(folder, dealer.uri(), List.of(account));
  }

  /// Presses as the widget does, with the value that stands in the frame it got.
  private static void press(ChatVisitor.Line line, String cmid, String label, String value) {
    line.send(
        "{\"t\":\"msg\",\"cmid\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\",\"postback\":\"%s\"}]}"
            .formatted(cmid, label, value));
    line.await("ack", f -> f.get("cmid").asString().equals(cmid));
  }

  private JsonNode heard(int messages) {
    return await()
        .until(() -> bot.told("ondam.message.received.v1"), told -> told.size() == messages)
        .getLast();
  }

  private static void answered(ChatVisitor.Line line, int messages) {
    await()
        .until(
            () -> line.find("msg", f -> f.get("from").asString().equals("bot")).size() >= messages);
  }

  @Test
  void anOldersMessagesButtonBringsItsOwnValueAlsoAfterARestart(@TempDir Path folder) {
    try (var dealer = new FakeDealer()) {
      String token;
      String conversation;
      String value;
      try (var server = server(folder, dealer);
          var visitor = ChatVisitor.named(server, LIFE, "홍길동", null)) {
        token = visitor.token();
        bot.next(200, SHIPPING);
        bot.next(200, REFUND);
        var line = visitor.open();
        conversation = line.told("a", "하나").get("conv").asString();
        answered(line, 1);
        line.told("b", "둘");
        answered(line, 2);
        // A number that must not be stored is hidden in what the bot offers, so it comes back so.
        value =
            line.await("msg", f -> f.at("/parts/1/k").asString("").equals("quickReplies"))
                .at("/parts/1/items/0/value")
                .asString();
        press(line, "c", "예", value);
        var pressed = heard(3);
        assertThat(pressed.get("postback").asString()).isEqualTo(value);
        assertThat(pressed.at("/parts/0/text").asString()).isEqualTo("예");
        assertThat(pressed.get("parts")).as("the value stands beside the words").hasSize(1);
        answered(line, 3);
        press(line, "d", "예", "refund");
        assertThat(heard(4).get("postback").asString()).isEqualTo("refund");
        answered(line, 4);
        press(line, "e", "예", "admin");
        assertThat(heard(5).has("postback")).as("what nobody offered is no choice").isFalse();
        answered(line, 5);
        var mine = line.find("msg", f -> f.path("cmid").asString("").equals("c")).getFirst();
        assertThat(mine.get("parts")).as("the customer sees what they said").hasSize(1);
      }
      try (var server = server(folder, dealer);
          var visitor = new ChatVisitor(server, LIFE)) {
        visitor.token(token);
        var line = visitor.open(conversation, 0, "");
        press(line, "f", "예", value);
        assertThat(heard(6).get("postback").asString()).isEqualTo(value);
        press(line, "g", "아니요", "other");
        assertThat(heard(7).get("postback").asString()).isEqualTo("other");
        // The same press comes again, and is one.
        press(line, "g", "아니요", "other");
        var stored = server.get(LIFE, "/api/v1/conversations/" + conversation + "/messages");
        assertThat(stored.get("items").valueStream().filter(m -> m.at("/parts/1/k").isString()))
            .extracting(m -> m.at("/parts/1/answers/0/name").asString(""))
            .filteredOn("choice"::equals)
            .hasSize(4);
      }
    } finally {
      bot.close();
    }
  }
}

package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// One conversation of a [BotTenant] as the REST interface shows it.
final class BotThread {
  private static final String ANSWER = "re ";
  private static final String HANDED_OVER = "conversation.handed_over";

  private final JsonNode conversation;
  private final String id;
  private final List<JsonNode> messages;

  BotThread(JsonNode conversation, List<JsonNode> messages) {
    this.conversation = conversation;
    this.messages = messages;
    id = conversation.get("id").asString();
  }

  /// The lines that the bot has not answered and nobody has excused it for.
  List<String> unanswered() {
    Set<String> lines = new LinkedHashSet<>();
    int excuses = 0;
    for (var message : messages) {
      if (message.get("direction").asString().equals("IN")) {
        lines.add(text(message));
      } else if (byBot(message) && !lines.remove(answered(message))) {
        excuses++;
      }
    }
    return lines.size() <= excuses ? List.of() : List.copyOf(lines);
  }

  /// Checks the thread by itself, and adds what was said in it and answered, by customer.
  void check(Map<String, List<String>> said, Map<String, List<String>> answered) {
    assertThat(conversation.get("lastSeq").asLong())
        .as("seqs of %s", id)
        .isEqualTo(messages.size());
    Set<String> open = new LinkedHashSet<>();
    boolean handedOver = false;
    int excuses = 0;
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      assertThat(message.get("seq").asLong()).as("gap in %s", id).isEqualTo(i + 1L);
      if (message.get("direction").asString().equals("IN")) {
        String text = text(message);
        open.add(text);
        said.computeIfAbsent(customer(text), _ -> new ArrayList<>()).add(text);
      } else if (byBot(message)) {
        assertThat(handedOver).as("the bot speaks in %s, which people have", id).isFalse();
        if (excuse(message)) {
          excuses++;
          continue;
        }
        String text = answered(message);
        assertThat(open.remove(text)).as("%s in %s answered once, and after it", text, id).isTrue();
        answered.computeIfAbsent(customer(text), _ -> new ArrayList<>()).add(text);
      } else if (message.at("/parts/0/code").asString("").equals(HANDED_OVER)) {
        assertThat(handedOver).as("%s handed over twice", id).isFalse();
        handedOver = true;
      }
    }
    checkOwner(Math.max(0, open.size() - excuses), handedOver);
  }

  private void checkOwner(int open, boolean handedOver) {
    long epoch = conversation.get("ownerEpoch").asLong();
    switch (conversation.get("stage").asString()) {
      case "BOT" -> {
        assertThat(open).as("unanswered in %s", id).isZero();
        assertThat(handedOver).as("handed over: %s", id).isFalse();
        assertThat(epoch).as("epoch of %s", id).isEqualTo(1);
      }
      case "CLOSED" -> {
        assertThat(open).as("ended without an answer: %s", id).isZero();
        assertThat(epoch).as("epoch of %s", id).isEqualTo(2);
      }
      case "QUEUED" -> {
        assertThat(handedOver).as("a line that says so in %s", id).isTrue();
        assertThat(epoch).as("epoch of %s", id).isEqualTo(2);
      }
      default -> throw new AssertionError("stage of " + conversation);
    }
  }

  private static boolean byBot(JsonNode message) {
    return message.at("/author/kind").asString("").equals("BOT");
  }

  private static String text(JsonNode message) {
    return message.at("/parts/0/text").asString("");
  }

  /// What the customer is told when the bot took too long, as it may on a slow machine.
  private static boolean excuse(JsonNode message) {
    return !text(message).startsWith(ANSWER);
  }

  private static String answered(JsonNode message) {
    return excuse(message) ? "" : text(message).substring(ANSWER.length());
  }

  private static String customer(String text) {
    return text.split("-", 2)[0];
  }
}

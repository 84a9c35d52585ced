package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.AT;
import static kr.ondam.channel.bot.BotSamples.SECRET;
import static kr.ondam.channel.bot.BotSamples.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.ondam.channel.RawRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Golden documents with random values in random places: whatever a bot says is read or refused.
final class BotFuzzTest {
  private static final int ROUNDS = Integer.getInteger("ondam.fuzz.rounds", 500);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final long seed = Long.getLong("ondam.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private static List<String> documents(BotKind kind) {
    return switch (kind) {
      case NATIVE ->
          List.of(
              BotSamples.goldenText("native-answer.json"),
              "{\"type\":\"ondam.bot.message.v1\",\"conversation\":\"c-1\",\"epoch\":3,"
                  + BotSamples.goldenText("native-answer.json").strip().substring(1),
              """
              {"type":"ondam.bot.message.v1","conversation":"c-1","messages":[[\
              {"k":"card","image":{"url":"https://a.kr/a.png"},"title":"t","body":"b","buttons":[]},\
              {"k":"carousel","cards":[{"title":"t","body":"b","buttons":[]}]},\
              {"k":"location","lat":35.1,"lon":129.0,"label":"부산"},\
              {"k":"form","title":"t","fields":[{"name":"n","label":"l","kind":"TEXT","required":true,"options":[]}]},\
              {"k":"file","name":"a.pdf","url":"https://a.kr/a.pdf"}]]}\
              """);
      case BOT_FRAMEWORK ->
          List.of(
              BotSamples.goldenText("bf-message.json"), BotSamples.goldenText("bf-handoff.json"));
      case RASA ->
          List.of(
              BotSamples.goldenText("rasa-answer.json"),
              "{\"recipient_id\":\"c-1001\",\"text\":\"a\",\"buttons\":[{\"title\":\"a\",\"payload\":\"b\"}]}");
      case KAKAO_SKILL ->
          List.of(
              BotSamples.goldenText("skill-answer.json"),
              BotSamples.goldenText("skill-cards.json"));
    };
  }

  @ParameterizedTest
  @EnumSource
  void whateverABotSaysIsReadOrRefused(BotKind kind) {
    var dialect = BotDialects.all().of(kind);
    var bot = BotSamples.bot(kind);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var documents = documents(kind);
      var root = JSON.readTree(documents.get(random.nextInt(documents.size())));
      for (int i = random.nextInt(3); i >= 0; i--) {
        root = spoil(root);
      }
      var body = octets(root.toString());
      try {
        dialect.read(bot, said("x"), new BotResponse(200, "application/json", body));
        var posted = dialect.posted(bot, SECRET, post(kind, bot, body), AT);
        read += posted instanceof BotPost.Said ? 1 : 0;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + root, e);
      }
    }
    assertThat(read).as("seed %d", seed).isPositive();
  }

  private byte[] octets(String text) {
    var octets = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0 && octets.length > 0) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    return octets;
  }

  private RawRequest post(BotKind kind, Bot bot, byte[] body) {
    var token = new SkillToken("c-1001", "m_01JD", 3, AT.plusSeconds(60)).write(bot.key());
    var tail =
        switch (kind) {
          case NATIVE, RASA -> "";
          case BOT_FRAMEWORK -> "v3/conversations/c-1001/activities/" + random.nextInt(9) + ".3";
          case KAKAO_SKILL -> token;
        };
    return new RawRequest(tail, "", BotSamples.signed(body), body, "10.0.0.9");
  }

  /// The document with one value of it replaced, left out or doubled.
  private JsonNode spoil(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    if (containers.isEmpty()) {
      return strange();
    }
    switch (containers.get(random.nextInt(containers.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        var names = List.copyOf(object.propertyNames());
        var name = names.get(random.nextInt(names.size()));
        if (random.nextInt(5) == 0) {
          object.remove(name);
        } else {
          object.set(name, strange());
        }
      }
      case ArrayNode array when random.nextBoolean() || array.isEmpty() -> array.add(strange());
      case ArrayNode array -> array.set(random.nextInt(array.size()), strange());
      case JsonNode _ -> {}
    }
    return root;
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainer()) {
      into.add(node);
      node.forEach(child -> collect(child, into));
    }
  }

  private JsonNode strange() {
    return switch (random.nextInt(14)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.valueToTree(random.nextBoolean());
      case 2 -> JSON.valueToTree(random.nextInt());
      case 3 -> JSON.valueToTree(1e308 * random.nextDouble());
      case 4 -> JSON.valueToTree("");
      case 5 -> JSON.valueToTree("x".repeat(random.nextInt(5000)));
      case 6 -> JSON.valueToTree("\u0000\u202e\ud83d\ude00");
      case 7 -> JSON.valueToTree("javascript:alert(1)");
      case 8 -> JSON.valueToTree("http://[::1");
      case 9 -> JSON.createObjectNode();
      case 10 -> JSON.createArrayNode();
      case 11 -> JSON.createArrayNode().add(JSON.createArrayNode().add(1));
      case 12 -> JSON.createObjectNode().put("k", "text").put("text", "a");
      default -> JSON.readTree("[".repeat(20) + "]".repeat(20));
    };
  }
}

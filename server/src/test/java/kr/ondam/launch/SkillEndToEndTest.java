package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import kr.ondam.channel.kakao.skill.FakeBot;
import kr.ondam.channel.kakao.skill.SkillAccounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A customer of a chatbot and a counsellor at the REST interface, over the running server and
/// Kakao's side on the loopback address.
@Timeout(60)
final class SkillEndToEndTest {
  private static final String PATH = "/ch/kakao-skill/" + SkillAccounts.KEY;

  @Test
  void theFirstReplyIsFreeAndTheNextIsAnEvent(@TempDir Path folder) {
    try (var bot = new FakeBot()) {
      var account =
          "{id: life-bot, kind: KAKAO_SKILL, key: %s, base-url: '%s', inbound-secret: s3cret, callback-origins: '%s', bot-id: '%s', api-key: rest-key, event: agent_reply}"
              .formatted(SkillAccounts.KEY, bot.uri(), bot.uri(), SkillAccounts.BOT);
      try (var server =
          new TestServer(folder, URI.create("http://127.0.0.1:9"), List.of(account))) {
        talk(server, bot);
      }
    }
  }

  private static void talk(TestServer server, FakeBot bot) {
    var kim = server.agent(LIFE, "kim");
    server.api(LIFE, "PUT", "/api/v1/agents/" + kim + "/presence", "{\"presence\":\"READY\"}");
    var body = SkillAccounts.skill("9f8e7d", "상담원 연결해 주세요", bot.callback());
    assertThat(server.send("POST", PATH, body).statusCode()).isEqualTo(401);
    for (int i = 0; i < 2; i++) {
      var heard = server.send("POST", PATH, body, "X-Ondam-Key", "s3cret");
      assertThat(heard.statusCode()).isEqualTo(200);
      assertThat(heard.body()).contains("\"useCallback\":true");
    }
    var offer =
        await()
            .until(() -> server.get(LIFE, "/api/v1/offers").get("items"), items -> !items.isEmpty())
            .get(0);
    var accept = "/api/v1/offers/" + offer.get("id").asString() + "/accept";
    assertThat(server.api(LIFE, "POST", accept, "{}").statusCode()).isEqualTo(200);
    var path = "/api/v1/conversations/" + offer.get("conversation").asString() + "/messages";
    for (var words : List.of("안녕하세요", "무엇을 도와드릴까요?")) {
      var reply =
          "{\"agent\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}".formatted(kim, words);
      assertThat(
              server
                  .api(LIFE, "POST", path, reply, "Idempotency-Key", "k" + words.length())
                  .statusCode())
          .isEqualTo(201);
    }
    await().until(() -> bot.calls().size() == 2);
    assertThat(bot.calls()).extracting(FakeBot.Call::complaint).containsOnly("");
    assertThat(bot.calls().getFirst().body().at("/template/outputs/0/simpleText/text").asString())
        .isEqualTo("안녕하세요");
    assertThat(bot.calls().getLast().path()).endsWith("/talk");
    var messages = server.get(LIFE, path).get("items");
    assertThat(messages.get(0).at("/parts/0/text").asString()).isEqualTo("상담원 연결해 주세요");
    await()
        .until(() ->
            server
                .get(LIFE, path)
                .get("items")
                .valueStream()
                .filter(m -> m.get("direction").asString().equals("OUT"))
                .allMatch(m -> m.get("delivery").asString().equals("SENT")));
  }
}

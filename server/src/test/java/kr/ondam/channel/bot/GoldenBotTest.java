package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.SCENE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Part;
import kr.ondam.channel.Recorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call of every dialect of bots, whole.
final class GoldenBotTest {

  private static final BotTurn.Scene STANDBY =
      new BotTurn.Scene(
          SCENE.conversation(),
          SCENE.customer(),
          SCENE.account(),
          SCENE.channel(),
          4,
          true,
          SCENE.attributes(),
          SCENE.at());

  private final Recorder recorder = new Recorder();
  private final BotClient client =
      new BotClient(
          BotDialects.all(), Optional::of, InstantSource.fixed(BotSamples.AT), BotClient.http());

  @AfterEach
  void close() {
    recorder.close();
  }

  /// Every kind of turn, by the name of its call in the golden files.
  private static Map<String, BotTurn> turns() {
    Map<String, BotTurn> turns = new LinkedHashMap<>();
    turns.put("started", new BotTurn.Started(SCENE, "t_1"));
    turns.put("said", BotSamples.said("배송 <b>언제</b>?"));
    turns.put("pressed", BotSamples.pressed("배송", "delivery"));
    turns.put("overheard", new BotTurn.Said(STANDBY, "m_01JE", 5, BotSamples.said("네?").parts()));
    turns.put("shown", new BotTurn.Said(SCENE, "m_01JF", 6, shown()));
    for (var state : BotTurn.HandoverStatus.State.values()) {
      boolean first = state == BotTurn.HandoverStatus.State.ACCEPTED;
      turns.put(
          first ? "status" : "status " + state.name().toLowerCase(Locale.ROOT),
          new BotTurn.HandoverStatus(SCENE, "t_2", state, first ? "waits" : "AGENT"));
    }
    turns.put("ended", new BotTurn.Ended(SCENE, "t_3", "closed"));
    return turns;
  }

  private static List<Part> shown() {
    return List.of(
        new Part.Image("https://provider.example/1.png", null, new UUID(1, 1)),
        new Part.File("https://provider.example/2.pdf", "청구서.pdf"),
        new Part.Audio("https://provider.example/3.mp3"),
        new Part.Video(null),
        new Part.FormReply(List.of(new Part.Answer("day", "희망일", "2026-12-01"))));
  }

  @Test
  void everyKindOfTurnHasItsCall() {
    assertThat(turns().values().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(BotTurn.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(BotKind.class)
  void eachBotGetsWhatItsDialectAsksFor(BotKind kind) {
    var golden = new Golden();
    turns().forEach((name, turn) -> tell(golden, kind, name, turn));
    golden.check("bots/" + kind.word() + ".http");
  }

  /// What a dialect does not tell its bot is `none`.
  private void tell(Golden golden, BotKind kind, String name, BotTurn turn) {
    var url = URI.create(recorder.uri() + "/bot");
    int before = recorder.requests().size();
    client.tell(Bot.of(BotSamples.account(kind, url, "secret", BotSamples.SECRET)), turn);
    boolean called = recorder.requests().size() > before;
    golden.got(name, called ? recorder.last() : "none");
  }
}

package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.SCENE;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import kr.ondam.channel.Golden;
import kr.ondam.channel.Recorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every call of every dialect of bots, whole.
final class GoldenBotTest {

  private final Recorder recorder = new Recorder();
  private final BotClient client =
      new BotClient(
          BotDialects.all(), Optional::of, InstantSource.fixed(BotSamples.AT), BotClient.http());

  @AfterEach
  void close() {
    recorder.close();
  }

  @ParameterizedTest
  @EnumSource(BotKind.class)
  void eachBotGetsWhatItsDialectAsksFor(BotKind kind) {
    var golden = new Golden();
    tell(golden, kind, "started", new BotTurn.Started(SCENE, "t_1"));
    tell(golden, kind, "said", BotSamples.said("배송 <b>언제</b>?"));
    tell(golden, kind, "pressed", BotSamples.pressed("배송", "delivery"));
    var accepted = BotTurn.HandoverStatus.State.ACCEPTED;
    tell(golden, kind, "status", new BotTurn.HandoverStatus(SCENE, "t_2", accepted, "waits"));
    tell(golden, kind, "ended", new BotTurn.Ended(SCENE, "t_3", "closed"));
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

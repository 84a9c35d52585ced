package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.KEY;
import static kr.ondam.channel.bot.BotSamples.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import kr.ondam.channel.NpmPeer;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;

/// A bot whose signatures are checked and made by the library of Standard Webhooks' makers.
final class StandardWebhooksPeerTest {
  private final BotDialects dialects = BotDialects.all();

  @Test
  void eachSideAcceptsTheOthersSignature() {
    var clock = InstantSource.system();
    try (var door = new BotDoor(new BotPosts(dialects, Optional::of, clock));
        var peer =
            NpmPeer.start(
                BotSamples.goldenText("native-bot.js")
                    .replace("@SECRET@", SECRET)
                    .replace("@DOOR@", door.url() + "/bots/native/" + KEY),
                "standardwebhooks",
                "1.1.1")) {
      var url = URI.create("http://127.0.0.1:" + peer.said("listening") + "/");
      var bot = Bot.of(BotSamples.account(BotKind.NATIVE, url));
      door.opensFor(bot);
      var client = new BotClient(dialects, Optional::of, clock, BotClient.http());

      assertThat(client.tell(bot, BotSamples.said("상담원")))
          .isEqualTo(
              new BotAnswer.Replies(
                  new BotWords(
                      List.of(List.of(new Part.Text("말씀하신 것: 상담원"))), HandoverWish.PLAIN, false)));

      assertThat(client.tell(bot, BotSamples.said("나중에"))).isEqualTo(new BotAnswer.Later());
      assertThat(peer.said("posted")).isEqualTo("200");
      var post = (BotPost.Said) door.heard().getFirst();
      assertThat(post.replyTo()).isEqualTo("m_01JD");
      assertThat(post.epoch()).isEqualTo(OptionalLong.of(3));
      assertThat(post.dedupe().key()).isEqualTo("post-m_01JD");
      assertThat(post.words().messages()).containsExactly(List.of(new Part.Text("찾았습니다")));

      var stranger =
          Bot.of(BotSamples.account(BotKind.NATIVE, url, "secret", "whsec_b3RoZXItc2VjcmV0"));
      assertThat(client.tell(stranger, BotSamples.said("안녕")))
          .isEqualTo(new BotAnswer.Failure("http_401"));
    }
  }
}

package kr.ondam.channel.bot;

import static kr.ondam.channel.bot.BotSamples.SCENE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import kr.ondam.channel.NpmPeer;
import kr.ondam.channel.Part;
import kr.ondam.channel.PeerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A bot on the makers' own SDK, unchanged, against our connector.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotbuilderTest {
  private static final BotAnswer LATER = new BotAnswer.Later();

  private final BotDialects dialects = BotDialects.all();
  private final BotDoor door =
      new BotDoor(new BotPosts(dialects, Optional::of, InstantSource.system()));
  private final BotClient client =
      new BotClient(dialects, Optional::of, InstantSource.system(), BotClient.http());
  private PeerProcess peer;
  private Bot bot;

  @BeforeAll
  void start() {
    peer = NpmPeer.start(BotSamples.goldenText("botbuilder-bot.js"), "botbuilder", "4.23.3");
    var url = URI.create("http://127.0.0.1:" + peer.said("listening") + "/api/messages");
    bot = Bot.of(BotSamples.account(BotKind.BOT_FRAMEWORK, url, "public-url", door.url()));
    door.opensFor(bot);
    // The first call of a Node program loads what the SDK needs.
    client.tell(bot, new BotTurn.Started(SCENE, "warm"));
  }

  @AfterAll
  void stop() {
    peer.close();
    door.close();
  }

  @Test
  void greetsWhenTheConversationStarts() {
    assertThat(tell(new BotTurn.Started(SCENE, "t_1"), 1))
        .containsExactly(
            new BotWords(List.of(List.of(new Part.Text("안녕하세요, 한빛봇입니다"))), null, false));
  }

  @Test
  void converses() {
    var before = door.heard().size();
    assertThat(client.tell(bot, said("m_1", "배송 <b>언제</b>?"))).isEqualTo(LATER);
    var post = (BotPost.Said) door.heard().get(before);
    assertThat(post.conversation()).isEqualTo("c-1001");
    assertThat(post.replyTo()).isEqualTo("m_1");
    assertThat(post.epoch()).isEqualTo(OptionalLong.of(3));
    assertThat(post.dedupe().remembered()).isEqualTo(Duration.ofSeconds(10));
    assertThat(post.words().messages())
        .containsExactly(List.of(new Part.Text("말씀하신 것: 배송 <b>언제</b>?")));
  }

  @Test
  void offersChoicesAndCards() {
    assertThat(tell(said("m_2", "메뉴"), 2).getLast().messages())
        .containsExactly(
            List.of(
                new Part.Text("무엇을 도와드릴까요?"),
                new Part.QuickReplies(
                    List.of(
                        new Part.Button("배송", Part.ButtonAction.REPLY, "배송"),
                        new Part.Button("상담원", Part.ButtonAction.REPLY, "상담원")))));
    assertThat(tell(said("m_3", "상품"), 1).getFirst().messages())
        .containsExactly(
            List.of(
                new Part.Card(
                    new Part.Image("https://www.example.kr/a.png", null),
                    "한빛 보험",
                    "매달 만 원부터",
                    List.of(
                        new Part.Button("자세히", Part.ButtonAction.LINK, "https://www.example.kr/a"),
                        new Part.Button("가입", Part.ButtonAction.POSTBACK, "join")))));
  }

  @Test
  void offersAnAdaptiveCardAndHearsWhatItSubmits() {
    var card = (Part.Card) tell(said("m_7", "확인"), 1).getFirst().messages().getFirst().getFirst();
    assertThat(card.title()).isEqualTo("배송을 시작할까요?");
    var yes = card.buttons().getFirst();
    List<Part> label = List.of(new Part.Text(yes.label()));
    assertThat(tell(new BotTurn.Said(SCENE, "m_8", 1, label, yes.value()), 1).getFirst().messages())
        .containsExactly(List.of(new Part.Text("받은 값: {\"step\":\"ship\"}")));
  }

  @Test
  void handsOverAndHearsWhatBecameOfIt() {
    var words = tell(said("m_4", "상담원"), 2);
    assertThat(words.getFirst().messages()).containsExactly(List.of(new Part.Text("상담원을 연결할게요")));
    var wish = Objects.requireNonNull(words.getLast().handover());
    assertThat(wish.queue()).isEqualTo("billing");
    assertThat(wish.skills()).containsExactly(entry("보험금", 1));
    assertThat(wish.attributes()).containsExactly(entry("Region", "busan"));
    var status =
        new BotTurn.HandoverStatus(
            SCENE, "t_2", BotTurn.HandoverStatus.State.ACCEPTED, "a counsellor has it");
    assertThat(client.tell(bot, status)).isEqualTo(LATER);
    assertThat(peer.said("event handoff.status"))
        .isEqualTo("{\"state\":\"accepted\",\"message\":\"a counsellor has it\"}");
  }

  @Test
  void endsFromEitherSide() {
    assertThat(tell(said("m_5", "끝"), 1))
        .containsExactly(new BotWords(List.of(List.of(new Part.Text("안녕히 가세요"))), null, true));
    assertThat(client.tell(bot, new BotTurn.Ended(SCENE, "t_3", "closed"))).isEqualTo(LATER);
    assertThat(peer.said("end")).isEqualTo("completedSuccessfully");
  }

  @Test
  void aBotThatThrowsStillAnswers() {
    assertThat(tell(said("m_6", "고장"), 1).getFirst().messages())
        .containsExactly(List.of(new Part.Text("죄송합니다, 다시 말씀해 주세요")));
  }

  private static BotTurn said(String id, String text) {
    return new BotTurn.Said(SCENE, id, 1, List.of(new Part.Text(text)));
  }

  /// What the bot posted while it was told; the SDK answers when its bot is done.
  private List<BotWords> tell(BotTurn turn, int posts) {
    int before = door.heard().size();
    assertThat(client.tell(bot, turn)).isEqualTo(LATER);
    var heard = door.heard().subList(before, door.heard().size());
    assertThat(heard).hasSize(posts);
    return heard.stream()
        .filter(BotPost.Said.class::isInstance)
        .map(post -> ((BotPost.Said) post).words())
        .toList();
  }
}

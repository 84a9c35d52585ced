package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What lanes do with bots' conversations: who owns them, and what a bot may still say.
final class BotLaneTest {
  private static final ChannelAccountId BOT = new ChannelAccountId("bot");
  private static final AgentId KIM = new AgentId(new UUID(0, 1));

  private final Desk desk = Desk.withBots((_, _) -> true);

  @AfterEach
  void close() {
    desk.close();
  }

  private Conversation opened() {
    return row(desk.stored(spoken("u", "1", "hi")).conversation());
  }

  private Conversation row(ConversationId id) {
    return desk.store.find(LIFE, id).orElseThrow();
  }

  private BotResult say(Conversation row, long epoch, String key, String... texts) {
    return put(said(row, epoch, key, null, null, texts));
  }

  private BotResult put(BotSaid said) {
    return Desk.join(desk.bots.put(said));
  }

  private static BotSaid said(
      Conversation row,
      long epoch,
      String key,
      @Nullable WantedHandover handover,
      @Nullable EndReason ends,
      String... texts) {
    var messages = List.of(texts).stream().map(t -> List.<Part>of(new Part.Text(t))).toList();
    return new BotSaid(LIFE, row.id(), BOT, epoch, false, key, messages, 1, 0, handover, ends);
  }

  private BotSaid showing(Conversation row, String key, Part... parts) {
    return new BotSaid(
        LIFE, row.id(), BOT, 1, false, key, List.of(List.of(parts)), 1, 0, null, null);
  }

  @Test
  void picturesThatABotNamesAreFetchedForItsAccountLikeThoseOfCustomers() {
    var row = opened();
    var one = new Part.Card(new Part.Image("https://a.kr/1.png", null), "하나", "", List.of());
    var two = new Part.Card(new Part.Image("https://a.kr/2.png", null), "둘", "", List.of());
    var said =
        showing(
            row,
            "k",
            new Part.Text("보세요"),
            new Part.Image("https://a.kr/0.png", "집"),
            new Part.Carousel(List.of(one, two)),
            new Part.File("https://a.kr/a.pdf", "약관.pdf"),
            new Part.Audio("https://a.kr/a.mp3"),
            new Part.Video("https://a.kr/a.mp4"));
    assertThat(put(said)).isInstanceOf(BotResult.Taken.class);
    assertThat(put(said)).isInstanceOf(BotResult.Repeated.class);
    var message = desk.messages().getLast();
    assertThat(message.parts()).isEqualTo(desk.bots.hidden(said).messages().getFirst());
    var files = desk.memory.stores().attachments().of(LIFE, row.id());
    assertThat(files)
        .extracting(Attachment::url)
        .containsExactlyInAnyOrder(
            "https://a.kr/0.png",
            "https://a.kr/1.png",
            "https://a.kr/2.png",
            "https://a.kr/a.pdf",
            "https://a.kr/a.mp3",
            "https://a.kr/a.mp4");
    assertThat(files)
        .extracting(Attachment::kind)
        .contains(AttachmentKind.AUDIO, AttachmentKind.VIDEO);
    assertThat(files).extracting(Attachment::state).containsOnly(AttachmentState.PENDING);
    assertThat(files).extracting(Attachment::account).containsOnly(BOT);
    assertThat(files.stream().map(file -> file.id().value()).toList())
        .containsExactlyInAnyOrderElementsOf(
            message.parts().stream().flatMap(part -> part.files().stream()).toList());
  }

  @Test
  void aPictureInTheMessageItselfIsKeptUnderItsIdAndItsBytesAreNotStoredInTheMessage() {
    var row = opened();
    var picture = new Part.Image("data:image/png;base64,AAECAw==", "집");
    assertThat(put(showing(row, "k", picture))).isInstanceOf(BotResult.Taken.class);
    var shown = (Part.Image) desk.messages().getLast().parts().getFirst();
    assertThat(shown.url()).isEqualTo("data:");
    assertThat(shown.alt()).isEqualTo("집");
    assertThat(desk.files.part(LIFE, row.identity(), true, Objects.requireNonNull(shown.fileId())))
        .isPresent();
    var bad = new Part.Image("data:image/png;base64,$$", "집");
    assertThat(put(showing(row, "l", bad))).isInstanceOf(BotResult.Taken.class);
    assertThat(desk.messages().getLast().parts())
        .containsExactly(new Part.Unsupported("image", ""));
  }

  private static WantedHandover wanted() {
    return new WantedHandover(HandoverReason.BOT);
  }

  @Test
  void R4_aNewConversationOfAnAccountWithABotIsTheBots() {
    var row = opened();
    assertThat(row.stage()).isEqualTo(Stage.BOT);
    assertThat(row.owner()).isEqualTo(Owner.BOT);
    assertThat(row.ownerEpoch()).isEqualTo(1);
    assertThat(desk.memory.stores().bots().owned(LIFE))
        .extracting(Conversation::id)
        .contains(row.id());
  }

  @Test
  void BT24_whatABotSaysReachesTheCustomerOnceHoweverOftenItComes() {
    var row = opened();
    assertThat(say(row, 1, "k", "하나", "둘")).isInstanceOf(BotResult.Taken.class);
    assertThat(say(row, 1, "k", "하나", "둘")).isInstanceOf(BotResult.Repeated.class);
    assertThat(desk.messages())
        .extracting(m -> m.author().kind())
        .containsExactly(AuthorKind.CUSTOMER, AuthorKind.BOT, AuthorKind.BOT);
    assertThat(desk.handedOver).isEqualTo(desk.store.waitingOutbounds()).hasSize(2);
    assertThat(desk.memory.stores().bots().progress(LIFE, row.id()))
        .isEqualTo(new BotProgress(row.id(), 1, 0));
  }

  @Test
  void BT14_whatMustNotBeStoredIsHidden() {
    var row = opened();
    say(row, 1, "k", "주민번호 900101-1234567");
    assertThat(desk.messages().getLast().parts())
        .containsExactly(new Part.Text("주민번호 900101-*******"));
    var wish =
        new HandoverWish(
            null, Map.of(), Map.of("id", "900101-1234567"), "카드 4111 1111 1111 1111", null);
    put(said(row, 1, "h", new WantedHandover(HandoverReason.BOT, wish), null));
    var kept = desk.memory.stores().bots().lastHandover(LIFE, row.id()).orElseThrow().wish();
    assertThat(kept.attributes()).containsEntry("id", "900101-*******");
    assertThat(String.valueOf(kept.summary())).doesNotContain("4111 1111 1111 1111");
  }

  @Test
  void whatNoDatabaseTakesIsLeftOutOfAWish() {
    var row = opened();
    var wish =
        new HandoverWish(
            "보험\u0000금",
            Map.of("보험금", 2, "a\"b", 1, "x".repeat(200), 1),
            Map.of("a", "1\u0000\n2"),
            "요\u0000약",
            "원\u0007함");
    put(said(row, 1, "h", new WantedHandover(HandoverReason.BOT, wish), null, "네\u0000"));
    assertThat(desk.memory.stores().bots().lastHandover(LIFE, row.id()).orElseThrow().wish())
        .isEqualTo(new HandoverWish("보험금", Map.of("보험금", 2), Map.of("a", "1\n2"), "요약", "원함"));
    assertThat(desk.messages())
        .filteredOn(m -> m.author().kind() == AuthorKind.BOT)
        .extracting(Message::parts)
        .containsExactly(List.of(new Part.Text("네")));
  }

  @Test
  void whatCannotBeStoredIsUnfitAndNotTriedForEver() {
    var row = opened();
    desk.memory.beforeAppend(batch -> {
      if (batch.messages().toString().contains("poison")) {
        throw new IllegalStateException("told to fail");
      }
    });
    assertThat(say(row, 1, "k", "poison")).isInstanceOf(BotResult.Unfit.class);
    assertThat(say(row, 1, "k2", "fine")).isInstanceOf(BotResult.Taken.class);
  }

  @Test
  void BT24_aWishWithoutWordsIsOneUnderItsKey() {
    var row = opened();
    assertThat(put(said(row, 1, "h", wanted(), null))).isInstanceOf(BotResult.Taken.class);
    assertThat(put(said(row, 1, "h", wanted(), null))).isInstanceOf(BotResult.Repeated.class);
  }

  @Test
  void R15_twoHandoversAreOne() {
    var row = opened();
    assertThat(put(said(row, 1, "h", wanted(), null, "연결합니다"))).isInstanceOf(BotResult.Taken.class);
    assertThat(put(said(row, 1, "h2", wanted(), null))).isInstanceOf(BotResult.NotOwned.class);
    assertThat(put(said(row, 0, "h3", wanted(), null))).isInstanceOf(BotResult.NotOwned.class);
    assertThat(row(row.id()).stage()).isEqualTo(Stage.QUEUED);
    assertThat(row(row.id()).ownerEpoch()).isEqualTo(2);
    assertThat(desk.facts).filteredOn(f -> f instanceof ConversationFact.HandedOver).hasSize(1);
    assertThat(desk.memory.stores().bots().lastHandover(LIFE, row.id()).orElseThrow().epoch())
        .isEqualTo(2);
  }

  @Test
  void BT20_whatComesTooLateIsForTheCounsellorOnly() {
    var row = opened();
    put(said(row, 1, "h", wanted(), null));
    int before = desk.messages().size();
    assertThat(say(row, 1, "late", "늦은 말")).isInstanceOf(BotResult.NotOwned.class);
    assertThat(say(row, 1, "late", "늦은 말")).isInstanceOf(BotResult.NotOwned.class);
    assertThat(desk.messages()).hasSize(before);
    assertThat(desk.memory.stores().bots().notes(LIFE, row.id()))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.kind()).isEqualTo(BotNote.Kind.LATE);
          assertThat(note.parts()).containsExactly(new Part.Text("늦은 말"));
        });
  }

  @Test
  void BT20_anOlderEpochIsLateEvenWhenTheBotHasItAgain() {
    var row = opened();
    put(said(row, 1, "h", wanted(), null));
    var routing = desk.memory.stores().routing();
    var back = new RoutingChange.MoveStage(row.id(), Stage.BOT, null, null);
    routing.commit(new RoutingBatch(LIFE, routing.takeOver(LIFE), List.of(back)));
    assertThat(row(row.id()).ownerEpoch()).isEqualTo(3);
    assertThat(say(row, 1, "old", "늦은 말")).isInstanceOf(BotResult.NotOwned.class);
    assertThat(say(row, 3, "new", "다시")).isInstanceOf(BotResult.Taken.class);
  }

  @Test
  void BT21_toAClosedConversationNothingIsSaid() {
    var row = opened();
    assertThat(put(said(row, 1, "e", null, EndReason.BOT, "안녕히 가세요")))
        .isInstanceOf(BotResult.Taken.class);
    var over = row(row.id());
    assertThat(over.stage()).isEqualTo(Stage.CLOSED);
    assertThat(over.endReason()).isEqualTo(EndReason.BOT);
    assertThat(over.ownerEpoch()).isEqualTo(2);
    assertThat(say(row, 1, "more", "더")).isInstanceOf(BotResult.Over.class);
    assertThat(desk.stored(spoken("u", "2", "다시")).conversation()).isNotEqualTo(row.id());
  }

  @Test
  void R4_aCustomerWhoLeavesABotClosesTheConversation() {
    var row = opened();
    Desk.join(desk.replies.end(LIFE, row.id(), EndReason.CUSTOMER));
    assertThat(row(row.id()).stage()).isEqualTo(Stage.CLOSED);
  }

  @Test
  void listenedToABotSuggestsAndNothingElse() {
    var row = opened();
    put(said(row, 1, "h", wanted(), null));
    desk.assign(row.id(), Stage.ACTIVE, KIM);
    assertThat(row(row.id()).ownerEpoch()).isEqualTo(3);
    var suggestion =
        new BotSaid(
            LIFE,
            row.id(),
            BOT,
            3,
            true,
            "s",
            List.of(List.of(new Part.Text("제안"))),
            0,
            0,
            null,
            null);
    int before = desk.messages().size();
    assertThat(put(suggestion)).isInstanceOf(BotResult.Suggested.class);
    assertThat(desk.messages()).hasSize(before);
    assertThat(desk.memory.stores().bots().notes(LIFE, row.id()))
        .extracting(BotNote::kind)
        .containsExactly(BotNote.Kind.SUGGESTION);
  }

  /// The bot speaks and a counsellor takes over at the same instant: exactly one of the two is the
  /// owner whose words count, and what the bot said after it lost it never reaches the customer.
  @Test
  void BT26_theSameKeyFromManyAtOnceIsOneMessage() throws Exception {
    var row = opened();
    var gate = new CountDownLatch(1);
    List<Future<BotResult>> results = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        results.add(
            threads.submit(() -> {
              gate.await();
              return say(row, 1, "k", "봇의 답");
            }));
      }
      gate.countDown();
      int taken = 0;
      for (var result : results) {
        taken += result.get() instanceof BotResult.Taken ? 1 : 0;
        assertThat(result.get()).isInstanceOfAny(BotResult.Taken.class, BotResult.Repeated.class);
      }
      assertThat(taken).isEqualTo(1);
    }
    assertThat(desk.messages()).filteredOn(m -> m.author().kind() == AuthorKind.BOT).hasSize(1);
  }

  @Test
  void BT22_oneOfBotAndCounsellorWins() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 100; round++) {
        var row = row(desk.stored(spoken("r" + round, "r" + round, "hi")).conversation());
        var gate = new CountDownLatch(1);
        var bot =
            threads.submit(() -> {
              gate.await();
              return say(row, 1, "k", "봇의 답");
            });
        var taken =
            threads.submit(() -> {
              gate.await();
              return put(said(row, 1, "t", new WantedHandover(HandoverReason.TAKEN), null));
            });
        gate.countDown();
        assertThat(taken.get()).isInstanceOf(BotResult.Taken.class);
        boolean before = bot.get() instanceof BotResult.Taken;
        var messages = desk.store.messages(LIFE, row.id(), 0, 10);
        long handed =
            messages.stream()
                .filter(m -> m.direction() == Direction.SYSTEM)
                .findFirst()
                .orElseThrow()
                .seq();
        assertThat(messages)
            .filteredOn(m -> m.author().kind() == AuthorKind.BOT)
            .hasSize(before ? 1 : 0)
            .allMatch(m -> m.seq() < handed);
        assertThat(desk.memory.stores().bots().notes(LIFE, row.id())).hasSize(before ? 0 : 1);
      }
    }
  }

  /// The bot ends the conversation and the customer writes at the same instant: no line of a
  /// customer is in a conversation that nobody answers any more.
  @Test
  void R4_whatACustomerSaysWhileTheBotEndsItIsNotLeftBehind() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 100; round++) {
        var user = "r" + round;
        var row = row(desk.stored(spoken(user, user, "hi")).conversation());
        var gate = new CountDownLatch(1);
        var bot =
            threads.submit(() -> {
              gate.await();
              return put(said(row, 1, "k", null, EndReason.BOT, "안녕히 가세요"));
            });
        var customer =
            threads.submit(() -> {
              gate.await();
              return desk.stored(spoken(user, user + "-2", "잠깐만요")).conversation();
            });
        gate.countDown();
        boolean over = bot.get() instanceof BotResult.Taken(var _, var ended) && ended;
        assertThat(customer.get().equals(row.id())).as("in the same one").isEqualTo(!over);
        assertThat(row(row.id()).stage()).isEqualTo(over ? Stage.CLOSED : Stage.BOT);
      }
    }
    var row = row(desk.stored(spoken("last", "1", "hi")).conversation());
    desk.stored(spoken("last", "2", "잠깐만요"));
    assertThat(put(said(row, 1, "k", null, EndReason.BOT, "안녕히 가세요")))
        .isInstanceOfSatisfying(BotResult.Taken.class, t -> assertThat(t.over()).isFalse());
    assertThat(row(row.id()).endedAt()).isNull();
  }
}

package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.BotRows;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every store keeps of bots: whose a conversation is, how it came to people, and what bots
/// said for counsellors only.
interface BotContract extends StoresOfTwoTenants {
  ChannelAccountId BOT = new ChannelAccountId("bot");

  private Conversation bots() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    move(conversation, Stage.BOT, null);
    return row(conversation);
  }

  private Conversation row(Conversation conversation) {
    return stores().conversations().find(conversation.tenant(), conversation.id()).orElseThrow();
  }

  private void move(Conversation conversation, Stage stage, @Nullable AgentId agent) {
    var routing = stores().routing();
    var move = new RoutingChange.MoveStage(conversation.id(), stage, agent, null);
    long epoch = routing.takeOver(conversation.tenant());
    routing.commit(new RoutingBatch(conversation.tenant(), epoch, List.of(move)));
  }

  private static LaneBatch batch(BotRows rows) {
    var none = Sample.messages(Sample.LIFE, List.of(), List.of(), List.of());
    return new LaneBatch(
        none.tenant(),
        none.customers(),
        none.identities(),
        none.fences(),
        none.opened(),
        none.messages(),
        none.progressed(),
        none.endings(),
        none.outbounds(),
        none.references(),
        none.usedReferences(),
        none.deadLetters(),
        none.notes(),
        rows);
  }

  private static Handover handover(Conversation conversation) {
    return new Handover(
        conversation.tenant(),
        conversation.id(),
        conversation.ownerEpoch() + 1,
        BOT,
        HandoverReason.BOT,
        new HandoverWish("보험금", Map.of("보험금", 2), Map.of("topic", "청구"), "요약", "원함"),
        2,
        Sample.NOW);
  }

  @Test
  default void everyChangeOfTheOwnerRaisesTheEpochAndNothingElseDoes() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = new AgentId(UUID.randomUUID());
    assertThat(conversation.ownerEpoch()).isEqualTo(1);
    move(conversation, Stage.OFFERED, null);
    assertThat(row(conversation).ownerEpoch()).isEqualTo(1);
    move(conversation, Stage.ACTIVE, kim);
    move(conversation, Stage.ON_HOLD, kim);
    assertThat(row(conversation).ownerEpoch()).isEqualTo(2);
    move(conversation, Stage.QUEUED, null);
    assertThat(row(conversation).ownerEpoch()).isEqualTo(3);
    move(conversation, Stage.BOT, null);
    assertThat(row(conversation).ownerEpoch()).isEqualTo(4);
  }

  @Test
  default void aHandoverTakesTheConversationFromItsBotAndIsFoundAgain() {
    var conversation = bots();
    assertThat(stores().bots().owned(Sample.LIFE)).containsExactly(conversation);
    var handover = handover(conversation);
    stores().conversations().append(batch(new BotRows(List.of(handover), List.of(), List.of())));
    var after = row(conversation);
    assertThat(after.stage()).isEqualTo(Stage.QUEUED);
    assertThat(after.ownerEpoch()).isEqualTo(conversation.ownerEpoch() + 1);
    assertThat(stores().bots().lastHandover(Sample.LIFE, conversation.id())).contains(handover);
    assertThat(stores().bots().lastHandover(Sample.CARD, conversation.id())).isEmpty();
    assertThat(stores().bots().owned(Sample.LIFE)).isEmpty();
    var id = conversation.id();
    var bots = stores().bots();
    assertThat(bots.handedOver(Sample.LIFE)).containsExactly(entry(id, handover.reason()));
    assertThat(bots.handedOver(Sample.CARD)).isEmpty();
    assertThat(bots.handoversSince(Sample.LIFE, Sample.NOW)).containsExactly(entry(id, Sample.NOW));
    assertThat(bots.handoversSince(Sample.LIFE, Sample.NOW.plusMillis(1))).isEmpty();
    assertThat(bots.handoversSince(Sample.CARD, Sample.NOW)).isEmpty();
    move(conversation, Stage.ABANDONED, null);
    assertThat(bots.handedOver(Sample.LIFE)).isEmpty();
  }

  @Test
  default void theEndOfABotsConversationClosesIt() {
    var conversation = bots();
    stores()
        .conversations()
        .append(
            Sample.ending(
                Sample.LIFE, new Ending(conversation.id(), Sample.NOW, EndReason.BOT, null)));
    var after = row(conversation);
    assertThat(after.stage()).isEqualTo(Stage.CLOSED);
    assertThat(after.endReason()).isEqualTo(EndReason.BOT);
    assertThat(after.ownerEpoch()).isEqualTo(conversation.ownerEpoch() + 1);
  }

  @Test
  default void whatHasEndedIsClosedAndNotGivenToABot() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    stores()
        .conversations()
        .append(
            Sample.ending(
                Sample.LIFE, new Ending(conversation.id(), Sample.NOW, EndReason.CUSTOMER, null)));
    move(conversation, Stage.BOT, null);
    assertThat(row(conversation).stage()).isEqualTo(Stage.CLOSED);
  }

  @Test
  default void whatComesLateTakesNoProgressBack() {
    var conversation = bots();
    for (int seq : List.of(2, 1)) {
      var progress = new BotProgress(conversation.id(), seq, seq);
      stores().conversations().append(batch(new BotRows(List.of(), List.of(), List.of(progress))));
    }
    assertThat(stores().bots().progress(Sample.LIFE, conversation.id()))
        .isEqualTo(new BotProgress(conversation.id(), 2, 2));
  }

  @Test
  default void notesAndProgressAreKeptOnceUnderTheirKeys() {
    var conversation = bots();
    var note =
        new BotNote(
            Sample.LIFE,
            new UUID(7, 7),
            conversation.id(),
            BOT,
            BotNote.Kind.LATE,
            List.of(new Part.Text("늦은 말")),
            Sample.NOW);
    assertThat(stores().bots().progress(Sample.LIFE, conversation.id()).answered()).isZero();
    for (int i = 1; i <= 2; i++) {
      var progress = new BotProgress(conversation.id(), i, i);
      stores()
          .conversations()
          .append(batch(new BotRows(List.of(), List.of(note), List.of(progress))));
    }
    assertThat(stores().bots().notes(Sample.LIFE, conversation.id())).containsExactly(note);
    assertThat(stores().bots().notes(Sample.CARD, conversation.id())).isEmpty();
    assertThat(stores().bots().progress(Sample.LIFE, conversation.id()))
        .isEqualTo(new BotProgress(conversation.id(), 2, 2));
  }
}

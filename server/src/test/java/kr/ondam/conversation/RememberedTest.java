package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.KAKAO;
import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.NOW;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RememberedTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));

  private final Desk desk = new Desk();
  private final AtomicInteger views = new AtomicInteger();

  @BeforeEach
  void count() {
    desk.memory.onView(view -> {
      views.incrementAndGet();
      return view;
    });
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aKnownCustomersMessagesAskTheStoreNothing() {
    var first = desk.stored(spoken("u", "1", "hi"));
    var second = desk.stored(spoken("u", "2", "there"));
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Duplicate(first, false));
    assertThat(second.seq()).isEqualTo(2);
    assertThat(views).hasValue(1);
  }

  @Test
  void A3_aMessageNobodyRemembersIsFoundByItsUniqueKey() {
    desk.stored(spoken("u", "1", "hi"));
    var elsewhere = elsewhere(desk.stored(spoken("u", "2", "there")));
    assertThat(desk.hear(spoken("u", "old", "elsewhere")))
        .isEqualTo(new Receipt.Duplicate(elsewhere, false));
    assertThat(desk.stored(spoken("u", "3", "again")).seq()).isEqualTo(4);
    assertThat(desk.messages()).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L);
  }

  /// Stores a message behind the lane's back, as another process would.
  private Message elsewhere(Message last) {
    var message =
        new Message(
            LIFE,
            last.conversation(),
            last.seq() + 1,
            new MessageId(new UUID(7, 7)),
            Direction.IN,
            last.author(),
            NOW,
            null,
            List.of(new Part.Text("elsewhere")),
            null,
            Delivery.NONE,
            null);
    var progress =
        new Progress(
            message.conversation(), message.seq(), NOW, NOW, message.seq(), 0, null, null, null);
    desk.store.append(
        new LaneBatch(
            LIFE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Incoming(message, new ExternalId(KAKAO, "old"), null)),
            List.of(progress),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
    return message;
  }

  @Test
  void A1_afterAFailedCommitNothingIsRememberedOfIt() {
    desk.stored(spoken("u", "1", "hi"));
    var broken = new AtomicBoolean(true);
    desk.memory.beforeAppend(_ -> {
      if (broken.getAndSet(false)) {
        throw new StoreUnavailable("gone", new IllegalStateException());
      }
    });
    assertThat(desk.hear(spoken("u", "2", "there"))).isEqualTo(new Receipt.Unavailable());
    assertThat(desk.stored(spoken("u", "2", "there")).seq()).isEqualTo(2);
    assertThat(views).as("looked up again").hasValue(2);
  }

  /// Stores the next batch and then says that it could not be made durable.
  private void breakAfterTheNextCommit() {
    desk.memory.beforeAppend(batch -> {
      desk.memory.beforeAppend(_ -> {});
      desk.store.append(batch);
      throw new StoreUnavailable("not synced", new IllegalStateException());
    });
  }

  @Test
  void A1_whatASeeminglyFailedCommitStoredIsToldWhenTheProviderTriesAgain() {
    breakAfterTheNextCommit();
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Unavailable());
    assertThat(desk.facts).isEmpty();
    List<CompletionStage<Receipt>> atOnce = new ArrayList<>();
    desk.memory.hold(() -> {
      for (int i = 0; i < 8; i++) {
        atOnce.add(desk.intake.accept(spoken("u", "1", "hi")));
      }
    });
    atOnce.forEach(r -> assertThat(Desk.join(r)).isInstanceOf(Receipt.Duplicate.class));
    assertThat(desk.hear(spoken("u", "1", "hi"))).isInstanceOf(Receipt.Duplicate.class);
    desk.close();
    assertThat(desk.facts)
        .hasExactlyElementsOfTypes(
            ConversationFact.ConversationOpened.class, ConversationFact.MessageReceived.class);
  }

  @Test
  void O2_aReplyThatASeeminglyFailedCommitStoredIsSentWhenTheAgentTriesAgain() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    breakAfterTheNextCommit();
    var reply = new Reply(LIFE, id, KIM, List.of(new Part.Text("yes")), "c");
    assertThat(Desk.join(desk.replies.send(reply))).isEqualTo(new ReplyResult.Unavailable());
    assertThat(desk.handedOver).isEmpty();
    assertThat(Desk.join(desk.replies.send(reply))).isInstanceOf(ReplyResult.Repeated.class);
    assertThat(Desk.join(desk.replies.send(reply))).isInstanceOf(ReplyResult.Repeated.class);
    desk.close();
    assertThat(desk.handedOver).isEqualTo(desk.store.waitingOutbounds()).hasSize(1);
  }

  @Test
  void R9_anAssigneeWhoCameAfterTheLastLookMayWriteInTheSameBatch() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    List<CompletionStage<?>> all = new ArrayList<>();
    all.add(desk.intake.accept(spoken("u", "2", "there")));
    all.add(desk.replies.send(new Reply(LIFE, id, KIM, List.of(new Part.Text("yes")), "c")));
    all.forEach(Desk::join);
    assertThat(desk.messages()).hasSize(3);
  }

  @Test
  void afterTheEndTheNextMessageOpensAnotherConversation() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    Desk.join(desk.replies.close(LIFE, id, KIM, null));
    var next = desk.stored(spoken("u", "2", "again"));
    assertThat(next.conversation()).isNotEqualTo(id);
    assertThat(next.seq()).isEqualTo(1);
    assertThat(views).hasValue(1);
  }

  @Test
  void KK60_anOlderReferenceBehindAUsedOneIsSeen() {
    desk.hear(referred("s1", "loans"));
    desk.time.advance(Duration.ofSeconds(1));
    desk.hear(referred("s2", "claims"));
    var first = desk.stored(spoken(KAKAO, "u", "1", "hi", "s2", null)).conversation();
    desk.assign(first, Stage.ACTIVE, KIM);
    Desk.join(desk.replies.close(LIFE, first, KIM, null));
    var second = desk.stored(spoken(KAKAO, "u", "2", "hi", "s1", null)).conversation();
    assertThat(desk.store.find(LIFE, first).orElseThrow().routingKey()).isEqualTo("claims");
    assertThat(desk.store.find(LIFE, second).orElseThrow().routingKey()).isEqualTo("loans");
  }

  private static Inbound.Referred referred(String thread, String key) {
    return new Inbound.Referred(LIFE, KAKAO, "u", thread, key, Map.of(), NOW);
  }
}

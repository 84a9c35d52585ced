package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.conversation.ConversationFact.ConversationEnded;
import kr.ondam.conversation.ConversationFact.ConversationOpened;
import kr.ondam.conversation.ConversationFact.MessageReceived;
import kr.ondam.conversation.ConversationFact.MessageSent;
import kr.ondam.conversation.ConversationFact.NoteAdded;
import kr.ondam.tenant.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LaneTellerTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));

  private final Desk desk = new Desk(new Lanes.Limits(8192, 1));

  @AfterEach
  void close() {
    desk.close();
  }

  /// The next `times` times nothing can be made durable.
  private void breakDisk(int times) {
    var left = new AtomicInteger(times);
    desk.memory.onKeep(() -> {
      if (left.getAndDecrement() > 0) {
        throw new StoreUnavailable("not synced", new IllegalStateException());
      }
    });
  }

  @Test
  void A1_nothingIsAnsweredBeforeItIsDurable() {
    var synced = new CountDownLatch(1);
    desk.memory.onKeep(() -> Desk.await(synced));
    List<CompletionStage<Receipt>> answers = new ArrayList<>();
    answers.add(desk.intake.accept(spoken("u", "1", "hi")));
    answers.add(desk.intake.accept(spoken("u", "1", "hi")));
    answers.add(desk.intake.accept(spoken("u", "2", "there")));
    assertThat(answers).noneMatch(a -> a.toCompletableFuture().isDone());
    assertThat(desk.facts).isEmpty();
    synced.countDown();
    assertThat(answers.stream().map(Desk::join))
        .hasExactlyElementsOfTypes(
            Receipt.Stored.class, Receipt.Duplicate.class, Receipt.Stored.class);
  }

  @Test
  void A1_whatCouldNotBeMadeDurableIsToldInItsPlaceWithTheNextBatchThatIs() {
    breakDisk(2);
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Unavailable());
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Unavailable());
    assertThat(desk.facts).isEmpty();
    assertThat(desk.stored(spoken("v", "2", "there")).seq()).isEqualTo(1);
    assertThat(desk.hear(spoken("u", "1", "hi"))).isInstanceOf(Receipt.Duplicate.class);
    desk.close();
    assertThat(desk.facts)
        .hasExactlyElementsOfTypes(
            ConversationOpened.class,
            MessageReceived.class,
            ConversationOpened.class,
            MessageReceived.class);
    assertThat(((ConversationOpened) desk.facts.getFirst()).opened().externalUser()).isEqualTo("u");
  }

  @Test
  void O2_aReplyThatCouldNotBeMadeDurableIsSentOnceItIs() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    breakDisk(1);
    var reply = new Reply(desk.conversations().getFirst().tenant(), id, KIM, text(), "c");
    assertThat(Desk.join(desk.replies.send(reply))).isEqualTo(new ReplyResult.Unavailable());
    assertThat(desk.handedOver).isEmpty();
    desk.close();
    assertThat(desk.handedOver).isEqualTo(desk.store.waitingOutbounds()).hasSize(1);
    assertThat(desk.facts.getLast()).isInstanceOf(MessageSent.class);
  }

  @Test
  void A1_linesNotesAndEndsThatCouldNotBeMadeDurableAreToldWithoutAnotherBatch() {
    var first = desk.stored(spoken("u", "1", "hi"));
    var id = first.conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    var kim =
        new User(
            KIM.user(), first.tenant(), "kim", "김상담", Set.of(Role.AGENT), null, 1, Map.of(), true);
    desk.memory.stores().agents().save(kim);
    desk.facts.clear();
    breakDisk(Integer.MAX_VALUE);
    var line = desk.replies.systemLine(first.tenant(), id, "conversation.assigned", Map.of(), "l");
    var note = desk.replies.note(first.tenant(), id, KIM.user(), "메모");
    var end = desk.replies.close(first.tenant(), id, KIM, null);
    for (var write : List.of(line, note, end)) {
      assertThat(Desk.join(write)).isEqualTo(new ReplyResult.Unavailable());
    }
    assertThat(desk.facts).isEmpty();
    breakDisk(0);
    await().until(() -> desk.handedOver.size() == 1);
    assertThat(desk.facts)
        .hasExactlyElementsOfTypes(
            MessageSent.class, NoteAdded.class, MessageSent.class, ConversationEnded.class);
  }

  @Test
  void A12_aListenerThatFailsBadlyDoesNotStopTheLane() {
    desk.bus.subscribeEverywhere(_ -> {
      throw new LinkageError("a class is missing");
    });
    assertThat(desk.stored(spoken("u", "1", "hi")).seq()).isEqualTo(1);
    assertThat(desk.stored(spoken("u", "2", "there")).seq()).isEqualTo(2);
  }

  @Test
  void A12_aStoreThatFailsBadlyDoesNotStopTheLane() {
    desk.memory.beforeAppend(_ -> {
      desk.memory.beforeAppend(_ -> {});
      throw new LinkageError("a class is missing");
    });
    assertThat(desk.hear(spoken("u", "1", "hi"))).isEqualTo(new Receipt.Unavailable());
    assertThat(desk.stored(spoken("u", "1", "hi")).seq()).isEqualTo(1);
  }

  private static List<Part> text() {
    return List.of(new Part.Text("yes"));
  }
}

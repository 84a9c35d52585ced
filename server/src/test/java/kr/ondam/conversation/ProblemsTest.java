package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.gateway.InboundMasking;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
  private static final AgentId KIM = new AgentId(new UUID(0, 1));
  private static final TenantId CARD = new TenantId("card");

  private final Desk desk = new Desk();
  private final FakeChannel channel = new FakeChannel();
  private final ProblemStore store = desk.memory.stores().problems();
  private final Problems problems =
      new Problems(
          store,
          desk.store,
          desk.memory.stores().channels(),
          Map.of(ChannelKind.KAKAO_COUNSEL, channel),
          desk.intake,
          desk.replies,
          new Reports(desk.memory.stores().sentCalls(), desk.bus, desk.time),
          InboundMasking::mask);

  @AfterEach
  void close() {
    desk.close();
  }

  private DeliveryProblem failed() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    desk.assign(id, Stage.ACTIVE, KIM);
    Desk.join(desk.replies.send(new Reply(LIFE, id, KIM, List.of(new Part.Text("네")), "c")));
    var row = desk.store.waitingOutbounds().getFirst();
    desk.store.settle(row, Delivery.FAILED, "-203 blocked");
    return store.problems(LIFE, null, 9).getFirst();
  }

  @Test
  void aFailedMessageIsSentAgainOnceForItsAssigneeAndIsNoProblemAnyMore() {
    var failed = failed();
    assertThat(Desk.join(problems.resend(CARD, failed.id()))).isEqualTo(new ReplyResult.NotFound());
    var again = Desk.join(problems.resend(LIFE, failed.id()));
    assertThat(again)
        .isInstanceOfSatisfying(
            ReplyResult.Stored.class,
            stored -> assertThat(stored.message().resendOf()).isEqualTo(failed.message().seq()));
    assertThat(store.problems(LIFE, null, 9)).isEmpty();
    assertThat(Desk.join(problems.resend(LIFE, failed.id()))).isEqualTo(new ReplyResult.NotFound());
    assertThat(desk.store.waitingOutbounds()).hasSize(1);
  }

  @Test
  void whatNobodyHoldsOrIsOverIsNotSentAgain() {
    var failed = failed();
    Desk.join(desk.replies.end(LIFE, failed.conversation().id(), EndReason.SESSION_GONE));
    assertThat(Desk.join(problems.resend(LIFE, failed.id()))).isEqualTo(new ReplyResult.Over());
    assertThat(problems.dismiss(CARD, failed.id())).isFalse();
    assertThat(problems.dismiss(LIFE, failed.id())).isTrue();
    assertThat(store.open(LIFE)).isZero();
  }

  private UUID letter() {
    var letter =
        new DeadLetter(
            LIFE, new UUID(7, 1), Desk.KAKAO, "missing_user_key", "message", "{}", Desk.NOW);
    desk.store.addDeadLetter(letter);
    return letter.id();
  }

  @Test
  void A12_aLetterThatIsUnderstoodNowBecomesItsMessageAndIsGone() {
    var id = letter();
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "1", "카드 4111-1111-1111-1111")));
    assertThat(Desk.join(problems.replay(CARD, id))).isEqualTo(new ReplayResult.NotFound());
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Done(1, 0));
    assertThat(desk.letters()).isEmpty();
    assertThat(desk.messages()).hasSize(1);
    assertThat(desk.messages().getFirst().parts().toString())
        .as("masked like what comes in")
        .doesNotContain("4111-1111-1111-1111");
  }

  @Test
  void A3_whatTheProviderSentAgainMeanwhileIsNotDoubled() {
    var id = letter();
    desk.stored(spoken("u", "1", "hi"));
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "1", "hi"), spoken("u", "2", "네")));
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Done(1, 1));
    assertThat(desk.messages()).hasSize(2);
    assertThat(desk.letters()).isEmpty();
  }

  @Test
  void whatIsStillUnreadableStays() {
    var id = letter();
    channel.parsed = new Parsed.Unreadable("missing_user_key");
    assertThat(Desk.join(problems.replay(LIFE, id)))
        .isEqualTo(new ReplayResult.StillUnreadable("missing_user_key"));
    channel.parsed = new Parsed.Reported(List.of(), "missing_reference");
    assertThat(Desk.join(problems.replay(LIFE, id)))
        .isEqualTo(new ReplayResult.StillUnreadable("missing_reference"));
    assertThat(desk.letters()).hasSize(1);
    assertThat(problems.discard(CARD, id)).isFalse();
    assertThat(problems.discard(LIFE, id)).isTrue();
    assertThat(problems.discard(LIFE, id)).isFalse();
  }

  @Test
  void aStoreThatIsAwayLosesNoLetter() {
    var id = letter();
    channel.parsed = new Parsed.Understood(List.of(spoken("u", "1", "hi")));
    desk.memory.down(true);
    assertThat(Desk.join(problems.replay(LIFE, id))).isEqualTo(new ReplayResult.Unavailable());
    desk.memory.down(false);
    assertThat(Desk.join(problems.replay(LIFE, id))).isInstanceOf(ReplayResult.Done.class);
  }
}

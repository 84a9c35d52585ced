package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What every store of what goes out and what could not be understood keeps.
interface DeliveryContract extends StoresOfTwoTenants {
  Set<UUID> LEFT = Set.of(new UUID(8, 1), new UUID(8, 2));

  @Test
  default void anOutboundWaitsUntilItIsSettledAndDeliveryMovesForwardOnly() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1");
    var row = Sample.outbound(reply);
    stores().conversations().append(Sample.sending(reply));
    stores().conversations().postpone(row, 1, 2, Sample.NOW.plusSeconds(5));
    assertThat(stores().conversations().waitingOutbounds())
        .containsExactly(
            new OutboundRow(
                row.outbound(),
                row.conversation(),
                row.message(),
                2,
                1,
                2,
                Sample.NOW.plusSeconds(5)));
    assertThat(stores().conversations().settle(row, Delivery.SENT, null).orElseThrow().delivery())
        .isEqualTo(Delivery.SENT);
    assertThat(stores().conversations().waitingOutbounds()).isEmpty();
    assertThat(stores().conversations().advance(Sample.LIFE, conversation.id(), 2, Delivery.READ))
        .hasSize(1);
    assertThat(
            stores().conversations().advance(Sample.LIFE, conversation.id(), 2, Delivery.DELIVERED))
        .isEmpty();
    assertThat(
            stores()
                .conversations()
                .byClientId(Sample.LIFE, conversation.id(), "c1")
                .orElseThrow()
                .delivery())
        .isEqualTo(Delivery.READ);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "UNKNOWN"})
  default void aMessageOfWhichOneCallFailedOrIsInDoubtStaysSoAndItsRowWaits(Delivery stays) {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1");
    var row = Sample.outbound(reply);
    stores().conversations().append(Sample.sending(reply));
    assertThat(stores().conversations().complain(row, stays, "why").orElseThrow().delivery())
        .isEqualTo(stays);
    assertThat(stores().conversations().waitingOutbounds()).hasSize(1);
    var settled = stores().conversations().settle(row, Delivery.SENT, null).orElseThrow();
    assertThat(settled.delivery()).isEqualTo(stays);
    assertThat(settled.failure()).isEqualTo("why");
    assertThat(stores().conversations().waitingOutbounds()).isEmpty();
    assertThat(stores().problems().problem(Sample.LIFE, reply.id())).isPresent();
    assertThat(stores().problems().open(Sample.CARD)).isZero();
  }

  @Test
  default void O2_whyAMessageWaitsIsKeptAsLongAsItDoes() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1");
    var row = Sample.outbound(reply);
    stores().conversations().append(Sample.sending(reply));
    var held = stores().conversations().hold(row, "unreachable").orElseThrow();
    assertThat(held.failure()).isEqualTo("unreachable");
    assertThat(held.delivery()).isEqualTo(Delivery.QUEUED);
    assertThat(stores().problems().open(Sample.LIFE)).as("problems").isZero();
    assertThat(stores().conversations().settle(row, Delivery.SENT, null).orElseThrow().failure())
        .isNull();
    assertThat(stores().conversations().hold(row, "unreachable")).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "QUEUED,   SENT,      SENT",
    "QUEUED,   FAILED,    FAILED",
    "QUEUED,   UNKNOWN,   UNKNOWN",
    "SENT,     QUEUED,    SENT",
    "QUEUED,   NONE,      NONE",
    "SENT,     READ,      READ",
    "SENT,     UNKNOWN,   UNKNOWN",
    "SENT,     NONE,      SENT",
    "DELIVERED, SENT,     DELIVERED",
    "DELIVERED, UNKNOWN,  DELIVERED",
    "DELIVERED, FAILED,   DELIVERED",
    "DELIVERED, READ,     READ",
    "READ,     DELIVERED, READ",
    "READ,     FAILED,    READ",
    "FAILED,   SENT,      FAILED",
    "FAILED,   DELIVERED, DELIVERED",
    "FAILED,   UNKNOWN,   FAILED",
    "UNKNOWN,  SENT,      UNKNOWN",
    "UNKNOWN,  FAILED,    FAILED",
    "UNKNOWN,  NONE,      UNKNOWN",
    "UNKNOWN,  QUEUED,    UNKNOWN",
    "NONE,     READ,      NONE"
  })
  default void O6_deliveryMovesForwardOnly(Delivery from, Delivery to, Delivery then) {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1", from);
    append(conversation, List.of(Sample.incoming(reply, null)), 2);
    var row = Sample.outbound(reply);
    var moved = stores().conversations().settle(row, to, "why").orElseThrow();
    assertThat(moved.delivery()).isEqualTo(then);
    assertThat(moved.failure()).isEqualTo(from == then ? null : "why");
    assertThat(messages(conversation).getLast()).isEqualTo(moved);
  }

  @Test
  default void thatACallBeginsIsKnownUntilItsAnswerIsStored() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1");
    var row = Sample.outbound(reply);
    stores().conversations().append(Sample.sending(reply));
    stores().conversations().calling(row, 1, 0);
    var begun = stores().conversations().waitingOutbounds().getFirst();
    assertThat(begun.calling()).isTrue();
    assertThat(begun.tries()).isEqualTo(1);
    stores().conversations().postpone(row, 1, 1, Sample.NOW);
    assertThat(stores().conversations().waitingOutbounds().getFirst().calling()).isFalse();
    stores().conversations().calling(row, 2, 1);
    stores().conversations().settle(row, Delivery.UNKNOWN, "interrupted");
    assertThat(stores().conversations().waitingOutbounds()).isEmpty();
  }

  @Test
  default void whatStaysBehindAndIsInDoubtIsKeptWhenItsCallBeginsAndWhenItIsPutOff() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1");
    var row = Sample.outbound(reply);
    stores().conversations().append(Sample.sending(reply));
    var leaving =
        new OutboundRow(
            row.outbound(),
            row.conversation(),
            row.message(),
            row.seq(),
            0,
            0,
            row.dueAt(),
            false,
            true,
            -7,
            LEFT);
    stores().conversations().postpone(leaving, 0, 0, Sample.NOW);
    assertThat(stores().conversations().waitingOutbounds()).containsExactly(leaving);
    assertThat(stores().conversations().calling(leaving, 0, 0)).isTrue();
    assertThat(stores().conversations().waitingOutbounds().getFirst().leftBehind()).isEqualTo(LEFT);
  }

  @Test
  default void whatNobodyStoredIsNotSettled() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var row = Sample.outbound(sample().reply(conversation, 9, "c9"));
    assertThat(stores().conversations().settle(row, Delivery.SENT, null)).isEmpty();
    stores().conversations().postpone(row, 1, 0, Sample.NOW);
    assertThat(stores().conversations().calling(row, 1, 0)).as("its call may begin").isFalse();
    assertThat(stores().conversations().waitingOutbounds()).isEmpty();
  }

  @Test
  default void ofWhatFailedHalfWayItIsKeptHowFarItCame() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    for (var delivery : List.of(Delivery.FAILED, Delivery.UNKNOWN, Delivery.SENT)) {
      long seq = 2 + delivery.ordinal();
      var reply = sample().reply(conversation, seq, "c" + seq);
      stores().conversations().append(Sample.sending(reply));
      var row = Sample.outbound(reply);
      var reached =
          new OutboundRow(
              row.outbound(),
              row.conversation(),
              row.message(),
              seq,
              1,
              2,
              row.dueAt(),
              false,
              false,
              0,
              LEFT);
      // Again, because the answer of the first may have been lost.
      for (int i = 0; i < 2; i++) {
        stores().conversations().settle(reached, delivery, "why");
      }
      assertThat(stores().conversations().partlySent(Sample.LIFE, conversation.id(), seq))
          .isEqualTo(delivery == Delivery.SENT ? PartlySent.NOTHING : new PartlySent(2, LEFT));
      assertThat(stores().conversations().partlySent(Sample.CARD, conversation.id(), seq))
          .isEqualTo(PartlySent.NOTHING);
    }
  }

  @Test
  default void outboundsWaitInTheOrderOfConversationAndSeq() {
    var first = sample().open(Sample.LIFE, "u1", "s/1");
    var second = sample().open(Sample.CARD, "u2", "s/2");
    var replies =
        List.of(
            sample().reply(first, 3, "c3"),
            sample().reply(first, 2, "c2"),
            sample().reply(second, 2, "c2"));
    for (var reply : replies) {
      stores().conversations().append(Sample.sending(reply));
    }
    assertThat(stores().conversations().waitingOutbounds())
        .extracting(OutboundRow::message)
        .containsExactly(replies.get(2).id(), replies.get(1).id(), replies.get(0).id());
  }

  @Test
  default void deadLettersAreListedNewestFirstAndTakenAwayOnce() {
    var first = Sample.letter(Sample.LIFE, new UUID(7, 1));
    var second = Sample.letter(Sample.LIFE, new UUID(7, 2));
    stores().conversations().addDeadLetter(first);
    stores().conversations().addDeadLetter(second);
    assertThat(stores().conversations().deadLetters(Sample.LIFE, 9)).containsExactly(second, first);
    assertThat(stores().conversations().deadLetters(Sample.LIFE, 1)).containsExactly(second);
    assertThat(stores().conversations().deadLetters(Sample.CARD, 9)).isEmpty();
    assertThat(stores().conversations().removeDeadLetter(Sample.CARD, first.id())).isFalse();
    assertThat(stores().conversations().removeDeadLetter(Sample.LIFE, first.id())).isTrue();
    assertThat(stores().conversations().removeDeadLetter(Sample.LIFE, first.id())).isFalse();
  }

  @Test
  default void KK01_aLetterOfTheGroupBelongsToNoTenant() {
    var letter =
        new DeadLetter(
            TenantId.GROUP,
            new UUID(7, 1),
            DeadLetter.NO_ACCOUNT,
            "unknown_channel",
            "message",
            "{}",
            Sample.NOW);
    stores().conversations().addDeadLetter(letter);
    assertThat(stores().conversations().deadLetters(TenantId.GROUP, 9)).containsExactly(letter);
    assertThat(stores().conversations().deadLetters(Sample.LIFE, 9)).isEmpty();
    assertThat(stores().conversations().removeDeadLetter(Sample.LIFE, letter.id())).isFalse();
    assertThat(stores().conversations().removeDeadLetter(TenantId.GROUP, letter.id())).isTrue();
  }
}

package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.DeliveryProblem;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.ProblemStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every store of open problems keeps.
interface ProblemContract extends StoresOfTwoTenants {
  private ProblemStore problems() {
    return stores().problems();
  }

  private Message settled(Conversation conversation, long seq, Delivery delivery) {
    var reply = sample().reply(conversation, seq, "a:" + seq);
    stores().conversations().append(Sample.sending(reply));
    return stores().conversations().settle(Sample.outbound(reply), delivery, "why").orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Delivery.class)
  default void O2_whatFailedOrIsInDoubtIsAProblemOfItsTenant(Delivery delivery) {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var message = settled(conversation, 2, delivery);
    boolean troubled = delivery == Delivery.FAILED || delivery == Delivery.UNKNOWN;
    assertThat(problems().problems(Sample.LIFE, null, 9))
        .isEqualTo(troubled ? List.of(new DeliveryProblem(conversation, message)) : List.of());
    assertThat(problems().problem(Sample.LIFE, message.id()).isPresent()).isEqualTo(troubled);
    assertThat(problems().open(Sample.LIFE)).isEqualTo(troubled ? 1 : 0);
    assertThat(problems().problems(Sample.CARD, null, 9)).isEmpty();
    assertThat(problems().problem(Sample.CARD, message.id())).isEmpty();
    assertThat(problems().dismiss(Sample.CARD, message.id())).isFalse();
    assertThat(problems().open(Sample.CARD)).isZero();
  }

  @Test
  default void dismissedOnceItIsGoneAndALostAnswerDoesNotBringItBack() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var message = settled(conversation, 2, Delivery.FAILED);
    assertThat(problems().dismiss(Sample.LIFE, message.id())).isTrue();
    assertThat(problems().dismiss(Sample.LIFE, message.id())).isFalse();
    stores().conversations().settle(Sample.outbound(message), Delivery.FAILED, "why");
    assertThat(problems().problems(Sample.LIFE, null, 9)).isEmpty();
    assertThat(messages(conversation).getLast().delivery()).isEqualTo(Delivery.FAILED);
  }

  @Test
  default void sentAgainItIsNoProblemAnyMore() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var failed = settled(conversation, 2, Delivery.FAILED);
    var other = settled(conversation, 3, Delivery.UNKNOWN);
    stores().conversations().append(Sample.sending(sample().reply(conversation, 4, "r:2")));
    assertThat(problems().problem(Sample.LIFE, failed.id())).isEmpty();
    assertThat(problems().problems(Sample.LIFE, null, 9))
        .extracting(DeliveryProblem::id)
        .containsExactly(other.id());
  }

  @Test
  default void whatTurnsOutDeliveredIsNoProblemAnyMore() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    settled(conversation, 2, Delivery.UNKNOWN);
    settled(conversation, 3, Delivery.FAILED);
    stores().conversations().advance(Sample.LIFE, conversation.id(), 3, Delivery.DELIVERED);
    assertThat(problems().problems(Sample.LIFE, null, 9)).isEmpty();
    assertThat(problems().open(Sample.LIFE)).isZero();
  }

  @Test
  default void problemsArePagedNewestFirst() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    List<MessageId> ids = new ArrayList<>();
    for (long seq = 2; seq < 7; seq++) {
      ids.addFirst(settled(conversation, seq, Delivery.FAILED).id());
    }
    assertThat(problems().problems(Sample.LIFE, null, 2))
        .extracting(DeliveryProblem::id)
        .isEqualTo(ids.subList(0, 2));
    assertThat(problems().problems(Sample.LIFE, ids.get(1), 9))
        .extracting(DeliveryProblem::id)
        .isEqualTo(ids.subList(2, 5));
  }

  @Test
  default void deadLettersArePagedAndFoundByTheirTenantOnly() {
    var first = Sample.letter(Sample.LIFE, new UUID(7, 1));
    var second = Sample.letter(Sample.LIFE, new UUID(7, 2));
    stores().conversations().addDeadLetter(first);
    stores().conversations().addDeadLetter(second);
    assertThat(problems().letters(Sample.LIFE, null, 1)).containsExactly(second);
    assertThat(problems().letters(Sample.LIFE, second.id(), 9)).containsExactly(first);
    assertThat(problems().letters(Sample.CARD, null, 9)).isEmpty();
    assertThat(problems().letter(Sample.LIFE, first.id())).contains(first);
    assertThat(problems().letter(Sample.CARD, first.id())).isEmpty();
    assertThat(problems().open(Sample.LIFE)).isEqualTo(2);
  }

  @Test
  default void deadLettersGoAFewAtATimeWhenTheyAreOld() {
    for (int i = 1; i < 4; i++) {
      stores().conversations().addDeadLetter(Sample.letter(Sample.LIFE, new UUID(7, i)));
    }
    assertThat(problems().removeLetters(Sample.LIFE, Sample.NOW, 9)).isZero();
    var later = Sample.NOW.plusSeconds(1);
    assertThat(problems().removeLetters(Sample.CARD, later, 9)).isZero();
    assertThat(problems().removeLetters(Sample.LIFE, later, 2)).isEqualTo(2);
    assertThat(problems().removeLetters(Sample.LIFE, later, 2)).isEqualTo(1);
    assertThat(problems().letters(Sample.LIFE, null, 9)).isEmpty();
  }
}

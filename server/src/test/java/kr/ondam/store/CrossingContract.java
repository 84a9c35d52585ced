package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.GrantState;
import kr.ondam.routing.Loan;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// What every store keeps of conversations that cross from one tenant to another.
interface CrossingContract extends StoresOfTwoTenants {
  @Test
  default void R5_aGrantAndALoanAreReadBackUntilTheyAreOver() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1").id();
    var grant = grant(conversation, 1, GrantState.GRANTED);
    var loan = loan(conversation, 1, OfferState.OPEN, true);
    write(Sample.LIFE, new RoutingChange.SaveGrant(grant));
    write(Sample.CARD, new RoutingChange.SaveLoan(loan));
    assertThat(stores().routing().load(Sample.LIFE).grants()).containsExactly(grant);
    assertThat(stores().routing().load(Sample.LIFE).loans()).isEmpty();
    assertThat(stores().routing().load(Sample.CARD).loans()).containsExactly(loan);
    assertThat(stores().routing().heldLoans(Sample.CARD)).as("nobody has accepted").isEmpty();
    var active = grant(conversation, 1, GrantState.ACTIVE);
    var held = loan(conversation, 1, OfferState.ACCEPTED, true);
    write(Sample.LIFE, new RoutingChange.SaveGrant(active));
    write(Sample.CARD, new RoutingChange.SaveLoan(held));
    assertThat(stores().routing().grants(Sample.LIFE, conversation)).containsExactly(active);
    assertThat(stores().routing().heldLoans(Sample.CARD)).containsExactly(held);
    assertThat(stores().routing().loan(Sample.CARD, held.offer())).contains(held);
    var over = grant(conversation, 1, GrantState.ENDED);
    var free = loan(conversation, 1, OfferState.ACCEPTED, false);
    write(Sample.LIFE, new RoutingChange.SaveGrant(over));
    write(Sample.CARD, new RoutingChange.SaveLoan(free));
    assertThat(stores().routing().load(Sample.LIFE).grants()).isEmpty();
    assertThat(stores().routing().load(Sample.CARD).loans()).isEmpty();
    assertThat(stores().routing().heldLoans(Sample.CARD)).isEmpty();
    assertThat(stores().routing().grants(Sample.LIFE, conversation)).containsExactly(over);
    assertThat(stores().routing().loan(Sample.CARD, free.offer())).contains(free);
  }

  @Test
  default void I6_aConversationIsGrantedOnceAtATime() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1").id();
    write(
        Sample.LIFE,
        new RoutingChange.SaveGrant(grant(conversation, 1, GrantState.ENDED)),
        new RoutingChange.SaveGrant(grant(conversation, 2, GrantState.ENDED)),
        new RoutingChange.SaveGrant(grant(conversation, 3, GrantState.GRANTED)));
    var second = new RoutingChange.SaveGrant(grant(conversation, 4, GrantState.GRANTED));
    assertThatThrownBy(() -> write(Sample.LIFE, second)).isInstanceOf(DuplicateRow.class);
    write(Sample.CARD, new RoutingChange.SaveLoan(loan(conversation, 3, OfferState.OPEN, true)));
    var again = new RoutingChange.SaveLoan(loan(conversation, 4, OfferState.OPEN, true));
    assertThatThrownBy(() -> write(Sample.CARD, again)).isInstanceOf(DuplicateRow.class);
  }

  @Test
  default void S1_noTenantReadsTheGrantsAndLoansOfAnother() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1").id();
    var held = loan(conversation, 1, OfferState.ACCEPTED, true);
    write(Sample.LIFE, new RoutingChange.SaveGrant(grant(conversation, 1, GrantState.ACTIVE)));
    write(Sample.CARD, new RoutingChange.SaveLoan(held));
    assertThat(stores().routing().grants(Sample.CARD, conversation)).isEmpty();
    assertThat(stores().routing().heldLoans(Sample.LIFE)).isEmpty();
    assertThat(stores().routing().loan(Sample.LIFE, held.offer())).isEmpty();
  }

  private void write(TenantId tenant, RoutingChange... changes) {
    long epoch = stores().routing().takeOver(tenant);
    stores().routing().commit(new RoutingBatch(tenant, epoch, List.of(changes)));
  }

  private AgentId agent() {
    return stores().agents().byLogin("kim-card").orElseThrow().agentId();
  }

  private CrossTenantGrant grant(ConversationId conversation, int number, GrantState state) {
    boolean asked = state == GrantState.GRANTED;
    boolean over = state == GrantState.ENDED;
    return new CrossTenantGrant(
        Sample.LIFE,
        new UUID(7, number),
        conversation,
        Sample.CARD,
        agent(),
        "김상담",
        (5L << 32) + number,
        state,
        "위탁",
        "2026-11",
        "정통합",
        Sample.NOW.plusSeconds(3600),
        Sample.NOW,
        asked ? null : Sample.NOW.plusSeconds(1),
        over ? Sample.NOW.plusSeconds(2) : null,
        over ? "RESCINDED_CUSTOMER_LEFT" : null);
  }

  private Loan loan(ConversationId conversation, int number, OfferState state, boolean live) {
    return new Loan(
        Sample.CARD,
        new OfferId(new UUID(8, number)),
        Sample.LIFE,
        conversation,
        (5L << 32) + number,
        new Loan.Wanted(
            ChannelKind.KAKAO_COUNSEL,
            "긴급·민원",
            Map.of("상담기본", 2),
            1,
            2000,
            -5_000,
            Sample.NOW.minusSeconds(40),
            17),
        agent(),
        Sample.NOW,
        Sample.NOW.plusSeconds(30),
        state,
        live ? null : Sample.NOW.plusSeconds(9));
  }
}

package kr.ondam.routing;

import static kr.ondam.routing.CrossingFloor.BANK;
import static kr.ondam.routing.CrossingFloor.CARD;
import static kr.ondam.routing.CrossingFloor.OWNER;
import static kr.ondam.routing.CrossingFloor.WIDENED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a waiting conversation of one tenant comes to an agent of another and back (routing.md 4.7).
@Timeout(60)
final class OverflowTest {
  private CrossingFloor floor = new CrossingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void K29_withoutAnAgreementNothingLeavesTheTenant() {
    floor.close();
    floor = new CrossingFloor(OverflowAgreements.NONE);
    var han = floor.agent(CARD, "han", 3);
    var conversation = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    assertThat(floor.offerTo(CARD, han)).isEmpty();
    assertThat(floor.waiting()).containsExactly(conversation);
  }

  @Test
  void K29_anAgreementThatIsOverGrantsNothing() {
    floor.close();
    var end = Instant.parse("2026-11-24T00:00:30Z");
    floor = new CrossingFloor(new OverflowAgreements(List.of(CrossingFloor.agreement(CARD, end))));
    var han = floor.agent(CARD, "han", 3);
    var conversation = floor.opened();
    floor.pass(Duration.ofMinutes(5));
    assertThat(floor.offerTo(CARD, han)).isEmpty();
    assertThat(floor.store.grants(OWNER, conversation)).isEmpty();
  }

  @Test
  void K29_whatIsOnLoanComesBackWhenTheAgreementEnds() {
    floor.close();
    var end = Instant.parse("2026-11-24T01:00:00Z");
    floor = new CrossingFloor(new OverflowAgreements(List.of(CrossingFloor.agreement(CARD, end))));
    var han = floor.agent(CARD, "han", 3);
    var conversation = floor.lent(CARD, han);
    floor.pass(Duration.ofMinutes(59));
    assertThat(floor.borrowed.grant(CARD, conversation)).isPresent();
    floor.pass(Duration.ofMinutes(1));
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.waiting()).containsExactly(conversation);
    assertThat(floor.load(CARD, han)).isZero();
    assertThat(floor.grant(conversation).endReason()).isEqualTo("AGREEMENT_OVER");
  }

  @Test
  void I10_anAgreementIsForOneDirectionAndOnePair() {
    floor.close();
    floor = new CrossingFloor(new OverflowAgreements(List.of(CrossingFloor.agreement(BANK, null))));
    var han = floor.agent(CARD, "han", 3);
    var oh = floor.agent(BANK, "oh", 3);
    floor.opened();
    floor.pass(WIDENED);
    assertThat(floor.offerTo(CARD, han)).isEmpty();
    assertThat(floor.offerTo(BANK, oh)).isPresent();
  }

  @Test
  void aConversationIsOfferedAcrossOnlyWhenTheRulesLetItAndNobodyOfItsTenantIsFree() {
    var han = floor.agent(CARD, "han", 3);
    floor.opened();
    floor.pass(WIDENED.minusSeconds(5));
    var kim = floor.agent(OWNER, "kim", 3);
    floor.pass(Duration.ofSeconds(5));
    assertThat(floor.offerTo(CARD, han)).as("kim is free and was asked").isEmpty();
    assertThat(floor.accept(OWNER, kim)).isInstanceOf(RoutingResult.Accepted.class);
  }

  @Test
  void anAgentOfTheOtherTenantAcceptsWorksAndEnds() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED.minusSeconds(1));
    assertThat(floor.offerTo(CARD, han)).isEmpty();
    floor.pass(Duration.ofSeconds(1));
    var offer = floor.offerTo(CARD, han).orElseThrow();
    assertThat(offer.conversation()).isEqualTo(conversation);
    assertThat(offer.conversationTenant()).isEqualTo(OWNER);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.OFFERED);
    assertThat(floor.borrowed.grant(CARD, conversation)).as("not before it accepts").isEmpty();
    assertThat(floor.accept(CARD, han)).isInstanceOf(RoutingResult.Accepted.class);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.ACTIVE);
    assertThat(floor.row(conversation).assignee()).isEqualTo(han);
    assertThat(floor.borrowed.grant(CARD, han, conversation)).isPresent();
    assertThat(floor.load(CARD, han)).isEqualTo(25);
    floor.end(conversation, EndReason.AGENT);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.CLOSED);
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.grant(conversation).endReason()).isEqualTo("CLOSED");
    assertThat(floor.load(CARD, han)).isZero();
  }

  @Test
  void S1_aGrantOpensOneConversationToOneAgent() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    var other = floor.opened();
    var jung = floor.agent(BANK, "jung", 1);
    assertThat(floor.borrowed.grants(CARD, han))
        .extracting(CrossTenantGrant::conversation)
        .containsExactly(conversation);
    assertThat(floor.borrowed.grant(CARD, other)).isEmpty();
    assertThat(floor.borrowed.grant(BANK, conversation)).isEmpty();
    assertThat(floor.borrowed.grant(CARD, jung, conversation)).isEmpty();
    assertThat(floor.borrowed.grants(BANK, jung)).isEmpty();
  }

  @Test
  void theLendersManagersCannotReachIt() {
    var han = floor.agent(CARD, "han", 2);
    var jung = floor.agent(CARD, "jung", 1);
    var conversation = floor.lent(CARD, han);
    var by = RoutingFloor.manager();
    assertThat(floor.ask(CARD, new RoutingCommand.Reassign(by, conversation, jung, true)))
        .isInstanceOf(RoutingResult.NotFound.class);
    assertThat(floor.ask(CARD, new RoutingCommand.Requeue(by, conversation, Queue.GENERAL)))
        .isInstanceOf(RoutingResult.NotFound.class);
    assertThat(floor.ask(CARD, new RoutingCommand.Take(jung, conversation)))
        .isInstanceOf(RoutingResult.NotFound.class);
    assertThat(floor.look(CARD).waiting()).isEmpty();
  }

  @Test
  void onlySkilledAgentsOfTheOtherTenantAreAsked() {
    var novice = floor.agent(CARD, "novice", 1);
    floor.opened();
    floor.pass(WIDENED);
    assertThat(floor.offerTo(CARD, novice)).isEmpty();
  }

  @Test
  void whatIsDeclinedWaitsAgainAndGoesToSomebodyElse() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    var offer = floor.offerTo(CARD, han).orElseThrow();
    floor.ask(CARD, new RoutingCommand.DeclineOffer(han, offer.id()));
    floor.settle();
    assertThat(floor.waiting()).containsExactly(conversation);
    assertThat(floor.offerTo(CARD, han)).as("excluded for a minute").isEmpty();
    assertThat(floor.grant(conversation).endReason()).isEqualTo("DECLINED");
    var kim = floor.agent(OWNER, "kim", 2);
    assertThat(floor.accept(OWNER, kim)).isInstanceOf(RoutingResult.Accepted.class);
    assertThat(floor.load(CARD, han)).isZero();
    floor.pass(Duration.ofMinutes(2));
    assertThat(floor.offerTo(CARD, han)).isEmpty();
  }

  @Test
  void whatNobodyAnswersWaitsAgain() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    floor.pass(CrossingFloor.OFFER);
    assertThat(floor.waiting()).containsExactly(conversation);
    assertThat(floor.grant(conversation).endReason()).isEqualTo("EXPIRED");
    assertThat(floor.load(CARD, han)).isZero();
  }

  @Test
  void I6_oneOfTwoLendersGetsIt() {
    var han = floor.agent(CARD, "han", 2);
    var oh = floor.agent(BANK, "oh", 2);
    floor.opened();
    floor.pass(WIDENED);
    assertThat(floor.offerTo(CARD, han).isPresent() ^ floor.offerTo(BANK, oh).isPresent()).isTrue();
    assertThat(floor.load(CARD, han) + floor.load(BANK, oh)).isEqualTo(25);
  }

  @Test
  void I6_aClaimThatComesAfterAnAgentOfTheOwnerTookItIsRefused() {
    var han = floor.agent(CARD, "han", 2);
    floor.block(CARD, OWNER);
    floor.opened();
    floor.pass(WIDENED);
    assertThat(floor.load(CARD, han)).as("reserved until the owner answers").isEqualTo(25);
    var kim = floor.agent(OWNER, "kim", 2);
    assertThat(floor.accept(OWNER, kim)).isInstanceOf(RoutingResult.Accepted.class);
    floor.unblock(CARD, OWNER);
    assertThat(floor.load(CARD, han)).isZero();
    assertThat(floor.offerTo(CARD, han)).isEmpty();
  }

  @Test
  void I6_anOwnersAgentWhoBecomesFreeAfterTheGrantDoesNotGetIt() {
    var han = floor.agent(CARD, "han", 2);
    floor.block(OWNER, CARD);
    floor.opened();
    floor.unblock(OWNER, CARD);
    floor.pass(WIDENED);
    var kim = floor.agent(OWNER, "kim", 2);
    assertThat(floor.offerTo(OWNER, kim)).isEmpty();
    assertThat(floor.accept(CARD, han)).isInstanceOf(RoutingResult.Accepted.class);
  }

  @Test
  void aSlotIsNotReservedForAnOwnerWhoDoesNotAnswer() {
    var han = floor.agent(CARD, "han", 2);
    floor.block(CARD, OWNER);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    assertThat(floor.load(CARD, han)).isEqualTo(25);
    floor.pass(Guests.CLAIM_LIMIT);
    assertThat(floor.load(CARD, han)).isZero();
    // The claim arrives after all: what is granted too late comes back, and is asked for anew.
    floor.unblock(CARD, OWNER);
    assertThat(floor.offerTo(CARD, han)).isPresent();
    assertThat(floor.store.grants(OWNER, conversation))
        .extracting(CrossTenantGrant::endReason)
        .containsExactlyInAnyOrder("LATE", null);
  }

  @Test
  void aGrantThatNobodyAnswersIsTakenBack() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    floor.block(CARD, OWNER);
    floor.pass(Duration.ofMinutes(1));
    assertThat(floor.waiting()).isEmpty();
    floor.block(OWNER, CARD);
    floor.pass(Grants.UNANSWERED);
    assertThat(floor.grant(conversation).endReason()).isEqualTo("TIMEOUT");
    floor.unblock(OWNER, CARD);
    floor.unblock(CARD, OWNER);
    assertThat(floor.granted()).isEqualTo(floor.lent());
    assertThat(floor.load(CARD, han)).isLessThanOrEqualTo(25);
  }

  @Test
  void theCustomerLeavesBeforeTheAgentAccepts() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    var offer = floor.offerTo(CARD, han).orElseThrow();
    floor.end(conversation, EndReason.CUSTOMER);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.ABANDONED);
    assertThat(floor.ask(CARD, new RoutingCommand.AcceptOffer(han, offer.id())))
        .isEqualTo(new RoutingResult.OfferGone(OfferState.RESCINDED));
    assertThat(floor.load(CARD, han)).isZero();
    assertThat(floor.granted()).isEmpty();
  }

  @Test
  void theCustomerLeavesWhileTheAgentAccepts() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    var offer = floor.offerTo(CARD, han).orElseThrow();
    floor.block(OWNER, CARD);
    floor.end(conversation, EndReason.CUSTOMER);
    assertThat(floor.ask(CARD, new RoutingCommand.AcceptOffer(han, offer.id())))
        .isEqualTo(new RoutingResult.OfferGone(OfferState.RESCINDED));
    floor.unblock(OWNER, CARD);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.ABANDONED);
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.load(CARD, han)).isZero();
    assertThat(floor.lent()).isEmpty();
  }

  @Test
  void anAgentWhoIsLostGivesItBackWithItsAgeAndInANewWait() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    floor.pass(Duration.ofMinutes(20));
    floor.ask(CARD, new RoutingCommand.LoseAgent(han));
    floor.settle();
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.QUEUED);
    assertThat(floor.waiting()).as("no callback at once").containsExactly(conversation);
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.grant(conversation).endReason()).isEqualTo("AGENT_LOST");
    assertThat(floor.load(CARD, han)).isZero();
    var jung = floor.agent(CARD, "jung", 2);
    assertThat(floor.accept(CARD, jung)).isInstanceOf(RoutingResult.Accepted.class);
  }

  @Test
  void whatALostAgentHadNeverGoesToAnotherOfTheLenderWithoutTheOwner() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    var jung = floor.agent(CARD, "jung", 2);
    floor.block(CARD, OWNER);
    floor.ask(CARD, new RoutingCommand.LoseAgent(han));
    floor.settle();
    assertThat(floor.offerTo(CARD, jung)).isEmpty();
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    floor.unblock(CARD, OWNER);
    assertThat(floor.offerTo(CARD, jung)).isPresent();
  }

  @Test
  void theBorrowedAgentTransfersToAQueueOfTheOwnerButNotToItsPeople() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    var kim = floor.agent(OWNER, "kim", 2);
    var toKim = new TransferTarget.ToAgent(kim);
    assertThat(floor.ask(OWNER, new RoutingCommand.Transfer(han, conversation, toKim)))
        .isEqualTo(new RoutingResult.Refused("not_under_grant"));
    var toQueue = new TransferTarget.ToQueue(Queue.GENERAL);
    assertThat(floor.ask(OWNER, new RoutingCommand.Transfer(han, conversation, toQueue)))
        .isInstanceOf(RoutingResult.Done.class);
    floor.settle();
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.load(CARD, han)).isZero();
    assertThat(floor.offerTo(OWNER, kim)).isPresent();
  }

  @Test
  void theOwnersManagerTakesItBack() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    var kim = floor.agent(OWNER, "kim", 2);
    var by = RoutingFloor.manager();
    assertThat(floor.ask(OWNER, new RoutingCommand.Reassign(by, conversation, kim, false)))
        .isInstanceOf(RoutingResult.Done.class);
    floor.settle();
    assertThat(floor.row(conversation).assignee()).isEqualTo(kim);
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.load(CARD, han)).isZero();
  }

  @Test
  void whatIsRefusedToTheOwnersManagerStaysWithTheBorrowedAgent() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    var kim = floor.agent(OWNER, "kim", 2);
    floor.presence(OWNER, kim, Presence.OFFLINE);
    var by = RoutingFloor.manager();
    assertThat(floor.ask(OWNER, new RoutingCommand.Reassign(by, conversation, kim, false)))
        .isEqualTo(new RoutingResult.Refused("agent_not_ready"));
    floor.settle();
    assertThat(floor.row(conversation).assignee()).isEqualTo(han);
    assertThat(floor.borrowed.grant(CARD, conversation)).isPresent();
    assertThat(floor.ask(OWNER, new RoutingCommand.Reassign(by, conversation, kim, true)))
        .isInstanceOf(RoutingResult.Done.class);
  }

  @Test
  void anAgentWhoGoesAwayWhileBeingAskedIsNotAskedAnyMore() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    floor.presence(CARD, han, Presence.AWAY);
    assertThat(floor.offerTo(CARD, han)).isEmpty();
    assertThat(floor.waiting()).containsExactly(conversation);
    assertThat(floor.grant(conversation).endReason()).isEqualTo("RESCINDED_AGENT_AWAY");
  }

  @Test
  void theReasonNamesTheCrossingInBothLanguages() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    var decisions = floor.store.decisions(OWNER, conversation);
    assertThat(decisions).hasSize(1);
    var reasons = new Explainer(_ -> "", ZoneId.of("Asia/Seoul")).decision(decisions.getFirst());
    assertThat(reasons.korean()).anyMatch(line -> line.contains("한빛카드 han 상담사에게"));
    assertThat(reasons.korean()).anyMatch(line -> line.contains("위탁 2026-11"));
    assertThat(reasons.english()).anyMatch(line -> line.contains("han of 한빛카드"));
    assertThat(reasons.english()).anyMatch(line -> line.contains("scope group"));
  }
}

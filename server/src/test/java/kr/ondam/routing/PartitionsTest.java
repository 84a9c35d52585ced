package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PartitionsTest {
  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void anOpenedConversationIsOfferedAndAcceptingMakesTheAssignee() {
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    assertThat(floor.stage(conversation)).isEqualTo(Stage.OFFERED);
    assertThat(floor.accept(conversation)).isEqualTo(kim);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.ACTIVE);
    assertThat(floor.row(conversation).assignee()).isEqualTo(kim);
    assertThat(floor.segments()).hasSize(1);
    assertThat(floor.store.load(RoutingFloor.TENANT).entries()).isEmpty();
  }

  @Test
  void theLeastLoadedAgentIsOfferedFirst() {
    var kim = floor.agent("kim", 100);
    var first = floor.opened();
    floor.accept(first);
    var lee = floor.agent("lee", 100);
    assertThat(floor.offerOf(floor.opened()).agent()).isEqualTo(lee).isNotEqualTo(kim);
  }

  @Test
  void R2_nobodyHoldsMoreThanTheirCapacity() {
    var kim = floor.agent("kim", 50);
    List<ConversationId> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(floor.opened());
    }
    assertThat(floor.look().openOffers()).hasSize(2).allMatch(o -> o.agent().equals(kim));
    assertThat(floor.waiting()).containsExactlyElementsOf(all.subList(2, 5));
    floor.accept(all.get(0));
    floor.over(all.get(0), EndReason.AGENT, "911");
    assertThat(floor.offerOf(all.get(2)).agent()).isEqualTo(kim);
  }

  @Test
  void R3_WS56_aLateAcceptIsToldThatTheOfferIsGone() {
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    var offer = floor.offerOf(conversation);
    floor.pass(RoutingFloor.OFFER);
    assertThat(floor.ask(new RoutingCommand.AcceptOffer(kim, offer.id())))
        .isEqualTo(new RoutingResult.OfferGone(OfferState.EXPIRED));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.QUEUED);
  }

  @Test
  void R3_WS57_ofManyWhoAcceptAtOnceOneIsAcceptedAndTheOthersAreTold()
      throws ExecutionException, InterruptedException {
    var kim = floor.agent("kim", 100);
    var offer = floor.offerOf(floor.opened());
    int tries = 16;
    var gate = new CyclicBarrier(tries);
    List<Callable<RoutingResult>> presses = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      presses.add(() -> {
        gate.await();
        return floor.ask(new RoutingCommand.AcceptOffer(kim, offer.id()));
      });
    }
    List<RoutingResult> results = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var future : executor.invokeAll(presses)) {
        results.add(future.get());
      }
    }
    assertThat(results).filteredOn(r -> r instanceof RoutingResult.Accepted).hasSize(1);
    assertThat(results)
        .filteredOn(r -> r.equals(new RoutingResult.OfferGone(OfferState.ACCEPTED)))
        .hasSize(tries - 1);
  }

  @Test
  void WS56_anOfferOfSomebodyElseCannotBeAccepted() {
    floor.agent("kim", 100);
    var offer = floor.offerOf(floor.opened());
    var lee = floor.agent("lee", 100);
    assertThat(floor.ask(new RoutingCommand.AcceptOffer(lee, offer.id())))
        .isEqualTo(new RoutingResult.OfferGone(OfferState.OPEN));
  }

  @Test
  void aDeclinedConversationKeepsItsAgeAndGoesToTheNextAgent() {
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    var opened = floor.time.instant();
    var lee = floor.agent("lee", 100);
    floor.pass(Duration.ofSeconds(5));
    floor.ask(new RoutingCommand.DeclineOffer(kim, floor.offerOf(conversation).id()));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(lee);
    assertThat(floor.look().waiting().getFirst().since()).isEqualTo(opened);
  }

  @Test
  void twoMissedOffersSetTheAgentToNoAnswer() {
    var kim = floor.agent("kim", 100);
    floor.opened();
    floor.pass(RoutingFloor.OFFER);
    assertThat(floor.presence(kim)).isEqualTo(Presence.READY);
    floor.opened();
    floor.pass(RoutingFloor.OFFER);
    assertThat(floor.presence(kim)).isEqualTo(Presence.NO_ANSWER);
    assertThat(floor.look().openOffers()).isEmpty();
  }

  @Test
  void R7_onlyAgentsWithTheQueuesSkillAreOffered() {
    floor.store.save(
        new Queue(
            RoutingFloor.TENANT,
            RoutingFloor.queue("claims"),
            "보험금",
            Map.of("보험금", 2),
            null,
            0,
            1000,
            Set.of("claims")));
    floor.agent("kim", 100, Map.of("상담기본", 3, "보험금", 1));
    var conversation = floor.opened("claims");
    assertThat(floor.stage(conversation)).isEqualTo(Stage.QUEUED);
    var lee = floor.agent("lee", 100, Map.of("보험금", 2));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(lee);
  }

  @Test
  void KK60_aReferenceAfterTheFirstMessageMovesTheWaitingConversation() {
    floor.store.save(
        new Queue(
            RoutingFloor.TENANT,
            RoutingFloor.queue("claims"),
            "보험금",
            Map.of("보험금", 2),
            null,
            0,
            1000,
            Set.of("claims")));
    var lee = floor.agent("lee", 100, Map.of("보험금", 2));
    var conversation = floor.opened();
    assertThat(floor.stage(conversation)).isEqualTo(Stage.QUEUED);
    floor.bus.publish(
        new ConversationFact.ConversationReferred(
            RoutingFloor.TENANT, conversation, "claims", floor.time.instant()));
    floor.settle();
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(lee);
  }

  @Test
  void KK60_aReferenceAfterTheOfferTakesItBackAndKeepsTheAge() {
    floor.store.save(
        new Queue(
            RoutingFloor.TENANT,
            RoutingFloor.queue("claims"),
            "보험금",
            Map.of("보험금", 2),
            null,
            0,
            1000,
            Set.of("claims")));
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    var opened = floor.time.instant();
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(kim);
    floor.pass(Duration.ofMillis(300));
    floor.refer(conversation, "claims");
    assertThat(floor.offerTo(kim)).isEmpty();
    assertThat(floor.row(conversation).queue()).isEqualTo(RoutingFloor.queue("claims"));
    assertThat(floor.look().waiting().getFirst().since()).isEqualTo(opened);
    var lee = floor.agent("lee", 100, Map.of("보험금", 2));
    assertThat(floor.accept(conversation)).isEqualTo(lee);
    floor.refer(conversation, "claims");
    assertThat(floor.row(conversation).assignee()).as("a held one stays").isEqualTo(lee);
  }

  @Test
  void R8_whatALostAgentHeldGoesToTheFrontWithItsAge() {
    var kim = floor.agent("kim", 25);
    var held = floor.opened();
    var opened = floor.time.instant();
    floor.accept(held);
    floor.pass(Duration.ofMinutes(1));
    var later = floor.opened();
    floor.ask(new RoutingCommand.LoseAgent(kim));
    assertThat(floor.presence(kim)).isEqualTo(Presence.OFFLINE);
    assertThat(floor.waiting()).containsExactly(held, later);
    assertThat(floor.look().waiting().getFirst().since()).isEqualTo(opened);
    assertThat(floor.segments().getFirst().endReason()).isEqualTo("AGENT_LOST");
  }

  @Test
  void R5_aRestartKeepsOffersPlacesAgesAndAssignees() {
    var kim = floor.agent("kim", 50);
    List<ConversationId> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(floor.opened());
      floor.pass(Duration.ofSeconds(1));
    }
    floor.accept(all.get(0));
    var before = floor.look();
    floor.restart();
    assertThat(floor.look()).isEqualTo(before);
    assertThat(floor.row(all.get(0)).assignee()).isEqualTo(kim);
    var offer = floor.offerOf(all.get(1));
    assertThat(floor.ask(new RoutingCommand.AcceptOffer(kim, offer.id())))
        .isInstanceOf(RoutingResult.Accepted.class);
    floor.over(all.get(0), EndReason.AGENT, "911");
    assertThat(floor.offerOf(all.get(2)).agent()).isEqualTo(kim);
  }

  @Test
  void R5_anOfferThatExpiredWhileTheServerWasDownEndsAtOnce() {
    floor.agent("kim", 25);
    var conversation = floor.opened();
    var offer = floor.offerOf(conversation);
    floor.close();
    floor.time.advance(Duration.ofMinutes(5));
    floor.restart();
    assertThat(floor.stored(offer).state()).isEqualTo(OfferState.EXPIRED);
  }

  @Test
  void aConversationCommittedButNeverHeardOfIsQueuedAfterARestart() {
    var conversation = floor.opened();
    long epoch = floor.store.takeOver(RoutingFloor.TENANT);
    var forget = new RoutingChange.RemoveEntry(conversation);
    floor.store.commit(new RoutingBatch(RoutingFloor.TENANT, epoch, List.of(forget)));
    floor.restart();
    assertThat(floor.waiting()).containsExactly(conversation);
  }

  @Test
  void P4_aPartitionThatWasTakenOverWritesNothingMore() {
    var kim = floor.agent("kim", 100);
    var offer = floor.offerOf(floor.opened());
    floor.store.takeOver(RoutingFloor.TENANT);
    assertThat(floor.ask(new RoutingCommand.AcceptOffer(kim, offer.id())))
        .isInstanceOf(RoutingResult.Unavailable.class);
    assertThat(floor.stored(offer).state()).isEqualTo(OfferState.OPEN);
  }

  @Test
  void aTransferToAQueueEndsTheSegmentAndKeepsTheAge() {
    floor.store.save(
        new Queue(
            RoutingFloor.TENANT,
            RoutingFloor.queue("second"),
            "둘째",
            Map.of("둘째", 1),
            null,
            1,
            1000,
            Set.of()));
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    var opened = floor.time.instant();
    floor.accept(conversation);
    floor.pass(Duration.ofSeconds(9));
    transfer(kim, conversation, new TransferTarget.ToQueue(RoutingFloor.queue("second")));
    var waiting = floor.look().waiting().getFirst();
    assertThat(waiting.queue()).isEqualTo(RoutingFloor.queue("second"));
    assertThat(waiting.since()).isEqualTo(opened);
    assertThat(floor.segments().getFirst().endReason()).isEqualTo("TRANSFER");
  }

  @Test
  void onlyTheAssigneeTransfersAndHolds() {
    floor.agent("kim", 100);
    var conversation = floor.opened();
    var kim = floor.accept(conversation);
    var lee = floor.agent("lee", 100);
    var stale = new RoutingResult.StaleAssignee(kim);
    assertThat(floor.ask(new RoutingCommand.Hold(lee, conversation))).isEqualTo(stale);
    assertThat(
            floor.ask(
                new RoutingCommand.Transfer(
                    lee, conversation, new TransferTarget.ToQueue(Queue.GENERAL))))
        .isEqualTo(stale);
  }

  @Test
  void R9_WS58_aManagerReassignsAndCapacityNeedsAnOverride() {
    var kim = floor.agent("kim", 100);
    var first = floor.opened();
    floor.accept(first);
    var lee = floor.agent("lee", 0);
    var manager = RoutingFloor.manager();
    assertThat(floor.ask(new RoutingCommand.Reassign(manager, first, lee, false)))
        .isEqualTo(new RoutingResult.CapacityFull());
    assertThat(floor.row(first).assignee()).isEqualTo(kim);
    assertThat(floor.ask(new RoutingCommand.Reassign(manager, first, lee, true)))
        .isEqualTo(new RoutingResult.Done());
    assertThat(floor.row(first).assignee()).isEqualTo(lee);
    assertThat(floor.store.decisions(RoutingFloor.TENANT, first))
        .filteredOn(decision -> decision.kind().equals("REASSIGN"))
        .singleElement()
        .extracting(RoutingDecision::by)
        .isEqualTo(manager);
  }

  @Test
  void anAgentTakesAWaitingConversation() {
    var conversation = floor.opened();
    var kim = floor.agent("kim", 100, Map.of("다른기술", 1));
    assertThat(floor.ask(new RoutingCommand.Take(kim, conversation)))
        .isEqualTo(new RoutingResult.Done());
    assertThat(floor.row(conversation).assignee()).isEqualTo(kim);
    var lee = floor.agent("lee", 100);
    assertThat(floor.ask(new RoutingCommand.Take(lee, conversation)))
        .isEqualTo(new RoutingResult.StaleAssignee(kim));
  }

  @Test
  void aConversationThatEndsUnclassifiedStaysInWrapUpUntilItIsClassified() {
    floor.agent("kim", 25);
    var conversation = floor.opened();
    floor.accept(conversation);
    var next = floor.opened();
    floor.over(conversation, EndReason.SESSION_GONE, null);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.WRAP_UP);
    assertThat(floor.stage(next)).isEqualTo(Stage.QUEUED);
    floor.over(conversation, EndReason.SESSION_GONE, "911");
    assertThat(floor.stage(conversation)).isEqualTo(Stage.CLOSED);
    assertThat(floor.stage(next)).isEqualTo(Stage.OFFERED);
  }

  @Test
  void wrapUpEndsByItselfAtItsLimit() {
    floor.agent("kim", 25);
    var conversation = floor.opened();
    floor.accept(conversation);
    floor.over(conversation, EndReason.SESSION_GONE, null);
    floor.pass(Duration.ofMinutes(3));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.CLOSED);
  }

  @Test
  void R16_aCustomerWhoLeavesWhileOfferedIsAbandonedAndTheOfferRescinded() {
    floor.agent("kim", 25);
    var conversation = floor.opened();
    var offer = floor.offerOf(conversation);
    floor.over(conversation, EndReason.CUSTOMER, null);
    floor.over(conversation, EndReason.CUSTOMER, null);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.ABANDONED);
    assertThat(floor.stored(offer).state()).isEqualTo(OfferState.RESCINDED);
  }

  private void transfer(AgentId from, ConversationId conversation, TransferTarget target) {
    assertThat(floor.ask(new RoutingCommand.Transfer(from, conversation, target)))
        .isEqualTo(new RoutingResult.Done());
  }
}

package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceState;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.Attention;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.Queue;
import kr.ondam.routing.QueueEntry;
import kr.ondam.routing.RoutingChange;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingEvent;
import kr.ondam.routing.Segment;
import kr.ondam.routing.StaleEpoch;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// What every store of queues and the state of partitions keeps.
interface RoutingContract extends StoresOfTwoTenants {
  @Test
  default void R5_aPartitionIsReadBackAsItWasCommitted() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = stores().agents().byLogin("kim-life").orElseThrow().agentId();
    long epoch = stores().routing().takeOver(Sample.LIFE);
    var entry =
        new QueueEntry(
            Sample.LIFE,
            conversation.id(),
            Queue.GENERAL,
            Sample.NOW,
            7,
            true,
            Map.of(kim, Sample.NOW));
    var offer =
        new Offer(
            Sample.LIFE,
            new OfferId(new UUID(3, 4)),
            conversation.id(),
            Queue.GENERAL,
            kim,
            Sample.NOW,
            Sample.NOW.plusSeconds(30),
            OfferState.OPEN,
            null);
    var segment =
        new Segment(
            Sample.LIFE,
            conversation.id(),
            1,
            kim,
            Queue.GENERAL,
            Sample.NOW,
            Sample.NOW,
            null,
            null);
    var presence = new PresenceState(Sample.LIFE, kim, Presence.READY, Sample.NOW);
    commit(
        epoch,
        new RoutingChange.SaveEntry(entry),
        new RoutingChange.SaveOffer(offer),
        new RoutingChange.OpenSegment(segment),
        new RoutingChange.SavePresence(presence),
        new RoutingChange.MoveStage(conversation.id(), Stage.OFFERED, null, Queue.GENERAL));
    var rows = stores().routing().load(Sample.LIFE);
    assertThat(rows.entries()).containsExactly(entry);
    assertThat(rows.openOffers()).containsExactly(offer);
    assertThat(rows.runningSegments()).containsExactly(segment);
    assertThat(rows.presences()).containsExactly(presence);
    assertThat(rows.unfinished()).extracting(Conversation::stage).containsExactly(Stage.OFFERED);
    commit(
        epoch,
        new RoutingChange.RemoveEntry(conversation.id()),
        new RoutingChange.EndSegment(conversation.id(), Sample.NOW, "CLOSED"),
        new RoutingChange.MoveStage(conversation.id(), Stage.CLOSED, kim, Queue.GENERAL),
        new RoutingChange.MoveStage(conversation.id(), Stage.QUEUED, null, Queue.GENERAL));
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow().stage())
        .isEqualTo(Stage.CLOSED);
    assertThat(stores().routing().load(Sample.LIFE).unfinished()).isEmpty();
  }

  @Test
  default void R5_whatRulesNeedIsReadBackAsItWasCommitted() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = stores().agents().byLogin("kim-life").orElseThrow().agentId();
    long epoch = stores().routing().takeOver(Sample.LIFE);
    var entry =
        new QueueEntry(
            Sample.LIFE,
            conversation.id(),
            new QueueId("긴급·민원"),
            Sample.NOW,
            7,
            false,
            Map.of(),
            Sample.NOW.plusSeconds(5),
            true,
            Sample.NOW.plusSeconds(60),
            kim,
            Sample.NOW.plusSeconds(80),
            Attention.MANAGER);
    var arrival = arrival(conversation, "{\"ko\":[\"가\"],\"en\":[\"a\"]}");
    var queue =
        new Queue(
            Sample.LIFE,
            new QueueId("긴급·민원"),
            "긴급·민원",
            Map.of("민원", 3),
            null,
            0,
            4000,
            Set.of(),
            false);
    commit(
        epoch,
        new RoutingChange.SaveQueue(queue),
        new RoutingChange.SaveEntry(entry),
        new RoutingChange.SaveArrival(arrival(conversation, "{}")),
        new RoutingChange.SaveArrival(arrival),
        new RoutingChange.MoveStage(
            conversation.id(), Stage.AFTER_HOURS, null, new QueueId("긴급·민원")));
    commit(epoch, new RoutingChange.SaveArrival(arrival), new RoutingChange.SaveQueue(queue));
    var rows = stores().routing().load(Sample.LIFE);
    assertThat(rows.entries()).containsExactly(entry);
    assertThat(rows.arrivals()).containsExactly(arrival);
    assertThat(rows.lastEvent()).isZero();
    assertThat(stores().routing().arrival(Sample.LIFE, conversation.id())).contains(arrival);
    assertThat(stores().routing().arrival(Sample.CARD, conversation.id())).isEmpty();
    assertThat(stores().routing().queues(Sample.LIFE)).contains(queue);
  }

  private static Arrival arrival(Conversation conversation, String reasons) {
    return new Arrival(
        conversation.tenant(),
        conversation.id(),
        Sample.NOW,
        "부산센터",
        Map.of("고객.등급", "VIP", "채널", "카카오톡"),
        120_000,
        true,
        "f".repeat(64),
        reasons);
  }

  @Test
  default void eventsAreKeptInOrderOfTheirTenantAndGoWhenTheyAreOld() {
    long epoch = stores().routing().takeOver(Sample.LIFE);
    List<RoutingChange> changes = new ArrayList<>();
    for (int seq = 1; seq <= 5; seq++) {
      changes.add(new RoutingChange.Happened(event(seq)));
    }
    commit(epoch, changes.toArray(RoutingChange[]::new));
    var store = stores().routing();
    assertThat(store.load(Sample.LIFE).lastEvent()).isEqualTo(5);
    assertThat(store.load(Sample.CARD).lastEvent()).isZero();
    assertThat(store.events(Sample.LIFE, 2, 2)).containsExactly(event(3), event(4));
    assertThat(store.events(Sample.CARD, 0, 9)).isEmpty();
    assertThat(store.lastEventBefore(Sample.LIFE, Sample.NOW.plusSeconds(3))).isEqualTo(2);
    assertThat(store.removeEvents(Sample.LIFE, Sample.NOW.plusSeconds(5), 2)).isEqualTo(2);
    assertThat(store.removeEvents(Sample.LIFE, Sample.NOW.plusSeconds(5), 3)).isEqualTo(2);
    assertThat(store.removeEvents(Sample.LIFE, Sample.NOW.plusSeconds(5), 3)).isZero();
    assertThat(store.events(Sample.LIFE, 0, 9)).containsExactly(event(5));
  }

  private static RoutingEvent event(long seq) {
    return new RoutingEvent(
        Sample.LIFE,
        seq,
        Sample.NOW.plusSeconds(seq),
        "arrived",
        "{\"seq\":" + seq + "}",
        "f".repeat(64));
  }

  @Test
  default void P4_whoeverWasTakenOverFromCommitsNothing() {
    long old = stores().routing().takeOver(Sample.LIFE);
    long current = stores().routing().takeOver(Sample.LIFE);
    assertThat(current).isGreaterThan(old);
    var kim = stores().agents().byLogin("kim-life").orElseThrow().agentId();
    var change =
        new RoutingChange.SavePresence(
            new PresenceState(Sample.LIFE, kim, Presence.READY, Sample.NOW));
    assertThatThrownBy(() -> commit(old, change)).isInstanceOf(StaleEpoch.class);
    assertThat(stores().agents().presences(Sample.LIFE)).isEmpty();
    commit(current, change);
    assertThat(stores().agents().presences(Sample.LIFE)).hasSize(1);
  }

  @Test
  default void aCommitThatBreaksAtItsLastChangeChangesNothing() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = stores().agents().byLogin("kim-life").orElseThrow().agentId();
    long epoch = stores().routing().takeOver(Sample.LIFE);
    var running = segment(conversation, 1, kim, Sample.NOW);
    commit(epoch, new RoutingChange.OpenSegment(running));
    assertThatThrownBy(() ->
            commit(
                epoch,
                new RoutingChange.EndSegment(conversation.id(), Sample.NOW, "CLOSED"),
                new RoutingChange.MoveStage(conversation.id(), Stage.ACTIVE, kim, Queue.GENERAL),
                new RoutingChange.OpenSegment(running)))
        .isInstanceOf(DuplicateRow.class);
    assertThat(stores().routing().segments(Sample.LIFE, conversation.id()))
        .containsExactly(running);
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow().stage())
        .isEqualTo(Stage.QUEUED);
  }

  @Test
  default void segmentsOfAPeriodAreThoseAcceptedOrEndedInIt() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = stores().agents().byLogin("kim-life").orElseThrow().agentId();
    long epoch = stores().routing().takeOver(Sample.LIFE);
    var end = Sample.NOW.plusSeconds(20);
    commit(
        epoch,
        new RoutingChange.OpenSegment(segment(conversation, 1, kim, Sample.NOW)),
        new RoutingChange.EndSegment(conversation.id(), end, "TRANSFER"),
        new RoutingChange.OpenSegment(segment(conversation, 2, kim, Sample.NOW.plusSeconds(30))));
    assertThat(numbersSince(Sample.LIFE, Sample.NOW)).containsExactly(1, 2);
    assertThat(numbersSince(Sample.LIFE, end)).containsExactly(1, 2);
    assertThat(numbersSince(Sample.LIFE, end.plusSeconds(1))).containsExactly(2);
    assertThat(numbersSince(Sample.CARD, Sample.NOW)).isEmpty();
    assertThat(stores().routing().segments(Sample.LIFE, conversation.id()))
        .extracting(Segment::endReason)
        .containsExactly("TRANSFER", null);
  }

  private List<Integer> numbersSince(TenantId tenant, Instant since) {
    return stores().routing().segmentsSince(tenant, since).stream().map(Segment::number).toList();
  }

  private static Segment segment(Conversation c, int number, AgentId agent, Instant acceptedAt) {
    return new Segment(
        c.tenant(), c.id(), number, agent, Queue.GENERAL, Sample.NOW, acceptedAt, null, null);
  }

  @Test
  default void decisionsAndOffersAreFoundInTheirTenantOnly() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var kim = stores().agents().byLogin("kim-life").orElseThrow().agentId();
    long epoch = stores().routing().takeOver(Sample.LIFE);
    var first = decision(conversation, new UUID(6, 1), kim);
    var second = decision(conversation, new UUID(6, 2), kim);
    commit(epoch, new RoutingChange.Record(second), new RoutingChange.Record(first));
    assertThat(stores().routing().decisions(Sample.LIFE, conversation.id()))
        .containsExactly(first, second);
    assertThat(stores().routing().decisions(Sample.CARD, conversation.id())).isEmpty();
    assertThat(stores().routing().offer(Sample.CARD, new OfferId(new UUID(3, 4)))).isEmpty();
  }

  private static RoutingDecision decision(Conversation c, UUID id, AgentId agent) {
    return new RoutingDecision(c.tenant(), id, c.id(), "OFFER", agent, null, "{}", Sample.NOW);
  }

  @Test
  default void nobodyTakesOverAPartitionThatDoesNotExist() {
    assertThatThrownBy(() -> stores().routing().takeOver(new TenantId("nobody")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void S1_aPartitionDoesNotMoveAnotherTenantsConversation() {
    var conversation = sample().open(Sample.CARD, "u1", "s/1");
    long epoch = stores().routing().takeOver(Sample.LIFE);
    commit(epoch, new RoutingChange.MoveStage(conversation.id(), Stage.CLOSED, null, null));
    assertThat(stores().conversations().find(Sample.CARD, conversation.id()))
        .contains(conversation);
  }
}

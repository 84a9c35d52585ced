package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceState;
import kr.ondam.agent.Role;
import kr.ondam.channel.Outbound;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationFilter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.ExternalId;
import kr.ondam.conversation.Fence;
import kr.ondam.conversation.FenceBroken;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.IdentityKey;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.Queue;
import kr.ondam.routing.QueueEntry;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import kr.ondam.routing.Segment;
import kr.ondam.routing.StaleEpoch;
import kr.ondam.security.ApiKey;
import kr.ondam.security.CredentialStore.Credential;
import org.junit.jupiter.api.Test;

/// What every kind of store keeps. The stores are fresh for each test and filled with [Sample].
interface StoresContract {
  Stores stores();

  Sample sample();

  @Test
  default void whatIsSavedOfATenantIsReadBack() {
    stores().tenants().saveGroupName("한빛그룹");
    assertThat(stores().tenants().groupName()).contains("한빛그룹");
    assertThat(stores().tenants().tenants())
        .extracting(t -> t.id())
        .containsExactly(Sample.CARD, Sample.LIFE);
    assertThat(stores().tenants().centres(Sample.LIFE)).hasSize(1);
    assertThat(stores().routing().queues(Sample.LIFE)).containsExactly(Sample.queue(Sample.LIFE));
    assertThat(stores().channels().byKey("key-life"))
        .contains(Sample.account(Sample.LIFE, "key-life"));
  }

  @Test
  default void aLoginAndAChannelKeyBelongToOne() {
    var user = stores().agents().byLogin("kim-life").orElseThrow();
    assertThat(user.tenant()).isEqualTo(Sample.LIFE);
    assertThat(stores().agents().save(sample().user(Sample.CARD, "kim-life"))).isFalse();
    assertThat(stores().channels().save(Sample.account(Sample.CARD, "key-life"))).isFalse();
    assertThat(stores().agents().users(Sample.LIFE)).containsExactly(user);
    assertThat(stores().agents().find(Sample.CARD, user.id())).isEmpty();
  }

  @Test
  default void aBatchIsReadBackAsItWasWritten() {
    var customer = sample().customer(Sample.LIFE, "+821011112222");
    var conversation = sample().conversation(customer, "u1");
    stores().conversations().append(sample().opening(customer, conversation, "s/1"));
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()))
        .contains(conversation);
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821011112222"))
        .containsExactly(customer);
    var view =
        stores()
            .conversations()
            .view(
                Sample.LIFE,
                List.of(new IdentityKey(Sample.KAKAO, "u1"), new IdentityKey(Sample.KAKAO, "u2")),
                List.of(new ExternalId(Sample.KAKAO, "s/1"), new ExternalId(Sample.KAKAO, "s/2")));
    assertThat(view.customers()).containsOnlyKeys(new IdentityKey(Sample.KAKAO, "u1"));
    assertThat(view.open().values()).containsExactly(conversation);
    assertThat(view.known()).containsOnlyKeys(new ExternalId(Sample.KAKAO, "s/1"));
  }

  @Test
  default void A3_theSameExternalIdIsStoredOnce() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var again = Sample.incoming(sample().message(conversation, 2, "again"), "s/1");
    assertThatThrownBy(() -> append(conversation, List.of(again), 2))
        .isInstanceOf(DuplicateRow.class);
    assertThat(messages(conversation)).hasSize(1);
    assertThat(
            stores().conversations().find(Sample.LIFE, conversation.id()).orElseThrow().lastSeq())
        .isEqualTo(1);
  }

  @Test
  default void A7_anIdentityHasOneOpenConversation() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var customer = stores().customers().find(Sample.LIFE, conversation.customer()).orElseThrow();
    var second = sample().conversation(customer, "u1");
    var batch = sample().opening(customer, second, "s/2");
    var onlyConversation =
        new LaneBatch(
            Sample.LIFE,
            List.of(),
            List.of(),
            List.of(),
            batch.opened(),
            batch.messages(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThatThrownBy(() -> stores().conversations().append(onlyConversation))
        .isInstanceOf(DuplicateRow.class);
    end(conversation, "911");
    stores().conversations().append(onlyConversation);
    assertThat(stores().conversations().latestOf(Sample.LIFE, second.identity())).contains(second);
  }

  @Test
  default void A9_aSeqIsGivenOnce() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var same = Sample.incoming(sample().message(conversation, 1, "x"), "s/2");
    assertThatThrownBy(() -> append(conversation, List.of(same), 1))
        .isInstanceOf(DuplicateRow.class);
  }

  @Test
  default void R9_aBrokenFenceStoresNothing() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var nobody = new Fence(conversation.id(), new AgentId(new UUID(1, 2)));
    var reply = Sample.incoming(sample().reply(conversation, 2, "c1"), null);
    assertThatThrownBy(() ->
            stores()
                .conversations()
                .append(
                    Sample.messages(
                        Sample.LIFE,
                        List.of(nobody),
                        List.of(reply),
                        List.of(Sample.progress(conversation, 2)))))
        .isInstanceOf(FenceBroken.class);
    assertThat(messages(conversation)).hasSize(1);
  }

  @Test
  default void S1_aRowNeverRefersToAnotherTenants() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var foreign = sample().message(conversation, 2, "x");
    var smuggled =
        new Message(
            Sample.CARD,
            foreign.conversation(),
            2,
            foreign.id(),
            foreign.direction(),
            foreign.author(),
            foreign.at(),
            null,
            foreign.parts(),
            null,
            foreign.delivery(),
            null);
    assertThatThrownBy(() ->
            stores()
                .conversations()
                .append(
                    Sample.messages(
                        Sample.CARD,
                        List.of(),
                        List.of(Sample.incoming(smuggled, null)),
                        List.of())))
        .isInstanceOf(RuntimeException.class);
    assertThat(stores().conversations().find(Sample.CARD, conversation.id())).isEmpty();
    assertThat(stores().conversations().messages(Sample.CARD, conversation.id(), 0, 10)).isEmpty();
    assertThat(stores().conversations().list(Sample.CARD, ConversationFilter.ALL, null, 10).items())
        .isEmpty();
    assertThat(stores().customers().byPhone(Sample.CARD, "+821012345678")).isEmpty();
    assertThat(stores().conversations().classify(Sample.CARD, conversation.id(), "911")).isFalse();
  }

  @Test
  default void pagesGoFromTheNewestToTheOldestWithoutHoles() {
    List<Conversation> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(sample().open(Sample.LIFE, "u" + i, "s/" + i));
    }
    var first = stores().conversations().list(Sample.LIFE, ConversationFilter.ALL, null, 4);
    var second =
        stores().conversations().list(Sample.LIFE, ConversationFilter.ALL, first.next(), 4);
    assertThat(second.next()).isNull();
    List<Conversation> seen = new ArrayList<>(first.items());
    seen.addAll(second.items());
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    var queued = new ConversationFilter(Set.of(Stage.ACTIVE), null, null, null);
    assertThat(stores().conversations().list(Sample.LIFE, queued, null, 4).items()).isEmpty();
  }

  @Test
  default void anOutboundWaitsUntilItIsSettledAndDeliveryMovesForwardOnly() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var reply = sample().reply(conversation, 2, "c1");
    var row =
        new OutboundRow(
            new Outbound(reply.id().value(), Sample.LIFE, Sample.KAKAO, "u1", "301", reply.parts()),
            conversation.id(),
            reply.id(),
            2,
            0,
            Sample.NOW);
    var batch =
        Sample.messages(
            Sample.LIFE,
            List.of(),
            List.of(Sample.incoming(reply, null)),
            List.of(Sample.progress(conversation, 2)));
    stores()
        .conversations()
        .append(
            new LaneBatch(
                Sample.LIFE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                batch.messages(),
                batch.progressed(),
                List.of(),
                List.of(row),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    stores().conversations().postpone(row, 1, Sample.NOW.plusSeconds(5));
    assertThat(stores().conversations().waitingOutbounds())
        .containsExactly(
            new OutboundRow(
                row.outbound(),
                row.conversation(),
                row.message(),
                2,
                1,
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

  @Test
  default void historyIsOfAllAskedCustomersNewestFirst() {
    var first = sample().open(Sample.LIFE, "u1", "s/1");
    var second = sample().open(Sample.LIFE, "u2", "s/2");
    assertThat(
            stores()
                .conversations()
                .history(Sample.LIFE, List.of(first.customer(), second.customer()), null, 10))
        .containsExactly(second, first);
    assertThat(stores().conversations().history(Sample.LIFE, List.of(), null, 10)).isEmpty();
  }

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
  default void AP53_parallelFailuresLockExactlyAtTheLimit() throws Exception {
    var kim = stores().agents().byLogin("kim-life").orElseThrow();
    stores().credentials().save(new Credential(Sample.LIFE, kim.id(), "hash", 0, null));
    var until = Sample.NOW.plus(Duration.ofMinutes(5));
    int tries = 4;
    var gate = new CyclicBarrier(tries);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < tries; i++) {
      work.add(() -> {
        gate.await();
        stores().credentials().countFailure(Sample.LIFE, kim.id(), 5, until);
        return true;
      });
    }
    try (var executor = Executors.newFixedThreadPool(tries)) {
      for (var done : executor.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(stores().credentials().find(Sample.LIFE, kim.id()).orElseThrow().lockedUntil())
        .isNull();
    assertThat(
            stores()
                .credentials()
                .countFailure(Sample.LIFE, kim.id(), 5, until)
                .orElseThrow()
                .lockedUntil())
        .isEqualTo(until);
  }

  @Test
  default void anApiKeyIsFoundByItsHashAndReplacedByItsName() {
    stores()
        .apiKeys()
        .save(new ApiKey(Sample.LIFE, new UUID(1, 1), "erp", "h1", Set.of(Role.AGENT)));
    stores()
        .apiKeys()
        .save(new ApiKey(Sample.LIFE, new UUID(1, 2), "erp", "h2", Set.of(Role.MANAGER)));
    assertThat(stores().apiKeys().byHash("h1")).isEmpty();
    assertThat(stores().apiKeys().byHash("h2").orElseThrow().tenant()).isEqualTo(Sample.LIFE);
  }

  private void append(
      Conversation conversation, List<kr.ondam.conversation.Incoming> messages, long lastSeq) {
    stores()
        .conversations()
        .append(
            Sample.messages(
                Sample.LIFE, List.of(), messages, List.of(Sample.progress(conversation, lastSeq))));
  }

  private void end(Conversation conversation, String disposition) {
    stores()
        .conversations()
        .append(
            Sample.ending(
                Sample.LIFE,
                new Ending(conversation.id(), Sample.NOW, EndReason.AGENT, disposition)));
  }

  private List<Message> messages(Conversation conversation) {
    return stores().conversations().messages(Sample.LIFE, conversation.id(), 0, 100);
  }

  private void commit(long epoch, RoutingChange... changes) {
    stores().routing().commit(new RoutingBatch(Sample.LIFE, epoch, List.of(changes)));
  }
}

package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.Stage;
import kr.ondam.routing.Arrival;
import kr.ondam.routing.CrossTenantGrant;
import kr.ondam.routing.GrantState;
import kr.ondam.routing.Loan;
import kr.ondam.routing.Offer;
import kr.ondam.routing.OfferId;
import kr.ondam.routing.OfferState;
import kr.ondam.routing.PartitionRows;
import kr.ondam.routing.Queue;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import kr.ondam.routing.RoutingDecision;
import kr.ondam.routing.RoutingEvent;
import kr.ondam.routing.RoutingStore;
import kr.ondam.routing.Segment;
import kr.ondam.routing.StaleEpoch;
import kr.ondam.tenant.TenantId;

/// Routing state in memory.
final class MemoryRoutingStore implements RoutingStore {
  private final MemoryTables tables;
  private final MemoryFaults faults;

  MemoryRoutingStore(MemoryTables tables, MemoryFaults faults) {
    this.tables = tables;
    this.faults = faults;
  }

  @Override
  public List<Queue> queues(TenantId tenant) {
    return tables.ledger.run(() -> tables.queues.under(tenant));
  }

  @Override
  public void save(Queue queue) {
    tables.ledger.change(() -> {
      var centre = queue.centre();
      if (centre != null) {
        tables.centres.require(queue.tenant(), centre);
      }
      tables.queues.put(queue, queue.tenant(), queue.id());
    });
  }

  @Override
  public long takeOver(TenantId tenant) {
    return tables.ledger.run(() -> {
      if (!tables.tenants.has(tenant)) {
        throw new IllegalArgumentException("tenant: " + tenant + " (expected: a stored one)");
      }
      long next = epoch(tenant) + 1;
      tables.epochs.put(next, tenant);
      return next;
    });
  }

  private long epoch(TenantId tenant) {
    return tables.epochs.find(tenant).orElse(0L);
  }

  @Override
  public PartitionRows load(TenantId tenant) {
    return tables.ledger.run(() ->
        new PartitionRows(
            tables.conversations.under(tenant).stream()
                .filter(c -> c.stage().open() || c.stage().held())
                .toList(),
            tables.entries.under(tenant),
            tables.offers.under(tenant).stream().filter(o -> o.state() == OfferState.OPEN).toList(),
            tables.segments.under(tenant).stream().filter(s -> s.endedAt() == null).toList(),
            tables.presences.under(tenant),
            tables.arrivals.under(tenant).stream()
                .filter(arrival ->
                    tables
                        .conversations
                        .find(tenant, arrival.conversation())
                        .filter(c -> c.stage().open() || c.stage().held())
                        .isPresent())
                .toList(),
            tables.grants.under(tenant).stream()
                .filter(grant -> grant.state() != GrantState.ENDED)
                .toList(),
            tables.loans.under(tenant).stream().filter(Loan::live).toList(),
            last(tables.events.under(tenant))));
  }

  private static long last(List<RoutingEvent> events) {
    return events.isEmpty() ? 0 : events.getLast().seq();
  }

  @Override
  public Optional<Arrival> arrival(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() -> tables.arrivals.find(tenant, conversation));
  }

  @Override
  public List<RoutingEvent> events(TenantId tenant, long afterSeq, int limit) {
    return tables.ledger.run(() ->
        tables.events.under(tenant).stream()
            .filter(event -> event.seq() > afterSeq)
            .limit(limit)
            .toList());
  }

  @Override
  public long lastEventBefore(TenantId tenant, Instant before) {
    return tables.ledger.run(() ->
        last(
            tables.events.under(tenant).stream()
                .filter(event -> event.at().isBefore(before))
                .toList()));
  }

  @Override
  public int removeEvents(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() -> {
      var old =
          tables.events.under(tenant).stream()
              .limit(most)
              .filter(event -> event.at().isBefore(before))
              .toList();
      old.forEach(event -> tables.events.remove(tenant, event.seq()));
      return old.size();
    });
  }

  @Override
  public void commit(RoutingBatch batch) {
    faults.commit.accept(batch);
    tables.ledger.change(() -> {
      if (batch.epoch() != epoch(batch.tenant())) {
        throw new StaleEpoch(
            "epoch: " + batch.epoch() + " (expected: " + epoch(batch.tenant()) + ")");
      }
      batch.changes().forEach(change -> apply(batch.tenant(), change));
    });
  }

  private void apply(TenantId tenant, RoutingChange change) {
    switch (change) {
      case RoutingChange.SaveEntry(var entry) -> {
        tables.conversations.require(tenant, entry.conversation());
        tables.entries.put(entry, tenant, entry.conversation());
      }
      case RoutingChange.RemoveEntry(var conversation) ->
          tables.entries.remove(tenant, conversation);
      case RoutingChange.SaveOffer(var offer) -> {
        tables.conversations.require(tenant, offer.conversation());
        tables.users.require(tenant, offer.agent());
        tables.offers.put(offer, tenant, offer.id());
      }
      case RoutingChange.MoveStage move -> move(tenant, move);
      case RoutingChange.OpenSegment(var segment) -> {
        tables.conversations.require(tenant, segment.conversation());
        tables.users.require(tenant, segment.agent());
        tables.segments.insert(segment, tenant, segment.conversation(), segment.number());
      }
      case RoutingChange.EndSegment end ->
          tables.segments.under(tenant, end.conversation()).stream()
              .filter(s -> s.endedAt() == null)
              .forEach(
                  s -> tables.segments.put(ended(s, end), tenant, s.conversation(), s.number()));
      case RoutingChange.SavePresence(var state) -> {
        tables.users.require(tenant, state.agent());
        tables.presences.put(state, tenant, state.agent());
      }
      case RoutingChange.Record(var decision) -> {
        tables.conversations.require(tenant, decision.conversation());
        tables.decisions.insert(decision, tenant, decision.conversation(), decision.id());
      }
      case RoutingChange.SaveArrival(var arrival) -> {
        tables.conversations.require(tenant, arrival.conversation());
        tables.arrivals.put(arrival, tenant, arrival.conversation());
      }
      case RoutingChange.SaveGrant(var grant) -> {
        tables.conversations.require(tenant, grant.conversation());
        refuseSecond(
            tables.grants.under(tenant).stream()
                .filter(other -> !other.id().equals(grant.id()))
                .filter(other -> other.conversation().equals(grant.conversation()))
                .anyMatch(other -> live(other) && live(grant)));
        tables.grants.put(grant, tenant, grant.id());
      }
      case RoutingChange.SaveLoan(var loan) -> {
        tables.users.require(tenant, loan.agent());
        refuseSecond(
            tables.loans.under(tenant).stream()
                .filter(other -> !other.offer().equals(loan.offer()))
                .filter(other -> other.conversation().equals(loan.conversation()))
                .anyMatch(other -> other.live() && loan.live()));
        tables.loans.put(loan, tenant, loan.offer());
      }
      case RoutingChange.SaveQueue(var queue) -> tables.queues.put(queue, tenant, queue.id());
      case RoutingChange.Happened(var event) -> tables.events.insert(event, tenant, event.seq());
    }
  }

  private static boolean live(CrossTenantGrant grant) {
    return grant.state() != GrantState.ENDED;
  }

  private static void refuseSecond(boolean another) {
    if (another) {
      throw new DuplicateRow("live", new IllegalStateException());
    }
  }

  @Override
  public List<CrossTenantGrant> grants(TenantId owner, ConversationId conversation) {
    return tables.ledger.run(() ->
        tables.grants.under(owner).stream()
            .filter(grant -> grant.conversation().equals(conversation))
            .sorted(Comparator.comparing(grant -> grant.id().toString()))
            .toList());
  }

  @Override
  public Optional<Loan> loan(TenantId lender, OfferId offer) {
    return tables.ledger.run(() -> tables.loans.find(lender, offer));
  }

  @Override
  public List<Loan> heldLoans(TenantId lender) {
    return tables.ledger.run(() ->
        tables.loans.under(lender).stream()
            .filter(Loan::held)
            .sorted(Comparator.comparing(Loan::offeredAt))
            .toList());
  }

  /// A finished conversation stays finished, whoever comes late; and what has ended is nothing for
  /// a bot any more.
  private void move(TenantId tenant, RoutingChange.MoveStage move) {
    tables
        .conversations
        .find(tenant, move.conversation())
        .filter(c -> c.stage() != Stage.CLOSED && c.stage() != Stage.ABANDONED)
        .map(c -> {
          boolean over = c.endedAt() != null && move.stage() == Stage.BOT;
          var stage = over ? Stage.CLOSED : move.stage();
          return new ConversationDraft(c).staged(stage, move.assignee(), move.queue());
        })
        .ifPresent(draft -> tables.conversations.put(draft.done(), tenant, move.conversation()));
  }

  private static Segment ended(Segment s, RoutingChange.EndSegment end) {
    return new Segment(
        s.tenant(),
        s.conversation(),
        s.number(),
        s.agent(),
        s.queue(),
        s.queuedAt(),
        s.acceptedAt(),
        end.at(),
        end.reason());
  }

  @Override
  public Optional<Offer> offer(TenantId tenant, OfferId offer) {
    return tables.ledger.run(() -> tables.offers.find(tenant, offer));
  }

  @Override
  public List<RoutingDecision> decisions(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() -> tables.decisions.under(tenant, conversation));
  }

  @Override
  public List<Segment> segments(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() -> tables.segments.under(tenant, conversation));
  }

  @Override
  public List<Segment> segmentsSince(TenantId tenant, Instant since) {
    return tables.ledger.run(() ->
        tables.segments.under(tenant).stream()
            .filter(s -> !s.acceptedAt().isBefore(since) || endedSince(s, since))
            .sorted(Comparator.comparing(Segment::acceptedAt))
            .toList());
  }

  private static boolean endedSince(Segment segment, Instant since) {
    var ended = segment.endedAt();
    return ended != null && !ended.isBefore(since);
  }
}

package kr.ondam.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What waits to go out, and how far messages to customers have come, in memory.
final class MemoryDeliveries {
  private static final Comparator<OutboundRow> IN_ORDER =
      Comparator.comparing((OutboundRow row) -> row.outbound().tenant().value())
          .thenComparing(row -> row.conversation().toString())
          .thenComparing(OutboundRow::seq);

  private final MemoryTables tables;

  MemoryDeliveries(MemoryTables tables) {
    this.tables = tables;
  }

  List<OutboundRow> waiting() {
    return tables.ledger.run(() -> tables.outbounds.all().stream().sorted(IN_ORDER).toList());
  }

  Optional<Message> settle(OutboundRow row, Delivery delivery, @Nullable String failure) {
    var tenant = row.outbound().tenant();
    return tables.ledger.run(() -> {
      tables.outbounds.remove(tenant, row.outbound().id());
      boolean late = delivery == Delivery.UNKNOWN && answeredLate(row);
      var to = late ? Delivery.SENT : delivery;
      if (row.answered() > 0 && (to == Delivery.FAILED || to == Delivery.UNKNOWN)) {
        tables.partlySent.put(
            new PartlySent(row.answered(), row.leftBehind()),
            tenant,
            row.conversation(),
            row.seq());
      }
      return tables
          .messages
          .find(tenant, row.conversation(), row.seq())
          .map(incoming ->
              to == Delivery.SENT && incoming.message().delivery() == Delivery.UNKNOWN
                  ? incoming.message()
                  : moved(incoming, to, late ? null : failure));
    });
  }

  private boolean answeredLate(OutboundRow row) {
    var last =
        tables.sentCalls.all().stream()
            .filter(sent -> {
              var call = sent.call();
              return call != null
                  && call.tenant().equals(row.outbound().tenant())
                  && call.conversation().equals(row.conversation())
                  && call.seq() == row.seq()
                  && call.call() == call.calls() - 1;
            })
            .toList();
    return last.stream().anyMatch(sent -> sent.learnt() != null)
        && last.stream()
            .noneMatch(sent -> sent.learnt() == null && sent.reference().startsWith("serial:"));
  }

  Optional<Message> complain(OutboundRow row, Delivery delivery, String failure) {
    return tables.ledger.run(() ->
        tables
            .messages
            .find(row.outbound().tenant(), row.conversation(), row.seq())
            .map(incoming -> moved(incoming, delivery, failure)));
  }

  Optional<Message> hold(OutboundRow row, String why) {
    return tables.ledger.run(() ->
        tables
            .messages
            .find(row.outbound().tenant(), row.conversation(), row.seq())
            .filter(incoming -> incoming.message().delivery() == Delivery.QUEUED)
            .map(incoming -> put(incoming, Delivery.QUEUED, why)));
  }

  PartlySent partlySent(TenantId tenant, ConversationId conversation, long seq) {
    return tables.ledger.run(
        () -> tables.partlySent.find(tenant, conversation, seq).orElse(PartlySent.NOTHING));
  }

  void postpone(OutboundRow row, int tries, int answered, Instant dueAt) {
    reached(row, tries, answered, dueAt, false);
  }

  boolean calling(OutboundRow row, int tries, int answered) {
    return reached(row, tries, answered, row.dueAt(), true);
  }

  private boolean reached(
      OutboundRow row, int tries, int answered, Instant dueAt, boolean calling) {
    var tenant = row.outbound().tenant();
    return tables.ledger.run(() -> {
      var kept =
          tables
              .outbounds
              .find(tenant, row.outbound().id())
              .map(r ->
                  new OutboundRow(
                      r.outbound(),
                      r.conversation(),
                      r.message(),
                      r.seq(),
                      tries,
                      answered,
                      dueAt,
                      calling,
                      row.doubtful(),
                      row.made(),
                      row.leftBehind()));
      kept.ifPresent(r -> tables.outbounds.put(r, tenant, r.outbound().id()));
      return kept.isPresent();
    });
  }

  List<Message> advance(TenantId tenant, ConversationId conversation, long seq, Delivery delivery) {
    return tables.ledger.run(() -> {
      List<Message> moved = new ArrayList<>();
      for (var incoming : tables.messages.under(tenant, conversation)) {
        var message = incoming.message();
        if (message.seq() <= seq
            && message.direction() == Direction.OUT
            && message.delivery().mayBecome(delivery)) {
          moved.add(moved(incoming, delivery, null));
        }
      }
      return moved;
    });
  }

  Message moved(Incoming incoming, Delivery delivery, @Nullable String failure) {
    var m = incoming.message();
    if (!m.delivery().mayBecome(delivery)) {
      return m;
    }
    if (delivery == Delivery.FAILED || delivery == Delivery.UNKNOWN) {
      tables.problems.put(new MemoryTables.Place(m.conversation(), m.seq()), m.tenant(), m.id());
    } else {
      tables.problems.remove(m.tenant(), m.id());
    }
    return put(incoming, delivery, failure);
  }

  private Message put(Incoming incoming, Delivery delivery, @Nullable String failure) {
    var m = incoming.message();
    var next =
        new Message(
            m.tenant(),
            m.conversation(),
            m.seq(),
            m.id(),
            m.direction(),
            m.author(),
            m.at(),
            m.providerAt(),
            m.parts(),
            m.clientId(),
            delivery,
            failure);
    tables.messages.put(
        new Incoming(next, incoming.externalId(), incoming.raw()),
        m.tenant(),
        m.conversation(),
        m.seq());
    return next;
  }
}

package kr.ondam.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.conversation.PartlySent;
import kr.ondam.store.ConversationRows.MessageKey;
import kr.ondam.store.ConversationRows.MessageRow;
import kr.ondam.store.DeliveryRows.DeliveryProblemRow;
import kr.ondam.store.DeliveryRows.PartlySentRow;
import kr.ondam.store.DeliveryRows.WaitingOutbound;
import kr.ondam.tenant.TenantId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// What waits to go out, and how far messages to customers have come.
final class OutboundRows {
  private static final int LONGEST_FAILURE = 200;

  private final Transactions transactions;

  OutboundRows(Transactions transactions) {
    this.transactions = transactions;
  }

  List<OutboundRow> waiting() {
    return transactions.readAll(s ->
        Rows.of(WaitingOutbound.class).orderBy("tenantId", "conversationId", "seq").read(s).stream()
            .map(WaitingOutbound::outbound)
            .toList());
  }

  Optional<Message> settle(OutboundRow row, Delivery delivery, @Nullable String failure) {
    var tenant = row.outbound().tenant();
    return transactions.write(
        tenant,
        s -> {
          s.createMutationQuery("delete from WaitingOutbound where tenantId = :tenant and id = :id")
              .setParameter("tenant", tenant.value())
              .setParameter("id", row.outbound().id())
              .executeUpdate();
          var message = message(s, row);
          boolean late =
              delivery == Delivery.UNKNOWN
                  && HibernateSentCallStore.answeredLate(s, row.conversation().value(), row.seq());
          var to = late ? Delivery.SENT : delivery;
          if (row.answered() > 0 && troubled(to)) {
            s.upsert(PartlySentRow.of(row));
          }
          return message.map(
              m -> doubted(m, to) ? m.message() : moved(s, m, to, late ? null : failure));
        });
  }

  /// One of its calls was never answered; that the others were says nothing of it.
  private static boolean doubted(MessageRow row, Delivery delivery) {
    return delivery == Delivery.SENT && row.delivery.equals(Delivery.UNKNOWN.name());
  }

  private static Optional<MessageRow> message(StatelessSession session, OutboundRow row) {
    var tenant = row.outbound().tenant().value();
    var key = new MessageKey(tenant, row.conversation().value(), row.seq());
    return Optional.ofNullable(session.get(MessageRow.class, key, LockMode.PESSIMISTIC_WRITE));
  }

  Optional<Message> complain(OutboundRow row, Delivery delivery, String failure) {
    return transactions.write(
        row.outbound().tenant(), s -> message(s, row).map(m -> moved(s, m, delivery, failure)));
  }

  Optional<Message> hold(OutboundRow row, String why) {
    return transactions.write(
        row.outbound().tenant(),
        s ->
            message(s, row)
                .filter(m -> m.delivery.equals(Delivery.QUEUED.name()))
                .map(m -> {
                  m.failure = storable(why);
                  s.update(m);
                  return m.message();
                }));
  }

  PartlySent partlySent(TenantId tenant, ConversationId conversation, long seq) {
    return transactions.read(
        tenant,
        s ->
            Optional.ofNullable(
                    s.get(
                        PartlySentRow.class,
                        new MessageKey(tenant.value(), conversation.value(), seq)))
                .map(PartlySentRow::sent)
                .orElse(PartlySent.NOTHING));
  }

  void postpone(OutboundRow row, int tries, int answered, Instant dueAt) {
    reached(row, tries, answered, dueAt, false);
  }

  boolean calling(OutboundRow row, int tries, int answered) {
    return reached(row, tries, answered, row.dueAt(), true);
  }

  private boolean reached(
      OutboundRow row, int tries, int answered, Instant dueAt, boolean calling) {
    return transactions.write(
        row.outbound().tenant(),
        s ->
            s.createMutationQuery(
                        "update WaitingOutbound set tries = :tries, answered = :answered, dueAt = :due,"
                            + " calling = :calling, doubtful = :doubtful, made = :made, leftBehind = :left"
                            + " where tenantId = :tenant and id = :id")
                    .setParameter("tries", tries)
                    .setParameter("answered", answered)
                    .setParameter("due", dueAt)
                    .setParameter("calling", calling)
                    .setParameter("doubtful", row.doubtful())
                    .setParameter("made", row.made())
                    .setParameter("left", Columns.joined(row.leftBehind()))
                    .setParameter("tenant", row.outbound().tenant().value())
                    .setParameter("id", row.outbound().id())
                    .executeUpdate()
                > 0);
  }

  List<Message> advance(TenantId tenant, ConversationId conversation, long seq, Delivery delivery) {
    return transactions.write(
        tenant,
        s -> {
          List<Message> moved = new ArrayList<>();
          for (var row :
              s.createSelectionQuery(
                      "from MessageRow where conversationId = :id and seq <= :seq"
                          + " and direction = :out and delivery not in (:read, :delivery)"
                          + " order by seq",
                      MessageRow.class)
                  .setParameter("id", conversation.value())
                  .setParameter("seq", seq)
                  .setParameter("out", Direction.OUT.name())
                  .setParameter("read", Delivery.READ.name())
                  .setParameter("delivery", delivery.name())
                  .getResultList()) {
            if (Delivery.valueOf(row.delivery).mayBecome(delivery)) {
              moved.add(moved(s, row, delivery, null));
            }
          }
          return moved;
        });
  }

  /// A provider's words are as long and as odd as it likes.
  private static String storable(String failure) {
    var text = failure.replace("\0", "");
    return text.substring(0, Math.min(text.length(), LONGEST_FAILURE));
  }

  /// @param row locked, because the send and the provider's report may come at the same time
  static Message moved(
      StatelessSession session, MessageRow row, Delivery delivery, @Nullable String failure) {
    var before = Delivery.valueOf(row.delivery);
    if (before.mayBecome(delivery)) {
      if (troubled(delivery)) {
        session.upsert(DeliveryProblemRow.of(row));
      } else if (troubled(before)) {
        session
            .createMutationQuery("delete from DeliveryProblemRow where id = :id")
            .setParameter("id", row.id)
            .executeUpdate();
      }
      row.delivery = delivery.name();
      row.failure = failure == null ? null : storable(failure);
      session.update(row);
    }
    return row.message();
  }

  private static boolean troubled(Delivery delivery) {
    return delivery == Delivery.FAILED || delivery == Delivery.UNKNOWN;
  }
}

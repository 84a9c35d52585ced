package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.DeliveryReport.State;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.DuplicateRow;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.SentCall;
import kr.ondam.conversation.SentCallStore;
import kr.ondam.store.ConversationRows.MessageKey;
import kr.ondam.store.ConversationRows.MessageRow;
import kr.ondam.store.SmsRows.SentCallRow;
import kr.ondam.store.SmsRows.SentKey;
import kr.ondam.tenant.TenantId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// References of calls over a database. A call and its report may come at the same time; whoever
/// finds the other's row there begins again.
final class HibernateSentCallStore implements SentCallStore {
  private static final int LONGEST_DETAIL = 200;
  private static final int ATTEMPTS = 3;

  private final Transactions transactions;

  HibernateSentCallStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Message> sent(SentCall call) {
    return again(
        call.tenant(),
        s -> {
          var row = SentCallRow.of(call);
          if (row.reference.length() > SmsRows.LONGEST_REFERENCE) {
            return Optional.empty();
          }
          var before = find(s, call.tenant(), row.accountId, row.reference);
          if (before == null) {
            s.insert(row);
            return Optional.empty();
          }
          // A report that came early, or a reference the provider uses again.
          boolean same =
              call.conversation().value().equals(before.conversationId)
                  && Objects.equals(before.seq, call.seq())
                  && before.call == call.call();
          if (before.conversationId != null && !same) {
            before.state = State.SENT.name();
            before.detail = "";
            before.learnt = null;
          }
          dropOthers(s, before);
          before.of(row.conversationId, row.seq, row.call, row.calls);
          before.at = row.at;
          return named(s, before, before.learnt != null);
        });
  }

  @Override
  public Optional<Message> report(DeliveryReport report) {
    return again(report.tenant(), s -> take(s, report));
  }

  private static Optional<Message> take(StatelessSession s, DeliveryReport report) {
    var account = report.account().value();
    for (String reference : report.references()) {
      var row = find(s, report.tenant(), account, reference);
      if (row != null && row.conversationId != null) {
        return apply(s, row, report);
      }
    }
    var names =
        report.references().stream().filter(r -> r.length() <= SmsRows.LONGEST_REFERENCE).toList();
    for (String name : names) {
      var early = find(s, report.tenant(), account, name);
      if (early != null && early.conversationId != null) {
        // Its call became known since it was looked for above.
        throw new DuplicateRow(name, new IllegalStateException("claimed meanwhile"));
      }
      if (early == null) {
        s.insert(cut(SentCallRow.early(report, name, names.getFirst())));
      } else if (early.receipt == null || early.receipt.equals(names.getFirst())) {
        forward(early, report);
        early.learn(report);
        s.update(early);
      } else if (name.equals(names.getFirst())) {
        s.update(cut(SentCallRow.early(report, name, name)));
      }
    }
    return Optional.empty();
  }

  /// A report tells of one call: where that is known, the other names under which it waited are
  /// nobody's.
  private static void dropOthers(StatelessSession s, SentCallRow claimed) {
    var receipt = claimed.receipt;
    if (receipt != null) {
      s.createSelectionQuery(
              "from SentCallRow where accountId = :account and receipt = :receipt"
                  + " and reference <> :reference",
              SentCallRow.class)
          .setParameter("account", claimed.accountId)
          .setParameter("receipt", receipt)
          .setParameter("reference", claimed.reference)
          .getResultList()
          .forEach(s::delete);
    }
  }

  private static Optional<Message> apply(
      StatelessSession s, SentCallRow row, DeliveryReport report) {
    forward(row, report);
    row.learn(report);
    return named(s, row, report.learnt() != null);
  }

  /// Puts a call under the provider's own name, where that has been learnt.
  ///
  /// @param news whether its answer has just been learnt
  private static Optional<Message> named(StatelessSession s, SentCallRow row, boolean news) {
    var name = row.learnt;
    if (name == null || name.isEmpty() || name.equals(row.reference)) {
      s.update(row);
      return move(s, row, news);
    }
    s.delete(row);
    var known = find(s, new TenantId(row.tenantId), row.accountId, name);
    if (known == null) {
      var now = row.under(name);
      s.insert(now);
      return move(s, now, true);
    }
    dropOthers(s, known);
    known.learnt = name;
    known.of(row.conversationId, row.seq, row.call, row.calls);
    s.update(known);
    return move(s, known, true);
  }

  /// Whether the answer to the last call of a message, for which nobody waited any longer, has come
  /// before that could be stored.
  static boolean answeredLate(StatelessSession s, UUID conversation, long seq) {
    var last =
        s.createSelectionQuery(
                "from SentCallRow where conversationId = :conversation and seq = :seq"
                    + " and call = calls - 1",
                SentCallRow.class)
            .setParameter("conversation", conversation)
            .setParameter("seq", seq)
            .getResultList();
    var open = DeliveryReport.unanswered("");
    return last.stream().anyMatch(row -> row.learnt != null)
        && last.stream().noneMatch(row -> row.learnt == null && row.reference.startsWith(open));
  }

  /// @param learnt whether an answer was learnt that nobody had heard
  private static Optional<Message> move(StatelessSession s, SentCallRow row, boolean learnt) {
    var conversation = row.conversationId;
    var seq = row.seq;
    if (conversation == null || seq == null) {
      return Optional.empty();
    }
    // Receipts of several parts come together; each must see what the others have said.
    var message =
        s.get(
            MessageRow.class,
            new MessageKey(row.tenantId, conversation, seq),
            LockMode.PESSIMISTIC_WRITE);
    if (message == null) {
      return Optional.empty();
    }
    var before = message.delivery;
    switch (State.valueOf(row.state)) {
      case SENT -> {
        boolean doubt = before.equals(Delivery.UNKNOWN.name());
        if (learnt && doubt && row.call == row.calls - 1) {
          OutboundRows.moved(s, message, Delivery.SENT, null);
        }
      }
      case DELIVERED -> {
        if (delivered(s, row)) {
          OutboundRows.moved(s, message, Delivery.DELIVERED, null);
        }
      }
      case FAILED -> OutboundRows.moved(s, message, Delivery.FAILED, row.detail);
    }
    return before.equals(message.delivery) ? Optional.empty() : Optional.of(message.message());
  }

  /// Calls are made one after the other, so that with the last all are known. One that was sent
  /// again begins where the first was cut, so that its first calls may be another message's.
  private static boolean delivered(StatelessSession s, SentCallRow row) {
    var all =
        s.createSelectionQuery(
                "from SentCallRow where conversationId = :conversation and seq = :seq",
                SentCallRow.class)
            .setParameter("conversation", row.conversationId)
            .setParameter("seq", row.seq)
            .getResultList();
    return all.stream().allMatch(r -> r.state.equals(State.DELIVERED.name()))
        && all.stream().anyMatch(r -> r.call == r.calls - 1);
  }

  /// 발송, 실패, 전달, in this order and never back.
  private static void forward(SentCallRow row, DeliveryReport report) {
    var from = State.valueOf(row.state);
    if (from != State.DELIVERED && report.state() != State.SENT) {
      row.state = report.state().name();
      row.detail = report.detail();
      cut(row);
    }
  }

  private static SentCallRow cut(SentCallRow row) {
    row.detail = row.detail.substring(0, Math.min(row.detail.length(), LONGEST_DETAIL));
    return row;
  }

  private static @Nullable SentCallRow find(
      StatelessSession s, TenantId tenant, String account, String reference) {
    // Locked: who claims a report and who brings one must each see what the other has done.
    return s.get(
        SentCallRow.class,
        new SentKey(tenant.value(), account, reference),
        LockMode.PESSIMISTIC_WRITE);
  }

  private <T> T again(TenantId tenant, Function<StatelessSession, T> work) {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return transactions.write(tenant, work);
      } catch (DuplicateRow _) {
        // The other row is there now.
      }
    }
    return transactions.write(tenant, work);
  }

  @Override
  public int removeBefore(TenantId tenant, Instant before, int most) {
    return transactions.write(
        tenant,
        s -> {
          List<SentCallRow> old =
              s.createSelectionQuery(
                      "from SentCallRow where at < :before order by at", SentCallRow.class)
                  .setParameter("before", before)
                  .setMaxResults(most)
                  .getResultList();
          old.forEach(s::delete);
          return old.size();
        });
  }
}

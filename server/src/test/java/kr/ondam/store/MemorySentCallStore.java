package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.DeliveryReport.State;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.SentCall;
import kr.ondam.conversation.SentCallStore;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// References of calls in memory.
final class MemorySentCallStore implements SentCallStore {
  /// @param call null as long as only a report is known
  /// @param receipt the likeliest name of the call in the report that waits, null of a known call
  /// @param learnt the provider's name of a call whose answer came late, null of any other
  record Row(
      TenantId tenant,
      ChannelAccountId account,
      String reference,
      @Nullable SentCall call,
      State state,
      String detail,
      Instant at,
      @Nullable String receipt,
      @Nullable String learnt) {}

  private final MemoryTables tables;
  private final MemoryDeliveries deliveries;

  MemorySentCallStore(MemoryTables tables) {
    this.tables = tables;
    deliveries = new MemoryDeliveries(tables);
  }

  @Override
  public Optional<Message> sent(SentCall call) {
    return tables.ledger.run(() -> {
      var before = tables.sentCalls.find(call.tenant(), call.account(), call.reference());
      boolean early =
          before
              .map(Row::call)
              .map(c ->
                  c.conversation().equals(call.conversation())
                      && c.seq() == call.seq()
                      && c.call() == call.call())
              .orElse(before.isPresent());
      var state = early ? before.orElseThrow().state() : State.SENT;
      var detail = early ? before.orElseThrow().detail() : "";
      var learnt = early ? before.orElseThrow().learnt() : null;
      var row =
          new Row(
              call.tenant(),
              call.account(),
              call.reference(),
              call,
              state,
              detail,
              call.at(),
              null,
              learnt);
      before.ifPresent(this::dropOthers);
      return named(row, learnt != null);
    });
  }

  @Override
  public Optional<Message> report(DeliveryReport report) {
    return tables.ledger.run(() -> {
      for (String reference : report.references()) {
        var row = tables.sentCalls.find(report.tenant(), report.account(), reference);
        if (row.isPresent() && row.get().call() != null) {
          return apply(row.get(), report);
        }
      }
      var first = report.references().getFirst();
      for (String reference : report.references()) {
        var early = tables.sentCalls.find(report.tenant(), report.account(), reference);
        var fresh =
            new Row(
                report.tenant(),
                report.account(),
                reference,
                null,
                report.state(),
                report.detail(),
                report.at(),
                first,
                report.learnt());
        if (early.isEmpty()) {
          put(fresh);
        } else if (first.equals(early.get().receipt())) {
          put(forward(early.get(), report));
        } else if (reference.equals(first)) {
          put(fresh);
        }
      }
      return Optional.empty();
    });
  }

  /// A report tells of one call.
  private void dropOthers(Row claimed) {
    var receipt = claimed.receipt();
    if (receipt != null) {
      tables.sentCalls.under(claimed.tenant()).stream()
          .filter(row -> row.account().equals(claimed.account()))
          .filter(row -> receipt.equals(row.receipt()))
          .forEach(row -> tables.sentCalls.remove(row.tenant(), row.account(), row.reference()));
    }
  }

  private Optional<Message> apply(Row row, DeliveryReport report) {
    return named(forward(row, report), report.learnt() != null);
  }

  private Optional<Message> named(Row row, boolean news) {
    var learnt = row.learnt();
    if (learnt == null || learnt.isEmpty() || learnt.equals(row.reference())) {
      put(row);
      return move(row, news);
    }
    tables.sentCalls.remove(row.tenant(), row.account(), row.reference());
    var known = tables.sentCalls.find(row.tenant(), row.account(), learnt);
    var now =
        new Row(
            row.tenant(),
            row.account(),
            learnt,
            row.call(),
            known.orElse(row).state(),
            known.orElse(row).detail(),
            row.at(),
            null,
            learnt);
    known.ifPresent(this::dropOthers);
    put(now);
    return move(now, true);
  }

  private Optional<Message> move(Row row, boolean learnt) {
    var call = row.call();
    if (call == null) {
      return Optional.empty();
    }
    var incoming = tables.messages.find(call.tenant(), call.conversation(), call.seq());
    if (incoming.isEmpty()) {
      return Optional.empty();
    }
    var before = incoming.get().message();
    var to =
        switch (row.state()) {
          case SENT ->
              learnt && before.delivery() == Delivery.UNKNOWN && call.call() == call.calls() - 1
                  ? Delivery.SENT
                  : before.delivery();
          case DELIVERED -> delivered(call) ? Delivery.DELIVERED : before.delivery();
          case FAILED -> Delivery.FAILED;
        };
    var after =
        deliveries.moved(incoming.get(), to, row.state() == State.FAILED ? row.detail() : null);
    return after.delivery() == before.delivery() ? Optional.empty() : Optional.of(after);
  }

  private boolean delivered(SentCall call) {
    var all =
        tables.sentCalls.all().stream()
            .filter(row -> {
              var c = row.call();
              return c != null
                  && c.tenant().equals(call.tenant())
                  && c.conversation().equals(call.conversation())
                  && c.seq() == call.seq();
            })
            .toList();
    return all.stream().allMatch(row -> row.state() == State.DELIVERED)
        && all.stream()
            .anyMatch(row -> row.call() instanceof SentCall c && c.call() == c.calls() - 1);
  }

  private static Row forward(Row row, DeliveryReport report) {
    boolean moves = row.state() != State.DELIVERED && report.state() != State.SENT;
    return new Row(
        row.tenant(),
        row.account(),
        row.reference(),
        row.call(),
        moves ? report.state() : row.state(),
        moves ? report.detail() : row.detail(),
        row.at(),
        row.receipt(),
        report.learnt() == null ? row.learnt() : report.learnt());
  }

  private void put(Row row) {
    tables.sentCalls.put(row, row.tenant(), row.account(), row.reference());
  }

  @Override
  public int removeBefore(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() -> {
      List<Row> old =
          tables.sentCalls.under(tenant).stream()
              .filter(row -> row.at().isBefore(before))
              .sorted(Comparator.comparing(Row::at))
              .limit(most)
              .toList();
      old.forEach(row -> tables.sentCalls.remove(row.tenant(), row.account(), row.reference()));
      return old.size();
    });
  }
}

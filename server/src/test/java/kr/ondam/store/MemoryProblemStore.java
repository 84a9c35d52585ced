package kr.ondam.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.DeliveryProblem;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.ProblemStore;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What went wrong on the way to and from customers, in memory.
final class MemoryProblemStore implements ProblemStore {
  private final MemoryTables tables;

  MemoryProblemStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<DeliveryProblem> problems(TenantId tenant, @Nullable MessageId before, int limit) {
    return tables.ledger.run(() ->
        tables.problems.under(tenant).reversed().stream()
            .map(place -> at(tenant, place))
            .filter(p -> before == null || p.id().toString().compareTo(before.toString()) < 0)
            .limit(limit)
            .toList());
  }

  @Override
  public Optional<DeliveryProblem> problem(TenantId tenant, MessageId message) {
    return tables.ledger.run(
        () -> tables.problems.find(tenant, message).map(place -> at(tenant, place)));
  }

  private DeliveryProblem at(TenantId tenant, MemoryTables.Place place) {
    return new DeliveryProblem(
        tables.conversations.find(tenant, place.conversation()).orElseThrow(),
        tables.messages.find(tenant, place.conversation(), place.seq()).orElseThrow().message());
  }

  @Override
  public boolean dismiss(TenantId tenant, MessageId message) {
    return tables.ledger.run(() -> tables.problems.remove(tenant, message));
  }

  @Override
  public List<DeadLetter> letters(TenantId tenant, @Nullable UUID before, int limit) {
    return tables.ledger.run(() ->
        tables.deadLetters.under(tenant).reversed().stream()
            .filter(l -> before == null || l.id().toString().compareTo(before.toString()) < 0)
            .limit(limit)
            .toList());
  }

  @Override
  public Optional<DeadLetter> letter(TenantId tenant, UUID id) {
    return tables.ledger.run(() -> tables.deadLetters.find(tenant, id));
  }

  @Override
  public int open(TenantId tenant) {
    return tables.ledger.run(() ->
        tables.problems.under(tenant).size()
            + tables.deadLetters.under(tenant).size()
            + (int) MemoryNoticeStore.troubled(tables, tenant).count());
  }

  @Override
  public int removeLetters(TenantId tenant, Instant before, int most) {
    return tables.ledger.run(() -> {
      var old =
          tables.deadLetters.under(tenant).stream()
              .filter(letter -> letter.at().isBefore(before))
              .limit(most)
              .toList();
      old.forEach(letter -> tables.deadLetters.remove(tenant, letter.id()));
      return old.size();
    });
  }
}

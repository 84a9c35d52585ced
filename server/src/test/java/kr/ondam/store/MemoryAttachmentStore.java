package kr.ondam.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.media.AttachmentStore;
import kr.ondam.tenant.TenantId;

/// Attachments in memory.
final class MemoryAttachmentStore implements AttachmentStore {
  private final MemoryTables tables;

  MemoryAttachmentStore(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Attachment> find(TenantId tenant, AttachmentId id) {
    return tables.ledger.run(() -> tables.attachments.find(tenant, id));
  }

  @Override
  public List<Attachment> of(TenantId tenant, ConversationId conversation) {
    return tables.ledger.run(() ->
        tables.attachments.under(tenant).stream()
            .filter(a -> a.conversation().equals(conversation))
            .sorted(Comparator.comparing(Attachment::seq).thenComparing(Attachment::part))
            .toList());
  }

  @Override
  public List<Attachment> due(Instant now, Set<Account> without, int limit) {
    return tables.ledger.run(() ->
        tables.attachments.all().stream()
            .filter(a -> a.state() == AttachmentState.PENDING && isDue(a, now))
            .filter(a -> !without.contains(new Account(a.tenant(), a.account())))
            .sorted(Comparator.comparing(Attachment::dueAt).thenComparing(a -> a.id().toString()))
            .limit(limit)
            .toList());
  }

  private static boolean isDue(Attachment attachment, Instant now) {
    var due = attachment.dueAt();
    return attachment.tries() == 0 || !due.isAfter(now) || due.isAfter(now.plus(LONGEST_PAUSE));
  }

  @Override
  public boolean settle(Attachment attachment) {
    return tables.ledger.run(() -> {
      var before = tables.attachments.find(attachment.tenant(), attachment.id());
      boolean waits = before.filter(a -> a.state() == AttachmentState.PENDING).isPresent();
      if (waits) {
        tables.attachments.put(attachment, attachment.tenant(), attachment.id());
      }
      return waits;
    });
  }

  @Override
  public Optional<Attachment> wantAfresh(TenantId tenant, AttachmentId id, Instant now) {
    return tables.ledger.run(() -> {
      var wanted =
          tables.attachments.find(tenant, id).filter(Attachment::missing).map(a -> a.afresh(now));
      wanted.ifPresent(a -> tables.attachments.put(a, tenant, id));
      return wanted;
    });
  }
}

package kr.ondam.media;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;

/// Rows of attachments in memory, of one conversation; several threads may use them.
final class WantedFiles implements AttachmentStore {
  private final Map<AttachmentId, Attachment> all = new LinkedHashMap<>();

  /// A file that is still to be fetched.
  AttachmentId want(TenantId tenant, AttachmentKind kind, String name, String url, Instant now) {
    return want(new Account(tenant, new ChannelAccountId("kakao")), kind, name, url, now);
  }

  synchronized AttachmentId want(
      Account account, AttachmentKind kind, String name, String url, Instant now) {
    var id = new AttachmentId(new UUID(0x0192_0000_0000_7000L, all.size() + 1));
    all.put(
        id,
        new Attachment(
            account.tenant(),
            id,
            new ConversationId(new UUID(1, 1)),
            1,
            0,
            account.id(),
            kind,
            name,
            url,
            AttachmentState.PENDING,
            null,
            null,
            0,
            null,
            false,
            0,
            now,
            now));
    return id;
  }

  @Override
  public synchronized Optional<Attachment> find(TenantId tenant, AttachmentId id) {
    return Optional.ofNullable(all.get(id)).filter(a -> a.tenant().equals(tenant));
  }

  @Override
  public synchronized List<Attachment> of(TenantId tenant, ConversationId conversation) {
    return List.copyOf(all.values());
  }

  @Override
  public synchronized List<Attachment> due(Instant now, Set<Account> without, int limit) {
    return all.values().stream()
        .filter(a -> a.state() == AttachmentState.PENDING && !a.dueAt().isAfter(now))
        .filter(a -> !without.contains(new Account(a.tenant(), a.account())))
        .sorted(Comparator.comparing(Attachment::dueAt))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean settle(Attachment attachment) {
    all.put(attachment.id(), attachment);
    return true;
  }

  @Override
  public synchronized Optional<Attachment> wantAfresh(
      TenantId tenant, AttachmentId id, Instant now) {
    var wanted = find(tenant, id).filter(Attachment::missing).map(a -> a.afresh(now));
    wanted.ifPresent(a -> all.put(id, a));
    return wanted;
  }
}

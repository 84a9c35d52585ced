package kr.ondam.media;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;

/// The rows of attachments. They are made together with their message, by the conversation store.
public interface AttachmentStore {
  /// A channel account of a tenant.
  record Account(TenantId tenant, ChannelAccountId id) {}

  Optional<Attachment> find(TenantId tenant, AttachmentId id);

  /// All of a conversation, in the order of its messages and their parts.
  List<Attachment> of(TenantId tenant, ConversationId conversation);

  /// No pause before the next try is longer; what seems to wait for longer was stored by a clock
  /// that has been set back since.
  Duration LONGEST_PAUSE = Duration.ofMinutes(62);

  /// Pending ones of all tenants whose time has come, the longest due first: what was not tried yet
  /// at once, and what seems to wait for longer than anything does.
  ///
  /// @param without accounts of which none are wanted
  List<Attachment> due(Instant now, Set<Account> without, int limit);

  /// Writes how far one is. Answers false, writing nothing, when it is not pending any more.
  boolean settle(Attachment attachment);

  /// Makes one that is missing wanted anew and answers it as it is now; empty, writing nothing, for
  /// every other one.
  Optional<Attachment> wantAfresh(TenantId tenant, AttachmentId id, Instant now);
}

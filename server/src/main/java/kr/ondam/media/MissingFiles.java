package kr.ondam.media;

import java.time.InstantSource;
import java.util.Optional;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// Has files fetched anew that did not come though they may still be with their provider.
public final class MissingFiles {
  private final AttachmentStore rows;
  private final EventBus bus;
  private final InstantSource clock;

  public MissingFiles(AttachmentStore rows, EventBus bus, InstantSource clock) {
    this.rows = rows;
    this.bus = bus;
    this.clock = clock;
  }

  /// Answers the file as it waits now; empty when it is not missing, such as one that is harmful or
  /// was not to be asked for.
  ///
  /// @throws StoreUnavailable when nothing can be stored now
  public Optional<Attachment> fetchAgain(TenantId tenant, AttachmentId id) {
    var now = clock.instant();
    var wanted = rows.wantAfresh(tenant, id, now);
    wanted.ifPresent(file -> bus.publish(new ConversationFact.AttachmentChanged(file, now)));
    return wanted;
  }
}

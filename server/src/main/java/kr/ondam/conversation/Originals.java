package kr.ondam.conversation;

import java.util.Optional;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;

/// What providers sent where it is more than a message shows, masked before it was kept.
public interface Originals {
  /// Empty for a message that shows all of it, and for none.
  ///
  /// @throws StoreUnavailable when it cannot be read now
  Optional<String> of(TenantId tenant, ConversationId conversation, long seq);
}

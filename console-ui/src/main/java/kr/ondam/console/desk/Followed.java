package kr.ondam.console.desk;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// The conversation whose news a desk wants to hear, and whether some of them were missed. All but
/// [#id] and [#covers] belong to the thread that draws the desk.
final class Followed {
  private volatile @Nullable ConversationId id;
  private volatile @Nullable ConversationId opening;
  private boolean missed;

  /// The one that is open. May be asked on any thread.
  @Nullable ConversationId id() {
    return id;
  }

  /// Whether news of a conversation are wanted. May be asked on any thread.
  boolean covers(ConversationId asked) {
    return asked.equals(id) || asked.equals(opening);
  }

  /// Follows what is read, if there is anything to read. Its news count from before the reading on,
  /// for what is published meanwhile is in neither what was read nor what comes afterwards.
  <T> Optional<T> open(ConversationId wanted, Supplier<Optional<T>> reading) {
    opening = wanted;
    try {
      var found = reading.get();
      if (found.isPresent()) {
        id = wanted;
        missed = false;
      }
      return found;
    } finally {
      opening = null;
    }
  }

  void leave() {
    id = null;
    missed = false;
  }

  /// Shows news that need the store. Answers what `showing` does, and false when the store is away:
  /// then the news are missed.
  boolean hear(BooleanSupplier showing) {
    try {
      return showing.getAsBoolean();
    } catch (StoreUnavailable _) {
      missed = true;
      return false;
    }
  }

  /// Shows again what was missed, if anything was.
  boolean catchUp(BooleanSupplier showing) {
    if (!missed) {
      return false;
    }
    missed = false;
    return hear(showing);
  }
}

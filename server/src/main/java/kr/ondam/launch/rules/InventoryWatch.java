package kr.ondam.launch.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import kr.ondam.rules.file.Inventory;
import org.jspecify.annotations.Nullable;

/// Notices that agents or centres were edited on screen, so that the draft is held against them
/// anew. Looks now and then only, because it asks the store. Not safe for use by many threads.
final class InventoryWatch {
  /// How soon a warning about a skill nobody has goes when somebody learns it.
  static final Duration EVERY = Duration.ofSeconds(20);

  private final RuleBooks.Surroundings around;
  private Optional<Inventory> seen = Optional.empty();
  private @Nullable Instant looked;

  InventoryWatch(RuleBooks.Surroundings around) {
    this.around = around;
  }

  /// Whether something may be another than it was when this was asked before; not at first, and
  /// never while the store does not answer.
  boolean changed() {
    Instant now = around.clock().instant();
    Instant last = looked;
    if (last != null && now.isBefore(last.plus(EVERY))) {
      return false;
    }
    looked = now;
    if (last == null) {
      return false;
    }
    Optional<Inventory> inventory = around.inventory().get();
    boolean changed = inventory.isPresent() && !inventory.equals(seen);
    seen = changed ? inventory : seen;
    return changed;
  }
}

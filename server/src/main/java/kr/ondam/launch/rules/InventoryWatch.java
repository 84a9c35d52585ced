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
  private volatile boolean hurried;

  InventoryWatch(RuleBooks.Surroundings around) {
    this.around = around;
  }

  /// Lets the next look happen at once. Any thread may ask for it.
  void hurry() {
    hurried = true;
  }

  /// Whether something may be another than it was when this was asked before; not at first, and
  /// never while the store does not answer.
  boolean changed() {
    Instant now = around.clock().instant();
    Instant last = looked;
    boolean due = last != null && !now.isBefore(last.plus(EVERY));
    if (last != null && !due && !hurried) {
      return false;
    }
    looked = now;
    if (!due && !hurried) {
      return false;
    }
    hurried = false;
    Optional<Inventory> inventory = around.inventory().get();
    boolean changed = inventory.isPresent() && !inventory.equals(seen);
    seen = changed ? inventory : seen;
    return changed;
  }
}

package kr.ondam.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Gives ids of one kind the small numbers the engine works with. A number is never given twice.
final class Numbers<I> {
  private final Map<I, Long> numbers = new HashMap<>();
  private final Map<Long, I> ids = new HashMap<>();
  private long next = 1;

  /// The number of an id, a new one when it has none yet.
  long of(I id) {
    return numbers.computeIfAbsent(
        id,
        _ -> {
          ids.put(next, id);
          return next++;
        });
  }

  /// Binds an id to a number the engine has chosen.
  void bind(I id, long number) {
    numbers.put(id, number);
    ids.put(number, id);
    next = Math.max(next, number + 1);
  }

  Optional<Long> known(I id) {
    return Optional.ofNullable(numbers.get(id));
  }

  I id(long number) {
    I id = ids.get(number);
    if (id == null) {
      throw new IllegalStateException("number: " + number + " (expected: one that was given out)");
    }
    return id;
  }

  void forget(I id) {
    Long number = numbers.remove(id);
    if (number != null) {
      ids.remove(number);
    }
  }

  long highest() {
    return next - 1;
  }
}

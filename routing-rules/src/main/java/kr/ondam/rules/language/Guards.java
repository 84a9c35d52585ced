package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What must be so for a test to hold, as far as that can be told from one field alone. Always on
/// the safe side: a guard never excludes facts for which the test holds.
final class Guards {
  private Guards() {}

  /// For which values of one field a test can hold and for which it can fail. The last bit stands
  /// for an absent fact.
  record Values(BitSet holds, BitSet fails) {
    Values opposite() {
      return new Values(fails, holds);
    }
  }

  /// How many values the field of a slot has, absent included; 0 if it has no fixed values.
  static int size(Slot slot) {
    return switch (slot.field().type()) {
      case ENUMERATION -> slot.enumeration().values().size() + 1;
      case TRUTH -> 3;
      case NUMBER, TEXT, CLOCK, DURATION, SET -> 0;
    };
  }

  static Values values(Logic logic, Slot slot) {
    int size = size(slot);
    return switch (logic) {
      case Logic.Constant constant -> constant.value() ? all(size) : all(size).opposite();
      case Logic.Fact fact when fact.slot().equals(slot) ->
          exactly(BitSet.valueOf(new long[] {2}), size);
      case Logic.Value value when value.slot().equals(slot) ->
          exactly(bit((int) value.ordinal()), size);
      case Logic.AnyValue any when any.slot().equals(slot) ->
          exactly(BitSet.valueOf(any.mask()), size);
      case Logic.Not not -> values(not.inner(), slot).opposite();
      case Logic.All all -> joined(all.parts(), slot, true);
      case Logic.Any any -> joined(any.parts(), slot, false);
      default -> new Values(range(size), range(size));
    };
  }

  /// 그리고 holds where all parts can hold and fails where one can fail; 또는 the other way round.
  private static Values joined(Logic[] parts, Slot slot, boolean all) {
    BitSet every = range(size(slot));
    var some = new BitSet();
    for (Logic part : parts) {
      Values values = values(part, slot);
      every.and(all ? values.holds() : values.fails());
      some.or(all ? values.fails() : values.holds());
    }
    return all ? new Values(every, some) : new Values(some, every);
  }

  private static Values all(int size) {
    return new Values(range(size), new BitSet());
  }

  private static Values exactly(BitSet values, int size) {
    BitSet others = range(size);
    others.andNot(values);
    return new Values(values, others);
  }

  private static BitSet range(int size) {
    var bits = new BitSet();
    bits.set(0, size);
    return bits;
  }

  private static BitSet bit(int index) {
    var bits = new BitSet();
    bits.set(index);
    return bits;
  }

  /// Values of a set of which at least one must be there; none if the test can hold without.
  static Optional<BitSet> members(Logic logic, Slot slot) {
    return switch (logic) {
      case Logic.AnyMember any when any.slot().equals(slot) ->
          Optional.of(BitSet.valueOf(any.mask()));
      case Logic.All all -> {
        Optional<BitSet> found = Optional.empty();
        for (Logic part : all.parts()) {
          found = found.isPresent() ? found : members(part, slot);
        }
        yield found;
      }
      case Logic.Any any -> {
        var union = new BitSet();
        for (Logic part : any.parts()) {
          var members = members(part, slot);
          if (members.isEmpty()) {
            yield Optional.empty();
          }
          union.or(members.get());
        }
        yield Optional.of(union);
      }
      default -> Optional.empty();
    };
  }

  /// What is left to be tested of a test whose [#values] and [#members] are known to fit.
  static Logic rest(Logic logic) {
    if (!(logic instanceof Logic.All all)) {
      return exact(logic) || logic instanceof Logic.AnyMember ? new Logic.Constant(true) : logic;
    }
    var left = new ArrayList<Logic>();
    boolean guarded = false;
    for (Logic part : all.parts()) {
      // Of several sets only the first is a guard, wherever it stands; see members.
      boolean first = part instanceof Logic.AnyMember && !guarded;
      guarded |= mayGuard(part);
      if (!exact(part) && !first) {
        left.add(part);
      }
    }
    return Logic.join(true, left);
  }

  /// Whether [#members] may find its guard in a part.
  private static boolean mayGuard(Logic part) {
    return part instanceof Logic.AnyMember
        || part instanceof Logic.Any
        || part instanceof Logic.All;
  }

  private static boolean exact(Logic logic) {
    return logic instanceof Logic.Value
        || logic instanceof Logic.AnyValue
        || logic instanceof Logic.Fact
        || logic instanceof Logic.Not not && exact(not.inner());
  }

  /// Words of which at least one must be in a text; none if the test can hold without.
  static Optional<Set<String>> words(Logic logic, int text) {
    return switch (logic) {
      case Logic.Contains contains when contains.text() == text ->
          Optional.of(new LinkedHashSet<>(contains.needles().forms()));
      case Logic.Starts starts when starts.text() == text ->
          Optional.of(new LinkedHashSet<>(starts.needles().forms()));
      case Logic.All all -> {
        Optional<Set<String>> found = Optional.empty();
        for (Logic part : all.parts()) {
          found = found.isPresent() ? found : words(part, text);
        }
        yield found;
      }
      case Logic.Any any -> {
        var union = new LinkedHashSet<String>();
        for (Logic part : any.parts()) {
          var words = words(part, text);
          if (words.isEmpty()) {
            yield Optional.empty();
          }
          union.addAll(words.get());
        }
        yield Optional.of(union);
      }
      default -> Optional.empty();
    };
  }
}

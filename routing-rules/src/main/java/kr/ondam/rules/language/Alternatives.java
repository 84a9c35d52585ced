package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.List;

/// Takes a test apart into tests of which one must hold: `a 또는 b` into a and b, and `(a 또는 b) 그리고
/// c` into `a 그리고 c` and `b 그리고 c`. Each alone is easier to rule out. No 그리고 is left directly
/// inside another, so that the parts of one are all there is to look at.
final class Alternatives {
  /// A test that would fall into more is left whole.
  private static final int MOST = 8;

  private Alternatives() {}

  static List<Logic> of(Logic logic) {
    Logic flat = flat(logic);
    var found = split(flat);
    return found.size() > MOST ? List.of(flat) : found;
  }

  private static List<Logic> split(Logic logic) {
    return switch (logic) {
      case Logic.Any any -> {
        var found = new ArrayList<Logic>();
        for (Logic part : any.parts()) {
          found.addAll(split(part));
        }
        yield found;
      }
      case Logic.All all -> {
        for (int i = 0; i < all.parts().length; i++) {
          if (all.parts()[i] instanceof Logic.Any any) {
            yield distributed(all, i, any);
          }
        }
        yield List.of(logic);
      }
      default -> List.of(logic);
    };
  }

  private static List<Logic> distributed(Logic.All all, int at, Logic.Any any) {
    var found = new ArrayList<Logic>();
    for (Logic part : any.parts()) {
      Logic[] parts = all.parts().clone();
      parts[at] = part;
      found.add(flat(new Logic.All(parts)));
    }
    return found;
  }

  private static Logic flat(Logic logic) {
    if (!(logic instanceof Logic.All all)) {
      return logic;
    }
    var parts = new ArrayList<Logic>();
    for (Logic part : all.parts()) {
      if (flat(part) instanceof Logic.All inner) {
        parts.addAll(List.of(inner.parts()));
      } else {
        parts.add(part);
      }
    }
    return Logic.join(true, parts);
  }
}

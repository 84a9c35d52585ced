package kr.ondam.channel.sms.smpp;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Settles, where the account leaves it open, how the ids of one message centre's receipts relate
/// to those of its answers. Receipts come before answers too, and small numbers are good in every
/// base: so only a receipt that fits the answers in one way counts, and a way with another base
/// needs two of them. Until it is settled all ways are tried. Not safe for several threads.
final class LearntBase {
  private static final List<IdBase> WAYS = List.of(IdBase.EXACT, IdBase.HEX_DEC, IdBase.DEC_HEX);
  private static final int MOST_ANSWERED = 1000;
  private static final int MOST_RECEIPTED = 100;

  private final IdBase given;
  private final Set<String> answered = new LinkedHashSet<>();

  /// In what ways each of the last receipts fits.
  private final Map<String, Set<IdBase>> fits = new LinkedHashMap<>();

  LearntBase(IdBase given) {
    this.given = given;
  }

  /// A message was answered with this id.
  void answered(String id) {
    if (given == IdBase.AUTO && answered.add(id)) {
      cut(answered, MOST_ANSWERED);
      fits.forEach((receipted, ways) -> fit(receipted, Set.of(id), ways));
    }
  }

  /// The ids under which the message of a receipt may be known, likeliest first.
  List<String> candidates(String receipted) {
    if (given != IdBase.AUTO) {
      return given.candidates(receipted);
    }
    var ways = fits.computeIfAbsent(receipted, _ -> EnumSet.noneOf(IdBase.class));
    fit(receipted, answered, ways);
    cut(fits.keySet(), MOST_RECEIPTED);
    return settled().candidates(receipted);
  }

  private static void fit(String receipted, Set<String> ids, Set<IdBase> ways) {
    for (IdBase way : WAYS) {
      if (way.candidates(receipted).stream().anyMatch(ids::contains)) {
        ways.add(way);
      }
    }
  }

  private IdBase settled() {
    for (IdBase way : WAYS) {
      int others = WAYS.stream().filter(w -> w != way).mapToInt(this::count).max().orElse(0);
      if (count(way) - others >= (way == IdBase.EXACT ? 1 : 2)) {
        return way;
      }
    }
    return IdBase.AUTO;
  }

  private int count(IdBase way) {
    return (int) fits.values().stream().filter(ways -> ways.equals(Set.of(way))).count();
  }

  private static void cut(Set<String> ids, int most) {
    if (ids.size() > most) {
      ids.remove(ids.iterator().next());
    }
  }
}

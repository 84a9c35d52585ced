package kr.ondam.launch.rules;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.Inventory;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;

/// Judges whether a set of the history may count. Not safe for use by many threads.
final class Judge {
  /// How far back it looks for where a strange name came from.
  private static final int MOST_SETS = 30;

  private final RuleHistory history;
  private final RuleReader reader;
  private final InstantSource clock;
  private final Map<Activation, Earlier> refused = new HashMap<>();

  Judge(RuleHistory history, RuleReader reader, InstantSource clock) {
    this.history = history;
    this.reader = reader;
    this.clock = clock;
  }

  /// What is made of a set.
  sealed interface Verdict {
    /// It may count.
    record Sound(InForce now, List<RuleText> files) implements Verdict {}

    /// It misspells somebody whose rules the installation would lose by it.
    record Refused(List<Diagnostic> why) implements Verdict {
      public Refused {
        why = List.copyOf(why);
      }
    }

    /// It is missing, altered, or nothing in it is sound.
    record Damaged() implements Verdict {}
  }

  private record Earlier(Verdict.Refused verdict, Instant at) {}

  /// A refusal is judged again only when agents or centres may have been edited.
  ///
  /// @param older activations before it, oldest first
  Verdict of(Activation activation, List<Activation> older) throws IOException {
    Earlier earlier = refused.get(activation);
    Instant now = clock.instant();
    if (earlier != null && now.isBefore(earlier.at().plus(InventoryWatch.EVERY))) {
      return earlier.verdict();
    }
    refused.remove(activation);
    Optional<List<RuleText>> files = history.load(activation.version());
    Verdict verdict =
        files.isPresent() ? judge(activation, files.get(), older) : new Verdict.Damaged();
    if (verdict instanceof Verdict.Refused refusal) {
      refused.put(activation, new Earlier(refusal, now));
    }
    return verdict;
  }

  /// What came into force once stays usable when the installation has changed since, such as when a
  /// centre got another name: then it is held against itself only, and as a last resort without the
  /// tenants that are broken.
  private Verdict judge(Activation activation, List<RuleText> files, List<Activation> older)
      throws IOException {
    Reading installed = reader.kept(files);
    if (installed instanceof Reading.Accepted accepted) {
      return new Verdict.Sound(new InForce(accepted.book(), activation, true), files);
    }
    Reading alone = reader.alone(files);
    Optional<RuleBook> book = Books.usable(files, alone);
    if (book.isEmpty()) {
      return new Verdict.Damaged();
    }
    Optional<Inventory> inventory = reader.installed();
    if (inventory.isPresent() && misnames(book.get(), names(inventory.get()), older)) {
      return new Verdict.Refused(
          installed.diagnostics().stream().filter(found -> found.severity().blocks()).toList());
    }
    boolean whole = alone instanceof Reading.Accepted;
    return new Verdict.Sound(new InForce(book.get(), activation, whole), files);
  }

  /// Whether a name the installation does not have came in the place of one it has. Where it was
  /// there all along, it was the installation that changed.
  private boolean misnames(RuleBook book, Set<String> installed, List<Activation> older)
      throws IOException {
    Set<String> later = names(book);
    Set<String> strange = new HashSet<>(later);
    strange.removeAll(installed);
    for (Activation each : older.reversed().stream().limit(MOST_SETS).toList()) {
      Optional<Set<String>> named = names(each);
      if (strange.isEmpty() || named.isEmpty()) {
        continue;
      }
      Set<String> before = named.get();
      Set<String> lost = new HashSet<>(before);
      lost.retainAll(installed);
      lost.removeAll(later);
      if (!before.containsAll(strange) && !lost.isEmpty()) {
        return true;
      }
      strange.retainAll(before);
      later = before;
    }
    return false;
  }

  private Optional<Set<String>> names(Activation activation) throws IOException {
    return history
        .load(activation.version())
        .flatMap(files -> Books.usable(files, reader.alone(files)))
        .map(Judge::names);
  }

  private static Set<String> names(RuleBook book) {
    Set<String> names = new TreeSet<>(book.tenants().keySet());
    book.tenants()
        .forEach((tenant, rules) ->
            rules.centres().keySet().forEach(centre -> names.add(tenant + "\n" + centre)));
    return names;
  }

  private static Set<String> names(Inventory inventory) {
    Set<String> names = new TreeSet<>();
    for (Inventory.Tenant tenant : inventory.tenants()) {
      names.add(tenant.name());
      tenant.centres().forEach(centre -> names.add(tenant.name() + "\n" + centre.name()));
    }
    return names;
  }
}

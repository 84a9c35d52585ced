package kr.ondam.launch.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.Wording;

/// How rules stand at one moment: what counts, what waits for its time, what is being written.
///
/// @param inForce empty before there are any rules
/// @param waiting the activation that counts from a later time on
/// @param changes what the draft would change, by tenant; none when it is broken
/// @param history all activations, oldest first
/// @param alarms what somebody must look at, such as a kept set that was altered
public record RuleState(
    Optional<InForce> inForce,
    Optional<Activation> waiting,
    Draft draft,
    SortedMap<String, List<Change>> changes,
    List<Activation> history,
    List<Wording> alarms) {
  static final RuleState NOTHING =
      new RuleState(
          Optional.empty(), Optional.empty(), Draft.NOTHING, new TreeMap<>(), List.of(), List.of());

  public RuleState {
    changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    history = List.copyOf(history);
    alarms = List.copyOf(alarms);
  }

  RuleState withHistory(List<Activation> activations) {
    return new RuleState(inForce, waiting, draft, changes, activations, alarms);
  }

  RuleState withWaiting(Optional<Activation> later) {
    return new RuleState(inForce, later, draft, changes, history, alarms);
  }

  RuleState withAlarms(List<Wording> problems) {
    return new RuleState(inForce, waiting, draft, changes, history, problems);
  }

  RuleState withInForce(InForce now) {
    return new RuleState(
        Optional.of(now), waiting, draft, changes(Optional.of(now), draft), history, alarms);
  }

  RuleState withDraft(Draft found) {
    return new RuleState(inForce, waiting, found, changes(inForce, found), history, alarms);
  }

  /// What becomes of a wish for what was decided already.
  ActivationResult decidedAlready() {
    return waiting()
        .<ActivationResult>map(ActivationResult.Scheduled::new)
        .orElseGet(ActivationResult.Same::new);
  }

  /// The tenants besides one that a book would change too.
  List<String> others(String own, RuleBook book) {
    return changesBetween(inForce().map(InForce::book), book).keySet().stream()
        .filter(tenant -> !tenant.equals(own))
        .toList();
  }

  private static SortedMap<String, List<Change>> changes(Optional<InForce> now, Draft draft) {
    return draft
        .book()
        .map(book -> changesBetween(now.map(InForce::book), book))
        .orElseGet(TreeMap::new);
  }

  /// How the draft stands to what is in force.
  public enum Standing {
    /// There are no files.
    EMPTY,
    /// The files are those in force.
    SAME,
    /// The files are those that will be in force from a time on.
    SCHEDULED,
    /// They differ and can come into force.
    CHANGED,
    /// They cannot come into force.
    BROKEN
  }

  public Standing standing() {
    if (draft.unreadable().isPresent()) {
      return Standing.BROKEN;
    }
    if (draft.files() == 0) {
      return Standing.EMPTY;
    }
    if (draft.book().isEmpty()) {
      return Standing.BROKEN;
    }
    if (waiting.map(Activation::version).equals(Optional.of(draft.version()))) {
      return Standing.SCHEDULED;
    }
    boolean whole = inForce.map(InForce::whole).orElse(true);
    return whole && draft.version().equals(decided()) ? Standing.SAME : Standing.CHANGED;
  }

  /// The version that was decided on last; empty for none.
  public String decided() {
    return waiting
        .map(Activation::version)
        .or(() -> inForce.map(now -> now.activation().version()))
        .orElse("");
  }

  /// Version in force, empty for none.
  public String version() {
    return inForce.map(now -> now.book().version()).orElse("");
  }

  /// What the draft changes for all tenants.
  public List<Change> allChanges() {
    List<Change> all = new ArrayList<>();
    changes.values().forEach(all::addAll);
    return all;
  }

  /// What comes out differently when one book follows another, by tenant; tenants for which nothing
  /// changes are left out.
  ///
  /// @param before empty for no rules at all
  public static SortedMap<String, List<Change>> changesBetween(
      Optional<RuleBook> before, RuleBook after) {
    RuleBook from =
        before.orElseGet(() -> new RuleBook("", "", OptionalLong.empty(), new TreeMap<>()));
    SortedMap<String, List<Change>> changes = new TreeMap<>();
    Map<String, Object> tenants = new TreeMap<>(from.tenants());
    tenants.putAll(after.tenants());
    for (String tenant : tenants.keySet()) {
      List<Change> own = from.only(tenant).changesTo(after.only(tenant));
      if (!own.isEmpty()) {
        changes.put(tenant, own);
      }
    }
    return changes;
  }
}

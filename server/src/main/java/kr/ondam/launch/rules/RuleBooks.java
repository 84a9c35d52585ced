package kr.ondam.launch.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import kr.ondam.event.Subscription;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.Inventory;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import kr.ondam.rules.file.Wording;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rules of the installation: the book in force, the draft in the folder, and the history.
///
/// The history decides what is in force, and whoever adds a line to it decides: this object, the
/// command line in another process, or another server on the same folder. [#refresh] notices what
/// others did. What lies in the folder is a draft until somebody puts it into force, whole or not
/// at all. Safe for use by many threads; [#state] never waits.
public final class RuleBooks {
  private static final Logger log = LoggerFactory.getLogger(RuleBooks.class);
  private static final String NOBODY = "ondam";

  private final RuleFolder folder;
  private final RuleHistory history;
  private final Surroundings around;
  private final InventoryWatch surroundings;
  private final RuleReader reader;
  private final Judge judge;
  private final Set<String> told = new HashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile RuleState state = RuleState.NOTHING;
  private Follower follower = (_, _) -> {};
  private @Nullable String folderStamp;
  private @Nullable String historyStamp;

  /// What rule files are read against.
  ///
  /// @param inventory what the installation has; empty to hold the files only against each other
  public record Surroundings(
      Supplier<Optional<Inventory>> inventory, InstantSource clock, ZoneId zone) {}

  /// Is told what comes into force. It must not wait.
  public interface Follower {
    /// @param another whether other rules were in force before, in this process; false also when
    ///   the same rules hold for another tenant now
    void inForce(InForce now, boolean another);
  }

  /// @param routing folder of the rule files; the history is below it
  public RuleBooks(Path routing, Surroundings around) {
    folder = new RuleFolder(routing);
    history = new RuleHistory(routing.resolve("history"));
    this.around = around;
    surroundings = new InventoryWatch(around);
    reader = new RuleReader(around);
    judge = new Judge(history, reader, around.clock());
  }

  /// How everything stands.
  public RuleState state() {
    return state;
  }

  /// The book in force.
  public Optional<RuleBook> book() {
    return state.inForce().map(InForce::book);
  }

  /// The book of a version that came into force once, held against itself only; empty when it is
  /// not kept soundly.
  public synchronized Optional<RuleBook> kept(String version) {
    try {
      return history.load(version).flatMap(files -> Books.usable(files, reader.alone(files)));
    } catch (IOException e) {
      log.error("the rule set {} cannot be read: {}", version, e.toString());
      return Optional.empty();
    }
  }

  /// Tells from now on when the state is another one.
  public Subscription listen(Runnable changed) {
    listeners.add(changed);
    return () -> listeners.remove(changed);
  }

  /// Puts the last activation of the history into force; the draft is read by the next [#refresh],
  /// because whoever starts waits for the rules in force only. Without any history the files in the
  /// folder come into force; when some are broken, those of the tenants nothing is wrong with.
  ///
  /// @param told of these rules and of all that follow
  public void start(Follower told) {
    synchronized (this) {
      follower = told;
      look(this::startHistory);
    }
    tell();
  }

  private void startHistory() throws IOException {
    readHistory();
    if (state.history().isEmpty()) {
      readDraft(false);
      if (state.draft().files() > 0) {
        begin();
        readHistory();
      }
    }
  }

  private void begin() {
    Draft draft = state.draft();
    Instant now = around.clock().instant();
    String label = draft.book().map(RuleBook::label).orElse("");
    Activation first =
        new Activation(
            now, now, Activation.Kind.FIRST, draft.version(), label, NOBODY, "first start", "");
    if (draft.book().isPresent()) {
      if (!keep(first)) {
        comesIntoForce(new InForce(draft.book().get(), first, true));
      }
    } else if (draft.intact().isPresent()) {
      RuleBook intact = draft.intact().get();
      log.warn("rule files are broken; only {} have rules", intact.tenants().keySet());
      comesIntoForce(new InForce(intact, first, false));
    }
  }

  private boolean keep(Activation first) {
    try {
      return history.begin(first, folder.read().files());
    } catch (IOException e) {
      log.error("the rules are in force, but could not be kept: {}", e.toString());
      return false;
    }
  }

  /// Looks at the folder and the history and takes over what is new. Cheap when nothing is.
  public void refresh() {
    RuleState before = state;
    look(this::readAll);
    if (!state.equals(before)) {
      tell();
    }
  }

  /// The same at once, because tenants, centres or agents were edited.
  public void refreshEdited() {
    surroundings.hurry();
    refresh();
  }

  /// Not under the lock: whoever listens may take its time.
  private void tell() {
    listeners.forEach(Runnable::run);
  }

  private void readAll() throws IOException {
    readHistory();
    readDraft(false);
  }

  private interface Look {
    void run() throws IOException;
  }

  private synchronized void look(Look what) {
    try {
      what.run();
    } catch (IOException e) {
      once("unreadable " + e, () -> log.error("the rule files cannot be read: {}", e.toString()));
      folderStamp = null;
      state = state.withDraft(Books.unreadable(state.draft(), e.toString()));
    }
  }

  private void readHistory() throws IOException {
    String stamp = history.stamp();
    if (!stamp.equals(historyStamp)) {
      List<Activation> activations = history.activations();
      historyStamp = stamp;
      state = state.withHistory(activations);
    }
    Instant now = around.clock().instant();
    List<Activation> activations = state.history();
    Optional<Activation> waiting =
        activations.isEmpty() || activations.getLast().effectiveAt(now)
            ? Optional.empty()
            : Optional.of(activations.getLast());
    if (!waiting.equals(state.waiting())) {
      state = state.withWaiting(waiting);
    }
    takeOver(activations.stream().filter(each -> each.effectiveAt(now)).toList());
  }

  /// The last of these that is kept soundly comes into force.
  private void takeOver(List<Activation> due) throws IOException {
    List<Wording> alarms = new ArrayList<>();
    for (int i = due.size() - 1; i >= 0; i--) {
      Activation activation = due.get(i);
      if (state.inForce().map(InForce::activation).equals(Optional.of(activation))) {
        alarm(alarms);
        return;
      }
      String version = Activation.abbreviated(activation.version());
      switch (judge.of(activation, due.subList(0, i))) {
        case Judge.Verdict.Sound(InForce now, _) -> {
          alarm(alarms);
          comesIntoForce(now);
          return;
        }
        case Judge.Verdict.Refused(List<Diagnostic> why) -> {
          alarms.add(Books.refused(version, why));
          once(
              "refused " + version,
              () -> log.error("rule set {} names what the installation lacks; not used", version));
        }
        case Judge.Verdict.Damaged() -> {
          alarms.add(Books.damaged(version));
          once(
              "damaged " + version,
              () ->
                  log.error("rule set {} is missing or altered on disk; it is not used", version));
        }
      }
    }
    alarm(alarms);
  }

  private void alarm(List<Wording> alarms) {
    if (!alarms.equals(state.alarms())) {
      state = state.withAlarms(alarms);
    }
  }

  /// Whoever joined the installation meanwhile gets rules too.
  private void renew() throws IOException {
    Optional<InForce> before = state.inForce();
    if (before.isPresent()) {
      Activation activation = before.get().activation();
      var files = history.load(activation.version());
      var now = files.flatMap(texts -> reader.renewed(activation, texts));
      if (now.isPresent() && !now.equals(before)) {
        state = state.withInForce(now.get());
        follower.inForce(now.get(), false);
      }
    }
  }

  private void comesIntoForce(InForce now) {
    boolean another = state.inForce().isPresent();
    state = state.withInForce(now);
    follower.inForce(now, another);
  }

  private void readDraft(boolean always) throws IOException {
    String stamp = folder.stamp();
    boolean moved = surroundings.changed();
    if (!always && stamp.equals(folderStamp) && !moved) {
      return;
    }
    RuleFolder.Contents contents = folder.read();
    // The stamp is older than the contents: a file written meanwhile is read again next time.
    folderStamp = stamp;
    contents
        .ignored()
        .forEach(
            name -> once("ignored " + name, () -> log.warn("'{}' is no rule file: ignored", name)));
    state = state.withDraft(reader.draft(contents));
    if (moved) {
      renew();
    }
  }

  /// Puts the draft into force, now or at the time its files name.
  ///
  /// @param seen the state the wish is about: when the draft or what is in force is another one by
  ///   now, nothing is done
  public ActivationResult activate(Wish wish, RuleState seen) {
    return deciding(
        wish,
        () -> {
          readDraft(true);
          Draft draft = state.draft();
          boolean moved =
              !draft.version().equals(seen.draft().version())
                  || !state.decided().equals(seen.decided());
          if (moved) {
            return new ActivationResult.Moved(state, Books.moved(seen, state));
          }
          if (draft.files() == 0) {
            return new ActivationResult.Nothing();
          }
          if (draft.book().isEmpty()) {
            return new ActivationResult.Broken(draft.diagnostics());
          }
          if (state.standing() == RuleState.Standing.SAME
              || state.standing() == RuleState.Standing.SCHEDULED) {
            return state.decidedAlready();
          }
          List<RuleText> files = folder.read().files();
          if (!RuleBook.versionOf(files).equals(draft.version())) {
            return new ActivationResult.Moved(state, state.changes());
          }
          RuleBook book = draft.book().get();
          Instant effective = Books.effective(book, around.clock().instant());
          return decide(wish, Activation.Kind.ACTIVATED, book, files, effective);
        });
  }

  /// Puts a set of the history into force again, at once. The files in the folder stay as they are.
  public ActivationResult rollback(Wish wish, String version) {
    return deciding(
        wish,
        () -> {
          if (state.history().stream().noneMatch(each -> each.version().equals(version))) {
            return new ActivationResult.Unknown();
          }
          if (state.decided().equals(version)) {
            return state.decidedAlready();
          }
          Instant now = around.clock().instant();
          Activation.Kind kind = Activation.Kind.ROLLED_BACK;
          Activation trial = new Activation(now, now, kind, version, "", "", "", "");
          return switch (judge.of(trial, state.history())) {
            case Judge.Verdict.Sound(InForce sound, List<RuleText> files) ->
                decide(wish, kind, sound.book(), files, now);
            case Judge.Verdict.Refused(List<Diagnostic> why) -> new ActivationResult.Broken(why);
            case Judge.Verdict.Damaged() -> new ActivationResult.Damaged();
          };
        });
  }

  private ActivationResult decide(
      Wish wish, Activation.Kind kind, RuleBook book, List<RuleText> files, Instant effective)
      throws IOException {
    List<String> others = wish.tenant().map(own -> state.others(own, book)).orElse(List.of());
    if (!others.isEmpty()) {
      return new ActivationResult.OutOfReach(others);
    }
    Activation activation =
        new Activation(
            around.clock().instant(),
            effective,
            kind,
            book.version(),
            book.label(),
            wish.by(),
            wish.why(),
            state.version());
    history.keep(files);
    history.add(activation);
    return new ActivationResult.Done(activation);
  }

  private ActivationResult deciding(Wish wish, RuleHistory.Act<ActivationResult> act) {
    if (!wish.complete()) {
      return new ActivationResult.Incomplete();
    }
    ActivationResult result;
    synchronized (this) {
      try {
        result =
            history.alone(() -> {
              readHistory();
              return act.run();
            });
      } catch (IOException e) {
        log.error("rules could not be activated: {}", e.toString());
        result = new ActivationResult.Unavailable(e.toString());
      }
      look(this::readAll);
    }
    tell();
    return result;
  }

  private void once(String key, Runnable say) {
    if (told.add(key)) {
      say.run();
    }
  }
}

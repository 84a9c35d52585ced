package kr.ondam.dist;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import kr.ondam.launch.rules.Activation;
import kr.ondam.launch.rules.ActivationResult;
import kr.ondam.launch.rules.RuleBooks;
import kr.ondam.launch.rules.RuleState;
import kr.ondam.launch.rules.Wish;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.Diagnostic;
import kr.ondam.rules.file.FileContents;
import kr.ondam.rules.simulation.Language;

/// The command `rules`: checks, tests, activates and compares rule files and reads their history. A
/// running server on the same folder follows within seconds.
final class Rules {
  static final String USAGE =
      "ondam rules check|test|diff|history|activate --why TEXT|rollback SHA --why TEXT"
          + " [--by NAME] [--rules DIR] [--config DIR] [--lang ko|en]"
          + " (SHA: 6 letters or more)";

  private static final int SHORTEST_VERSION = 6;

  /// Nothing was done because the files, or what was asked for, do not allow it (EX_DATAERR).
  private static final int REFUSED = 65;

  /// There is no such folder, or nothing in it (EX_NOINPUT).
  private static final int NO_FILES = 66;

  private static final int NOT_WRITTEN = 73;
  private static final int WRONG_COMMAND = 64;
  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final PrintStream out;
  private final PrintStream err;
  private final Language language;
  private final RuleBooks books;
  private final Path folder;

  Rules(PrintStream out, PrintStream err, Language language, Path folder) {
    this.out = out;
    this.err = err;
    this.language = language;
    this.folder = folder;
    books =
        new RuleBooks(folder, new RuleBooks.Surroundings(Optional::empty, Clock.systemUTC(), ZONE));
  }

  /// The exit code.
  ///
  /// @param args what follows the command `rules`, without options
  /// @param by who says so
  /// @param why the reason given, may be empty
  int run(List<String> args, String by, String why) {
    if (!Files.isDirectory(folder)) {
      err.println(folder + ": " + say("폴더가 없습니다", "there is no such folder"));
      return NO_FILES;
    }
    books.refresh();
    var wish = new Wish(by, why, Optional.empty());
    return switch (String.join(" ", args)) {
      case "check" -> check();
      case "test" -> test();
      case "diff" -> diff();
      case "history" -> history();
      case "activate" -> decide(wish, null);
      case String other when other.startsWith("rollback ") && args.size() == 2 ->
          decide(wish, args.getLast());
      default -> {
        err.println("usage: " + USAGE);
        yield WRONG_COMMAND;
      }
    };
  }

  private int check() {
    var draft = books.state().draft();
    draft.diagnostics().forEach(this::print);
    if (draft.files() == 0) {
      return noFiles();
    }
    long wrong = draft.diagnostics().stream().filter(found -> found.severity().blocks()).count();
    long warnings = draft.diagnostics().size() - wrong;
    out.println(
        say("파일 %d개: 오류 %d건, 경고 %d건", "%d files: %d errors, %d warnings")
            .formatted(draft.files(), wrong, warnings));
    return draft.book().isEmpty() ? REFUSED : 0;
  }

  private int noFiles() {
    err.println(folder + ": " + say("규칙 파일이 없습니다", "there are no rule files"));
    return NO_FILES;
  }

  private int test() {
    var draft = books.state().draft();
    if (draft.files() == 0) {
      return noFiles();
    }
    var tests = draft.tests();
    for (FileContents.Tested each : tests) {
      var test = each.test();
      out.println(
          mark(each.outcome())
              + test.at()
              + " "
              + (test.script() ? say("각본", "script") : say("시험", "test"))
              + " '"
              + test.name()
              + "'");
      each.findings().forEach(this::print);
    }
    long passed =
        tests.stream().filter(each -> each.outcome() == FileContents.Outcome.PASSED).count();
    List<Diagnostic> others = new ArrayList<>(draft.diagnostics());
    others.removeIf(found -> !found.severity().blocks());
    tests.forEach(each -> others.removeAll(each.findings()));
    if (!others.isEmpty()) {
      others.forEach(this::print);
      err.println(
          say(
              "파일에 오류가 있어 시험하지 못한 것이 있습니다",
              "some tests could not run because the files have errors"));
    }
    out.println(say("시험 %d개 중 %d개 통과", "%2$d of %1$d tests pass").formatted(tests.size(), passed));
    return passed == tests.size() && draft.book().isPresent() ? 0 : REFUSED;
  }

  private static String mark(FileContents.Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "✔ ";
      case FAILED -> "✘ ";
      case NOT_RUN -> "– ";
    };
  }

  private int diff() {
    RuleState state = books.state();
    return switch (state.standing()) {
      case EMPTY, BROKEN -> check();
      case SAME -> {
        out.println(say("적용된 규칙과 같습니다", "the files are what is in force"));
        yield 0;
      }
      case SCHEDULED -> {
        print(state.changes());
        state.waiting().ifPresent(this::waits);
        yield 0;
      }
      case CHANGED -> {
        print(state.changes());
        yield 0;
      }
    };
  }

  private void waits(Activation activation) {
    out.println(
        say("아직 적용되지 않았고 %s부터 적용됩니다", "not in force yet; waits for %s")
            .formatted(TIME.format(activation.effective().atZone(ZONE))));
  }

  private void print(SortedMap<String, List<Change>> changes) {
    int count = 0;
    for (Map.Entry<String, List<Change>> tenant : changes.entrySet()) {
      out.println(tenant.getKey());
      tenant.getValue().forEach(change -> out.println("  " + change.line()));
      count += tenant.getValue().size();
    }
    out.println(say("바뀌는 값 %d개", "%d values change").formatted(count));
  }

  private int history() {
    RuleState state = books.state();
    state.alarms().forEach(alarm -> err.println(say(alarm.korean(), alarm.english())));
    for (Activation each : state.history().reversed()) {
      boolean now = state.inForce().map(force -> force.activation().equals(each)).orElse(false);
      boolean later = state.waiting().equals(Optional.of(each));
      out.println(
          String.join(
              "  ",
              now ? "*" : later ? "+" : " ",
              Activation.abbreviated(each.version()),
              TIME.format(each.at().atZone(ZONE)),
              kind(each.kind()),
              each.label().isEmpty() ? "-" : each.label(),
              each.by(),
              each.why(),
              each.effective().isAfter(each.at())
                  ? say("시행 ", "from ") + TIME.format(each.effective().atZone(ZONE))
                  : ""));
    }
    if (state.history().isEmpty()) {
      out.println(say("아직 적용된 규칙이 없습니다", "no rules have come into force yet"));
    }
    return 0;
  }

  private String kind(Activation.Kind kind) {
    return switch (kind) {
      case FIRST -> say("첫 시작", "first start");
      case ACTIVATED -> say("적용", "activated");
      case ROLLED_BACK -> say("되돌림", "rolled back");
    };
  }

  /// Activates the draft, or rolls back to a version, which may be abbreviated.
  private int decide(Wish wish, @org.jspecify.annotations.Nullable String version) {
    if (version == null) {
      return answer(books.activate(wish, books.state()));
    }
    if (version.length() < SHORTEST_VERSION) {
      return refused(
          "버전은 앞 " + SHORTEST_VERSION + "글자 이상 적으세요: " + version,
          "write at least the first " + SHORTEST_VERSION + " letters of a version: " + version);
    }
    List<String> meant =
        books.state().history().stream()
            .map(Activation::version)
            .filter(known -> known.startsWith(version))
            .distinct()
            .toList();
    return answer(
        meant.size() == 1
            ? books.rollback(wish, meant.getFirst())
            : new ActivationResult.Unknown());
  }

  private int answer(ActivationResult result) {
    return switch (result) {
      case ActivationResult.Done(var activation) -> {
        String version = Activation.abbreviated(activation.version());
        out.println(
            activation.effective().isAfter(activation.at())
                ? say("적용 예약: ", "waits for its time: ")
                    + version
                    + "  "
                    + TIME.format(activation.effective().atZone(ZONE))
                : say("적용: ", "in force: ") + version);
        yield 0;
      }
      case ActivationResult.Same _ -> {
        out.println(say("이미 적용된 규칙입니다", "these rules are in force already"));
        yield 0;
      }
      case ActivationResult.Scheduled(var activation) -> {
        waits(activation);
        yield 0;
      }
      case ActivationResult.Moved moved -> {
        print(moved.changes());
        yield refused("그 사이에 파일이나 적용된 규칙이 바뀌었습니다", "files or rules changed meanwhile");
      }
      case ActivationResult.Broken broken -> {
        broken.diagnostics().forEach(this::print);
        yield refused("적용하지 않았습니다", "nothing was activated");
      }
      case ActivationResult.Nothing _ -> {
        err.println(say("규칙 파일이 없습니다", "there are no rule files"));
        yield NO_FILES;
      }
      case ActivationResult.OutOfReach _ -> refused("권한이 없습니다", "not allowed");
      case ActivationResult.Incomplete _ -> {
        err.println(
            say("--why 에 이유를 적으세요 (500자까지)", "say why after --why, in at most 500 characters"));
        yield WRONG_COMMAND;
      }
      case ActivationResult.Unknown _ ->
          refused("이력에 그런 버전이 없습니다", "the history has no such version");
      case ActivationResult.Damaged _ ->
          refused(
              "보관된 파일이 없거나 바뀌어 쓸 수 없습니다",
              "the kept files are missing or altered and cannot be used");
      case ActivationResult.Unavailable(var problem) -> {
        err.println(say("기록할 수 없습니다: ", "cannot be written: ") + problem);
        yield NOT_WRITTEN;
      }
    };
  }

  private int refused(String korean, String english) {
    err.println(say(korean, english));
    return REFUSED;
  }

  private void print(Diagnostic found) {
    err.println(say(found.korean(), found.english()));
  }

  private String say(String korean, String english) {
    return language == Language.KOREAN ? korean : english;
  }
}

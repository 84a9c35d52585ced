package kr.ondam.dist;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import kr.ondam.launch.Server;
import kr.ondam.launch.rules.RuleBooks;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.simulation.BookVersion;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.rules.simulation.Language;
import kr.ondam.rules.simulation.Replay;

/// The command `replay`: what other rules would have made of a recorded day.
final class ReplayDay {
  static final String USAGE =
      "ondam replay --day YYYY-MM-DD --rules DIR [--config DIR] [--data DIR] [--lang ko|en]";

  private static final int BAD_FILE = 65;
  private static final int NO_FILE = 66;
  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

  private final PrintStream out;
  private final PrintStream err;
  private final Language language;

  ReplayDay(PrintStream out, PrintStream err, Language language) {
    this.out = out;
    this.err = err;
    this.language = language;
  }

  /// Runs every day of the list with the rules it was recorded under and with others. The exit
  /// code.
  ///
  /// @param inForce folder with the history of the rules in force
  /// @param other folder with the other rules
  int run(List<DayLog> days, Path inForce, Path other) {
    if (days.isEmpty()) {
      err.println(say("그날의 배정 기록이 없습니다", "nothing is recorded of the routing of that day"));
      return NO_FILE;
    }
    var books = books(inForce);
    Optional<RuleBook> now = force(books, inForce);
    Optional<RuleBook> after = draft(books(other), other);
    if (now.isEmpty() || after.isEmpty()) {
      return BAD_FILE;
    }
    int replayed = 0;
    for (DayLog day : days) {
      Optional<RuleBook> then = day.rules().flatMap(books::kept);
      if (then.isEmpty() && day.rules().isPresent()) {
        err.println(
            day.tenant()
                + ": "
                + say(
                    "그날의 규칙이 이력에 없어 지금 규칙과 견줍니다",
                    "the rules of that day are not in the history; compared with those in force"));
      }
      String name =
          then.isPresent() ? say("그날 규칙", "rules of the day") : say("지금 규칙", "rules in force");
      if (replay(day, name, then.or(() -> now).get(), after.get())) {
        replayed++;
      }
    }
    return replayed == 0 ? BAD_FILE : 0;
  }

  private boolean replay(DayLog day, String name, RuleBook before, RuleBook after) {
    var channels = Server.recordedChannels();
    var one = BookVersion.of(name, before, before, day.tenant(), channels);
    var two = BookVersion.of(say("새 규칙", "new rules"), after, before, day.tenant(), channels);
    if (one.isEmpty() || two.isEmpty()) {
      err.println(day.tenant() + ": " + say("규칙이 없습니다", "there are no rules"));
      return false;
    }
    out.print(new Replay(day).compare(one.get(), two.get()).text(language));
    return true;
  }

  /// What is in force by the history; before there is any, what lies in the folder.
  private Optional<RuleBook> force(RuleBooks books, Path folder) {
    return books.book().isPresent() ? books.book() : draft(books, folder);
  }

  private Optional<RuleBook> draft(RuleBooks books, Path folder) {
    var draft = books.state().draft();
    if (draft.book().isEmpty()) {
      draft.diagnostics().forEach(found -> err.println(say(found.korean(), found.english())));
      err.println(folder + ": " + say("쓸 수 있는 규칙이 없습니다", "there are no usable rules"));
    }
    return draft.book();
  }

  static RuleBooks books(Path folder) {
    var around = new RuleBooks.Surroundings(Optional::empty, Clock.systemUTC(), ZONE);
    var books = new RuleBooks(folder, around);
    books.refresh();
    return books;
  }

  private String say(String korean, String english) {
    return language == Language.KOREAN ? korean : english;
  }
}

package kr.ondam.dist;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import kr.ondam.launch.Server;
import kr.ondam.launch.rules.RuleBooks;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.TenantRules;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.rules.simulation.DayPlan;
import kr.ondam.rules.simulation.Forecast;
import kr.ondam.rules.simulation.ForecastReport;
import kr.ondam.rules.simulation.HistoryRecord;
import kr.ondam.rules.simulation.Language;

/// The command `forecast`: how many agents each queue needs in each half hour of a day, from what
/// was recorded before it, and how far off that was.
final class ForecastDay {
  static final String USAGE =
      "ondam forecast --day YYYY-MM-DD [--days N] [--config DIR] [--data DIR] [--lang ko|en]";

  private static final int BAD_FILE = 65;
  private static final int NO_FILE = 66;
  private static final int MOST_DAYS = 90;
  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

  private final PrintStream out;
  private final PrintStream err;
  private final Language language;

  ForecastDay(PrintStream out, PrintStream err, Language language) {
    this.out = out;
    this.err = err;
    this.language = language;
  }

  /// How many days of history a text asks for; empty unless 1 to 90.
  static OptionalInt days(String text) {
    int days = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    return days >= 1 && days <= MOST_DAYS ? OptionalInt.of(days) : OptionalInt.empty();
  }

  /// The days to read: those before the day, and the day itself to hold the forecast against.
  static List<LocalDate> needed(LocalDate day, int days) {
    return Stream.iterate(day.minusDays(days), next -> next.plusDays(1)).limit(days + 1L).toList();
  }

  /// Forecasts the day for each tenant. The exit code.
  ///
  /// @param recorded the days before it, and itself if it was recorded
  /// @param routing folder of the rules in force
  int run(List<DayLog> recorded, LocalDate day, Path routing) {
    var tenants = new TreeMap<String, List<DayLog>>();
    recorded.forEach(log -> tenants.computeIfAbsent(log.tenant(), _ -> new ArrayList<>()).add(log));
    tenants.values().removeIf(logs -> logs.getFirst().day().equals(day.toString()));
    if (tenants.isEmpty()) {
      err.println(say("그 전의 배정 기록이 없습니다", "nothing is recorded of the routing before that day"));
      return NO_FILE;
    }
    RuleBooks books = ReplayDay.books(routing);
    Optional<RuleBook> book = books.book().or(() -> books.state().draft().book());
    int done = 0;
    for (var each : tenants.entrySet()) {
      var rules = book.flatMap(known -> known.tenant(each.getKey()));
      if (rules.isEmpty()) {
        err.println(each.getKey() + ": " + say("규칙이 없습니다", "there are no rules"));
        continue;
      }
      out.print(report(each.getKey(), each.getValue(), day, rules.get()));
      done++;
    }
    return done == 0 ? BAD_FILE : 0;
  }

  private String report(String tenant, List<DayLog> logs, LocalDate day, TenantRules rules) {
    var itself = logs.stream().filter(log -> log.day().equals(day.toString())).findFirst();
    var before = logs.stream().filter(log -> !log.day().equals(day.toString())).toList();
    long offset = day.atStartOfDay(ZONE).getOffset().getTotalSeconds() * 1000L;
    var duty = itself.orElse(before.getLast());
    var plan = DayPlan.of(rules, duty, logs, Server.recordedChannels(), offset);
    List<HistoryRecord> history = before.stream().flatMap(log -> log.history().stream()).toList();
    var forecast = Forecast.of(history, before.size(), offset, plan);
    var queues = forecast.slots().stream().map(Forecast.Slot::queue).distinct();
    var checks =
        itself
            .map(DayLog::history)
            .map(later -> queues.map(queue -> forecast.check(queue, later, offset)).toList())
            .orElse(List.of());
    String head =
        tenant
            + " "
            + day
            + say(
                " 예측: 기록 " + before.size() + "일, 인원은 " + duty.day() + " 의 근무",
                ": forecast from " + before.size() + " recorded days, agents as on " + duty.day());
    return head + "\n\n" + new ForecastReport(forecast, checks).text(language);
  }

  private String say(String korean, String english) {
    return language == Language.KOREAN ? korean : english;
  }
}

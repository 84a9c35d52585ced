package kr.ondam.rules.simulation;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import kr.ondam.rules.English;

/// A forecast for people, with a line per queue that says how the last one did.
///
/// @param checks one for each queue that can be checked
public record ForecastReport(Forecast forecast, List<Forecast.SelfCheck> checks) {
  public ForecastReport {
    checks = List.copyOf(checks);
  }

  /// The tables for a terminal.
  public String text(Language language) {
    TreeMap<String, TextTable> tables = new TreeMap<>();
    for (Forecast.Slot slot : forecast.slots()) {
      TextTable table = tables.get(slot.queue());
      if (table == null) {
        table = new TextTable();
        table.row(header(language));
        tables.put(slot.queue(), table);
      }
      table.row(row(slot, language));
    }
    StringBuilder text = new StringBuilder();
    tables.forEach((queue, table) -> {
      text.append(language.pick("[큐 ", "[queue ")).append(queue).append("]\n");
      text.append(table.text());
      checks.stream()
          .filter(check -> check.queue().equals(queue))
          .filter(check -> check.conversations() + check.overloaded() > 0)
          .forEach(check -> text.append(line(check, language)).append('\n'));
      text.append('\n');
    });
    return text.toString();
  }

  /// `예측 41초, 실제 38초 (상담 812건)`
  public static String line(Forecast.SelfCheck check, Language language) {
    int out = check.overloaded();
    String omitted =
        language.pick(
            "넘치는 반시간 " + out + "개 제외", English.count(out, "overloaded half hour") + " left out");
    if (check.conversations() == 0) {
      return language.pick("견줄 수 없음", "nothing to compare") + " (" + omitted + ")";
    }
    String forecast = seconds(check.forecastSeconds(), language);
    String observed = seconds(check.observedSeconds(), language);
    int count = check.conversations();
    return language.pick(
            "예측 " + forecast + ", 실제 " + observed + " (상담 " + count + "건",
            "forecast "
                + forecast
                + ", observed "
                + observed
                + " ("
                + English.count(count, "conversation"))
        + (out == 0 ? "" : ", " + omitted)
        + ")";
  }

  private static List<String> header(Language language) {
    return language == Language.KOREAN
        ? List.of("시각", "시간당 도착", "평균처리", "인내", "부하", "인원", "예측 대기", "예측 서비스레벨", "필요 인원", "제곱근 규칙")
        : List.of(
            "time",
            "per hour",
            "handle",
            "patience",
            "load",
            "agents",
            "forecast wait",
            "forecast SL",
            "required",
            "square root");
  }

  private static List<String> row(Forecast.Slot slot, Language language) {
    boolean planned = slot.agents() > 0;
    boolean known = !Double.isNaN(slot.meanWait());
    boolean told = slot.required() > 0;
    return List.of(
        String.format(Locale.ROOT, "%02d:%02d", slot.halfHour() / 2, slot.halfHour() % 2 * 30),
        String.format(Locale.ROOT, "%.1f", slot.perHour()),
        seconds(slot.handleSeconds(), language),
        seconds(slot.patienceSeconds(), language),
        String.format(Locale.ROOT, "%.1f", slot.load()),
        planned ? Integer.toString(slot.agents()) : "-",
        known ? seconds(slot.meanWait(), language) : "-",
        known ? String.format(Locale.ROOT, "%.1f%%", 100 * slot.serviceLevel()) : "-",
        told ? Integer.toString(slot.required()) : "-",
        told ? Integer.toString(slot.squareRoot()) : "-");
  }

  private static String seconds(double seconds, Language language) {
    return Double.isFinite(seconds)
        ? Math.round(seconds) + language.pick("초", " s")
        : language.pick("무한", "endless");
  }
}

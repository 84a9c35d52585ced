package kr.ondam.rules.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The public holidays of Korea as shipped: days of the solar year with the year since which they
/// are kept, and the days that follow the moon, year by year.
///
/// @param fixed days of the solar year
/// @param lunar by year, then by name: 설날, 부처님오신날, 추석
public record HolidayTable(List<Fixed> fixed, Map<Integer, Map<String, LocalDate>> lunar) {
  /// Name of the file that holds the table.
  public static final String FILE = "holidays-kr.yaml";

  public HolidayTable {
    fixed = List.copyOf(fixed);
    lunar = Map.copyOf(lunar);
  }

  /// When a holiday that falls on another day off is made up for (대체공휴일).
  enum Substitute implements Choice {
    NONE("없음", "none"),
    SUNDAY("일요일", "sunday"),
    WEEKEND("주말", "weekend");

    private final String korean;
    private final String english;

    Substitute(String korean, String english) {
      this.korean = korean;
      this.english = english;
    }

    @Override
    public String korean() {
      return korean;
    }

    @Override
    public String english() {
      return english;
    }
  }

  /// A holiday on the same date every year.
  record Fixed(String name, MonthDay date, Substitute substitute, int since) {}

  /// The first and the last year with dates.
  int firstYear() {
    return lunar.keySet().stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  int lastYear() {
    return lunar.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
  }

  boolean covers(int year) {
    return lunar.containsKey(year);
  }

  /// The table that comes with the product.
  public static HolidayTable shipped() {
    try (InputStream in = HolidayTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Reads a table, such as the shipped one, whose form the build checks.
  ///
  /// @throws IllegalArgumentException when it is not of that form
  public static HolidayTable parse(String text) {
    Findings findings = new Findings();
    Node root = Nodes.read(new RuleText(FILE, text), findings).orElse(null);
    if (!(root instanceof Node.Fields top)
        || !(top.get("고정") instanceof Node.Items fixed)
        || !(top.get("음력") instanceof Node.Fields lunar)) {
      throw new IllegalArgumentException(FILE + ": " + findings.list());
    }
    List<Fixed> days = new ArrayList<>();
    for (Node item : fixed.items()) {
      days.add(fixed(item));
    }
    Map<Integer, Map<String, LocalDate>> years = new HashMap<>();
    lunar
        .fields()
        .forEach((year, field) -> years.put(Integer.parseInt(year), year(year, field.value())));
    return new HolidayTable(days, years);
  }

  private static Fixed fixed(Node node) {
    if (node instanceof Node.Fields day
        && day.text("이름") instanceof Node.Text name
        && day.text("날짜") instanceof Node.Text date
        && day.text("대체") instanceof Node.Text substitute) {
      Node.Text since = day.text("부터");
      return new Fixed(
          name.value(),
          MonthDay.parse("--" + date.value()),
          Choice.find(Substitute.values(), substitute.value()).orElseThrow(),
          since == null ? 0 : Integer.parseInt(since.value()));
    }
    throw new IllegalArgumentException(node.at().toString());
  }

  private static Map<String, LocalDate> year(String year, Node node) {
    if (!(node instanceof Node.Fields days)) {
      throw new IllegalArgumentException(node.at().toString());
    }
    Map<String, LocalDate> dates = new TreeMap<>();
    for (Node.Field day : days.fields().values()) {
      if (!(day.value() instanceof Node.Text date)) {
        throw new IllegalArgumentException(day.key().at().toString());
      }
      MonthDay monthDay = MonthDay.parse("--" + date.value());
      dates.put(
          day.key().value(),
          LocalDate.of(
              Integer.parseInt(year),
              Month.of(monthDay.getMonthValue()),
              monthDay.getDayOfMonth()));
    }
    return Map.copyOf(dates);
  }
}

package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads how long something takes: `180초`, `무한`, or `{분포: 로그정규, 평균: 180초, 변동: 80%}`.
final class Distributions {
  private final Problems problems;

  Distributions(Problems problems) {
    this.problems = problems;
  }

  /// A single time span means exponential for handle time and patience, exactly that otherwise.
  Distribution read(Entry entry, String key) {
    if (entry instanceof Entry.Text text) {
      if (Words.canonical(text.text()).equals("endless")) {
        return new Distribution.Never();
      }
      Reading plain = new Reading(problems, new Entry.Fields(Map.of(), entry.place()));
      long span = plain.span(text, key);
      return key.equals("answering") || span == 0
          ? new Distribution.Constant(span)
          : new Distribution.Exponential(span);
    }
    Optional<Reading> map =
        new Reading(problems, new Entry.Fields(Map.of(), entry.place())).map(entry, key);
    Distribution read = map.map(this::read).orElse(new Distribution.Constant(1));
    map.ifPresent(Reading::close);
    return read;
  }

  private Distribution read(Reading map) {
    String form = map.word("distribution", "exponential", "lognormal", "constant", "given");
    if (form.equals("given")) {
      List<Long> values = new ArrayList<>();
      for (Entry value : map.list("values")) {
        if (value instanceof Entry.Text text) {
          values.add(map.span(text, "values"));
        }
      }
      if (values.isEmpty()) {
        map.problem(map.place(), "'값' 목록이 비어 있습니다", "'values' is empty");
        values.add(1L);
      }
      return new Distribution.Given(values);
    }
    map.required("mean");
    long mean = Math.max(1, map.span("mean", 1));
    return switch (form) {
      case "lognormal" ->
          new Distribution.Lognormal(mean, Math.max(.001, map.share("variation", .8)));
      case "constant" -> new Distribution.Constant(mean);
      default -> new Distribution.Exponential(mean);
    };
  }
}

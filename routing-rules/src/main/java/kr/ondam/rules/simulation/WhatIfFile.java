package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads what-if files (`docs/simulation.md`).
public final class WhatIfFile {
  private static final String DOCUMENT = "모의실험/1";
  private static final String DOCUMENT_IN_ENGLISH = "simulation/1";

  /// More in one run would not fit into memory.
  private static final double MOST_AT_ONCE = 500_000;

  /// More in all would take hours.
  private static final double MOST_ARRIVALS = 100_000_000;

  private final Problems problems;

  private WhatIfFile(Problems problems) {
    this.problems = problems;
  }

  /// What a file came to.
  public sealed interface Result {
    /// It can be run.
    record Ready(WhatIf whatIf) implements Result {}

    /// It cannot; everything that was found wrong, by line.
    record Rejected(List<Problem> problems) implements Result {
      public Rejected {
        problems =
            problems.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
      }
    }
  }

  /// Reads the text of a file.
  ///
  /// @param file what messages call it
  public static Result read(String file, String text) {
    Problems problems = new Problems(file);
    Optional<WhatIf> whatIf =
        new EntryReader(problems)
            .read(text.startsWith("\uFEFF") ? text.substring(1) : text)
            .map(root -> new WhatIfFile(problems).whatIf(root));
    return whatIf.isPresent() && problems.isEmpty()
        ? new Result.Ready(whatIf.get())
        : new Result.Rejected(problems.list());
  }

  private WhatIf whatIf(Entry.Fields root) {
    Reading top = new Reading(problems, root);
    String document = top.required("document");
    if (!document.isEmpty()
        && !document.equals(DOCUMENT)
        && !document.equals(DOCUMENT_IN_ENGLISH)) {
      problems.add(
          top.any("document").map(Entry::place).orElse(top.place()),
          "문서 '" + document + "' 을(를) 모릅니다 (" + DOCUMENT + " 이어야 합니다)",
          "unknown document '" + document + "' (expected: " + DOCUMENT_IN_ENGLISH + ")");
    }
    String title = top.text("title").map(Entry.Text::text).orElse("");
    int replications = top.whole("replications", 20, 2, 1000);
    long seed = (long) top.number("seed", 1, 0, 999_999_999_999.0);
    List<WhatIf.Case> cases = new ArrayList<>();
    Optional<Entry> base = top.any("base");
    if (base.isEmpty()) {
      problems.add(top.place(), "'기준' 이(가) 없습니다", "'base' is missing");
    }
    List<Entry> variations = top.list("variations");
    top.close();
    if (base.isPresent()
        && top.map(base.get(), "base").isPresent()
        && base.get() instanceof Entry.Fields fields) {
      cases.add(new ScenarioReader(problems).read("", fields));
      for (Entry variation : variations) {
        if (variation instanceof Entry.Fields over) {
          cases.add(variation(fields, over));
        } else {
          problems.add(variation.place(), "'키: 값' 이 와야 합니다", "expected keys with values");
        }
      }
    }
    checkSize(cases, replications, top.place());
    return new WhatIf(title, seed, replications, cases);
  }

  private WhatIf.Case variation(Entry.Fields base, Entry.Fields over) {
    String name = new Reading(problems, over).required("name");
    return new ScenarioReader(problems).read(name, new Overlay(problems).lay(base, over));
  }

  private void checkSize(List<WhatIf.Case> cases, int replications, Entry.Place place) {
    double arrivals = 0;
    double most = 0;
    for (WhatIf.Case each : cases) {
      double once = 0;
      for (Inflow inflow : each.scenario().inflows()) {
        once += inflow.arrivals().expected(each.scenario().lengthMillis());
      }
      most = Math.max(most, once);
      arrivals += once * replications;
    }
    if (most > MOST_AT_ONCE) {
      String count = Long.toString(Math.round(most));
      problems.add(
          place,
          "한 번에 상담이 " + count + "건입니다 (최대 " + (long) MOST_AT_ONCE + "건)",
          count + " conversations in one run (at most " + (long) MOST_AT_ONCE + ")");
    }
    if (arrivals > MOST_ARRIVALS) {
      String count = Long.toString(Math.round(arrivals));
      problems.add(
          place,
          "상담이 모두 " + count + "건입니다 (최대 " + (long) MOST_ARRIVALS + "건)",
          count + " conversations in all (at most " + (long) MOST_ARRIVALS + ")");
    }
  }
}

package kr.ondam.rules.file;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.FactsBuilder;
import kr.ondam.rules.language.Field;
import kr.ondam.rules.language.Fields;
import kr.ondam.rules.language.Refusal;
import org.jspecify.annotations.Nullable;

/// Reads the facts of a made-up conversation from a test.
final class Situation {
  private static final ZoneOffset SEOUL = ZoneOffset.ofHours(9);

  private static final List<Field> OF_THE_MOMENT =
      List.of(Fields.TIME, Fields.WEEKDAY, Fields.HOLIDAY);

  private final RuleSet rules;
  private final Findings findings;

  Situation(RuleSet rules, Findings findings) {
    this.rules = rules;
    this.findings = findings;
  }

  static long millis(LocalDateTime local) {
    return local.toInstant(SEOUL).toEpochMilli();
  }

  /// The instant a test is about, reported when it is missing or no instant.
  static Optional<Long> when(Node.Fields situation, Findings findings) {
    Node.Text when = text(situation, Key.WHEN);
    if (when == null) {
      findings.error(
          situation,
          "상황에 '때' 가 빠졌습니다. 예: 때: 2026-11-24T10:00",
          "the situation lacks 'when', such as when: 2026-11-24T10:00");
      return Optional.empty();
    }
    Optional<LocalDateTime> moment = Quantity.moment(when.value());
    if (moment.isEmpty()) {
      new Leaf.Moment()
          .wrong(new Wording(Key.WHEN.korean(), Key.WHEN.english()), when.value())
          .ifPresent(wrong -> findings.add(Severity.ERROR, when, wrong));
    }
    return moment.map(Situation::millis);
  }

  /// A key in either spelling.
  static Node.@Nullable Text text(Node.Fields situation, Key key) {
    for (Node.Field field : situation.fields().values()) {
      if (key.isSpelt(field.key().value()) && field.value() instanceof Node.Text text) {
        return text;
      }
    }
    return null;
  }

  /// The facts, except for keys that mean something else; empty when one is not acceptable.
  Optional<Facts> facts(Node.Fields situation, long instant, Set<Key> others) {
    FactsBuilder facts = rules.facts(instant);
    boolean accepted = true;
    for (Node.Field field : situation.fields().values()) {
      String name = field.key().value();
      if (others.stream().noneMatch(key -> key.isSpelt(name))) {
        accepted &= put(facts, field, instant);
      }
    }
    return accepted ? Optional.of(facts.build()) : Optional.empty();
  }

  private static boolean isSpelt(Field field, String name) {
    return field.korean().equals(name) || field.english().equals(name);
  }

  private boolean put(FactsBuilder facts, Node.Field field, long instant) {
    String name = field.key().value();
    if (OF_THE_MOMENT.stream().anyMatch(each -> isSpelt(each, name))) {
      findings.error(
          field.key(),
          "'" + name + "' 은(는) 쓰지 않습니다. '때' 에서 나옵니다",
          "'" + name + "' is not set here; it follows from 'when'");
      return false;
    }
    List<Node.Text> values = new ArrayList<>();
    switch (field.value()) {
      case Node.Text text -> {
        facts.put(name, text.value());
        values.add(text);
      }
      case Node.Items items -> {
        values.addAll(Tree.texts(items));
        facts.put(name, values.stream().map(Node.Text::value).toList());
      }
      case Node.Fields map -> {
        findings.error(map, "여기에는 값이나 목록을 씁니다", "a value or a list is expected here");
        return false;
      }
    }
    boolean accepted = true;
    for (Node.Text value : values) {
      for (Refusal refusal : rules.facts(instant).put(name, value.value()).refusals()) {
        Node.Text wrong =
            switch (refusal.part()) {
              case FIELD -> field.key();
              case VALUE -> value;
            };
        findings.add(Conditions.diagnostic(wrong, refusal.problem()));
        accepted = false;
      }
    }
    return accepted;
  }
}

package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One line of a script, such as `{30초: 확인, 상담: 가, 배정: 이}`.
///
/// @param afterMillis since the start of the script
/// @param time as written
record ScriptStep(long afterMillis, String time, Happening what, Node.Fields node) {
  static final String CONVERSATION = "상담";
  static final String AGENT = "상담사";
  static final String STICKY = "이력";
  static final String STATE = "상태";
  static final String ASSIGNED = "배정";
  static final String STEP = "단계";
  static final String QUEUE = "큐";

  /// As far as an opening is looked for; a script has nothing to tell about later.
  private static final long LATEST = OpeningHours.MOST_DAYS * 86_400_000L;

  private static final Set<String> CHECKS =
      Set.of(
          CONVERSATION,
          "conversation",
          STATE,
          ASSIGNED,
          STEP,
          QUEUE,
          "state",
          "assigned",
          "step",
          "queue");
  private static final Set<String> CONVERSATION_ONLY = Set.of(CONVERSATION, "conversation");
  private static final Set<String> AGENT_ONLY = Set.of(AGENT, "agent");

  /// The step of a line; empty, and reported, when it is none.
  static Optional<ScriptStep> read(Node.Fields node, Findings findings) {
    List<Node.Field> timed = new ArrayList<>();
    for (Node.Field field : node.fields().values()) {
      if (Quantity.duration(field.key().value()).isPresent()) {
        timed.add(field);
      }
    }
    if (timed.size() != 1 || !(timed.getFirst().value() instanceof Node.Text verb)) {
      findings.error(
          node,
          "사건은 '30초: 도착' 처럼 시각 하나로 시작합니다",
          "an event starts with one time, such as '30s: arrives'");
      return Optional.empty();
    }
    Leaf verbs = new Leaf.OneOf(Happening.values());
    Optional<Wording> wrong = verbs.wrong(alike(timed.getFirst().key().value()), verb.value());
    if (wrong.isPresent()) {
      findings.add(Severity.ERROR, verb, wrong.get());
      return Optional.empty();
    }
    String time = timed.getFirst().key().value();
    if (Quantity.duration(time).orElse(0) > LATEST) {
      findings.error(
          timed.getFirst().key(),
          "각본의 시각은 " + OpeningHours.MOST_DAYS + "일을 넘을 수 없습니다",
          "a script goes no further than " + OpeningHours.MOST_DAYS + " days");
      return Optional.empty();
    }
    ScriptStep step =
        new ScriptStep(
            Quantity.duration(time).orElse(0),
            time,
            Choice.find(Happening.values(), verb.value()).orElseThrow(),
            node);
    return step.keysFit(findings) ? Optional.of(step) : Optional.empty();
  }

  private boolean keysFit(Findings findings) {
    Set<String> possible =
        switch (what) {
          // The facts of an arrival are checked as those of a test are.
          case ARRIVES -> Set.of();
          case ACCEPTED, DECLINED, ENDS, LEAVES -> CONVERSATION_ONLY;
          case READY, AWAY -> AGENT_ONLY;
          case CHECK -> CHECKS;
        };
    boolean fit = true;
    for (Node.Field field : node.fields().values()) {
      String key = field.key().value();
      if (!key.equals(time) && !possible.isEmpty() && !possible.contains(key)) {
        findings.add(
            Severity.ERROR,
            field.key(),
            new Wording(
                    "'" + what.korean() + "' 에는 '" + key + "' 항목이 없습니다.",
                    "'" + what.english() + "' has no key '" + key + "'.")
                .then(Suggestion.wording(key, possible)));
        fit = false;
      }
    }
    Node.Text state = what == Happening.CHECK ? text(STATE) : null;
    Optional<Wording> wrong =
        state == null
            ? Optional.empty()
            : new Leaf.OneOf(Stage.values())
                .wrong(new Wording(STATE, english(STATE)), state.value());
    if (state != null && wrong.isPresent()) {
      findings.add(Severity.ERROR, state, wrong.get());
      fit = false;
    }
    return fit;
  }

  private static Wording alike(String word) {
    return new Wording(word, word);
  }

  /// Whether it compares something.
  boolean checks() {
    return what == Happening.CHECK
        && List.of(STATE, ASSIGNED, STEP, QUEUE).stream().anyMatch(key -> text(key) != null);
  }

  /// The text under a key in either language, or null.
  Node.@Nullable Text text(String korean) {
    Node.Text text = node.text(korean);
    return text == null ? node.text(english(korean)) : text;
  }

  static String english(String korean) {
    return switch (korean) {
      case CONVERSATION -> "conversation";
      case AGENT -> "agent";
      case STICKY -> "known-by";
      case STATE -> "state";
      case ASSIGNED -> "assigned";
      case STEP -> "step";
      default -> "queue";
    };
  }
}

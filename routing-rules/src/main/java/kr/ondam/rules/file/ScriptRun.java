package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Event;
import kr.ondam.rules.Partition;
import kr.ondam.rules.PartitionState;
import kr.ondam.rules.Place;
import org.jspecify.annotations.Nullable;

/// Plays a script (각본) on the real engine, with its own time: agents, what happens when, and what
/// must then be true.
final class ScriptRun {
  /// A Tuesday morning without a holiday near, for scripts that do not care.
  private static final String USUAL_START = "2026-11-24T10:00";

  /// No agent or no queue; also written `none`.
  static final String NOBODY = "없음";

  private final TenantRules rules;
  private final Node.Fields script;
  private final Findings findings;
  private final EngineRules engine;
  private final Partition partition;
  private final ScriptArrivals arrivals;
  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final long start;
  private boolean going = true;

  /// @param without a rule that is left out, by its place
  ScriptRun(
      TenantRules rules,
      EngineRules engine,
      Node.Fields script,
      Findings findings,
      Optional<Position> without) {
    this.rules = rules;
    this.engine = engine;
    this.script = script;
    this.findings = findings;
    partition = new Partition(engine.policy("각본"), PartitionState.EMPTY);
    start =
        Situation.millis(Quantity.moment(Tree.word(script, Key.WHEN, USUAL_START)).orElseThrow());
    arrivals = new ScriptArrivals(rules, engine, findings, without);
  }

  private record Agent(long id, AgentProfile profile) {}

  void run() {
    List<Node.Fields> described = Tree.entries(script, Key.AGENTS);
    for (Node.Fields agent : described) {
      add(agent);
    }
    List<ScriptStep> steps = new ArrayList<>();
    for (Node.Fields event : Tree.entries(script, Key.EVENTS)) {
      Optional<ScriptStep> step = ScriptStep.read(event, findings);
      going &= step.isPresent();
      step.ifPresent(steps::add);
    }
    if (going && steps.stream().noneMatch(ScriptStep::checks)) {
      findings.warning(
          script,
          "각본 '" + Tree.word(script, Key.NAME, "") + "' 에는 확인하는 것이 없습니다",
          "script '" + Tree.word(script, Key.NAME, "") + "' checks nothing");
    }
    for (ScriptStep step : steps) {
      if (going) {
        play(step);
      }
    }
  }

  /// The rules that decided about the conversations of the script.
  List<Rule> used() {
    return arrivals.used();
  }

  private void add(Node.Fields described) {
    Optional<String> centre =
        Optional.ofNullable(Tree.text(described, Key.CENTRE))
            .or(() -> Optional.ofNullable(Tree.text(script, Key.CENTRE)))
            .map(Node.Text::value);
    going &= FileTests.site(rules, centreText(described), findings).isPresent();
    checkAgent(described);
    SortedMap<String, Integer> skills = Tree.levels(described, Key.SKILLS);
    Node.Text total = Tree.text(described, Key.CAPACITY);
    AgentProfile profile =
        engine.profile(
            Tree.word(described, Key.NAME, ""),
            centre,
            skills,
            Availability.OPEN,
            total == null ? Optional.empty() : Optional.of(Tree.whole(described, Key.CAPACITY, 0)),
            channels());
    Agent agent = new Agent(agents.size() + 1L, profile);
    agents.put(Tree.word(described, Key.NAME, ""), agent);
    partition.apply(new Event.AgentChanged(start, agent.id(), profile));
  }

  private void checkAgent(Node.Fields described) {
    String name = Tree.word(described, Key.NAME, "");
    if (agents.containsKey(name)) {
      findings.error(
          Tree.at(described, Key.NAME),
          "각본에 상담사 '" + name + "' 이(가) 두 번 있습니다",
          "agent '" + name + "' stands twice in the script");
      going = false;
    }
    List<String> known = rules.base().skillWords();
    Node.Fields skills = Tree.fields(described, Key.SKILLS);
    if (skills == null || known.isEmpty()) {
      return;
    }
    for (Node.Field skill : skills.fields().values()) {
      if (!known.contains(skill.key().value())) {
        findings.add(
            Severity.ERROR, skill.key(), SiteReader.unknown(skill.key(), "기술", "skill", known));
        going = false;
      }
    }
  }

  private Node.@Nullable Text centreText(Node.Fields described) {
    Node.Text own = Tree.text(described, Key.CENTRE);
    return own == null ? Tree.text(script, Key.CENTRE) : own;
  }

  private List<String> channels() {
    return rules.base().vocabulary().values("채널");
  }

  private void play(ScriptStep step) {
    long at = start + step.afterMillis();
    if (at < partition.time()) {
      stop(step, "사건은 시간 순서대로 적습니다", "events stand in the order of time");
      return;
    }
    partition.apply(new Event.Tick(at));
    switch (step.what()) {
      case ARRIVES -> arrive(step, at);
      case ACCEPTED, DECLINED -> answer(step, at);
      case ENDS -> conversation(step).ifPresent(id -> apply(step, new Event.Ended(at, id, 0)));
      case LEAVES ->
          conversation(step).ifPresent(id -> apply(step, new Event.CustomerLeft(at, id)));
      case READY -> change(step, at, Availability.OPEN);
      case AWAY -> change(step, at, Availability.CLOSED);
      case CHECK -> conversation(step).ifPresent(id -> check(step, id));
    }
  }

  private void arrive(ScriptStep step, long at) {
    Node.Text known = step.text(ScriptStep.STICKY);
    long agent = Partition.NOBODY;
    if (known != null) {
      Optional<Agent> found = agent(step, known);
      if (found.isEmpty()) {
        return;
      }
      agent = found.get().id();
    }
    Optional<Event> arrived = arrivals.arrived(step, centre(step), at, agent);
    if (arrived.isPresent()) {
      apply(step, arrived.get());
    } else {
      going &= arrivals.isWithBot(step);
    }
  }

  /// The centre of a conversation: its own, the script's, or the one of the first agent.
  private Node.@Nullable Text centre(ScriptStep step) {
    Node.Text own = Situation.text(step.node(), Key.CENTRE);
    Node.Text common = own == null ? Tree.text(script, Key.CENTRE) : own;
    List<Node.Fields> described = Tree.entries(script, Key.AGENTS);
    return common == null && !described.isEmpty()
        ? Tree.text(described.getFirst(), Key.CENTRE)
        : common;
  }

  private void answer(ScriptStep step, long at) {
    Optional<Long> conversation = conversation(step);
    if (conversation.isEmpty()) {
      return;
    }
    long id = conversation.get();
    Place place = partition.conversation(id).map(state -> state.place()).orElse(null);
    if (!(place instanceof Place.Offered offered)) {
      stop(step, "제안 중인 상담이 아닙니다", "it is not offered to anybody");
      return;
    }
    apply(
        step,
        step.what() == Happening.ACCEPTED
            ? new Event.Accepted(at, offered.offer(), id, offered.agent())
            : new Event.Declined(at, offered.offer(), id, offered.agent()));
  }

  private void change(ScriptStep step, long at, Availability availability) {
    Node.Text name = step.text(ScriptStep.AGENT);
    if (name == null) {
      stop(step, "'상담사' 가 빠졌습니다", "'agent' is missing");
      return;
    }
    agent(step, name)
        .ifPresent(agent ->
            apply(
                step, new Event.AgentChanged(at, agent.id(), agent.profile().with(availability))));
  }

  private Optional<Agent> agent(ScriptStep step, Node.Text name) {
    Agent agent = agents.get(name.value());
    if (agent == null) {
      Wording guess = Suggestion.wording(name.value(), agents.keySet());
      stop(
          step,
          "각본에 '" + name.value() + "' 상담사가 없습니다." + guess.korean(),
          "the script has no agent '" + name.value() + "'." + guess.english());
    }
    return Optional.ofNullable(agent);
  }

  private Optional<Long> conversation(ScriptStep step) {
    Node.Text name = step.text(ScriptStep.CONVERSATION);
    Optional<Long> id = name == null ? Optional.empty() : arrivals.id(name.value());
    if (id.isEmpty()) {
      stop(
          step,
          name == null ? "'상담' 이 빠졌습니다" : "'" + name.value() + "' 상담은 아직 도착하지 않았습니다",
          name == null
              ? "'conversation' is missing"
              : "conversation '" + name.value() + "' has not arrived yet");
    }
    return id;
  }

  private void apply(ScriptStep step, Event event) {
    for (Effect effect : partition.apply(event)) {
      if (effect instanceof Effect.Refused refused) {
        stop(
            step,
            "일어날 수 없는 사건입니다 (" + korean(refused.refusal()) + ")",
            "this cannot happen (" + english(refused.refusal()) + ")");
      }
    }
  }

  private static String korean(Effect.Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_CONVERSATION -> "끝난 상담";
      case KNOWN_CONVERSATION -> "이미 도착한 상담";
      case UNKNOWN_AGENT -> "없는 상담사";
      case OFFER_OVER -> "끝난 제안";
      case WRONG_PLACE -> "상담의 지금 상태에서는 안 됨";
      case SAME_AGENT -> "이미 맡은 상담사";
      case AGENT_CLOSED -> "받지 않는 상담사";
      case CAPACITY_FULL -> "정원이 찬 상담사";
    };
  }

  private static String english(Effect.Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_CONVERSATION -> "the conversation is over";
      case KNOWN_CONVERSATION -> "the conversation has arrived already";
      case UNKNOWN_AGENT -> "there is no such agent";
      case OFFER_OVER -> "the offer is over";
      case WRONG_PLACE -> "not in the state the conversation is in";
      case SAME_AGENT -> "the agent has it already";
      case AGENT_CLOSED -> "the agent takes nothing";
      case CAPACITY_FULL -> "the agent is full";
    };
  }

  private void check(ScriptStep step, long id) {
    Optional<PartitionState.ConversationState> state = partition.conversation(id);
    List<Wording> wrong = new ArrayList<>();
    compare(step, stage(step, state), wrong);
    long holder = state.map(found -> found.place().holder()).orElse(Partition.NOBODY);
    compare(step, ScriptStep.ASSIGNED, name(holder), wrong);
    compare(
        step, ScriptStep.STEP, state.map(found -> String.valueOf(found.step())).orElse("0"), wrong);
    compare(step, ScriptStep.QUEUE, arrivals.queue(id), wrong);
    if (!wrong.isEmpty()) {
      String name = Tree.word(script, Key.NAME, "") + " — " + step.time() + " [";
      findings.add(
          Severity.FAILURE,
          step.node(),
          new Wording(
              name + String.join(", ", wrong.stream().map(Wording::korean).toList()) + "]",
              name + String.join(", ", wrong.stream().map(Wording::english).toList()) + "]"));
    }
  }

  private static void compare(ScriptStep step, String key, String actual, List<Wording> wrong) {
    Node.Text expected = step.text(key);
    boolean nobody = expected != null && actual.equals(NOBODY) && expected.value().equals("none");
    if (expected != null && !nobody && !expected.value().equals(actual)) {
      wrong.add(
          new Wording(
              key + " 기대 " + expected.value() + " / 실제 " + actual,
              ScriptStep.english(key)
                  + " expected "
                  + expected.value()
                  + " / actual "
                  + (actual.equals(NOBODY) ? "none" : actual)));
    }
  }

  private static void compare(ScriptStep step, Stage actual, List<Wording> wrong) {
    Node.Text expected = step.text(ScriptStep.STATE);
    if (expected != null
        && !Choice.find(Stage.values(), expected.value()).equals(Optional.of(actual))) {
      wrong.add(
          new Wording(
              ScriptStep.STATE + " 기대 " + expected.value() + " / 실제 " + actual.korean(),
              "state expected " + expected.value() + " / actual " + actual.english()));
    }
  }

  private Stage stage(ScriptStep step, Optional<PartitionState.ConversationState> state) {
    if (state.isEmpty()) {
      return arrivals.isWithBot(step) ? Stage.BOT : Stage.ENDED;
    }
    return switch (state.get().place()) {
      case Place.Waiting _ -> Stage.WAITING;
      case Place.Offered _ -> Stage.OFFERED;
      case Place.Held _ -> Stage.HELD;
      case Place.WrapUp _ -> Stage.WRAP_UP;
      case Place.Parked _ -> Stage.PARKED;
      case Place.Dormant _ -> Stage.DORMANT;
      case Place.Claimed _, Place.Away _ -> Stage.OVERFLOW;
    };
  }

  private String name(long agent) {
    return agents.entrySet().stream()
        .filter(entry -> entry.getValue().id() == agent)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(NOBODY);
  }

  private void stop(ScriptStep step, String korean, String english) {
    findings.error(step.node(), korean, english);
    going = false;
  }
}

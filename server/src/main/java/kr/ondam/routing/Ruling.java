package kr.ondam.routing;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelKind;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.MaxWait;
import kr.ondam.rules.Policy;
import kr.ondam.rules.file.EngineRules;
import kr.ondam.rules.file.QueueRule;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleSet;
import kr.ondam.rules.file.Scope;
import kr.ondam.rules.file.TenantRules;

/// The rules of one tenant in a version, as its partition uses them.
final class Ruling {
  private static final List<String> CHANNELS =
      Arrays.stream(ChannelKind.values()).map(Ruling::channel).toList();

  private final TenantRules rules;
  private final EngineRules engine;
  private final String version;
  private final Map<String, QueueRule> queues = new LinkedHashMap<>();

  private Ruling(TenantRules rules, EngineRules engine, String version) {
    this.rules = rules;
    this.engine = engine;
    this.version = version;
    rules.base().queues().forEach(queue -> queues.putIfAbsent(queue.name(), queue));
    rules
        .centres()
        .values()
        .forEach(set -> set.queues().forEach(queue -> queues.putIfAbsent(queue.name(), queue)));
  }

  /// What a book says for a tenant; empty when it does not name it.
  static Optional<Ruling> of(RuleBook book, String tenant) {
    return book.tenant(tenant)
        .map(rules -> new Ruling(rules, EngineRules.of(rules), book.version()));
  }

  /// What another book says for the same tenant; what waits under this one can go on.
  Optional<Ruling> next(RuleBook book) {
    return book.tenant(rules.tenant())
        .map(others -> new Ruling(others, engine.next(others), book.version()));
  }

  /// Whether a partition should rather be built anew with these rules.
  boolean crowded() {
    return engine.crowded();
  }

  String version() {
    return version;
  }

  Policy policy() {
    return engine.policy(version);
  }

  /// How long an ended conversation of a centre waits for its classification.
  Duration wrapUp(String centre) {
    return Duration.ofMillis(set(centre).assignment().wrapUpMillis());
  }

  /// The rules of a centre by its name; those of the tenant for an empty or unknown one.
  RuleSet set(String centre) {
    return rules.of(centre);
  }

  /// One of each name, in the order of the files.
  List<QueueRule> queues() {
    return List.copyOf(queues.values());
  }

  /// What a queue is in a centre, or elsewhere in the tenant when that centre does not have it.
  Optional<QueueRule> queue(String centre, String name) {
    return set(centre).queue(name).or(() -> Optional.ofNullable(queues.get(name)));
  }

  /// What a queue of a centre asks for, as far as this host goes: where no bot can be given it,
  /// there is a notice instead.
  ///
  /// @param bot whether a bot can be given it
  /// @param crosses whether other tenants may be asked; otherwise 범위: 그룹 reaches as far as 계열사
  Demand demand(String centre, QueueRule queue, long number, boolean crosses, boolean bot) {
    var named = engine.demand(set(centre), queue, number);
    var full = crosses ? named : named.within();
    var wait = full.maxWait();
    if (wait.action() != MaxWait.Action.BOT || bot) {
      return full;
    }
    return new Demand(
        full.queue(),
        full.priorityClass(),
        full.weight(),
        full.requirement(),
        full.scored(),
        full.relaxations(),
        new MaxWait(wait.afterMillis(), MaxWait.Action.NOTICE),
        full.strategy());
  }

  /// What an agent is who let too many offers pass.
  Presence missed() {
    return switch (rules.base().assignment().missedState()) {
      case NO_ANSWER -> Presence.NO_ANSWER;
      case AWAY -> Presence.AWAY;
      case REST -> Presence.REST;
      case SAFE_REST -> Presence.SAFE_REST;
      case MEAL -> Presence.MEAL;
      case TRAINING -> Presence.TRAINING;
      case COACHING -> Presence.COACHING;
      case MEETING -> Presence.MEETING;
      case WORK -> Presence.WORK;
    };
  }

  AgentProfile profile(User user, Optional<String> centre, Presence presence) {
    return engine.profile(
        user.login(),
        centre,
        user.skills(),
        Requirements.availability(presence),
        Optional.of(user.capacity()),
        CHANNELS);
  }

  /// Whether customers' silence gives agents room (휴면).
  boolean rests() {
    return rests(rules.base()) || rules.centres().values().stream().anyMatch(Ruling::rests);
  }

  private static boolean rests(RuleSet set) {
    return set.capacity().dormant().isPresent()
        || set.groups().groups().stream().anyMatch(group -> group.capacity().dormant().isPresent());
  }

  /// As [EngineRules#learn].
  boolean learn(Set<String> skills) {
    return engine.learn(skills);
  }

  /// What skills another tenant asks for are as bits.
  Bits foreign(Map<String, Integer> skills) {
    return engine.foreign(skills);
  }

  /// Whether a step reaches beyond the tenant.
  boolean namesGroup() {
    return queues.values().stream()
        .flatMap(queue -> queue.relaxations().stream())
        .anyMatch(step -> step.scope() == Scope.GROUP);
  }

  /// The name of a kind of channel in rules.
  static String channel(ChannelKind kind) {
    return switch (kind) {
      case KAKAO_COUNSEL -> "카카오톡";
      case SMS_SMPP, SMS_HTTP -> "문자";
      case KAKAO_SKILL, BOT -> "챗봇";
      case WEB_CHAT -> "웹채팅";
    };
  }
}

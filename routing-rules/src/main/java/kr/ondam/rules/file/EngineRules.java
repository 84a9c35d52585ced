package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Dormancy;
import kr.ondam.rules.Fairness;
import kr.ondam.rules.MaxWait;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Relaxation;

/// One tenant's rules as values of the engine. Bits mean nothing outside these rules and those that
/// follow them by [#next].
public final class EngineRules {
  private static final long HOUR = 3_600_000;

  private final TenantRules rules;
  private final Numbering numbering;

  private EngineRules(TenantRules rules, Numbering numbering) {
    this.rules = rules;
    this.numbering = numbering;
  }

  public static EngineRules of(TenantRules rules) {
    return new EngineRules(rules, new Numbering(rules));
  }

  /// Rules that come into force after these while conversations wait. Agents described by them are
  /// judged rightly by demands of these, too.
  public EngineRules next(TenantRules others) {
    return new EngineRules(others, new Numbering(others, numbering));
  }

  /// Whether so many bits stand for what only rules of before named that these rules should rather
  /// be numbered anew, by [#of], for a partition that is built anew with them.
  public boolean crowded() {
    return numbering.bits() > TenantReader.MOST_BITS;
  }

  /// The settings of the partition, those of the tenant without a centre.
  ///
  /// @param version of the rule book
  public Policy policy(String version) {
    AssignmentRule assignment = rules.base().assignment();
    return new Policy(
        version,
        assignment.strategy(),
        assignment.offerMillis(),
        assignment.mode() == OfferMode.AUTOMATIC,
        assignment.exclusionMillis(),
        assignment.misses(),
        fairness(assignment));
  }

  /// What a queue of a centre asks for.
  ///
  /// @param queueNumber the host's number of the queue
  public Demand demand(RuleSet set, QueueRule queue, long queueNumber) {
    List<Relaxation> relaxations = new ArrayList<>();
    for (int step = 1; step <= queue.relaxations().size(); step++) {
      QueueRule.RelaxationRule widened = queue.relaxations().get(step - 1);
      relaxations.add(
          new Relaxation(
              widened.afterMillis(),
              numbering.required(queue, step, set.site()),
              widened.scope() == Scope.GROUP));
    }
    return new Demand(
        queueNumber,
        queue.priority(),
        queue.weight(),
        numbering.required(queue, 0, set.site()),
        numbering.scored(queue),
        relaxations,
        queue.longestWait().map(EngineRules::maxWait).orElse(MaxWait.NONE),
        queue.strategy());
  }

  /// To move a conversation to another queue is the host's: the engine tells that the time is over,
  /// and it goes on waiting until the host has moved it.
  private static MaxWait maxWait(QueueRule.LongestWait wait) {
    return new MaxWait(
        wait.millis(),
        switch (wait.action()) {
          case CALLBACK -> MaxWait.Action.CALLBACK;
          case BOT -> MaxWait.Action.BOT;
          case CALL_MANAGER -> MaxWait.Action.MANAGER;
          case NOTICE, OTHER_QUEUE -> MaxWait.Action.NOTICE;
        });
  }

  private static Fairness fairness(AssignmentRule assignment) {
    return assignment.hourlyMost().isPresent()
        ? new Fairness(assignment.hourlyMost().getAsInt(), HOUR)
        : Fairness.NONE;
  }

  /// Lets agents be told apart by skills that no queue here names, because another tenant asks for
  /// them (routing.md 4.7). Answers whether there were such: then agents have to be described anew.
  public boolean learn(Set<String> skills) {
    return numbering.learn(skills);
  }

  /// What a conversation of another tenant asks for, after its skills were learned.
  ///
  /// @param skills by name, with levels 1 to 5
  public Bits foreign(Map<String, Integer> skills) {
    learn(skills.keySet());
    return numbering.levels(skills);
  }

  /// An agent of a centre.
  ///
  /// @param login as 상담사그룹 names the agent; empty for nobody in particular
  /// @param centre empty for an agent of the whole tenant
  /// @param skills by name, with levels 1 to 5
  /// @param total the agent's own 정원, empty for that of the rules, which can only lower it
  /// @param channels the name in the rules of each channel, by the engine's number of the channel
  public AgentProfile profile(
      String login,
      Optional<String> centre,
      Map<String, Integer> skills,
      Availability availability,
      Optional<Integer> total,
      List<String> channels) {
    RuleSet set = centre.map(rules::of).orElse(rules.base());
    Bits bits = numbering.agent(skills, centre.orElse(""), set.site().region().orElse(""));
    Optional<AgentGroups.Group> group = set.groups().of(login);
    CapacityRule rule = group.map(AgentGroups.Group::capacity).orElse(set.capacity());
    int own = total.orElse(rule.desk());
    return new AgentProfile(
        bits,
        availability,
        capacity(rule, Math.min(own, rule.total().orElse(own)), channels),
        set.groups().rank(login));
  }

  private static Capacity capacity(CapacityRule rule, int total, List<String> channels) {
    List<Capacity.Channel> shares =
        channels.stream()
            .map(rule::share)
            .map(share -> new Capacity.Channel(share.weight(), share.most()))
            .toList();
    Dormancy dormancy =
        rule.dormant()
            .map(dormant -> new Dormancy(dormant.silentMillis(), dormant.percent()))
            .orElse(Dormancy.NONE);
    return new Capacity(total, shares, dormancy);
  }
}

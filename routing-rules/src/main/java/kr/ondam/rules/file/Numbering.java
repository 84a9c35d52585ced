package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import kr.ondam.rules.Bits;

/// The engine's bits for the skills, centres and regions of one tenant's rules, the same for the
/// same rules. What no rule speaks of has no bit.
///
/// A widening that only lowers levels or drops skills needs no more than skill bits. One that asks
/// for another skill instead (보험금 → 상담기본) gets a *ladder*: a bit for each step, which an agent has
/// who is able at that step or an earlier one. So whoever could take a conversation before still
/// can (I7), and every step asks for a subset of the one before.
final class Numbering {
  private final Map<String, Integer> skills = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final Map<List<SortedMap<String, Integer>>, Integer> ladders = new LinkedHashMap<>();
  private int next;

  Numbering(TenantRules rules) {
    take(rules);
  }

  /// What has a bit keeps it, so that agents are judged rightly by demands of before as well.
  Numbering(TenantRules rules, Numbering before) {
    skills.putAll(before.skills);
    places.putAll(before.places);
    ladders.putAll(before.ladders);
    next = before.next;
    take(rules);
  }

  /// How many skills the queues name.
  int skills() {
    return skills.size();
  }

  /// How many centres and regions there are.
  int places() {
    return places.size();
  }

  /// How many bits all have together.
  int bits() {
    return next;
  }

  private void take(TenantRules rules) {
    TreeSet<String> named = new TreeSet<>();
    TreeSet<String> sites = new TreeSet<>();
    List<List<SortedMap<String, Integer>>> chains = new ArrayList<>();
    for (RuleSet set : rules.all()) {
      set.site().centre().ifPresent(centre -> sites.add(centre(centre)));
      set.site().region().ifPresent(region -> sites.add(region(region)));
      for (QueueRule queue : set.queues()) {
        List<SortedMap<String, Integer>> chain = chain(queue);
        chain.forEach(skillsOfStep -> named.addAll(skillsOfStep.keySet()));
        named.addAll(queue.preferred().keySet());
        if (!narrowing(chain)) {
          chains.add(chain);
        }
      }
    }
    named.forEach(skill -> skills.computeIfAbsent(skill, _ -> take(Bits.LEVELS)));
    sites.forEach(place -> places.computeIfAbsent(place, _ -> take(1)));
    chains.forEach(chain -> ladders.computeIfAbsent(chain, _ -> take(chain.size())));
  }

  /// What an agent can do, as bits.
  Bits agent(Map<String, Integer> levels, String centre, String region) {
    Bits bits = levels(levels).with(place(centre(centre))).with(place(region(region)));
    for (Map.Entry<List<SortedMap<String, Integer>>, Integer> ladder : ladders.entrySet()) {
      boolean able = false;
      for (int step = 0; step < ladder.getKey().size(); step++) {
        able |= has(levels, ladder.getKey().get(step));
        bits = able ? bits.with(Bits.of(ladder.getValue() + step)) : bits;
      }
    }
    return bits;
  }

  /// What a queue requires at a step, 0 before any widening.
  Bits required(QueueRule queue, int step, RuleSet.Site site) {
    List<SortedMap<String, Integer>> chain = chain(queue);
    Integer ladder = ladders.get(chain);
    Bits bits = levels(chain.get(step));
    if (ladder != null) {
      int[] rungs = new int[chain.size() - step];
      for (int i = 0; i < rungs.length; i++) {
        rungs[i] = ladder + step + i;
      }
      bits = Bits.of(rungs);
    }
    Scope scope = step == 0 ? Scope.CENTRE : queue.relaxations().get(step - 1).scope();
    return bits.with(scope(scope, site));
  }

  /// All levels of the skills that count for a choice.
  Bits scored(QueueRule queue) {
    Map<String, Integer> full = new TreeMap<>();
    queue.skills().keySet().forEach(skill -> full.put(skill, Bits.LEVELS));
    queue.preferred().keySet().forEach(skill -> full.put(skill, Bits.LEVELS));
    return levels(full);
  }

  private Bits scope(Scope scope, RuleSet.Site site) {
    Bits region = site.region().map(name -> place(region(name))).orElse(Bits.NONE);
    Bits centre = site.centre().map(name -> place(centre(name))).orElse(Bits.NONE);
    return switch (scope) {
      case CENTRE -> centre.with(region);
      // Without a region there is nothing between the centre and the tenant.
      case REGION -> site.region().isPresent() ? region : centre;
      case TENANT, GROUP -> Bits.NONE;
    };
  }

  /// Gives bits to skills that no rule speaks of. Answers whether there were any.
  boolean learn(Set<String> names) {
    int before = next;
    new TreeSet<>(names).forEach(skill -> skills.computeIfAbsent(skill, _ -> take(Bits.LEVELS)));
    return next > before;
  }

  Bits levels(Map<String, Integer> levels) {
    Bits bits = Bits.NONE;
    for (Map.Entry<String, Integer> skill : new TreeMap<>(levels).entrySet()) {
      Integer first = skills.get(skill.getKey());
      if (first != null) {
        bits = bits.with(Bits.level(first, Math.min(Bits.LEVELS, skill.getValue())));
      }
    }
    return bits;
  }

  private Bits place(String name) {
    Integer bit = places.get(name);
    return bit == null ? Bits.NONE : Bits.of(bit);
  }

  private int take(int bits) {
    int first = next;
    next += bits;
    return first;
  }

  private static List<SortedMap<String, Integer>> chain(QueueRule queue) {
    List<SortedMap<String, Integer>> chain = new ArrayList<>();
    chain.add(queue.skills());
    queue.relaxations().forEach(step -> chain.add(step.skills()));
    return chain;
  }

  /// Whether each step asks for no skill and level that the one before did not ask for.
  private static boolean narrowing(List<SortedMap<String, Integer>> chain) {
    for (int i = 1; i < chain.size(); i++) {
      if (!has(chain.get(i - 1), chain.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether somebody with these levels has what is required.
  static boolean has(Map<String, Integer> levels, Map<String, Integer> required) {
    return required.entrySet().stream()
        .allMatch(skill -> levels.getOrDefault(skill.getKey(), 0) >= skill.getValue());
  }

  private static String centre(String name) {
    return "centre " + name;
  }

  private static String region(String name) {
    return "region " + name;
  }
}

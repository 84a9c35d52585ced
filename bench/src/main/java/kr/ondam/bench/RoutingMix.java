package kr.ondam.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Fairness;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Relaxation;
import kr.ondam.rules.Strategy;
import kr.ondam.rules.Ticket;

/// The realistic mix of routing.md 3.2 from a fixed seed: 64 skills with levels, 200 queues that
/// need one to three of them, four channels, agents in 40 profiles of eight skills or more, three
/// conversations each. Half of the queues ask for less after two minutes.
final class RoutingMix {
  static final int CHANNELS = 4;
  private static final int SKILLS = 64;
  private static final int QUEUES = 200;
  private static final int PROFILES = 40;
  private static final int[] WEIGHTS = {1000, 1000, 1500, 2000, 4000};

  final List<Demand> queues = new ArrayList<>();
  final List<AgentProfile> profiles = new ArrayList<>();
  private final Random random = new Random(20_261_126);
  private long next;

  RoutingMix() {
    List<int[]> skills = new ArrayList<>();
    var channel = new Capacity.Channel(1, 3);
    var capacity = new Capacity(3, List.of(channel, channel, channel, channel));
    for (int i = 0; i < PROFILES; i++) {
      int[] mine = random.ints(0, SKILLS).distinct().limit(8 + random.nextInt(6)).toArray();
      skills.add(mine);
      Bits bits = Bits.NONE;
      for (int skill : mine) {
        bits = bits.with(Bits.level(skill * Bits.LEVELS, 3 + random.nextInt(3)));
      }
      profiles.add(new AgentProfile(bits, Availability.OPEN, capacity, 0));
    }
    for (int i = 0; i < QUEUES; i++) {
      queues.add(queue(i, skills.get(random.nextInt(PROFILES))));
    }
  }

  private Demand queue(int number, int[] skills) {
    Bits asked = Bits.NONE;
    Bits relaxed = Bits.NONE;
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int first = skills[random.nextInt(skills.length)] * Bits.LEVELS;
      asked = asked.with(Bits.level(first, 3));
      relaxed = relaxed.with(Bits.level(first, 1));
    }
    List<Relaxation> steps =
        number % 2 == 0 ? List.of(new Relaxation(120_000, relaxed)) : List.of();
    int weight = WEIGHTS[random.nextInt(WEIGHTS.length)];
    return new Demand(number, random.nextInt(3), weight, asked, asked, steps);
  }

  static Policy policy() {
    return new Policy("bench", Strategy.LEAST_LOADED, 30_000, false, 60_000, 2, Fairness.NONE);
  }

  Ticket ticket(long at) {
    long boost = random.nextInt(5) == 0 ? 120_000 : 0;
    Demand demand = queues.get(random.nextInt(QUEUES));
    return new Ticket(next, random.nextInt(CHANNELS), demand, boost, at, next++);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}

package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Demand;
import kr.ondam.rules.Relaxation;

/// Reads the queues of a case and who arrives in them.
final class QueueReader {
  private static final long HALF_HOUR = 1_800_000;
  private static final double MOST_PER_HOUR = 1_000_000;

  private final Problems problems;
  private final Vocabulary vocabulary;
  private final Map<String, String> centres;
  private final List<String> channels;
  private final List<Staff> staff;
  private final long wrapUp;
  private final Map<String, Double> targets = new LinkedHashMap<>();

  QueueReader(
      Problems problems,
      Vocabulary vocabulary,
      Map<String, String> centres,
      List<String> channels,
      List<Staff> staff,
      long wrapUp) {
    this.problems = problems;
    this.vocabulary = vocabulary;
    this.centres = centres;
    this.channels = channels;
    this.staff = staff;
    this.wrapUp = wrapUp;
  }

  /// The share of each queue's arrivals that should be answered in time.
  Map<String, Double> targets() {
    return targets;
  }

  List<Inflow> read(Reading top) {
    List<Inflow> inflows = new ArrayList<>();
    int number = 0;
    for (Reading queue : top.maps("queues")) {
      read(queue, number++, inflows);
      queue.close();
    }
    if (number == 0) {
      top.problem(top.place(), "'큐' 가 하나도 없습니다", "there is no queue");
    }
    return inflows;
  }

  private void read(Reading queue, int number, List<Inflow> inflows) {
    String name = queue.required("name");
    Optional<Reading> target = queue.map("target");
    long answer = target.map(map -> map.span("answer", 20_000)).orElse(20_000L);
    targets.put(name, target.map(map -> map.share("share", .8)).orElse(.8));
    target.ifPresent(Reading::close);
    Distribution handle = handle(queue);
    Distribution patience =
        queue
            .any("patience")
            .map(entry -> new Distributions(problems).read(entry, "patience"))
            .orElse(new Distribution.Never());
    long after = queue.span("wrapup", wrapUp);
    Inflow.Returning returning = returning(queue);
    Map<String, Demand> demands = demands(queue, number, name);
    List<Kind> kinds = kinds(queue, name);
    for (Stream stream : streams(queue)) {
      Demand demand = demands.get(stream.centre);
      if (demand == null) {
        continue;
      }
      for (Kind kind : kinds) {
        inflows.add(
            new Inflow(
                kind.name,
                name,
                stream.centre,
                stream.channel,
                demand,
                kind.boost,
                stream.arrivals.times(kind.share),
                handle,
                patience,
                after,
                returning,
                answer));
      }
    }
  }

  private Distribution handle(Reading queue) {
    Optional<Entry> entry = queue.any("handle");
    if (entry.isEmpty()) {
      queue.required("handle");
      return new Distribution.Constant(1);
    }
    Distribution handle = new Distributions(problems).read(entry.get(), "handle");
    if (handle instanceof Distribution.Never) {
      queue.problem(entry.get().place(), "처리시간은 무한일 수 없습니다", "handle must end");
      return new Distribution.Constant(1);
    }
    return handle;
  }

  private Inflow.Returning returning(Reading queue) {
    Optional<Reading> map = queue.map("sticky");
    Inflow.Returning returning =
        map.map(reading -> new Inflow.Returning(reading.share("share", 0), reading.span("hold", 0)))
            .orElse(Inflow.Returning.NONE);
    map.ifPresent(Reading::close);
    return returning;
  }

  /// What the queue asks for at each centre.
  private Map<String, Demand> demands(Reading queue, int number, String name) {
    int priority = queue.whole("class", 0, 0, 1000);
    int weight = (int) Math.round(1000 * queue.number("ageing", 1, .001, 1000));
    Skills skills = skills(queue);
    String scope = queue.word("scope", "centre", "region", "affiliate", "group");
    List<Step> steps = new ArrayList<>();
    for (Reading step : queue.maps("relaxations")) {
      step.required("after");
      Skills wider = step.any("skills").isPresent() ? skills(step) : null;
      skills = wider == null ? skills : wider;
      if (step.any("scope").isPresent()) {
        scope = step.word("scope", "centre", "region", "affiliate", "group");
      }
      steps.add(new Step(step.place(), step.span("after", 1), skills, scope));
      step.close();
    }
    Skills first = skills(queue);
    String home = queue.word("scope", "centre", "region", "affiliate", "group");
    Map<String, Demand> demands = new LinkedHashMap<>();
    for (String centre : centres.isEmpty() ? List.of("") : centres.keySet()) {
      Bits requirement = first.bits.with(bits(centre, home));
      List<Relaxation> relaxations = relaxations(steps, centre, requirement);
      demands.put(
          centre, new Demand(number, priority, weight, requirement, first.scored, relaxations));
    }
    checkServable(queue, name, demands);
    return demands;
  }

  private List<Relaxation> relaxations(List<Step> steps, String centre, Bits requirement) {
    List<Relaxation> relaxations = new ArrayList<>();
    Bits before = requirement;
    long after = 0;
    for (Step step : steps) {
      Bits bits = step.skills.bits.with(bits(centre, step.scope));
      if (step.after == 0) {
        problems.add(
            step.place,
            "완화의 '후' 는 0초보다 길어야 합니다. 처음부터 넓히려면 큐의 기술을 고치세요",
            "'after' of a relaxation must be more than 0; to widen at once, change the queue itself");
      } else if (step.after <= after) {
        problems.add(step.place, "완화 시각은 점점 늦어져야 합니다", "relaxations must come later and later");
      } else if (!before.covers(bits)) {
        problems.add(step.place, "완화는 조건을 더 까다롭게 할 수 없습니다", "a relaxation cannot ask for more");
      } else {
        relaxations.add(new Relaxation(step.after, bits));
        after = step.after;
        before = bits;
      }
    }
    return relaxations;
  }

  private void checkServable(Reading queue, String name, Map<String, Demand> demands) {
    for (Map.Entry<String, Demand> demand : demands.entrySet()) {
      Demand asked = demand.getValue();
      Bits last = asked.requirement(asked.relaxations().size());
      if (staff.stream().noneMatch(agent -> agent.profile().bits().covers(last))) {
        String centre = demand.getKey().isEmpty() ? "" : " (" + demand.getKey() + ")";
        queue.problem(
            queue.place(),
            "'" + name + "' 큐" + centre + "를 받을 수 있는 상담사가 없습니다",
            "nobody can ever serve the queue '" + name + "'" + centre);
      }
    }
  }

  private Bits bits(String centre, String scope) {
    String region = centres.getOrDefault(centre, "");
    Bits regional = region.isEmpty() ? Bits.NONE : vocabulary.region(region);
    return switch (scope) {
      case "centre" -> regional.with(vocabulary.centre(centre));
      case "region" -> regional;
      default -> Bits.NONE;
    };
  }

  private Skills skills(Reading map) {
    Bits bits = Bits.NONE;
    Bits scored = Bits.NONE;
    Map<String, Entry.Text> named = map.map("skills").map(Reading::named).orElse(Map.of());
    for (Map.Entry<String, Entry.Text> skill : named.entrySet()) {
      int level = map.whole(skill.getValue(), skill.getKey(), 1, Bits.LEVELS);
      bits = bits.with(vocabulary.skill(skill.getKey(), level));
      scored = scored.with(vocabulary.scored(skill.getKey()));
    }
    return new Skills(bits, scored);
  }

  /// The kinds of customers: those with a head start and the rest, who have no name.
  private List<Kind> kinds(Reading queue, String name) {
    List<Kind> kinds = new ArrayList<>();
    double rest = 1;
    for (Reading boost : queue.maps("boost")) {
      double share = boost.share("share", 0);
      rest -= share;
      String kind = name + " " + boost.required("name");
      kinds.add(new Kind(kind, share, boost.span("boost", 0)));
      boost.close();
    }
    if (rest < -1e-9) {
      queue.problem(queue.place(), "가점 비율의 합이 100%를 넘습니다", "the boosts' shares exceed 100%");
    }
    kinds.add(new Kind("", Math.max(0, rest), 0));
    return kinds;
  }

  private List<Stream> streams(Reading queue) {
    Optional<Reading> arrivals = queue.map("arrivals");
    if (arrivals.isEmpty()) {
      queue.required("arrivals");
      return List.of();
    }
    Reading map = arrivals.get();
    ArrivalPattern pattern = pattern(map).times(map.number("factor", 1, 0, 1000));
    Map<String, Double> byCentre =
        shares(map, "bycentre", centres.isEmpty() ? List.of("") : List.copyOf(centres.keySet()));
    Map<String, Double> byChannel =
        shares(map, "bychannel", channels.isEmpty() ? List.of("") : channels);
    map.close();
    List<Stream> streams = new ArrayList<>();
    byCentre.forEach((centre, share) ->
        byChannel.forEach((channel, part) -> {
          if (share * part > 0) {
            int number = Math.max(0, channels.indexOf(channel));
            streams.add(new Stream(centre, number, pattern.times(share * part)));
          }
        }));
    return streams;
  }

  private ArrivalPattern pattern(Reading map) {
    List<Entry> rates = map.list("halfhourly");
    List<Entry> times = map.list("times");
    if (!rates.isEmpty()) {
      // Counts per half hour, as reports have them.
      List<Double> perHour = new ArrayList<>();
      for (Entry rate : rates) {
        perHour.add(
            rate instanceof Entry.Text text
                ? 2 * map.number(text, "halfhourly", 0, MOST_PER_HOUR)
                : 0.0);
      }
      return new ArrivalPattern.Profile(0, HALF_HOUR, perHour);
    }
    if (!times.isEmpty()) {
      List<Long> at = new ArrayList<>();
      for (Entry time : times) {
        at.add(time instanceof Entry.Text text ? map.span(text, "times") : 0);
      }
      return new ArrivalPattern.Given(at, 1);
    }
    map.required("perhour");
    return new ArrivalPattern.Poisson(map.number("perhour", 0, 0, MOST_PER_HOUR));
  }

  /// How arrivals divide among names; evenly when nothing is said.
  private Map<String, Double> shares(Reading map, String key, List<String> names) {
    Map<String, Double> shares = new LinkedHashMap<>();
    Optional<Reading> given = map.map(key);
    if (given.isEmpty()) {
      names.forEach(name -> shares.put(name, 1.0 / names.size()));
      return shares;
    }
    double sum = 0;
    for (Map.Entry<String, Entry.Text> each : given.get().named().entrySet()) {
      double share = map.share(each.getValue(), key);
      sum += share;
      if (names.contains(each.getKey())) {
        shares.put(each.getKey(), share);
      } else {
        map.problem(
            each.getValue().place(),
            "'"
                + each.getKey()
                + "' 이(가) 없습니다. "
                + Nearest.hint(each.getKey(), names, Language.KOREAN),
            "there is no '"
                + each.getKey()
                + "'. "
                + Nearest.hint(each.getKey(), names, Language.ENGLISH));
      }
    }
    if (Math.abs(sum - 1) > .001) {
      map.problem(
          given.get().place(),
          Words.korean(key) + " 비율의 합이 100%가 아닙니다",
          key + " must add up to 100%");
    }
    return shares;
  }

  private record Skills(Bits bits, Bits scored) {}

  private record Step(Entry.Place place, long after, Skills skills, String scope) {}

  private record Kind(String name, double share, long boost) {}

  private record Stream(String centre, int channel, ArrivalPattern arrivals) {}
}

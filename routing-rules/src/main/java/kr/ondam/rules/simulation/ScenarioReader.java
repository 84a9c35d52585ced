package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.ondam.rules.AgentProfile;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Bits;
import kr.ondam.rules.Capacity;
import kr.ondam.rules.Policy;
import kr.ondam.rules.Strategy;

/// Reads one case of a what-if file: the base or a variation laid over it.
final class ScenarioReader {
  private static final Pattern SHIFT =
      Pattern.compile("([0-9]{1,2}):([0-9]{2})\\s*[-~]\\s*([0-9]{1,2}):([0-9]{2})");
  private static final int MOST_AGENTS = 5000;
  private static final long DAY = 86_400_000;

  private final Problems problems;
  private final Vocabulary vocabulary = new Vocabulary();

  /// Centres with their regions; a region is empty when none is named.
  private final Map<String, String> centres = new LinkedHashMap<>();

  private List<String> channels = List.of();
  private long start;

  ScenarioReader(Problems problems) {
    this.problems = problems;
  }

  WhatIf.Case read(String name, Entry.Fields fields) {
    Reading top = new Reading(problems, fields);
    top.any("name");
    Optional<Reading> time = top.map("time");
    long length = time.map(map -> map.span("length", 8 * 3_600_000)).orElse(8 * 3_600_000L);
    long warmUp = time.map(map -> map.span("warmup", 0)).orElse(0L);
    start = time.flatMap(map -> map.text("start")).map(this::clock).orElse(9 * 3_600_000L);
    time.ifPresent(Reading::close);
    if (warmUp >= length) {
      problems.add(top.place(), "준비 시간이 전체 길이보다 짧아야 합니다", "warmup must be shorter than length");
      warmUp = 0;
    }
    readCentres(top);
    Capacity capacity = capacity(top);
    Optional<Reading> assignment = top.map("assignment");
    Policy policy = policy(assignment);
    long wrapUp = assignment.map(map -> map.span("wrapup", 0)).orElse(0L);
    assignment.ifPresent(Reading::close);
    Conduct conduct = conduct(top);
    List<Staff> staff = staff(top, capacity);
    QueueReader queues = new QueueReader(problems, vocabulary, centres, channels, staff, wrapUp);
    List<Inflow> inflows = queues.read(top);
    top.close();
    Scenario scenario = new Scenario(policy, inflows, staff, conduct, Math.max(1, length), warmUp);
    return new WhatIf.Case(name, scenario, queues.targets());
  }

  private void readCentres(Reading top) {
    for (Entry entry : top.list("centres")) {
      if (entry instanceof Entry.Text text) {
        centres.put(text.text(), "");
      } else {
        top.map(entry, "centres")
            .ifPresent(map -> {
              String region = map.text("region").map(Entry.Text::text).orElse("");
              centres.put(map.required("name"), region);
              map.close();
            });
      }
    }
  }

  /// Total and channels; without them an agent takes one conversation at a time.
  private Capacity capacity(Reading top) {
    Optional<Reading> map = top.map("capacity");
    int total = map.map(reading -> reading.whole("total", 100, 1, 1_000_000)).orElse(1);
    List<Capacity.Channel> weights = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Map<String, Reading> listed =
        map.flatMap(reading -> reading.map("channels")).map(Reading::namedMaps).orElse(Map.of());
    listed.forEach((name, channel) -> {
      names.add(name);
      weights.add(
          new Capacity.Channel(
              channel.whole("weight", 1, 1, 1_000_000), channel.whole("max", 1, 0, 1000)));
      channel.close();
    });
    map.ifPresent(Reading::close);
    if (names.isEmpty()) {
      weights.add(new Capacity.Channel(total, 1));
    }
    channels = names;
    return new Capacity(total, weights);
  }

  private Policy policy(Optional<Reading> assignment) {
    String order =
        assignment
            .map(map ->
                map.word(
                    "order",
                    "least-loaded",
                    "longest-idle",
                    "fewest-handled",
                    "most-skilled",
                    "fixed"))
            .orElse("least-loaded");
    Strategy strategy =
        switch (order) {
          case "longest-idle" -> Strategy.LONGEST_IDLE;
          case "fewest-handled" -> Strategy.FEWEST_HANDLED;
          case "most-skilled" -> Strategy.MOST_SKILLED;
          case "fixed" -> Strategy.FIXED;
          default -> Strategy.LEAST_LOADED;
        };
    Optional<Reading> offer = assignment.flatMap(map -> map.map("offer"));
    boolean automatic =
        offer.map(map -> map.word("mode", "automatic", "accept").equals("automatic")).orElse(true);
    Policy policy =
        new Policy(
            "what-if",
            strategy,
            Math.max(1, offer.map(map -> map.span("timeout", 30_000)).orElse(30_000L)),
            automatic,
            offer.map(map -> map.span("exclusion", 60_000)).orElse(60_000L),
            offer.map(map -> map.whole("misses", 2, 0, 1000)).orElse(2));
    offer.ifPresent(Reading::close);
    return policy;
  }

  private Conduct conduct(Reading top) {
    Optional<Reading> map = top.map("conduct");
    Distributions distributions = new Distributions(problems);
    Conduct conduct =
        new Conduct(
            map.map(reading -> reading.share("slowdown", 0)).orElse(0.0),
            map.flatMap(reading -> reading.any("answering"))
                .map(entry -> distributions.read(entry, "answering"))
                .orElse(new Distribution.Constant(0)),
            Math.max(1, map.map(reading -> reading.span("return", 60_000)).orElse(60_000L)),
            false,
            0);
    map.ifPresent(Reading::close);
    return conduct;
  }

  private List<Staff> staff(Reading top, Capacity capacity) {
    List<Staff> staff = new ArrayList<>();
    int most = 0;
    for (Reading group : top.maps("agents")) {
      group.required("name");
      int count = group.whole("count", 1, 0, MOST_AGENTS);
      most += count;
      AgentProfile profile = profile(group, capacity);
      double pace = group.number("pace", 1, .1, 10);
      List<Staff.Shift> shifts =
          group.text("shift").map(this::shifts).orElse(List.of(Staff.Shift.ALWAYS));
      String centre = centre(group);
      for (int i = 0; i < count && most <= MOST_AGENTS; i++) {
        staff.add(new Staff(staff.size(), centre, profile, pace, shifts));
      }
      group.close();
    }
    if (most > MOST_AGENTS || most == 0) {
      problems.add(
          top.any("agents").map(Entry::place).orElse(top.place()),
          "상담사는 1~" + MOST_AGENTS + "명이어야 합니다 (지금 " + most + "명)",
          "expected 1 to " + MOST_AGENTS + " agents (now " + most + ")");
    }
    return staff;
  }

  private AgentProfile profile(Reading group, Capacity capacity) {
    Bits bits = Bits.NONE;
    Map<String, Entry.Text> skills = group.map("skills").map(Reading::named).orElse(Map.of());
    for (var skill : skills.entrySet()) {
      int level = group.whole(skill.getValue(), skill.getKey(), 0, Bits.LEVELS);
      bits = bits.with(vocabulary.skill(skill.getKey(), level));
    }
    String centre = centre(group);
    String region = centres.getOrDefault(centre, "");
    bits = bits.with(vocabulary.centre(centre));
    bits = region.isEmpty() ? bits : bits.with(vocabulary.region(region));
    int total = group.whole("total", capacity.total(), 0, 1_000_000);
    return new AgentProfile(
        bits,
        Availability.OPEN,
        new Capacity(total, capacity.channels()),
        group.whole("rank", 0, 0, 1_000_000));
  }

  private String centre(Reading group) {
    Optional<Entry.Text> centre = group.text("centre");
    if (centre.isEmpty()) {
      return centres.isEmpty() ? "" : centres.keySet().iterator().next();
    }
    String name = centre.get().text();
    if (!centres.containsKey(name)) {
      List<String> known = List.copyOf(centres.keySet());
      problems.add(
          centre.get().place(),
          "'" + name + "' 센터가 없습니다. " + Nearest.hint(name, known, Language.KOREAN),
          "there is no centre '" + name + "'. " + Nearest.hint(name, known, Language.ENGLISH));
    }
    return name;
  }

  /// Clock times, from the clock time at which the simulation starts; an end before its begin is on
  /// the next day.
  private List<Staff.Shift> shifts(Entry.Text text) {
    List<Staff.Shift> shifts = new ArrayList<>();
    long before = -1;
    for (String part : text.text().split(",")) {
      Matcher matcher = SHIFT.matcher(part.strip());
      if (!matcher.matches()) {
        badShift(text);
        return List.of(Staff.Shift.ALWAYS);
      }
      long from = clock(text, matcher.group(1), matcher.group(2));
      long until = clock(text, matcher.group(3), matcher.group(4));
      until += until <= from ? DAY : 0;
      from = Math.max(0, from - start);
      until -= start;
      if (until <= from) {
        continue;
      }
      if (from <= before) {
        badShift(text);
        return List.of(Staff.Shift.ALWAYS);
      }
      shifts.add(new Staff.Shift(from, until));
      before = until;
    }
    return shifts;
  }

  private void badShift(Entry.Text text) {
    problems.add(
        text.place(),
        "근무 '" + text.text() + "' 은(는) 시각이 아닙니다. 예: \"09:00-12:00, 13:00-18:00\"",
        "shift '" + text.text() + "' is not like \"09:00-12:00, 13:00-18:00\"");
  }

  private long clock(Entry.Text text) {
    Matcher matcher = Pattern.compile("([0-9]{1,2}):([0-9]{2})").matcher(text.text());
    if (matcher.matches()) {
      return clock(text, matcher.group(1), matcher.group(2));
    }
    problems.add(
        text.place(),
        "'" + text.text() + "' 은(는) 시각이 아닙니다. 예: \"09:00\"",
        "'" + text.text() + "' is no time of day such as \"09:00\"");
    return 0;
  }

  private long clock(Entry.Text text, String hours, String minutes) {
    int hour = Integer.parseInt(hours);
    int minute = Integer.parseInt(minutes);
    if (hour > 24 || minute > 59) {
      badShift(text);
    }
    return hour * 3_600_000L + minute * 60_000L;
  }
}

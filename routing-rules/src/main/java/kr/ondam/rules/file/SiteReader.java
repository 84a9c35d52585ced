package kr.ondam.rules.file;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import kr.ondam.rules.Strategy;
import org.jspecify.annotations.Nullable;

/// Reads the effective rules of one centre, holding every reference against what exists there.
final class SiteReader {
  private static final long MINUTE = 60_000;

  private final RuleSet.Site site;
  private final Node.Fields root;
  private final Conditions conditions;
  private final PublicHolidays holidays;
  private final Findings findings;
  private final boolean wellFormed;

  /// @param wellFormed whether nothing was left out of the files because of its form
  SiteReader(
      RuleSet.Site site,
      Node.Fields root,
      Conditions conditions,
      PublicHolidays holidays,
      Findings findings,
      boolean wellFormed) {
    this.site = site;
    this.root = root;
    this.conditions = conditions;
    this.holidays = holidays;
    this.findings = findings;
    this.wellFormed = wellFormed;
  }

  /// The rules; what is wrong is reported and left out.
  ///
  /// @param elsewhere names of the queues of other tenants, to tell a foreign queue from an unknown
  RuleSet read(Collection<String> elsewhere) {
    Calendar calendar = calendar();
    Map<String, OpeningHours> hours = hours(calendar);
    AssignmentRule assignment = assignment();
    List<QueueRule> queues = new QueueReader(this, hours, assignment.strategy()).read(elsewhere);
    Set<String> names = new HashSet<>();
    queues.forEach(queue -> names.add(queue.name()));
    RuleReader rules = new RuleReader(this, conditions, List.copyOf(names), elsewhere);
    return new RuleSet(
        site,
        new RuleSet.Described(
            conditions.vocabulary(),
            calendar,
            queues,
            rules.classifying(),
            rules.boosting(),
            Tree.duration(root, Key.BOOST_CAP, 10 * MINUTE),
            capacity(Tree.fields(root, Key.CAPACITY)),
            assignment,
            sticky(),
            groups(),
            root));
  }

  Node.Fields root() {
    return root;
  }

  /// Reports something that is wrong for this centre, though perhaps right for another.
  void error(Node node, Wording message) {
    findings.add(Severity.ERROR, node, message.after("(" + site.name() + ") "));
  }

  /// Reports something that is wrong wherever it is read.
  void plainError(Node node, String korean, String english) {
    findings.error(node, korean, english);
  }

  /// Reports something that is missing, unless it may be there in a form that was refused.
  void missing(Node node, String korean, String english) {
    if (wellFormed) {
      findings.error(node, korean, english);
    }
  }

  /// Reports each skill that 어휘 does not know, if it lists any.
  void checkSkills(Node.@Nullable Fields skills) {
    List<String> known = Tree.words(vocabularyOf(Key.SKILLS));
    if (skills == null || known.isEmpty()) {
      return;
    }
    for (Node.Field skill : skills.fields().values()) {
      if (!known.contains(skill.key().value())) {
        report(skill.key(), "기술", "skill", known);
      }
    }
  }

  private void report(Node.Text word, String korean, String english, Collection<String> known) {
    findings.add(Severity.ERROR, word, unknown(word, korean, english, known));
  }

  static Wording unknown(Node.Text word, String korean, String english, Collection<String> known) {
    return new Wording(
            "'" + word.value() + "' 은(는) 어휘에 없는 " + korean + "입니다.",
            "'" + word.value() + "' is not a " + english + " of the vocabulary.")
        .then(Suggestion.wording(word.value(), known))
        .then(Leaf.possible(List.copyOf(known)));
  }

  private @Nullable Node vocabularyOf(Key key) {
    Node.Fields words = Tree.fields(root, Key.VOCABULARY);
    return words == null ? null : words.get(key.korean());
  }

  private Calendar calendar() {
    Node.Fields described = Tree.fields(root, Key.CALENDAR);
    boolean korean =
        Tree.choice(described, Key.HOLIDAYS, HolidaySource.values()).orElse(HolidaySource.KOREA)
            == HolidaySource.KOREA;
    Map<LocalDate, String> extra = new TreeMap<>();
    for (Node.Fields day : Tree.entries(described, Key.EXTRA_HOLIDAYS)) {
      Quantity.date(Tree.word(day, Key.DATE, ""))
          .ifPresent(date -> extra.put(date, Tree.word(day, Key.NAME, "휴무")));
    }
    Set<LocalDate> business = new HashSet<>();
    Node worked = described == null ? null : described.get(Key.BUSINESS_DAYS.korean());
    Tree.words(worked).forEach(day -> Quantity.date(day).ifPresent(business::add));
    return new Calendar(korean ? Optional.of(holidays) : Optional.empty(), extra, business);
  }

  private Map<String, OpeningHours> hours(Calendar calendar) {
    Map<String, OpeningHours> hours = new LinkedHashMap<>();
    Node.Fields described = Tree.fields(root, Key.HOURS);
    if (described == null) {
      return hours;
    }
    described
        .fields()
        .forEach((name, field) -> {
          Map<String, DayHours> days = new LinkedHashMap<>();
          if (field.value() instanceof Node.Fields week) {
            week.fields().values().forEach(day -> readDay(day, days));
          }
          OpeningHours read = OpeningHours.of(days, calendar);
          // One that was refused for its form may be what opens it.
          if (wellFormed && read.neverOpens()) {
            findings.warning(
                field.key(),
                "영업시간 '" + name + "' 은(는) 열리는 때가 없습니다",
                "the hours '" + name + "' never open");
          }
          hours.put(name, read);
        });
    return hours;
  }

  private static void readDay(Node.Field day, Map<String, DayHours> days) {
    if (day.value() instanceof Node.Text hours) {
      DayHours.parse(hours.value()).ifPresent(parsed -> days.put(day.key().value(), parsed));
    }
  }

  private AgentGroups groups() {
    List<AgentGroups.Group> groups = new ArrayList<>();
    Map<String, Node.Text> named = new HashMap<>();
    Node.Fields usual = Tree.fields(root, Key.CAPACITY);
    for (Node.Fields entry : Tree.entries(root, Key.AGENT_GROUPS)) {
      Node.Fields own = Tree.fields(entry, Key.CAPACITY);
      for (Node.Text login : Tree.texts(entry.get(Key.AGENTS.korean()))) {
        Node.Text before = named.putIfAbsent(login.value(), login);
        if (before != null) {
          plainError(
              login,
              "'" + login.value() + "' 상담사가 두 번 있습니다 (처음: " + before.at() + ")",
              "agent '" + login.value() + "' stands twice (first: " + before.at() + ")");
        }
      }
      groups.add(
          new AgentGroups.Group(
              Tree.word(entry, Key.NAME, ""),
              Tree.words(entry.get(Key.AGENTS.korean())),
              capacity(over(usual, own))));
    }
    return groups.isEmpty() ? AgentGroups.NONE : new AgentGroups(groups);
  }

  private static Node.@Nullable Fields over(
      Node.@Nullable Fields usual, Node.@Nullable Fields own) {
    if (usual == null || own == null) {
      return own == null ? usual : own;
    }
    return Inheritance.lay(usual, own);
  }

  private CapacityRule capacity(Node.@Nullable Fields described) {
    Node.Fields channels = Tree.fields(described, Key.CHANNEL);
    List<String> known = Tree.words(vocabularyOf(Key.CHANNEL));
    Map<String, CapacityRule.Share> shares = new LinkedHashMap<>();
    if (channels != null) {
      for (Node.Field channel : channels.fields().values()) {
        if (!known.isEmpty() && !known.contains(channel.key().value())) {
          report(channel.key(), "채널", "channel", known);
        }
        Node.Fields share = channel.value() instanceof Node.Fields fields ? fields : null;
        shares.put(
            channel.key().value(),
            new CapacityRule.Share(
                Tree.whole(share, Key.WEIGHT_UNITS, 25), Tree.whole(share, Key.MOST, 4)));
      }
    }
    Node.Fields dormant = Tree.fields(described, Key.DORMANT);
    return new CapacityRule(
        whole(described, Key.TOTAL),
        shares,
        dormant == null
            ? Optional.empty()
            : Optional.of(
                new CapacityRule.Dormant(
                    Tree.duration(dormant, Key.CUSTOMER_SILENT, 10 * MINUTE),
                    Tree.whole(dormant, Key.WEIGHT_PERCENT, 50))));
  }

  private AssignmentRule assignment() {
    Node.Fields described = Tree.fields(root, Key.ASSIGNMENT);
    Node.Fields offer = Tree.fields(described, Key.OFFER);
    return new AssignmentRule(
        Tree.choice(described, Key.ORDER, Order.values())
            .map(Order::strategy)
            .orElse(Strategy.LEAST_LOADED),
        Tree.choice(offer, Key.MODE, OfferMode.values()).orElse(OfferMode.ACCEPT),
        Tree.duration(offer, Key.TIMEOUT, MINUTE / 2),
        Tree.duration(offer, Key.EXCLUSION, MINUTE),
        Tree.whole(offer, Key.MISSES, 2),
        Tree.choice(offer, Key.MISSED_STATE, MissedState.values()).orElse(MissedState.NO_ANSWER),
        Tree.duration(described, Key.WRAP_UP, MINUTE),
        whole(described, Key.HOURLY_MOST));
  }

  private static OptionalInt whole(Node.@Nullable Fields described, Key key) {
    return Tree.text(described, key) == null
        ? OptionalInt.empty()
        : OptionalInt.of(Tree.whole(described, key, 0));
  }

  private StickyRule sticky() {
    Node.Fields described = Tree.fields(root, Key.STICKY);
    Node.Text condition = Tree.text(described, Key.CONDITION);
    return new StickyRule(
        Tree.truth(described, Key.ENABLED, described != null),
        Tree.duration(described, Key.PERIOD, 30 * 1_440 * MINUTE),
        Tree.duration(described, Key.HOLD, 0),
        condition == null ? Optional.empty() : conditions.of(condition),
        place(described, Key.PERIOD),
        place(described, Key.HOLD),
        place(described, Key.CONDITION));
  }

  private static Optional<Position> place(Node.@Nullable Fields described, Key key) {
    return Optional.ofNullable(Tree.text(described, key)).map(Node.Text::at);
  }
}

package kr.ondam.rules.file;

import java.util.List;
import kr.ondam.rules.file.Leaf.Date;
import kr.ondam.rules.file.Leaf.Day;
import kr.ondam.rules.file.Leaf.Duration;
import kr.ondam.rules.file.Leaf.Exactly;
import kr.ondam.rules.file.Leaf.Factor;
import kr.ondam.rules.file.Leaf.Hours;
import kr.ondam.rules.file.Leaf.Moment;
import kr.ondam.rules.file.Leaf.OneOf;
import kr.ondam.rules.file.Leaf.Truth;
import kr.ondam.rules.file.Leaf.Whole;
import kr.ondam.rules.file.Leaf.Words;
import kr.ondam.rules.file.Shape.Free;
import kr.ondam.rules.file.Shape.Listed;
import kr.ondam.rules.file.Shape.Named;
import kr.ondam.rules.file.Shape.OrNone;
import kr.ondam.rules.file.Shape.Scalar;

/// The form of a rule file: which keys may stand where and what their values must be.
final class Schema {
  /// 문서 of every file.
  static final String DOCUMENT = "상담배정규칙/1";

  private static final String DOCUMENT_ENGLISH = "routing-rules/1";

  /// The only time zone rules are read in.
  static final String TIME_ZONE = "Asia/Seoul";

  /// Classification rules and boosts of one tenant.
  static final int MOST_RULES = 1_000;

  /// Words of a named list.
  static final int MOST_WORDS = 50_000;

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final Leaf NAME = new Words(60);
  private static final Leaf WORD = new Words(200);
  private static final Leaf EXPRESSION = new Words(4_000);
  private static final Shape LEVELS = new Named(NAME, new Scalar(new Whole(1, 5)));

  private static final Shape.Record QUEUE =
      Shape.record(
          Key.NAME,
          NAME,
          Key.SKILLS,
          LEVELS,
          Key.PREFERRED,
          LEVELS,
          Key.PRIORITY,
          new Whole(0, 31),
          Key.WEIGHT,
          new Factor(),
          Key.GOAL,
          Shape.record(Key.ANSWER, new Duration(SECOND, DAY), Key.PERCENT, new Whole(1, 100)),
          Key.HOURS,
          new OrNone(new Scalar(NAME)),
          Key.AFTER_HOURS,
          new OneOf(AfterHours.values()),
          Key.AFTER_HOURS_QUEUE,
          NAME,
          Key.LONGEST_WAIT,
          new OrNone(
              Shape.record(
                  Key.TIME, new Duration(5 * SECOND, 7 * DAY),
                  Key.ACTION, new OneOf(WaitAction.values()),
                  Key.QUEUES, NAME)),
          Key.LIMIT,
          new OrNone(
              Shape.record(
                  Key.COUNT, new Whole(0, 1_000_000),
                  Key.ACTION, new OneOf(WaitAction.values()),
                  Key.QUEUES, NAME)),
          Key.ORDER,
          new OneOf(Order.values()),
          Key.RELAXATIONS,
          new OrNone(
              new Listed(
                  Shape.record(
                          Key.AFTER, new Duration(5 * SECOND, DAY),
                          Key.SKILLS, LEVELS,
                          Key.SCOPE, new OneOf(Scope.values()))
                      .requiring(Key.AFTER),
                  8)),
          Key.REMOVED,
          new Truth());

  private static final Shape.Record BOOST =
      Shape.record(
          Key.NAME, NAME,
          Key.CONDITION, EXPRESSION,
          Key.BOOSTS, new Duration(0, DAY),
          Key.REMOVED, new Truth(),
          Key.BEFORE_RULE, NAME,
          Key.AFTER_RULE, NAME,
          Key.FIRST, new Truth());

  private static final Shape.Record RULE =
      Shape.record(
          Key.NAME, NAME,
          Key.CONDITION, EXPRESSION,
          Key.QUEUES, NAME,
          Key.REMOVED, new Truth(),
          Key.BEFORE_RULE, NAME,
          Key.AFTER_RULE, NAME,
          Key.FIRST, new Truth());

  private static final Shape VOCABULARY =
      Shape.record(
          Key.CHANNEL, words(64),
          Key.GRADES, words(1_000),
          Key.TOPICS, words(10_000),
          Key.ENTRY_POINTS, new Named(NAME, new Scalar(NAME)),
          Key.REGION, words(1_000),
          Key.AFFILIATE, words(1_000),
          Key.CENTRE, words(2_000),
          Key.TAGS, words(10_000),
          Key.SKILLS, words(10_000),
          Key.LISTS, new Named(NAME, words(MOST_WORDS)));

  private static final Shape CALENDAR =
      Shape.record(
          Key.HOLIDAYS, new OneOf(HolidaySource.values()),
          Key.EXTRA_HOLIDAYS,
              new Listed(
                  Shape.record(Key.DATE, new Date(), Key.NAME, NAME).requiring(Key.DATE), 1_000),
          Key.BUSINESS_DAYS, new Listed(new Scalar(new Date()), 1_000));

  private static final Shape CAPACITY =
      Shape.record(
          Key.TOTAL, new Whole(0, 10_000),
          Key.CHANNEL,
              new Named(
                  NAME,
                  Shape.record(
                      Key.WEIGHT_UNITS, new Whole(1, 10_000), Key.MOST, new Whole(0, 1_000))),
          Key.DORMANT,
              Shape.record(
                  Key.CUSTOMER_SILENT, new Duration(MINUTE, DAY),
                  Key.WEIGHT_PERCENT, new Whole(1, 100)));

  private static final Shape.Record AGENT_GROUP =
      Shape.record(
          Key.NAME,
          NAME,
          Key.AGENTS,
          words(10_000),
          Key.CAPACITY,
          CAPACITY,
          Key.REMOVED,
          new Truth());

  private static final Shape ASSIGNMENT =
      Shape.record(
          Key.ORDER, new OneOf(Order.values()),
          Key.OFFER,
              Shape.record(
                  Key.MODE, new OneOf(OfferMode.values()),
                  Key.TIMEOUT, new Duration(5 * SECOND, 10 * MINUTE),
                  Key.EXCLUSION, new Duration(0, HOUR),
                  Key.MISSES, new Whole(0, 100),
                  Key.MISSED_STATE, new OneOf(MissedState.values())),
          Key.WRAP_UP, new Duration(0, HOUR),
          Key.HOURLY_MOST, new Whole(1, 1_000));

  private static final Shape STICKY =
      Shape.record(
          Key.ENABLED, new Truth(),
          Key.PERIOD, new Duration(HOUR, 365 * DAY),
          Key.HOLD, new Duration(0, 300 * SECOND),
          Key.CONDITION, EXPRESSION);

  private static final Shape TEST =
      Shape.record(Key.NAME, WORD, Key.SITUATION, new Free(), Key.EXPECTED, expected())
          .requiring(Key.NAME, Key.SITUATION, Key.EXPECTED);

  private static final Shape SCRIPT =
      Shape.record(
              Key.NAME, WORD,
              Key.CENTRE, NAME,
              Key.WHEN, new Moment(),
              Key.AGENTS,
                  new Listed(
                      Shape.record(
                              Key.NAME, NAME,
                              Key.CENTRE, NAME,
                              Key.SKILLS, LEVELS,
                              Key.CAPACITY, new Whole(0, 10_000))
                          .requiring(Key.NAME),
                      100),
              Key.EVENTS, new Listed(new Free(), 1_000))
          .requiring(Key.NAME, Key.AGENTS, Key.EVENTS);

  /// What may stand in an entry of 하위.
  static final Shape.Record SUBORDINATE = subordinate();

  /// What may stand in a whole file.
  static final Shape.Record FILE = file();

  /// The lists that are merged by 이름 instead of being replaced.
  static final List<Key> BY_NAME = List.of(Key.QUEUES, Key.BOOSTS, Key.RULES, Key.AGENT_GROUPS);

  private Schema() {}

  private static Shape.Record file() {
    Leaf document =
        new Exactly(
            DOCUMENT,
            DOCUMENT_ENGLISH,
            new Wording(
                "문서는 '" + DOCUMENT + "' 이어야 합니다", "document must be '" + DOCUMENT_ENGLISH + "'"));
    Leaf timeZone =
        new Exactly(
            TIME_ZONE,
            TIME_ZONE,
            new Wording(
                "시간대는 '" + TIME_ZONE + "' 만 쓸 수 있습니다",
                "the time zone can only be '" + TIME_ZONE + "'"));
    return level()
        .with(
            Shape.record(
                Key.DOCUMENT, document,
                Key.TARGET, new Free(),
                Key.VERSION, WORD,
                Key.EFFECTIVE, new Moment(),
                Key.TIME_ZONE, timeZone,
                Key.VOCABULARY, VOCABULARY,
                Key.SUBORDINATES, new Listed(SUBORDINATE, 1_000),
                Key.TESTS, new Listed(TEST, 1_000),
                Key.SCRIPTS, new Listed(SCRIPT, 100)))
        .requiring(Key.DOCUMENT, Key.TARGET);
  }

  private static Shape.Record subordinate() {
    return level()
        .with(Shape.record(Key.TARGET, Shape.record(Key.REGION, NAME, Key.CENTRE, NAME)))
        .requiring(Key.TARGET);
  }

  /// What every level of the organisation may say.
  private static Shape.Record level() {
    return Shape.record(
        Key.LOCKS,
        words(100),
        Key.CALENDAR,
        CALENDAR,
        Key.HOURS,
        new Named(NAME, new Named(new Day(), new Scalar(new Hours()))),
        Key.CAPACITY,
        CAPACITY,
        Key.ASSIGNMENT,
        ASSIGNMENT,
        Key.STICKY,
        STICKY,
        Key.AGENT_GROUPS,
        listed(AGENT_GROUP),
        Key.QUEUES,
        listed(QUEUE),
        Key.BOOSTS,
        listed(BOOST),
        Key.BOOST_CAP,
        new Duration(0, DAY),
        Key.RULES,
        listed(RULE));
  }

  private static Shape.Record expected() {
    return Shape.record(
        Key.QUEUES, NAME,
        Key.PRIORITY, new Whole(0, 31),
        Key.BOOSTS, new Duration(0, DAY),
        Key.OPEN, new Truth());
  }

  private static Shape words(int longest) {
    return new Listed(new Scalar(WORD), longest);
  }

  private static Shape listed(Shape.Record item) {
    return new Listed(item.requiring(Key.NAME), MOST_RULES);
  }
}

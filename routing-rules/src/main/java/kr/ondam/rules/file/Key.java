package kr.ondam.rules.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every key of a rule file under its Korean name, its English alias and spellings that are no
/// longer recommended. This is the only table of them.
enum Key {
  DOCUMENT("문서", "document"),
  TARGET("대상", "target"),
  VERSION("버전", "version"),
  EFFECTIVE("시행", "effective"),
  LOCKS("잠금", "locks"),
  TIME_ZONE("시간대", "time-zone"),
  VOCABULARY("어휘", "vocabulary"),
  CALENDAR("달력", "calendar"),
  HOURS("영업시간", "hours"),
  CAPACITY("정원", "capacity"),
  ASSIGNMENT("배정", "assignment"),
  STICKY("이력상담사", "sticky"),
  AGENT_GROUPS("상담사그룹", "agent-groups"),
  QUEUES("큐", "queue", "대기열"),
  BOOSTS("가점", "boost"),
  BOOST_CAP("가점상한", "boost-cap"),
  RULES("분류", "rules"),
  SUBORDINATES("하위", "subordinates"),
  TESTS("시험", "tests"),
  SCRIPTS("각본", "scripts"),

  AFFILIATE("계열사", "affiliate"),
  REGION("지역", "region"),
  CENTRE("센터", "centre"),

  CHANNEL("채널", "channel"),
  GRADES("고객등급", "grades"),
  TOPICS("문의유형", "topics"),
  ENTRY_POINTS("진입점", "entry-points"),
  TAGS("고객태그", "tags"),
  SKILLS("기술", "skills", "스킬"),
  LISTS("목록", "lists"),

  HOLIDAYS("공휴일", "holidays"),
  EXTRA_HOLIDAYS("추가휴무", "extra-holidays"),
  BUSINESS_DAYS("영업일로", "business-days"),
  DATE("날짜", "date"),
  NAME("이름", "name"),

  TOTAL("총량", "total"),
  WEIGHT_UNITS("무게", "weight-units"),
  MOST("최대", "max"),
  DORMANT("휴면", "dormant"),
  CUSTOMER_SILENT("고객무응답", "customer-silent"),
  WEIGHT_PERCENT("무게비율", "weight-percent"),

  ORDER("순서", "order", "전략"),
  OFFER("제안", "offer"),
  MODE("방식", "mode"),
  TIMEOUT("제한시간", "timeout"),
  EXCLUSION("거절후제외", "exclusion"),
  MISSES("연속미응답", "misses"),
  MISSED_STATE("미응답상태", "missed-state"),
  WRAP_UP("후처리", "wrap-up"),
  HOURLY_MOST("시간당최대", "hourly-max"),

  ENABLED("사용", "enabled"),
  PERIOD("기간", "period"),
  HOLD("대기", "hold"),
  CONDITION("조건", "condition"),

  PREFERRED("우대기술", "preferred-skills"),
  PRIORITY("순위", "priority", "우선순위"),
  WEIGHT("가중", "weight", "가중치"),
  GOAL("목표", "goal"),
  ANSWER("응답", "answer"),
  PERCENT("비율", "percent"),
  AFTER_HOURS("시간외", "after-hours"),
  AFTER_HOURS_QUEUE("시간외큐", "after-hours-queue"),
  LONGEST_WAIT("최대대기", "longest-wait"),
  TIME("시간", "time"),
  ACTION("처리", "action"),
  LIMIT("대기한도", "limit"),
  COUNT("인원", "count"),
  RELAXATIONS("완화", "relaxations"),
  AFTER("후", "after"),
  SCOPE("범위", "scope"),

  REMOVED("삭제", "removed"),
  BEFORE_RULE("앞에", "before"),
  AFTER_RULE("뒤에", "behind"),
  FIRST("맨앞", "first"),

  SITUATION("상황", "situation"),
  EXPECTED("기대", "expected"),
  WHEN("때", "when"),
  OPEN("영업중", "open"),
  AGENTS("상담사", "agents"),
  EVENTS("사건", "events");

  private static final Map<String, Key> BY_NAME = byName();

  private final String korean;
  private final String english;
  private final List<String> old;

  Key(String korean, String english, String... old) {
    this.korean = korean;
    this.english = english;
    this.old = List.of(old);
  }

  String korean() {
    return korean;
  }

  String english() {
    return english;
  }

  /// Whether the spelling is read, but no longer recommended.
  boolean isOld(String spelling) {
    return old.contains(spelling);
  }

  /// The Korean name of a key in whichever spelling; other words stay as they are.
  static String korean(String spelling) {
    Key key = BY_NAME.get(spelling);
    return key == null ? spelling : key.korean;
  }

  boolean isSpelt(String spelling) {
    return korean.equals(spelling) || english.equals(spelling) || old.contains(spelling);
  }

  private static Map<String, Key> byName() {
    Map<String, Key> names = new HashMap<>();
    for (Key key : values()) {
      names.put(key.korean, key);
      names.put(key.english, key);
      key.old.forEach(spelling -> names.put(spelling, key));
    }
    return Map.copyOf(names);
  }
}

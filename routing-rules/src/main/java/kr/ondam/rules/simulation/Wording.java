package kr.ondam.rules.simulation;

import java.util.Locale;

/// How figures and slices are written for people.
final class Wording {
  private final Language language;

  Wording(Language language) {
    this.language = language;
  }

  String say(String korean, String english) {
    return language.pick(korean, english);
  }

  String slice(Slice slice) {
    return switch (slice.of()) {
      case ALL -> say("전체", "all");
      case QUEUE -> say("큐 ", "queue ") + slice.name();
      case CENTRE ->
          slice.name().isEmpty() ? say("센터 없음", "no centre") : say("센터 ", "centre ") + slice.name();
      case KIND -> say("고객 ", "kind ") + slice.name();
    };
  }

  String measure(Measure measure) {
    return switch (measure) {
      case ARRIVED -> say("도착", "arrived");
      case DELAYED -> say("대기발생", "delayed");
      case MEAN_WAIT -> say("평균대기(초)", "mean wait s");
      case MEDIAN_WAIT -> say("중앙(초)", "p50 s");
      case P95_WAIT -> say("95%(초)", "p95 s");
      case WORST_WAIT -> say("최장(초)", "worst s");
      case SERVICE_LEVEL -> say("서비스레벨", "service level");
      case ABANDONED -> say("포기율", "abandoned");
      case UNSERVED -> say("미응답", "unserved");
      case MEAN_HANDLE -> say("평균처리(초)", "handle s");
      case FAVOURED -> say("이력상담사", "known agent");
      case OCCUPANCY -> say("점유율", "occupancy");
      case IDLE_FAIRNESS -> say("유휴균형", "idle Jain");
      case LOAD_FAIRNESS -> say("건수균형", "load Jain");
      case OVERTIME -> say("초과근무(시간)", "overtime h");
    };
  }

  /// A figure with half its confidence interval, `-` when there is none.
  String estimate(Measure measure, Estimate estimate) {
    if (!Double.isFinite(estimate.mean())) {
      return "-";
    }
    String mean = number(measure, estimate.mean(), false);
    double half = estimate.halfWidth();
    return Double.isFinite(half) ? mean + "±" + number(measure, half, false) : mean;
  }

  /// A difference with half its confidence interval, and `*` when it is not mere chance.
  String difference(Measure measure, Estimate estimate) {
    if (!Double.isFinite(estimate.mean())) {
      return "-";
    }
    String half = number(measure, estimate.halfWidth(), false);
    return number(measure, estimate.mean(), true)
        + "±"
        + half
        + (estimate.significant() ? "*" : " ");
  }

  String number(Measure measure, double value, boolean signed) {
    String form =
        switch (measure.unit()) {
          case COUNT -> "0f";
          case SHARE, SECONDS, HOURS -> "1f";
          case INDEX -> "3f";
        };
    boolean share = measure.unit() == Measure.Unit.SHARE;
    String text =
        String.format(Locale.ROOT, (signed ? "%+." : "%.") + form, share ? 100 * value : value);
    return share ? text + (signed ? say("%p", "pp") : "%") : text;
  }
}

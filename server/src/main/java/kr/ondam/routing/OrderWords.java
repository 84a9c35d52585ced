package kr.ondam.routing;

import java.math.BigDecimal;
import kr.ondam.rules.Strategy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Words what ordered two agents, from the keys that a decision stored for each.
///
/// @param strategy null where the stored name is of no strategy
record OrderWords(@Nullable Strategy strategy, AgentWords words) {
  static OrderWords of(String strategy, AgentWords words) {
    for (var one : Strategy.values()) {
      if (one.name().equals(strategy)) {
        return new OrderWords(one, words);
      }
    }
    return new OrderWords(null, words);
  }

  /// All keys of an agent.
  String korean(JsonNode agent) {
    long key = key(agent);
    String own =
        switch (strategy) {
          case LEAST_LOADED -> "여유우선, 정원의 " + percent(key) + "% 사용 중, ";
          case LONGEST_IDLE -> "최장유휴, ";
          case FEWEST_HANDLED -> "건수균형, 오늘 " + key + "건, ";
          case MOST_SKILLED ->
              "숙련우선, 숙련 합계 " + preference(agent) + ", 정원의 " + percent(key) + "% 사용 중, ";
          case FIXED -> "고정순 " + (key + 1) + "번째, ";
          case null -> "";
        };
    // The same key is the last assignment or the moment of becoming free, and nothing tells which.
    return own + "마지막 배정 또는 대기 시작 " + words.time(since(agent));
  }

  String english(JsonNode agent) {
    long key = key(agent);
    String own =
        switch (strategy) {
          case LEAST_LOADED -> "least loaded, " + percent(key) + "% of the capacity in use, ";
          case LONGEST_IDLE -> "longest idle, ";
          case FEWEST_HANDLED -> "fewest handled, " + key + " today, ";
          case MOST_SKILLED ->
              "most skilled, levels sum up to "
                  + preference(agent)
                  + ", "
                  + percent(key)
                  + "% of the capacity in use, ";
          case FIXED -> "fixed order, number " + (key + 1) + ", ";
          case null -> "";
        };
    return own + "last assignment or free since " + words.time(since(agent));
  }

  /// What put the second behind the first.
  String behindKorean(JsonNode first, JsonNode second) {
    return switch (tip(first, second)) {
      case PREFERENCE -> "숙련 합계가 더 낮습니다";
      case KEY ->
          switch (strategy) {
            case FEWEST_HANDLED -> "오늘 건수가 더 많습니다";
            case FIXED -> "고정순이 뒤입니다";
            case LEAST_LOADED, MOST_SKILLED, LONGEST_IDLE -> "정원 사용률이 더 높습니다";
            case null -> "순서가 뒤입니다";
          };
      case SINCE ->
          "마지막 배정 또는 대기 시작이 "
              + (looksLater(first, second) ? "" : later(first, second) + "밀리초 ")
              + "더 늦습니다";
      case NUMBER -> "모두 같아 먼저 등록된 상담사가 앞섭니다";
    };
  }

  String behindEnglish(JsonNode first, JsonNode second) {
    return switch (tip(first, second)) {
      case PREFERENCE -> "a smaller sum of levels";
      case KEY ->
          switch (strategy) {
            case FEWEST_HANDLED -> "has handled more today";
            case FIXED -> "later in the fixed order";
            case LEAST_LOADED, MOST_SKILLED, LONGEST_IDLE -> "more of the capacity in use";
            case null -> "later in the order";
          };
      case SINCE ->
          (looksLater(first, second) ? "" : later(first, second) + " ms ")
              + "later last assigned or free";
      case NUMBER -> "equal, and known later";
    };
  }

  private enum Tip {
    PREFERENCE,
    KEY,
    SINCE,
    NUMBER
  }

  private static Tip tip(JsonNode first, JsonNode second) {
    if (preference(first) != preference(second)) {
      return Tip.PREFERENCE;
    }
    if (key(first) != key(second)) {
      return Tip.KEY;
    }
    return since(first) != since(second) ? Tip.SINCE : Tip.NUMBER;
  }

  /// Whether it shows in the times, which have no fractions of seconds.
  private boolean looksLater(JsonNode first, JsonNode second) {
    return !words.time(since(first)).equals(words.time(since(second)));
  }

  private static long later(JsonNode first, JsonNode second) {
    return since(second) - since(first);
  }

  /// Whole, so that agents who are not equal do not look equal.
  private static String percent(long millionths) {
    return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString();
  }

  private static long key(JsonNode agent) {
    return agent.path("key").asLong(0);
  }

  private static int preference(JsonNode agent) {
    return agent.path("preference").asInt(0);
  }

  private static long since(JsonNode agent) {
    return agent.path("sinceMillis").asLong(0);
  }
}

package kr.ondam.rules.file;

import kr.ondam.rules.Strategy;

/// The words for the strategies of the engine (순서).
enum Order implements Choice {
  LEAST_LOADED("여유우선", "least-loaded", Strategy.LEAST_LOADED),
  LONGEST_IDLE("최장유휴", "longest-idle", Strategy.LONGEST_IDLE),
  FEWEST_HANDLED("건수균형", "fewest-handled", Strategy.FEWEST_HANDLED),
  MOST_SKILLED("숙련우선", "most-skilled", Strategy.MOST_SKILLED),
  FIXED("고정순", "fixed", Strategy.FIXED);

  private final String korean;
  private final String english;
  private final Strategy strategy;

  Order(String korean, String english, Strategy strategy) {
    this.korean = korean;
    this.english = english;
    this.strategy = strategy;
  }

  @Override
  public String korean() {
    return korean;
  }

  @Override
  public String english() {
    return english;
  }

  Strategy strategy() {
    return strategy;
  }
}

package kr.ondam.rules;

/// Which of several able agents gets a conversation (배정 순서). Equal agents are then ordered by who
/// has waited longest since the last assignment, then by id (routing.md 4.4).
public enum Strategy {
  /// 여유우선: the least loaded in proportion to capacity.
  LEAST_LOADED,
  /// 최장유휴: the one whose last assignment is longest ago.
  LONGEST_IDLE,
  /// 건수균형: the one who has handled fewest today.
  FEWEST_HANDLED,
  /// 숙련우선: the highest sum of levels in the skills asked for and preferred, then the least loaded.
  MOST_SKILLED,
  /// 고정순: by configured rank.
  FIXED;

  /// The agent's key; the smallest is chosen.
  long key(int load, int total, int handled, int rank) {
    return switch (this) {
      case LEAST_LOADED, MOST_SKILLED -> total == 0 ? 0 : 1_000_000L * load / total;
      case LONGEST_IDLE -> 0;
      case FEWEST_HANDLED -> handled;
      case FIXED -> rank;
    };
  }

  /// Strategies of the same order among agents of the same skills share one number.
  int order() {
    return switch (this) {
      case LEAST_LOADED, MOST_SKILLED -> 0;
      case LONGEST_IDLE -> 1;
      case FEWEST_HANDLED -> 2;
      case FIXED -> 3;
    };
  }
}

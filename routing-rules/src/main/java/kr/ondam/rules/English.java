package kr.ondam.rules;

/// Counts things in English; Korean needs no such care.
public final class English {
  private English() {}

  /// `1 agent`, `2 agents`, `0 agents`.
  ///
  /// @param one what is counted, a word that takes an s
  public static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  /// `1 agent has`, `2 agents have`, `0 agents have`.
  public static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}

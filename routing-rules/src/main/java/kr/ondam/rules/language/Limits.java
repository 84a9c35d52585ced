package kr.ondam.rules.language;

/// The static bounds of the language. What exceeds one is refused before anything is evaluated.
public final class Limits {
  /// Characters of one condition.
  public static final int SOURCE = 4_000;

  /// Levels of parentheses and negations.
  public static final int DEPTH = 32;

  /// Values, fields and operators of one condition.
  public static final int NODES = 500;

  /// Bytes of one text in quotes, in UTF-8.
  public static final int LITERAL_BYTES = 4_096;

  /// Characters of a text fact that conditions look at; the rest is cut off.
  public static final int TEXT = 2_000;

  /// Words of one named list.
  public static final int WORDS = 50_000;

  /// Characters of all words of one named list.
  public static final int LIST_CHARACTERS = 300_000;

  /// Values of one enumeration.
  public static final int VALUES = 10_000;

  /// Largest absolute number in conditions and facts. With [#NODES] of them no sum can overflow.
  public static final long NUMBER = 1_000_000_000_000_000L;

  /// What all conditions of one rule set may cost together, in the unit of [Condition#cost].
  public static final int COST_OF_RULE_SET = 50_000;

  private Limits() {}
}

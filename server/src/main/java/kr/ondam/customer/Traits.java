package kr.ondam.customer;

import java.time.LocalDate;
import java.time.Period;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What other systems know about a customer and tell over REST, for routing rules and the desk
/// (routing.md 5.2: 고객.태그, 고객.나이, 고객.계약수, 고객.지역).
///
/// Words (tags and the region) are as rule files write them: one line of 1 to [#LONGEST_WORD]
/// characters without a comma.
///
/// @param tags 고객 태그, each once, in the order they were given
/// @param birthDate null when unknown
/// @param contracts how many contracts the customer has, 0 to [#MOST_CONTRACTS], null when unknown
/// @param region where the customer lives, null when unknown
public record Traits(
    List<String> tags,
    @Nullable LocalDate birthDate,
    @Nullable Integer contracts,
    @Nullable String region) {
  public static final Traits NONE = new Traits(List.of(), null, null, null);

  public static final int MOST_TAGS = 20;

  /// Characters of a tag or a region.
  public static final int LONGEST_WORD = 40;

  public static final int MOST_CONTRACTS = 1_000_000;

  public Traits {
    tags = List.copyOf(new LinkedHashSet<>(tags));
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "tags: " + tags.size() + " (expected: at most " + MOST_TAGS + ")");
    }
    for (var tag : tags) {
      requireWord("tags", tag);
    }
    if (region != null) {
      requireWord("region", region);
    }
    if (contracts != null && (contracts < 0 || contracts > MOST_CONTRACTS)) {
      throw new IllegalArgumentException(
          "contracts: " + contracts + " (expected: 0 to " + MOST_CONTRACTS + ")");
    }
  }

  private static void requireWord(String field, String word) {
    if (!isWord(word)) {
      throw new IllegalArgumentException(
          field + ": a text of " + word.length() + " characters (expected: a word of one line)");
    }
  }

  /// Whether a text can be a tag or a region.
  public static boolean isWord(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_WORD
        && text.chars().noneMatch(c -> c == ',' || Character.isISOControl(c));
  }

  /// Age in full years on a day; empty when the birth date is unknown or still to come.
  public OptionalInt age(LocalDate day) {
    return birthDate == null || birthDate.isAfter(day)
        ? OptionalInt.empty()
        : OptionalInt.of(Period.between(birthDate, day).getYears());
  }
}

package kr.ondam.rules.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A word of a rule file that stands for one of a few values, in Korean and English.
public interface Choice {
  String korean();

  String english();

  /// Whether a further word stands for it that is read, but not written.
  default boolean isAlso(String word) {
    return false;
  }

  /// The constant that a word in either language stands for.
  static <C extends Choice> Optional<C> find(C[] all, String word) {
    return Arrays.stream(all)
        .filter(choice ->
            choice.korean().equals(word) || choice.english().equals(word) || choice.isAlso(word))
        .findFirst();
  }

  static List<String> english(Choice[] all) {
    return Arrays.stream(all).map(Choice::english).toList();
  }

  static List<String> words(Choice[] all) {
    return Arrays.stream(all).map(Choice::korean).toList();
  }
}

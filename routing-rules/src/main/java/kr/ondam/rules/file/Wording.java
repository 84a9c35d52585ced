package kr.ondam.rules.file;

/// One sentence in both languages of the screens.
public record Wording(String korean, String english) {
  /// The sentence with something in front of it that is the same in both languages.
  Wording after(String prefix) {
    return new Wording(prefix + korean, prefix + english);
  }

  /// The sentence followed by another one.
  Wording then(Wording next) {
    return new Wording(korean + next.korean, english + next.english);
  }
}

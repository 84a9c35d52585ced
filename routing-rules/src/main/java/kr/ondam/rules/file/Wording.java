package kr.ondam.rules.file;

import kr.ondam.rules.language.Particles;

/// One sentence in both languages of the screens.
public record Wording(String korean, String english) {
  public Wording {
    korean = Particles.settle(korean);
  }

  /// The sentence with something in front of it that is the same in both languages.
  Wording after(String prefix) {
    return new Wording(prefix + korean, prefix + english);
  }

  /// Whether it says nothing.
  boolean isEmpty() {
    return korean.isEmpty();
  }

  /// A path with one more step.
  Wording dot(Wording step) {
    return isEmpty() ? step : new Wording(korean + "." + step.korean, english + "." + step.english);
  }

  /// The sentence followed by another one.
  Wording then(Wording next) {
    return new Wording(korean + next.korean, english + next.english);
  }
}

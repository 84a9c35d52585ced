package kr.ondam.rules.file;

import java.util.Collection;
import kr.ondam.rules.language.Suggestions;

/// Asks whether something near was meant.
final class Suggestion {
  private Suggestion() {}

  /// ` 혹시 '…' 인가요?`, or nothing.
  static Wording wording(String typed, Collection<String> known) {
    return Suggestions.nearest(typed, known)
        .map(word -> new Wording(" 혹시 '" + word + "' 인가요?", " Did you mean '" + word + "'?"))
        .orElse(new Wording("", ""));
  }
}

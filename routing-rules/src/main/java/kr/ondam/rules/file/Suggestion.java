package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import kr.ondam.rules.language.Suggestions;

/// Asks whether something near was meant.
final class Suggestion {
  private Suggestion() {}

  /// The same where every word has two spellings; whoever typed one of them is answered in it.
  static Wording wording(String typed, List<String> korean, List<String> english) {
    List<String> all = new ArrayList<>(korean);
    all.addAll(english);
    String near = Suggestions.nearest(typed, all).orElse("");
    int at = korean.indexOf(near);
    return near.isEmpty()
        ? new Wording("", "")
        : new Wording(
            " 혹시 '" + near + "' 인가요?",
            " Did you mean '" + (at < 0 ? near : english.get(at)) + "'?");
  }

  /// ` 혹시 '…' 인가요?`, or nothing.
  static Wording wording(String typed, Collection<String> known) {
    return Suggestions.nearest(typed, known)
        .map(word -> new Wording(" 혹시 '" + word + "' 인가요?", " Did you mean '" + word + "'?"))
        .orElse(new Wording("", ""));
  }
}

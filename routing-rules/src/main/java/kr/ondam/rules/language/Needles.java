package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Words to be found in a folded text, anywhere in it: `해지` is found in `해지하고`, and also in `이해지원`.
/// A blank inside a word may be missing in the text: `카드 분실` is found in `카드분실`.
final class Needles {
  /// From so many words on they are all looked for in one pass over the text.
  private static final int MANY = 16;

  /// Blanks of one word of which each may be missing by itself; with more, all or none.
  private static final int BLANKS = 2;

  private final List<String> words;
  private final String[] forms;
  private final Optional<Automaton> automaton;

  /// @param words that do not fold to nothing
  Needles(List<String> words) {
    this.words = List.copyOf(words);
    var all = new LinkedHashSet<String>();
    for (String word : words) {
      all.addAll(forms(Folding.fold(word)));
    }
    this.forms = all.toArray(String[]::new);
    this.automaton =
        forms.length < MANY ? Optional.empty() : Optional.of(Automaton.of(List.of(forms)));
  }

  /// The folded word with its blanks and without.
  private static List<String> forms(String word) {
    var pieces = List.of(word.split(" ", -1));
    if (pieces.size() - 1 > BLANKS) {
      return List.of(word, String.join("", pieces));
    }
    var forms = new ArrayList<>(List.of(pieces.getFirst()));
    for (String piece : pieces.subList(1, pieces.size())) {
      var longer = new ArrayList<String>();
      for (String form : forms) {
        longer.add(form + " " + piece);
        longer.add(form + piece);
      }
      forms = longer;
    }
    return forms;
  }

  /// What finding them costs, in the unit of [Condition#cost].
  int cost() {
    return 40 * Math.min(forms.length, MANY);
  }

  List<String> forms() {
    return List.of(forms);
  }

  boolean in(String text) {
    if (automaton.isPresent()) {
      return automaton.get().any(text);
    }
    for (String form : forms) {
      if (text.contains(form)) {
        return true;
      }
    }
    return false;
  }

  boolean startOf(String text) {
    for (String form : forms) {
      if (text.startsWith(form)) {
        return true;
      }
    }
    return false;
  }

  /// Those words, as the administrator wrote them, that are in the text.
  List<String> found(String text, boolean atStart) {
    return words.stream()
        .filter(word ->
            forms(Folding.fold(word)).stream()
                .anyMatch(form -> atStart ? text.startsWith(form) : text.contains(form)))
        .toList();
  }
}

package kr.ondam.rules.language;

import java.util.List;

/// Checks what stands on the right of in, 포함 and 시작: lists written out, named lists, one text.
final class ListChecker {
  private final Vocabulary vocabulary;
  private final Problems problems;

  ListChecker(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /// The values of a list or of one literal as bits.
  long[] mask(Slot slot, Syntax list) {
    long[] mask = new long[slot.enumeration().words()];
    if (list instanceof Syntax.Items items) {
      for (Syntax.Literal item : items.items()) {
        if (item.kind() == Kind.TEXT) {
          mark(slot, item, item.text(), mask);
        } else {
          problems.add(() -> TypeProblems.notAText(item));
        }
      }
    } else if (list instanceof Syntax.Literal literal) {
      mark(slot, literal, literal.text(), mask);
    } else {
      for (String word : texts(list)) {
        if (!mark(slot, list, word, mask)) {
          break;
        }
      }
    }
    return mask;
  }

  private boolean mark(Slot slot, Syntax at, String value, long[] mask) {
    int ordinal = slot.enumeration().ordinal(value);
    if (ordinal < 0) {
      problems.add(() -> NameProblems.notAValue(at, value, slot.enumeration()));
      return false;
    }
    mask[ordinal >> 6] |= 1L << ordinal;
    return true;
  }

  /// The words of a list or of one literal, ready to be found.
  Needles needles(Syntax right) {
    return right instanceof Syntax.ListName list && vocabulary.lists().contains(list.name())
        ? vocabulary.needles(list.name())
        : new Needles(words(right, true));
  }

  /// The texts of a list or of one literal.
  List<String> texts(Syntax list) {
    return words(list, false);
  }

  /// With `visible`, an invisible one is a problem.
  private List<String> words(Syntax list, boolean visible) {
    return switch (list) {
      case Syntax.ListName name -> {
        if (!vocabulary.lists().contains(name.name())) {
          problems.add(() -> NameProblems.unknownList(name, vocabulary.lists()));
        }
        yield vocabulary.words(name.name());
      }
      case Syntax.Items items ->
          items.items().stream()
              .filter(item -> word(item, visible))
              .map(Syntax.Literal::text)
              .toList();
      case Syntax.Literal literal when word(literal, visible) -> List.of(literal.text());
      default -> List.of();
    };
  }

  private boolean word(Syntax.Literal item, boolean visible) {
    if (item.kind() != Kind.TEXT) {
      problems.add(() -> TypeProblems.notAText(item));
      return false;
    }
    if (visible && Folding.fold(item.text()).isEmpty()) {
      problems.add(() -> TypeProblems.emptyWord(item));
      return false;
    }
    return true;
  }
}

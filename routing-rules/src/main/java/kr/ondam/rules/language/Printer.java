package kr.ondam.rules.language;

import java.util.List;
import java.util.stream.Collectors;

/// Writes a condition in the normal form of one spelling.
final class Printer {
  private final Vocabulary vocabulary;
  private final Spelling spelling;

  Printer(Vocabulary vocabulary, Spelling spelling) {
    this.vocabulary = vocabulary;
    this.spelling = spelling;
  }

  String print(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Literal literal -> literal(literal);
      case Syntax.Path path ->
          vocabulary.field(path.name()).map(field -> field.name(spelling)).orElse(path.name());
      case Syntax.ListName list -> Kind.LIST.in(spelling) + "." + list.name();
      case Syntax.Items items ->
          items.items().stream().map(this::literal).collect(Collectors.joining(", ", "[", "]"));
      case Syntax.Sum sum -> sum(sum.terms(), sum.minus());
      case Syntax.Compare compare ->
          operand(compare.left())
              + " "
              + compare.operator().in(spelling)
              + " "
              + operand(compare.right());
      case Syntax.In in ->
          operand(in.left()) + (in.negated() ? " not in " : " in ") + print(in.list());
      case Syntax.Find find ->
          operand(find.left()) + " " + find.operator().in(spelling) + " " + operand(find.right());
      case Syntax.Not not -> Kind.NOT.in(spelling) + " " + part(not.inner(), Kind.NOT);
      case Syntax.Joined joined ->
          joined.parts().stream()
              .map(part -> part(part, joined.operator()))
              .collect(Collectors.joining(" " + joined.operator().in(spelling) + " "));
    };
  }

  private String sum(List<Syntax> terms, List<Boolean> minus) {
    var text = new StringBuilder();
    for (int i = 0; i < terms.size(); i++) {
      if (i > 0) {
        text.append(minus.get(i) ? " - " : " + ");
      }
      String term = print(terms.get(i));
      text.append(single(terms.get(i)) ? term : "(" + term + ")");
    }
    return text.toString();
  }

  /// A side of a comparison.
  private String operand(Syntax side) {
    boolean bare = single(side) || side instanceof Syntax.Sum;
    return bare ? print(side) : "(" + print(side) + ")";
  }

  private static boolean single(Syntax syntax) {
    return syntax instanceof Syntax.Literal
        || syntax instanceof Syntax.Path
        || syntax instanceof Syntax.ListName
        || syntax instanceof Syntax.Items;
  }

  /// A part of a join or a negation.
  private String part(Syntax part, Kind around) {
    boolean loose =
        part instanceof Syntax.Joined joined
            && (around == Kind.NOT || joined.operator() == Kind.OR);
    return loose ? "(" + print(part) + ")" : print(part);
  }

  private String literal(Syntax.Literal literal) {
    return switch (literal.kind()) {
      case TEXT -> quoted(literal.text());
      case DURATION -> Unit.print(literal.value(), spelling);
      case CLOCK -> Unit.clock(literal.value());
      case NUMBER -> Long.toString(literal.value());
      default -> literal.kind().in(spelling);
    };
  }

  static String quoted(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t");
    return "'" + escaped + "'";
  }
}

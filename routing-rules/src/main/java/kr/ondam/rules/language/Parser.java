package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads tokens as a condition. Recursion is bounded by [Limits#DEPTH]: only parentheses and
/// negations go deeper, chains are read in loops.
final class Parser {
  private static final Set<Kind> ITEMS =
      EnumSet.of(Kind.TEXT, Kind.NUMBER, Kind.DURATION, Kind.CLOCK);

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int nodes;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// A whole condition and how many nodes it has.
  record Parsed(Syntax syntax, int nodes) {}

  static Parsed parse(String source) throws Unreadable {
    if (source.length() > Limits.SOURCE) {
      throw new Unreadable(ParseProblems.longSource(source.length()));
    }
    var parser = new Parser(Lexer.read(source));
    Syntax syntax = parser.joined(Kind.OR);
    if (parser.peek().kind() != Kind.END) {
      throw new Unreadable(ParseProblems.unexpected(parser.peek(), parser.previous()));
    }
    return new Parsed(syntax, parser.nodes);
  }

  private Syntax joined(Kind operator) throws Unreadable {
    var parts = new ArrayList<Syntax>();
    do {
      Syntax part = operator == Kind.OR ? joined(Kind.AND) : negation();
      if (part instanceof Syntax.Joined inner && inner.operator() == operator) {
        parts.addAll(inner.parts());
      } else {
        parts.add(part);
      }
    } while (takes(operator));
    return parts.size() == 1 ? parts.getFirst() : new Syntax.Joined(operator, List.copyOf(parts));
  }

  private Syntax negation() throws Unreadable {
    Token not = peek();
    if (!takes(Kind.NOT)) {
      return comparison();
    }
    deeper(not);
    Syntax inner = negation();
    depth--;
    return new Syntax.Not(inner, not.offset());
  }

  private Syntax comparison() throws Unreadable {
    Syntax left = sum();
    Token operator = peek();
    Kind kind = operator.kind();
    if (kind.comparison()) {
      take();
      Syntax right = sum();
      if (peek().kind().comparison()) {
        throw new Unreadable(ParseProblems.chained(peek()));
      }
      return new Syntax.Compare(kind, left, right);
    }
    if (takes(Kind.IN)) {
      return new Syntax.In(left, false, list(operator));
    }
    if (kind == Kind.NOT && peek(1).kind() == Kind.IN) {
      take();
      Token in = take();
      return new Syntax.In(left, true, list(in));
    }
    if (takes(Kind.CONTAINS) || takes(Kind.STARTS)) {
      return new Syntax.Find(kind, left, listed(peek()) ? list(operator) : sum());
    }
    return left;
  }

  private Syntax sum() throws Unreadable {
    Syntax first = term();
    if (peek().kind() != Kind.PLUS && peek().kind() != Kind.MINUS) {
      return first;
    }
    var terms = new ArrayList<>(List.of(first));
    var minus = new ArrayList<>(List.of(false));
    while (peek().kind() == Kind.PLUS || peek().kind() == Kind.MINUS) {
      minus.add(take().kind() == Kind.MINUS);
      terms.add(term());
    }
    return new Syntax.Sum(List.copyOf(terms), List.copyOf(minus));
  }

  private Syntax term() throws Unreadable {
    Token token = peek();
    return switch (token.kind()) {
      case TEXT, NUMBER, DURATION, CLOCK, TRUE, FALSE -> literal();
      case NAME -> path();
      case OPEN -> group();
      case LIST, OPEN_LIST -> throw new Unreadable(ParseProblems.misplacedList(token));
      case AND, OR, NOT, IN, CONTAINS, STARTS, EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST -> {
        throw new Unreadable(ParseProblems.missingValue(token));
      }
      case PLUS, MINUS, CLOSE, CLOSE_LIST, COMMA, DOT, END -> {
        throw new Unreadable(ParseProblems.missingValue(token));
      }
    };
  }

  private Syntax group() throws Unreadable {
    Token open = take();
    deeper(open);
    Syntax inner = joined(Kind.OR);
    if (peek().kind() != Kind.CLOSE) {
      boolean ended = peek().kind() == Kind.END;
      throw new Unreadable(
          ended ? ParseProblems.unclosed(open) : ParseProblems.unexpected(peek(), previous()));
    }
    take();
    depth--;
    return inner;
  }

  private Syntax.Literal literal() throws Unreadable {
    Token token = take();
    return new Syntax.Literal(
        token.kind(), token.text(), token.value(), token.offset(), token.end());
  }

  private Syntax path() throws Unreadable {
    Token first = take();
    var name = new StringBuilder(first.text());
    int end = first.end();
    while (peek().kind() == Kind.DOT) {
      at++;
      Token part = peek();
      if (part.kind() != Kind.NAME) {
        throw new Unreadable(ParseProblems.missingName(part));
      }
      at++;
      name.append('.').append(part.text());
      end = part.end();
    }
    if (peek().kind() == Kind.OPEN) {
      throw new Unreadable(ParseProblems.function(name.toString(), first.offset(), end));
    }
    return new Syntax.Path(name.toString(), first.offset(), end);
  }

  private static boolean listed(Token token) {
    return token.kind() == Kind.LIST || token.kind() == Kind.OPEN_LIST;
  }

  private Syntax list(Token operator) throws Unreadable {
    Token first = peek();
    if (!listed(first)) {
      throw new Unreadable(ParseProblems.missingList(first, operator));
    }
    take();
    if (first.kind() == Kind.OPEN_LIST) {
      return items(first);
    }
    if (peek().kind() == Kind.DOT && peek(1).kind() == Kind.NAME) {
      at++;
      Token name = peek();
      at++;
      return new Syntax.ListName(Folding.composed(name.text()), first.offset(), name.end());
    }
    throw new Unreadable(ParseProblems.missingListName(first));
  }

  private Syntax items(Token open) throws Unreadable {
    var items = new ArrayList<Syntax.Literal>();
    do {
      Kind kind = peek().kind();
      if (!ITEMS.contains(kind)) {
        boolean missing = kind == Kind.CLOSE_LIST;
        throw new Unreadable(
            missing
                ? ParseProblems.emptyItem(peek(), items.isEmpty())
                : kind == Kind.NAME
                    ? NameProblems.unquoted(peek())
                    : ParseProblems.notAnItem(peek()));
      }
      items.add(literal());
    } while (comma());
    Token close = peek();
    if (close.kind() != Kind.CLOSE_LIST) {
      throw new Unreadable(ParseProblems.unclosedList(open, close));
    }
    at++;
    return new Syntax.Items(List.copyOf(items), open.offset(), close.end());
  }

  private boolean comma() {
    boolean comma = peek().kind() == Kind.COMMA;
    at += comma ? 1 : 0;
    return comma;
  }

  private void deeper(Token token) throws Unreadable {
    depth++;
    if (depth > Limits.DEPTH) {
      throw new Unreadable(ParseProblems.deep(token));
    }
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  private Token previous() {
    return tokens.get(Math.max(0, at - 1));
  }

  private boolean takes(Kind kind) throws Unreadable {
    boolean there = peek().kind() == kind;
    if (there) {
      take();
    }
    return there;
  }

  /// The next token, which counts as a node unless it only holds others together.
  private Token take() throws Unreadable {
    Token token = peek();
    at++;
    if (token.kind() != Kind.OPEN && token.kind() != Kind.CLOSE && token.kind() != Kind.OPEN_LIST) {
      nodes++;
      if (nodes > Limits.NODES) {
        throw new Unreadable(ParseProblems.large(token));
      }
    }
    return token;
  }
}

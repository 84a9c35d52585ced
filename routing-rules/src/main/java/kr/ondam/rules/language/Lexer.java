package kr.ondam.rules.language;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts the text of a condition into tokens. Stops at the first character that cannot be part of
/// one.
final class Lexer {
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  /// The tokens with an [Kind#END] as the last.
  static List<Token> read(String source) throws Unreadable {
    var lexer = new Lexer(source);
    lexer.readAll();
    return lexer.tokens;
  }

  private void readAll() throws Unreadable {
    while (true) {
      skip();
      if (at == source.length()) {
        add(Kind.END, at, "", 0);
        return;
      }
      char c = source.charAt(at);
      if (c == '\'' || c == '"') {
        quoted(c);
      } else if (digit(at)) {
        number();
      } else if (letter(at)) {
        name();
      } else {
        sign();
      }
    }
  }

  private void skip() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '#') {
        int newline = source.indexOf('\n', at);
        at = newline < 0 ? source.length() : newline;
      } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Folding.invisible(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private void quoted(char quote) throws Unreadable {
    int start = at++;
    var content = new StringBuilder();
    while (true) {
      if (at == source.length() || source.charAt(at) == '\n') {
        throw new Unreadable(GrammarProblems.unfinishedText(start, at - start, quote));
      }
      char c = source.charAt(at);
      if (c == quote) {
        break;
      }
      content.append(c == '\\' ? escaped() : c);
      at++;
    }
    at++;
    int bytes = content.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Limits.LITERAL_BYTES) {
      throw new Unreadable(GrammarProblems.longText(start, at - start, bytes));
    }
    add(Kind.TEXT, start, content.toString(), 0);
  }

  private char escaped() throws Unreadable {
    int backslash = at++;
    char c = at < source.length() ? source.charAt(at) : '\n';
    return switch (c) {
      case '\\', '\'', '"' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      default -> throw new Unreadable(GrammarProblems.unknownEscape(source, backslash));
    };
  }

  private void number() throws Unreadable {
    int start = at;
    while (digit(at)) {
      at++;
    }
    if (at < source.length() && source.charAt(at) == ':') {
      clock(start);
      return;
    }
    if (at < source.length() && source.charAt(at) == '.' && digit(at + 1)) {
      throw new Unreadable(GrammarProblems.fraction(start, at + 2 - start));
    }
    String digits = source.substring(start, at);
    int unitStart = at;
    while (letter(at)) {
      at++;
    }
    String unit = source.substring(unitStart, at);
    long amount = digits.length() > 16 ? Long.MAX_VALUE : Long.parseLong(digits);
    if (unit.isEmpty()) {
      add(Kind.NUMBER, start, digits, bounded(amount, 1, start));
      return;
    }
    var known = Unit.of(unit);
    if (known.isEmpty()) {
      throw new Unreadable(GrammarProblems.unknownUnit(start, at - start, digits, unit));
    }
    long millis = bounded(amount, known.get().millis(), start);
    add(Kind.DURATION, start, source.substring(start, at), millis);
  }

  private long bounded(long amount, long scale, int start) throws Unreadable {
    if (amount > Limits.NUMBER / scale) {
      throw new Unreadable(GrammarProblems.largeNumber(start, at - start));
    }
    return amount * scale;
  }

  private void clock(int start) throws Unreadable {
    int colon = at++;
    while (digit(at) || at < source.length() && source.charAt(at) == ':') {
      at++;
    }
    String written = source.substring(start, at);
    boolean shaped =
        colon - start <= 2 && at - colon == 3 && written.lastIndexOf(':') == colon - start;
    if (shaped) {
      int hour = Integer.parseInt(source.substring(start, colon));
      int minute = Integer.parseInt(source.substring(colon + 1, at));
      if (hour < 24 && minute < 60) {
        add(Kind.CLOCK, start, written, hour * 60L + minute);
        return;
      }
    }
    throw new Unreadable(GrammarProblems.notAClock(start, at - start, written));
  }

  private void name() {
    int start = at;
    while (letter(at) || digit(at) || part(at)) {
      at += Character.charCount(source.codePointAt(at));
    }
    String written = source.substring(start, at);
    Kind keyword = Kind.KEYWORDS.get(Folding.fold(written));
    add(keyword == null ? Kind.NAME : keyword, start, written, 0);
  }

  private void sign() throws Unreadable {
    for (int length = 2; length >= 1; length--) {
      int end = Math.min(at + length, source.length());
      Kind kind = Kind.SIGNS.get(source.substring(at, end));
      if (kind != null) {
        int start = at;
        at = end;
        add(kind, start, source.substring(start, end), 0);
        refuseDoubled(start);
        return;
      }
    }
    throw new Unreadable(GrammarProblems.unknownSign(source, at));
  }

  /// `===`, `<>`, `=>` and the like start with or contain a known sign but mean something else to
  /// whoever wrote them.
  private void refuseDoubled(int start) throws Unreadable {
    if (at < source.length() && "=<>~".indexOf(source.charAt(at)) >= 0) {
      if ("=<>!".indexOf(source.charAt(start)) >= 0) {
        throw new Unreadable(GrammarProblems.unknownSign(source, start));
      }
    }
  }

  private boolean digit(int index) {
    return index < source.length() && source.charAt(index) >= '0' && source.charAt(index) <= '9';
  }

  private boolean letter(int index) {
    if (index >= source.length()) {
      return false;
    }
    int point = source.codePointAt(index);
    // Full-width letters and digits are letters to Java; sign() names the key to press instead.
    return point == '_' || Character.isLetter(point) && !(point >= 0xFF01 && point <= 0xFF60);
  }

  private boolean part(int index) {
    if (index >= source.length()) {
      return false;
    }
    int point = source.codePointAt(index);
    return Character.getType(point) == Character.NON_SPACING_MARK || Folding.invisible(point);
  }

  private void add(Kind kind, int start, String text, long value) {
    tokens.add(new Token(kind, start, at - start, text, value));
  }
}

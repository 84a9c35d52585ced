package kr.ondam.rules.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.language.Compilation;
import kr.ondam.rules.language.Condition;
import kr.ondam.rules.language.Problem;
import kr.ondam.rules.language.Vocabulary;

/// The conditions of one tenant, each read once however many centres inherit it. Problems are
/// reported where they stand in the file.
final class Conditions {
  private final Vocabulary vocabulary;
  private final Findings findings;
  private final Map<Node.Text, Optional<Condition>> read = new HashMap<>();

  Conditions(Vocabulary vocabulary, Findings findings) {
    this.vocabulary = vocabulary;
    this.findings = findings;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /// The condition of a text; empty when it is wrong, which findings tell.
  Optional<Condition> of(Node.Text text) {
    return read.computeIfAbsent(text, this::compile);
  }

  private Optional<Condition> compile(Node.Text text) {
    return switch (Condition.compile(text.value(), vocabulary)) {
      case Compilation.Compiled compiled -> Optional.of(compiled.condition());
      case Compilation.Failed failed -> {
        failed.problems().forEach(problem -> findings.add(diagnostic(text, problem)));
        yield Optional.empty();
      }
    };
  }

  static Diagnostic diagnostic(Node.Text text, Problem problem) {
    String source = text.value();
    int offset = Math.min(problem.offset(), source.length());
    int start = offset == 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
    int newline = source.indexOf('\n', start);
    String line = source.substring(start, newline < 0 ? source.length() : newline);
    int length = Math.max(1, Math.min(problem.length(), line.length() - (offset - start)));
    Span span = text.span();
    return new Diagnostic(
        Severity.ERROR,
        span.source().position(span.index(offset)),
        new Wording(problem.korean(), problem.english()),
        new Excerpt(line, offset - start, length));
  }
}

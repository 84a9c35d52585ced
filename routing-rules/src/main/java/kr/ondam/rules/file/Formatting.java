package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Rewrites a rule file in Korean spelling, leaving comments, order and layout as they are.
public final class Formatting {
  private Formatting() {}

  /// The file with Korean keys and values; empty when its form is wrong.
  public static Optional<RuleText> korean(RuleText file) {
    Findings findings = new Findings();
    Optional<Node> root = Nodes.read(file, findings);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    Node.Fields checked = new FormCheck(findings).file(root.get());
    if (checked == null || findings.blocked()) {
      return Optional.empty();
    }
    List<Node.Text> texts = new ArrayList<>();
    collect(checked, texts);
    texts.sort(Comparator.comparingInt((Node.Text text) -> text.span().from()).reversed());
    StringBuilder rewritten = new StringBuilder(file.text());
    for (Node.Text text : texts) {
      Span span = text.span();
      // Only plain words have a second spelling; quoted texts stay as they are.
      if (span.quote() == ' '
          && !rewritten.substring(span.from(), span.to()).equals(text.value())) {
        rewritten.replace(span.from(), span.to(), text.value());
      }
    }
    return Optional.of(new RuleText(file.name(), rewritten.toString()));
  }

  private static void collect(Node node, List<Node.Text> texts) {
    switch (node) {
      case Node.Text text -> texts.add(text);
      case Node.Items items -> items.items().forEach(item -> collect(item, texts));
      case Node.Fields fields ->
          fields
              .fields()
              .values()
              .forEach(field -> {
                texts.add(field.key());
                collect(field.value(), texts);
              });
    }
  }
}

package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Collects findings, each once, whichever centre it was found for.
final class Findings {
  private static final int MOST = 500;

  private final TreeSet<Diagnostic> findings = new TreeSet<>();

  void error(Node node, String korean, String english) {
    add(Severity.ERROR, node, new Wording(korean, english));
  }

  void warning(Node node, String korean, String english) {
    add(Severity.WARNING, node, new Wording(korean, english));
  }

  void add(Severity severity, Node node, Wording message) {
    add(new Diagnostic(severity, node.at(), message, node.excerpt()));
  }

  /// Keeps a finding, unless the same place has one of the same weight already: the other centres
  /// of a tenant repeat what was said about the first.
  void add(Diagnostic finding) {
    boolean said =
        findings.stream()
            .anyMatch(known ->
                known.at().equals(finding.at())
                    && known.severity() == finding.severity()
                    && core(known).equals(core(finding)));
    // However many warnings there are, an error must not get lost among them.
    int most = finding.severity().blocks() ? 2 * MOST : MOST;
    if (!said && findings.size() < most) {
      findings.add(finding);
    }
  }

  void addAll(Findings other) {
    other.findings.forEach(this::add);
  }

  boolean blocked() {
    return findings.stream().anyMatch(finding -> finding.severity().blocks());
  }

  boolean blocked(String file) {
    return findings.stream()
        .anyMatch(finding -> finding.severity().blocks() && finding.at().file().equals(file));
  }

  List<Diagnostic> list() {
    return new ArrayList<>(findings);
  }

  private static String core(Diagnostic finding) {
    String korean = finding.message().korean();
    int end = korean.startsWith("(") ? korean.indexOf(") ") : -1;
    return end < 0 ? korean : korean.substring(end + 2);
  }
}

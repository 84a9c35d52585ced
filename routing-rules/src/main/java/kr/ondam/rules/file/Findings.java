package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Collects findings, each once, whichever centre it was found for.
final class Findings {
  private static final int MOST = 500;

  private final TreeSet<Diagnostic> findings = new TreeSet<>();
  private final Set<Said> said = new HashSet<>();

  private record Said(Position at, Severity severity, String core) {}

  void error(Node node, String korean, String english) {
    add(Severity.ERROR, node, new Wording(korean, english));
  }

  void warning(Node node, String korean, String english) {
    add(Severity.WARNING, node, new Wording(korean, english));
  }

  void add(Severity severity, Node node, Wording message) {
    if (findings.size() < most(severity)) {
      add(new Diagnostic(severity, node.at(), message, node.excerpt()));
    }
  }

  /// Keeps a finding, unless the same place has one of the same weight already: the other centres
  /// of a tenant repeat what was said about the first.
  void add(Diagnostic finding) {
    if (findings.size() < most(finding.severity())
        && said.add(new Said(finding.at(), finding.severity(), core(finding)))) {
      findings.add(finding);
    }
  }

  /// However many warnings there are, an error must not get lost among them.
  private static int most(Severity severity) {
    return severity.blocks() ? 2 * MOST : MOST;
  }

  /// Whether nothing more is kept, so that looking for more is pointless.
  boolean full() {
    return findings.size() >= 2 * MOST;
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

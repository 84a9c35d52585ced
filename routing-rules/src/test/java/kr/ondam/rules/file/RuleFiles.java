package kr.ondam.rules.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A set of rule files for tests: those of the example group, changed as a test needs.
final class RuleFiles {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
  static final HolidayTable HOLIDAYS = HolidayTable.shipped();

  private final Map<String, String> files = new LinkedHashMap<>();
  private Optional<Inventory> inventory = Optional.empty();
  private LocalDate today = TODAY;

  /// The three files of the example group.
  static RuleFiles examples() {
    RuleFiles files = new RuleFiles();
    for (String name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
      files.files.put(name, resource(name));
    }
    return files;
  }

  /// A single file of a tenant with its own words.
  static RuleFiles of(String text) {
    RuleFiles files = new RuleFiles();
    files.files.put("t.yaml", text);
    return files;
  }

  /// A small tenant with two queues; `more` follows.
  static RuleFiles small(String more) {
    return of(
        """
        문서: 상담배정규칙/1
        대상: {계열사: 가나}
        어휘:
          채널: [카카오톡, 문자]
          고객등급: [VIP, 일반]
          문의유형: [해지, 결제, 기타]
          고객태그: [민원, 외국어]
          기술: [기본, 결제, 영어]
          목록:
            해지말: [해지, 해약]
        영업시간:
          평일: {월~금: "09:00-18:00", 공휴일: 휴무}
        """
            + more);
  }

  static final String QUEUES =
      """
      큐:
        - {이름: 일반, 기술: {기본: 1}, 순위: 2, 영업시간: 평일}
        - {이름: 결제, 기술: {결제: 2}, 순위: 1, 영업시간: 평일}
      """;

  static final String REST =
      """
        - {이름: 나머지, 조건: "참", 큐: 일반}
      """;

  RuleFiles and(String name, String text) {
    files.put(name, text);
    return this;
  }

  RuleFiles with(Inventory known) {
    inventory = Optional.of(known);
    return this;
  }

  RuleFiles on(LocalDate day) {
    today = day;
    return this;
  }

  /// Replaces a text that must be there.
  RuleFiles with(String file, String from, String to) {
    String text = files.getOrDefault(file, "");
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " has no " + from);
    }
    files.put(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
    return this;
  }

  List<RuleText> texts() {
    List<RuleText> texts = new ArrayList<>();
    files.forEach((name, text) -> texts.add(new RuleText(name, text)));
    return texts;
  }

  Reading read() {
    return RuleBook.read(texts(), inventory, HOLIDAYS, today);
  }

  RuleBook accepted() {
    return switch (read()) {
      case Reading.Accepted accepted -> accepted.book();
      case Reading.Rejected rejected ->
          throw new AssertionError(
              String.join("\n", rejected.diagnostics().stream().map(Diagnostic::korean).toList()));
    };
  }

  /// The first line of every finding of a weight.
  List<String> found(Severity severity) {
    return read().diagnostics().stream()
        .filter(finding -> finding.severity() == severity)
        .map(finding -> finding.korean().lines().findFirst().orElse(""))
        .toList();
  }

  List<String> errors() {
    return found(Severity.ERROR);
  }

  List<String> warnings() {
    return found(Severity.WARNING);
  }

  static String resource(String name) {
    try (InputStream in = RuleFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

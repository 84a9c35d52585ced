package kr.ondam.rules.language;

import java.util.List;

/// Why a condition holds for a conversation or does not.
///
/// @param comparisons each comparison of the condition in the order written, also those that the
///   evaluation did not need
/// @param korean one line, such as `고객.태그 포함 ['소송중'] 또는 챗봇실패 >= 2 — 실제 고객.태그=[], 챗봇실패=1`
/// @param english the same in English spelling
public record Trace(boolean holds, List<Comparison> comparisons, String korean, String english) {
  public Trace {
    comparisons = List.copyOf(comparisons);
  }

  /// One comparison and what it was compared with.
  ///
  /// @param korean the comparison as written, in Korean spelling
  /// @param english in English spelling
  /// @param actual the facts it read, such as `고객.등급=VIP`; of a text only the words that were
  ///   found, never the text itself
  /// @param actualEnglish the same under the fields' English names
  public record Comparison(
      boolean held, String korean, String english, String actual, String actualEnglish) {
    /// One line: ✔ or ✘, the comparison, what was found.
    public String line(Spelling spelling) {
      boolean inKorean = spelling == Spelling.KOREAN;
      String facts = inKorean ? actual : actualEnglish;
      String text = (held ? "✔ " : "✘ ") + (inKorean ? korean : english);
      return facts.isEmpty() ? text : text + (inKorean ? " — 실제 " : " — actual ") + facts;
    }
  }
}

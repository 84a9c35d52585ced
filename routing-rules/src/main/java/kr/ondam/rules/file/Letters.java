package kr.ondam.rules.file;

import java.util.Locale;

/// Refuses text that is not text: too large, of another encoding, or indented with tabs.
final class Letters {
  private static final char REPLACEMENT = '\uFFFD';

  private Letters() {}

  static boolean acceptable(RuleText file, Source source, Findings findings) {
    String text = source.text();
    if (file.tooManyBytes() > 0) {
      return refuse(
          source,
          0,
          findings,
          sized("파일이 너무 큽니다: %s, %,d바이트 (최대 %,d바이트)", file),
          sized("the file is too large: %s, %,d bytes (at most %,d)", file));
    }
    int broken = text.indexOf(REPLACEMENT);
    if (broken >= 0) {
      return refuse(
          source,
          broken,
          findings,
          "UTF-8 이 아닌 글자입니다. EUC-KR(CP949)로 저장했다면 UTF-8 로 다시 저장하세요",
          "not UTF-8; if it was saved as EUC-KR (CP949), save it as UTF-8");
    }
    int tab = indentingTab(text);
    if (tab >= 0) {
      return refuse(
          source, tab, findings, "들여쓰기에는 탭을 쓸 수 없습니다. 공백을 쓰세요", "tabs cannot indent; use spaces");
    }
    int control = control(text);
    return control < 0
        || refuse(
            source,
            control,
            findings,
            "보이지 않는 제어 글자(U+%04X)가 있습니다".formatted((int) text.charAt(control)),
            "an invisible control character (U+%04X)".formatted((int) text.charAt(control)));
  }

  private static String sized(String form, RuleText file) {
    return String.format(Locale.ROOT, form, file.name(), file.tooManyBytes(), RuleText.LARGEST);
  }

  private static int indentingTab(String text) {
    boolean indent = true;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (indent && letter == '\t') {
        return i;
      }
      indent = letter == '\n' || (indent && letter == ' ');
    }
    return -1;
  }

  private static int control(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if ((letter < ' ' && letter != '\n' && letter != '\t') || letter == 0x7F) {
        return i;
      }
    }
    return -1;
  }

  private static boolean refuse(
      Source source, int index, Findings findings, String korean, String english) {
    findings.error(new Node.Text("", new Span(source, index, index + 1, ' ')), korean, english);
    return false;
  }
}

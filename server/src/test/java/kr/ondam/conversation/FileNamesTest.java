package kr.ondam.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileNamesTest {
  @Test
  void KK58_UI38_aNameKeepsNothingThatLeadsAstray() {
    assertThat(FileNames.safe("../../etc/passwd")).isEqualTo("passwd");
    assertThat(FileNames.safe("C:\\temp\\계약서.hwp")).isEqualTo("계약서.hwp");
    assertThat(FileNames.safe("a\u202Efdp.exe")).isEqualTo("afdp.exe");
    assertThat(FileNames.safe("../../a.sh")).isEqualTo("a.sh");
    assertThat(FileNames.safe("a.jpg\u0000.exe")).isEqualTo("a.jpg.exe");
    assertThat(FileNames.safe("a\u0000\r\n<b>.txt")).isEqualTo("ab.txt");
    assertThat(FileNames.safe("..")).isEmpty();
    assertThat(FileNames.safe("  ")).isEmpty();
    assertThat(FileNames.safe("영수증👨‍👩‍👧.png")).isEqualTo("영수증👨‍👩‍👧.png");
  }

  @ParameterizedTest
  @CsvSource({
    "CON, _CON",
    "con.txt, _con.txt",
    "NUL., _NUL",
    "'aux .pdf', '_aux .pdf'",
    "Prn.tar.gz, _Prn.tar.gz",
    "LPT1.docx, _LPT1.docx",
    "COM¹, _COM¹",
    "../nul, _nul",
    "CONTRACT.pdf, CONTRACT.pdf",
    "COM10.pdf, COM10.pdf",
    "LPT, LPT",
    "a.CON, a.CON",
    "계약서.hwp. ., 계약서.hwp"
  })
  void KK58_aNameOfADeviceIsOneNoLonger(String given, String safe) {
    assertThat(FileNames.safe(given)).isEqualTo(safe);
  }

  @Test
  void KK58_UI38_aLongNameKeepsItsExtensionAndWholeCharacters() {
    var name = FileNames.safe("가" + "😀".repeat(150) + ".pdf");
    assertThat(name).hasSizeLessThanOrEqualTo(FileNames.LONGEST).endsWith("😀.pdf");
    assertThat(Character.isHighSurrogate(name.charAt(name.length() - 5))).isFalse();
  }
}

package kr.ondam.rules.language;

/// A Korean particle (조사) whose form follows how the word before it is read: `큐 보험금은`, `큐 접수는`.
public enum Particle {
  /// 을, 를
  OBJECT("을", "를"),
  /// 이, 가
  SUBJECT("이", "가"),
  /// 은, 는
  TOPIC("은", "는"),
  /// 으로, 로: after a final ㄹ as after a vowel
  TOWARDS("으로", "로");

  private static final int FIRST = '가';
  private static final int LAST = '힣';
  private static final int FINALS = 28;
  private static final int FINAL_RIEUL = 8;
  private static final int FINAL_OTHER = 1;

  /// 영 일 이 삼 사 오 육 칠 팔 구
  private static final int[] DIGITS = {
    FINAL_OTHER, FINAL_RIEUL, 0, FINAL_OTHER, 0, 0, FINAL_OTHER, FINAL_RIEUL, FINAL_RIEUL, 0
  };

  private final String closed;
  private final String open;

  Particle(String closed, String open) {
    this.closed = closed;
    this.open = open;
  }

  /// The word with this particle behind it. Quotes and brackets at its end are not read; a word
  /// without any letter or digit counts as ending in a vowel.
  public String after(String word) {
    int last = lastSound(word);
    boolean isOpen = last == 0 || (this == TOWARDS && last == FINAL_RIEUL);
    return word + (isOpen ? open : closed);
  }

  /// The final consonant of the last letter, 0 for none.
  private static int lastSound(String word) {
    for (int i = word.length() - 1; i >= 0; i--) {
      char letter = word.charAt(i);
      if (Character.isLetterOrDigit(letter)) {
        return sound(letter);
      }
    }
    return 0;
  }

  /// Whether a letter is read as Korean says it: a syllable or a digit.
  static boolean read(char letter) {
    return (letter >= FIRST && letter <= LAST) || (letter >= '0' && letter <= '9');
  }

  /// The final consonant a letter is read with, 0 for none.
  static int sound(char letter) {
    if (letter >= FIRST && letter <= LAST) {
      return (letter - FIRST) % FINALS;
    }
    if (letter >= '0' && letter <= '9') {
      return DIGITS[letter - '0'];
    }
    return switch (letter) {
      // 엘, and what ends like 테이블; 알 only as a letter of its own: VIP고객R, but 서버 for server.
      case 'l', 'L', 'R' -> FINAL_RIEUL;
      case 'm', 'n', 'M', 'N' -> FINAL_OTHER;
      default -> 0;
    };
  }
}

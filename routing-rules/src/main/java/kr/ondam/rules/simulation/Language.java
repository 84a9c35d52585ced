package kr.ondam.rules.simulation;

/// The language of a report.
public enum Language {
  KOREAN,
  ENGLISH;

  String pick(String korean, String english) {
    return switch (this) {
      case KOREAN -> korean;
      case ENGLISH -> english;
    };
  }
}

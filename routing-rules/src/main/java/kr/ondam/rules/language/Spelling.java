package kr.ondam.rules.language;

/// Which of its two spellings a condition is written in.
public enum Spelling {
  KOREAN,
  ENGLISH
}

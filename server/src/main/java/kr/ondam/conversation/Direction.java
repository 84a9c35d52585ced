package kr.ondam.conversation;

/// Which way a message went.
public enum Direction {
  IN,
  OUT,
  SYSTEM
}

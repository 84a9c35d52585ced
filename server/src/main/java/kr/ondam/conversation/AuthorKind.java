package kr.ondam.conversation;

/// What kind of author wrote a message.
public enum AuthorKind {
  CUSTOMER,
  AGENT,
  BOT,
  SYSTEM
}

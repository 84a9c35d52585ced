package kr.ondam.conversation;

/// Who wrote a message. `id` is the customer's, agent's or bot's id; for the system it is `system`.
public record Author(AuthorKind kind, String id) {
  public static final Author SYSTEM = new Author(AuthorKind.SYSTEM, "system");
}

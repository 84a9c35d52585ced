package kr.ondam.conversation;

/// Thrown by a store when a unique key of a batch is already taken; nothing of the batch was
/// stored.
public final class DuplicateRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DuplicateRow(String constraint, Throwable cause) {
    super(constraint, cause);
  }
}

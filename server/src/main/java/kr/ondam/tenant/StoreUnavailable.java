package kr.ondam.tenant;

/// Thrown by a store when nothing can be stored or read now: database closed, disk full, no
/// connection. Nothing of the call took effect, or nobody knows; the caller answers 503 and the
/// sender tries again.
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}

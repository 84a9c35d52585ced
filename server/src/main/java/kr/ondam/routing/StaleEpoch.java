package kr.ondam.routing;

/// Thrown when a partition commits under an ownership that somebody else has taken over since;
/// nothing was stored.
public final class StaleEpoch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleEpoch(String message) {
    super(message);
  }
}

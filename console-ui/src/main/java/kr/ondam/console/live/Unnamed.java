package kr.ondam.console.live;

/// How customers without a name are told apart.
public final class Unnamed {
  private static final int TAIL = 4;

  private Unnamed() {}

  /// The end of the id on the channel.
  public static String tail(String externalUser) {
    return externalUser.substring(Math.max(0, externalUser.length() - TAIL));
  }
}

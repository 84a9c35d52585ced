package kr.ondam.gateway;

/// Hears what one WebSocket says.
public interface SocketListener {
  void text(String message);

  /// Called once, after the last message.
  void closed();

  /// Called once when the server stops, after all that was heard before. Answers whether the socket
  /// may be closed at once; otherwise the listener closes it itself, within 2 s.
  default boolean stopping() {
    return true;
  }
}

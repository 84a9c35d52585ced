package kr.ondam.gateway;

/// Hears what one WebSocket says.
public interface SocketListener {
  void text(String message);

  /// Called once, after the last message.
  void closed();
}

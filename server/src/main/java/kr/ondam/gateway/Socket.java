package kr.ondam.gateway;

/// An open WebSocket. Safe for use by many threads.
public interface Socket {
  /// Sends a text message. Answers false, sending nothing, when the reader is too slow or gone.
  boolean send(String message);

  /// Closes with a code of RFC 6455 section 7.4 and a reason of at most 123 bytes.
  void close(int code, String reason);
}

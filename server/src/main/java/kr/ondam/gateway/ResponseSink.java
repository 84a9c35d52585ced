package kr.ondam.gateway;

/// Where a [GatewayResponse.Stream] writes to. Safe for use by many threads.
public interface ResponseSink {
  /// Writes the bytes. Answers false, writing nothing, when the reader is too slow or gone; the
  /// caller then closes or skips.
  boolean send(byte[] bytes);

  /// Ends the response.
  void close();

  /// Runs the task once when the response has ended, also when it already has.
  void onClose(Runnable task);
}

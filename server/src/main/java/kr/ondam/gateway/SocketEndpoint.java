package kr.ondam.gateway;

/// Serves the WebSockets of one path. Everything is called on virtual threads and may block; the
/// calls of one socket never overlap.
public interface SocketEndpoint {
  /// Whether the handshake may go on, for example by the `origin` header.
  Admission admit(GatewayRequest handshake);

  /// Called after the handshake, before the first message.
  SocketListener open(GatewayRequest handshake, Socket socket);

  /// The answer to a handshake.
  sealed interface Admission {
    record Welcome() implements Admission {}

    record Refused(int status, String code, String detail) implements Admission {}
  }
}

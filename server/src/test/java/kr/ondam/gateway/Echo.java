package kr.ondam.gateway;

/// Answers every message with itself.
final class Echo implements SocketEndpoint {
  @Override
  public Admission admit(GatewayRequest handshake) {
    return new Admission.Welcome();
  }

  @Override
  public SocketListener open(GatewayRequest handshake, Socket socket) {
    return new SocketListener() {
      @Override
      public void text(String message) {
        socket.send(message);
      }

      @Override
      public void closed() {}
    };
  }
}

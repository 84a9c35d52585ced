package kr.ondam.launch;

import static kr.ondam.launch.TestServer.Home.LIFE;

import java.nio.file.Path;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.gateway.RawWebSocket;

/// A running server whose web chat is tested.
final class ChatServer implements AutoCloseable {
  static final String PROTOCOL = "Sec-WebSocket-Protocol: ondam.webchat.v1";

  private final FakeDealer dealer = new FakeDealer();
  private final TestServer server;

  ChatServer(Path folder) {
    server = new TestServer(folder, dealer.uri());
  }

  TestServer server() {
    return server;
  }

  ChatVisitor visitor() {
    return ChatVisitor.named(server, LIFE, "홍길동", null);
  }

  RawWebSocket raw(String... headers) {
    return RawWebSocket.open(server.server().gatewayPort(), "/chat/v1/ws", headers);
  }

  static String origin(String origin) {
    return "Origin: " + origin;
  }

  @Override
  public void close() {
    server.close();
    dealer.close();
  }
}

package kr.ondam.channel.sms.smpp;

/// Against node-smpp, a library of Node.js.
final class NodeSmppTest extends SmscContract {
  @Override
  PeerSmsc start(int port) {
    return PeerSmsc.node(port);
  }
}

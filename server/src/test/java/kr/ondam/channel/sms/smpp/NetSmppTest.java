package kr.ondam.channel.sms.smpp;

/// Against Net::SMPP, a library of Perl.
final class NetSmppTest extends SmscContract {
  @Override
  PeerSmsc start(int port) {
    return PeerSmsc.perl(port);
  }
}

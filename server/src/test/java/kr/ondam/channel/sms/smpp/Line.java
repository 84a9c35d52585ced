package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection without a network: what is written is kept, and counts as gone at once unless it is
/// held.
final class Line implements Wire {
  final List<Pdu> sent = new ArrayList<>();
  boolean closed;
  boolean holds;

  @Override
  public void write(byte[] pdu, Runnable written) {
    sent.add(PduReader.read(pdu));
    if (!holds) {
      written.run();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  <P extends Pdu> List<P> sent(Class<P> kind) {
    return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <P extends Pdu> Optional<P> last(Class<P> kind) {
    return sent(kind).stream().reduce((_, b) -> b);
  }
}

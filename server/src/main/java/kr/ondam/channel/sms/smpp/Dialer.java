package kr.ondam.channel.sms.smpp;

import java.util.concurrent.Executor;

/// Opens connections to message centres.
interface Dialer {
  /// Tries once; exactly one method of `caller` is called, later or at once.
  void dial(SmppSettings settings, Caller caller);

  /// Who wants a connection.
  interface Caller {
    /// @param loop runs tasks one after the other; what comes in is told on it
    Receiver connected(Wire wire, Executor loop);

    void failed(String reason);
  }

  /// Who is told what comes in.
  interface Receiver {
    void received(Pdu pdu);

    /// Once, at the end.
    void disconnected();
  }
}

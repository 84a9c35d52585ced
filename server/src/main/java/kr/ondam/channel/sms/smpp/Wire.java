package kr.ondam.channel.sms.smpp;

/// An open connection to write to. Every method may be called from any thread.
interface Wire {
  /// @param written runs when the octets have left this process; never when they could not
  void write(byte[] pdu, Runnable written);

  void close();

  default void write(Pdu pdu) {
    write(PduWriter.write(pdu), () -> {});
  }
}

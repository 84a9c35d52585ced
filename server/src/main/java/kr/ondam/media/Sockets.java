package kr.ondam.media;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// Connects to one address after the other until its time is over, which also ends a handshake and
/// a read of a sender that drips.
final class Sockets {
  private static final int CONNECT_MILLIS = 3000;

  private @Nullable Socket current;
  private boolean late;

  /// A connection to the first address that takes one.
  ///
  /// @throws IOException when none does in time
  Socket connect(InetAddress[] addresses, int port) throws IOException {
    IOException failed = new ConnectException("addresses: none (expected: at least 1)");
    for (var address : addresses) {
      var socket = next();
      try {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        failed = e;
      }
    }
    throw failed;
  }

  private synchronized Socket next() throws IOException {
    if (late) {
      throw new ConnectException("no time is left");
    }
    var socket = new Socket();
    current = socket;
    return socket;
  }

  /// Closes what is open and lets nothing more begin.
  synchronized void end() {
    late = true;
    if (current != null) {
      try {
        current.close();
      } catch (IOException _) {
        // It is gone already.
      }
    }
  }

  /// Whether the time was over.
  synchronized boolean late() {
    return late;
  }
}

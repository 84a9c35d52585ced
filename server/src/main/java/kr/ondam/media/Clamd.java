package kr.ondam.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kr.ondam.time.Timers;

/// Asks a ClamAV daemon over its command INSTREAM.
public final class Clamd implements MalwareScan {
  static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int PIECE = 64 * 1024;
  private static final int LONGEST_ANSWER = 1024;

  private final String address;
  private final Timers timers;

  /// @param address `host:port`, or `unix:/path`
  /// @throws IllegalArgumentException when it is neither
  public Clamd(String address, Timers timers) {
    if (!isAddress(address)) {
      throw new IllegalArgumentException(
          "clamd: " + address + " (expected: host:port or unix:/path)");
    }
    this.address = address;
    this.timers = timers;
  }

  /// Whether the text can be the address of a daemon.
  public static boolean isAddress(String text) {
    return text.matches("unix:/.+") || text.matches("[A-Za-z0-9.-]+:[0-9]{1,5}");
  }

  @Override
  public Verdict scan(byte[] file) {
    try (var channel =
        unix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open()) {
      // Also a connection that is not answered ends with it.
      var alarm = timers.after(LONGEST, () -> close(channel));
      try {
        channel.connect(target());
        return ask(channel, file);
      } finally {
        alarm.cancel();
      }
    } catch (IOException | RuntimeException _) {
      return Verdict.UNKNOWN;
    }
  }

  private boolean unix() {
    return address.startsWith("unix:");
  }

  private SocketAddress target() {
    if (unix()) {
      return UnixDomainSocketAddress.of(address.substring("unix:".length()));
    }
    int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  private static Verdict ask(SocketChannel channel, byte[] file) throws IOException {
    try {
      send(channel, file);
    } catch (IOException e) {
      // One that takes no more may have said why before it closed.
      var verdict = answer(channel);
      if (verdict == Verdict.UNKNOWN) {
        throw e;
      }
      return verdict;
    }
    return answer(channel);
  }

  private static void send(SocketChannel channel, byte[] file) throws IOException {
    write(channel, ByteBuffer.wrap("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII)));
    for (int from = 0; from < file.length; from += PIECE) {
      int length = Math.min(PIECE, file.length - from);
      write(channel, ByteBuffer.allocate(4).putInt(length).flip());
      write(channel, ByteBuffer.wrap(file, from, length));
    }
    write(channel, ByteBuffer.allocate(4));
  }

  private static Verdict answer(SocketChannel channel) throws IOException {
    var answer = ByteBuffer.allocate(LONGEST_ANSWER);
    while (answer.hasRemaining() && channel.read(answer) >= 0) {
      if (answer.position() > 0 && answer.get(answer.position() - 1) == 0) {
        break;
      }
    }
    var said = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    var words = said.replace("\0", "").strip();
    if (words.endsWith(" FOUND")) {
      return Verdict.HARMFUL;
    }
    if (words.startsWith("INSTREAM size limit exceeded")) {
      return Verdict.TOO_LARGE;
    }
    return words.equals("stream: OK") ? Verdict.CLEAN : Verdict.UNKNOWN;
  }

  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // It is gone already.
    }
  }
}

package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ClamdTest {
  private final VirtualTime time = new VirtualTime(Instant.EPOCH);

  private static final int MOST = 1_000_000;

  /// A daemon that speaks INSTREAM, finds EICAR, and closes when it has heard enough.
  private static final class Daemon implements AutoCloseable {
    private final ServerSocket socket;

    Daemon() {
      try {
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Thread.ofVirtual().start(this::serve);
    }

    String address() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
      while (!socket.isClosed()) {
        try (var connection = socket.accept()) {
          var in = new DataInputStream(connection.getInputStream());
          var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
          var file = new ByteArrayOutputStream();
          for (int length = in.readInt(); length > 0 && file.size() < MOST; length = in.readInt()) {
            file.write(in.readNBytes(length));
          }
          var text = file.toString(StandardCharsets.ISO_8859_1);
          var answer =
              !command.equals("zINSTREAM\0")
                  ? "UNKNOWN COMMAND\0"
                  : text.contains("EICAR")
                      ? "stream: Win.Test.EICAR_HDB-1 FOUND\0"
                      : file.size() >= MOST
                          ? "INSTREAM size limit exceeded. ERROR\0"
                          : "stream: OK\0";
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
          // Closed.
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theDaemonsWordDecides() throws Exception {
    try (var daemon = new Daemon()) {
      var clamd = new Clamd(daemon.address(), time);
      assertThat(clamd.scan(new byte[200_000])).isEqualTo(MalwareScan.Verdict.CLEAN);
      assertThat(clamd.scan(bytes("X5O!P%@AP EICAR"))).isEqualTo(MalwareScan.Verdict.HARMFUL);
      assertThat(clamd.scan(new byte[20 * MOST])).isEqualTo(MalwareScan.Verdict.TOO_LARGE);
    }
  }

  @Test
  void aDaemonThatIsNotThereSaysNothing() throws Exception {
    String address;
    // Nobody accepts here: a thread that waits in accept may still take a connection of a socket
    // that is being closed.
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + socket.getLocalPort();
    }
    assertThat(new Clamd(address, time).scan(bytes("x"))).isEqualTo(MalwareScan.Verdict.UNKNOWN);
    assertThat(new Clamd("unix:/nowhere/clamd", time).scan(bytes("x")))
        .isEqualTo(MalwareScan.Verdict.UNKNOWN);
  }

  @Test
  void anAddressHasToBeOne() {
    assertThatThrownBy(() -> new Clamd("somewhere", time))
        .hasMessage("clamd: somewhere (expected: host:port or unix:/path)");
  }
}

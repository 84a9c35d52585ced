package kr.ondam.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Speaks WebSocket bytes to a server on the loopback address, right or wrong ones.
public final class RawWebSocket implements AutoCloseable {
  private static final byte[] MASK = {1, 2, 3, 4};

  /// One frame of the server.
  public record Frame(int opcode, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private final Socket socket;
  private final DataInputStream in;
  private final String answer;

  private RawWebSocket(Socket socket, DataInputStream in, String answer) {
    this.socket = socket;
    this.in = in;
    this.answer = answer;
  }

  /// Asks for a WebSocket as a browser would.
  ///
  /// @param headers further lines, such as `Origin: https://a.kr`
  public static RawWebSocket open(int port, String path, String... headers) {
    var asked = Arrays.copyOf(headers, headers.length + 2);
    asked[headers.length] = "Sec-WebSocket-Version: 13";
    asked[headers.length + 1] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    return ask(port, path, asked);
  }

  /// Asks with these headers only, besides `Upgrade` and `Connection`.
  public static RawWebSocket ask(int port, String path, String... headers) {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(60_000);
      var lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      var head =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
              + "Connection: keep-alive, Upgrade\r\n"
              + lines
              + "\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      var in = new DataInputStream(socket.getInputStream());
      return new RawWebSocket(socket, in, head(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(DataInputStream in) throws IOException {
    var got = new ByteArrayOutputStream();
    while (!got.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      got.write(b);
    }
    return got.toString(StandardCharsets.ISO_8859_1);
  }

  public int status() {
    return Wire.status(answer);
  }

  /// A header of the answer to the handshake.
  public Optional<String> header(String name) {
    return answer
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip());
  }

  /// Sends bytes as they are.
  public void send(int... bytes) {
    var raw = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    write(raw);
  }

  /// Sends a masked frame; `first` is the first byte: FIN, reserved bits and opcode.
  public void frame(int first, byte... payload) {
    var frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.writeBytes(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.write(payload[i] ^ MASK[i & 3]);
    }
    write(frame.toByteArray());
  }

  public void text(String text) {
    frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException _) {
      // The server has closed: what it said before counts.
    }
  }

  /// The next frame of the server; empty when the connection has ended.
  public Optional<Frame> read() {
    try {
      int opcode = in.readUnsignedByte() & 0xF;
      long length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      return Optional.of(new Frame(opcode, in.readNBytes((int) length)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Reads until the server closes. Answers its close code, 0 when it gave none.
  public int closeCode() {
    for (var frame = read(); frame.isPresent(); frame = read()) {
      var payload = frame.get().payload();
      if (frame.get().opcode() == 8) {
        return payload.length < 2 ? 0 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
      }
    }
    return 0;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

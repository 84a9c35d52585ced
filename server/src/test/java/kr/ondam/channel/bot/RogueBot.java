package kr.ondam.channel.bot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;

/// A bot on the loopback address that answers byte by byte as it is told, or badly.
final class RogueBot implements AutoCloseable {
  /// Writes an answer; the connection is closed after it.
  interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Answer answer;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  RogueBot(Answer answer) {
    this(plain(), answer);
  }

  RogueBot(ServerSocket socket, Answer answer) {
    this.socket = socket;
    this.answer = answer;
    Thread.ofVirtual().start(this::listen);
  }

  private static ServerSocket plain() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One that answers the same always.
  static RogueBot saying(String head, byte[] body) {
    return new RogueBot(out -> {
      out.write((head.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
    });
  }

  URI url() {
    var scheme = socket instanceof SSLServerSocket ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + "/bot");
  }

  /// The heads of the calls.
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException _) {
        // Closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var head = new ByteArrayOutputStream();
      var in = connection.getInputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int read = in.read();
        if (read < 0) {
          return;
        }
        head.write(read);
      }
      var text = head.toString(StandardCharsets.ISO_8859_1);
      in.readNBytes(Integer.parseInt(text.replaceAll("(?is).*content-length: *(\\d+).*", "$1")));
      asked.add(text);
      answer.write(connection.getOutputStream());
      connection.getOutputStream().flush();
    } catch (IOException _) {
      // The caller has had enough.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (var connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

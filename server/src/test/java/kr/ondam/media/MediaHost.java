package kr.ondam.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A host of files on the loopback address that answers byte by byte as it is told.
final class MediaHost implements AutoCloseable {
  /// Writes an answer; the connection is closed after it.
  interface Answer {
    void write(OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile String request = "";

  MediaHost() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// The host as it stands in an allow-list.
  String name() {
    return "127.0.0.1:" + port();
  }

  String url(String path) {
    return "http://" + name() + path;
  }

  /// How many connections were made.
  int asked() {
    return asked.get();
  }

  /// The last request, whole.
  String request() {
    return request;
  }

  void answer(String path, Answer answer) {
    answers.put(path, answer);
  }

  void answer(String path, String head, byte[] body) {
    answer(
        path,
        out -> {
          out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
          out.write("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
          out.write(body);
        });
  }

  void file(String path, byte[] body) {
    answer(path, "HTTP/1.1 200 OK\nContent-Length: " + body.length, body);
  }

  private void listen() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        asked.incrementAndGet();
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
      request = head.toString(StandardCharsets.ISO_8859_1);
      var path = request.split(" ", 3)[1];
      var answer = answers.get(path);
      if (answer != null) {
        answer.write(connection.getOutputStream());
        connection.getOutputStream().flush();
        connection.shutdownOutput();
        in.readAllBytes();
      }
    } catch (IOException _) {
      // The reader has had enough.
    }
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

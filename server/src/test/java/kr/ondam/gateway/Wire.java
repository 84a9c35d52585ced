package kr.ondam.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// Speaks bytes to a server on the loopback address, right or wrong ones.
final class Wire {
  private final int port;

  Wire(int port) {
    this.port = port;
  }

  /// Sends the text as bytes of Latin-1 and answers all that comes until the server closes, or for
  /// twenty seconds.
  String exchange(String sent) {
    return exchange(sent.getBytes(StandardCharsets.ISO_8859_1));
  }

  String exchange(byte[] sent) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      var got = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(sent);
        socket.getOutputStream().flush();
        for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
          got.write(b);
        }
      } catch (SocketTimeoutException _) {
        got.writeBytes(" (left open)".getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // A reset after an early refusal: what came before counts.
      }
      return got.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String post(String path, byte[] body, String... headers) {
    var head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n"
            + String.join("\r\n", headers)
            + (headers.length > 0 ? "\r\n\r\n" : "\r\n");
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes(body);
    return exchange(all.toByteArray());
  }

  String post(String path, String json) {
    return post(path, json.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
  }

  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }
}

package kr.ondam.channel.kakao;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A body of `multipart/form-data` (RFC 7578).
final class Multipart {
  private final String boundary;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// @param id makes the boundary, which no content holds by chance
  Multipart(UUID id) {
    boundary = "ondam-" + id;
  }

  String type() {
    return "multipart/form-data; boundary=" + boundary;
  }

  void field(String name, String value) {
    write("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n");
    write(value + "\r\n");
  }

  /// @param file the name as people see it; what would end the quoted text is percent-encoded
  void file(String name, String file, String mime, byte[] content) {
    var quoted = file.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    write(
        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"");
    write(quoted + "\"\r\nContent-Type: " + mime + "\r\n\r\n");
    bytes.writeBytes(content);
    write("\r\n");
  }

  /// The whole body.
  byte[] bytes() {
    var all = new ByteArrayOutputStream();
    all.writeBytes(bytes.toByteArray());
    all.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}

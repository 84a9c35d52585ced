package kr.ondam.channel;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A body of `multipart/form-data` (RFC 7578) that ends with a file.
public final class Multipart {
  private final String boundary;
  private final StringBuilder head = new StringBuilder();

  /// @param id makes the boundary, which no content holds by chance
  public Multipart(UUID id) {
    boundary = "ondam-" + id;
  }

  /// The value of `Content-Type`.
  public String type() {
    return "multipart/form-data; boundary=" + boundary;
  }

  /// Adds a text.
  public void field(String name, String value) {
    begin(name).append("\r\n\r\n").append(value).append("\r\n");
  }

  private StringBuilder begin(String name) {
    return head.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append('"');
  }

  /// The whole body with the file, which is read only while it is sent and never held as a whole.
  /// What would end its quoted name is percent-encoded.
  public BodyPublisher with(String name, OutboundFile file) {
    var quoted = file.name().replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    begin(name).append("; filename=\"").append(quoted).append('"');
    head.append("\r\nContent-Type: ").append(file.mime()).append("\r\n\r\n");
    byte[] before = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    // With its length, because not every dealer reads chunks.
    return BodyPublishers.fromPublisher(
        BodyPublishers.concat(
            BodyPublishers.ofByteArray(before),
            BodyPublishers.ofInputStream(() -> opened(file)),
            BodyPublishers.ofByteArray(after)),
        before.length + file.size() + after.length);
  }

  /// Null, which breaks the call off, when it cannot be opened any more.
  private static @Nullable InputStream opened(OutboundFile file) {
    try {
      return file.open();
    } catch (IOException _) {
      return null;
    }
  }
}

package kr.ondam.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/// A file that goes with a message. Its bytes are read only when they are needed.
///
/// @param id as in the part that shows it
/// @param name fit to be shown, with an extension; never empty
/// @param mime what the bytes are, such as `image/jpeg`
/// @param size in bytes
public record OutboundFile(UUID id, String name, String mime, long size, Source source) {
  /// Where the bytes come from.
  public interface Source {
    /// @throws IOException when they cannot be read now
    InputStream open() throws IOException;
  }

  /// The bytes from the beginning; whoever opens them closes them.
  ///
  /// @throws IOException when they cannot be read now
  public InputStream open() throws IOException {
    return source.open();
  }

  /// Whether it is a picture we have drawn, in a form all providers know.
  public boolean picture() {
    return mime.equals("image/jpeg") || mime.equals("image/png");
  }
}

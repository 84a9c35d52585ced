package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Our copy of a file, where it is kept.
public sealed interface Copy {
  /// In bytes.
  long length();

  /// The bytes from the beginning; whoever opens them closes them. Blocks.
  ///
  /// @throws IOException when they cannot be read now
  InputStream open() throws IOException;

  /// A file of this machine.
  record OnDisk(Path file, long length) implements Copy {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }

  /// What another machine keeps.
  record Elsewhere(long length, Source source) implements Copy {
    @Override
    public InputStream open() throws IOException {
      return source.open();
    }
  }

  /// Where bytes come from.
  interface Source {
    /// @throws IOException when they cannot be read now
    InputStream open() throws IOException;
  }
}

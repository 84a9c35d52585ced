package kr.ondam.media;

import java.util.concurrent.Semaphore;
import kr.ondam.conversation.AttachmentKind;

/// Looks at the bytes of files and says what is kept of them. There is one for all that come in:
/// what it needs of the memory is theirs together.
public final class Inspection {
  /// Drawing takes much memory.
  private final Semaphore drawing = new Semaphore(1);

  private final MemoryRoom room = new MemoryRoom(MemoryRoom.USUAL);
  private final MalwareScan scan;
  private final FileTypes types;

  public Inspection(MalwareScan scan, FileTypes types) {
    this.scan = scan;
    this.types = types;
  }

  /// What is kept of a file.
  sealed interface Result {
    /// @param thumbnail empty when there is none
    /// @param width of a picture that was drawn in pixels, else 0
    /// @param height of a picture that was drawn in pixels, else 0
    record Kept(FileType type, byte[] file, byte[] thumbnail, int width, int height)
        implements Result {}

    /// It is kept from everybody.
    ///
    /// @param reason `malware`, `program`, `bomb` or `not_what_it_says`
    record Harmful(String reason) implements Result {}

    /// It is no file that can be kept.
    ///
    /// @param reason `empty`, `too_many_pixels` or `unscannable`, too large for the scanner
    record Useless(String reason) implements Result {}

    /// The scanner cannot say now.
    record Unscanned() implements Result {}
  }

  /// Where a file has to find room before it is read into memory.
  MemoryRoom room() {
    return room;
  }

  FileTypes types() {
    return types;
  }

  /// Blocks while it is scanned and drawn.
  ///
  /// @param kind what the provider said it is
  /// @param name that its sender gave it, empty for none
  Result of(AttachmentKind kind, String name, byte[] file) {
    return of(kind, types.of(file, name), file);
  }

  /// As above, of what type is known already.
  Result of(AttachmentKind kind, FileType type, byte[] file) {
    if (file.length == 0) {
      return new Result.Useless("empty");
    }
    if (type.form() == FileType.Form.PROGRAM) {
      return new Result.Harmful("program");
    }
    if (kind == AttachmentKind.IMAGE && !type.image()
        || kind != AttachmentKind.FILE && type.active()) {
      return new Result.Harmful("not_what_it_says");
    }
    if (type.form() == FileType.Form.ZIP && ZipDirectory.bomb(file)) {
      return new Result.Harmful("bomb");
    }
    return switch (scan.scan(file)) {
      case HARMFUL -> new Result.Harmful("malware");
      case TOO_LARGE -> new Result.Useless("unscannable");
      case UNKNOWN -> new Result.Unscanned();
      case CLEAN -> Pictures.draws(type) ? picture(type, file) : plain(type, file);
    };
  }

  private Result picture(FileType type, byte[] file) {
    drawing.acquireUninterruptibly();
    try {
      return switch (Pictures.draw(type, file)) {
        case Pictures.Result.Drawn(var picture, var small, var width, var height) ->
            new Result.Kept(Pictures.drawn(type), picture, small, width, height);
        case Pictures.Result.TooLarge _ -> new Result.Useless("too_many_pixels");
        // It is kept to be downloaded, as any other file.
        case Pictures.Result.Unreadable _ -> plain(type, file);
      };
    } finally {
      drawing.release();
    }
  }

  private static Result plain(FileType type, byte[] file) {
    return new Result.Kept(type, Imprint.without(type, file), new byte[0], 0, 0);
  }
}

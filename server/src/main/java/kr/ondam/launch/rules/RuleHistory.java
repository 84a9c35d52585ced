package kr.ondam.launch.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;

/// Every set of rule files that ever came into force, and the record of when and why. Several
/// processes may use one history: whoever writes holds its lock.
final class RuleHistory {
  private static final String RECORD = "activations.jsonl";
  private static final int VERSION_LETTERS = 64;

  private final Path folder;

  /// @param folder is made when the first set is kept
  RuleHistory(Path folder) {
    this.folder = folder;
  }

  /// Something that is done while no other process writes.
  interface Act<T> {
    T run() throws IOException;
  }

  <T> T alone(Act<T> act) throws IOException {
    Files.createDirectories(folder);
    try (var channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      return act.run();
    }
  }

  /// Changes whenever a line was added.
  String stamp() throws IOException {
    Path record = folder.resolve(RECORD);
    return Files.exists(record)
        ? Files.size(record) + "/" + Files.getLastModifiedTime(record).toInstant()
        : "";
  }

  /// All activations, oldest first. A line that cannot be read, such as one half written, is left
  /// out.
  List<Activation> activations() throws IOException {
    Path record = folder.resolve(RECORD);
    List<Activation> activations = new ArrayList<>();
    if (Files.exists(record)) {
      String text = new String(Files.readAllBytes(record), StandardCharsets.UTF_8);
      text.lines().forEach(line -> ActivationLine.read(line).ifPresent(activations::add));
    }
    return activations;
  }

  /// Adds a line; it is on the disk when this returns.
  void add(Activation activation) throws IOException {
    Path record = folder.resolve(RECORD);
    try (var channel =
        FileChannel.open(
            record, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      String line = ActivationLine.write(activation) + "\n";
      long end = channel.size();
      channel.position(end);
      // A process that was killed may have left half a line.
      String start = end == 0 || endsLine(channel, end) ? "" : "\n";
      ByteBuffer bytes = ByteBuffer.wrap((start + line).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static boolean endsLine(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, end - 1);
    return last.get(0) == '\n';
  }

  /// Begins with these files. Answers false, and keeps nothing, when they are others by now than
  /// those of the activation: somebody may be writing, and what cannot be kept now is kept when it
  /// is put into force.
  boolean begin(Activation first, List<RuleText> files) throws IOException {
    if (!RuleBook.versionOf(files).equals(first.version())) {
      return false;
    }
    return alone(() -> {
      keep(files);
      add(first);
      return true;
    });
  }

  /// Keeps a set under its version. One that is there and sound is left as it is.
  void keep(List<RuleText> files) throws IOException {
    String version = RuleBook.versionOf(files);
    if (load(version).isPresent()) {
      return;
    }
    Path fresh = Files.createTempDirectory(folder, ".new-");
    try {
      for (RuleText file : files) {
        Path path = fresh.resolve(file.name());
        Files.write(path, file.text().getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
      }
      delete(folder.resolve(version));
      Files.move(fresh, folder.resolve(version), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(fresh);
    }
  }

  /// The files of a version; empty when they are not there or are not what they were.
  Optional<List<RuleText>> load(String version) throws IOException {
    Path set = folder.resolve(version);
    if (!isVersion(version) || !Files.isDirectory(set)) {
      return Optional.empty();
    }
    List<RuleText> files = new RuleFolder(set).read().files();
    return RuleBook.versionOf(files).equals(version) ? Optional.of(files) : Optional.empty();
  }

  /// Versions name folders, so nothing else may pass for one.
  private static boolean isVersion(String text) {
    return text.length() == VERSION_LETTERS && text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

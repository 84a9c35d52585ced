package kr.ondam.launch.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.RuleText;

/// The folder with the rule files, read as it lies there. Names that no rule file has are passed
/// over, and so is a link that leads out of the folder.
final class RuleFolder {
  private static final int MOST = 1_000;

  private final Path folder;

  RuleFolder(Path folder) {
    this.folder = folder;
  }

  /// What lies in the folder.
  ///
  /// @param ignored names that are passed over
  record Contents(List<RuleText> files, SortedSet<String> ignored) {
    Contents {
      files = List.copyOf(files);
      ignored = Collections.unmodifiableSortedSet(ignored);
    }
  }

  Contents read() throws IOException {
    List<RuleText> files = new ArrayList<>();
    SortedSet<String> ignored = new TreeSet<>();
    for (Path path : paths()) {
      String name = String.valueOf(path.getFileName());
      if (isOurs(path, name)) {
        files.add(text(name, path));
      } else if (!Files.isDirectory(path) && !name.equals(HolidayTable.FILE)) {
        ignored.add(name);
      }
    }
    return new Contents(files, ignored);
  }

  /// Names, sizes and times: the same as long as nobody touches a file, and cheap to find out.
  String stamp() throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Path path : paths()) {
      String name = String.valueOf(path.getFileName());
      if (isOurs(path, name)) {
        stamp
            .append(name)
            .append('/')
            .append(Files.size(path))
            .append('/')
            .append(Files.getLastModifiedTime(path).toInstant())
            .append('\n');
      }
    }
    return stamp.toString();
  }

  private boolean isOurs(Path path, String name) throws IOException {
    return RuleText.isRuleFile(name)
        && Files.isRegularFile(path)
        && path.toRealPath().startsWith(folder.toRealPath());
  }

  private List<Path> paths() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var paths = Files.list(folder)) {
      return paths.sorted().limit(MOST).toList();
    }
  }

  /// A file that is too large is not read at all, so that no part of it can pass for the whole.
  private static RuleText text(String name, Path path) throws IOException {
    long size = Files.size(path);
    if (size > RuleText.LARGEST) {
      return RuleText.tooLarge(name, size);
    }
    try (var in = Files.newInputStream(path)) {
      // Somebody may be writing: it can have grown since.
      byte[] bytes = in.readNBytes(RuleText.LARGEST + 1);
      return bytes.length > RuleText.LARGEST
          ? RuleText.tooLarge(name, Math.max(bytes.length, Files.size(path)))
          : RuleText.decode(name, bytes);
    }
  }
}

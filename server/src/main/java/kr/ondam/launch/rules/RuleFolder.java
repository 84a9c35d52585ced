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
  /// More than any file may have; what is longer is cut and then refused for its length.
  private static final int LARGEST = 1024 * 1024 + 1;

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
        files.add(RuleText.decode(name, head(path)));
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

  private static byte[] head(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes(LARGEST);
    }
  }
}

package kr.ondam.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files that describe providers: one `NAME.json` each, in a folder of this program's
/// resources.
public final class ProfileFiles {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final String ENDING = ".json";

  private ProfileFiles() {}

  /// The names of all files of a folder, without their ending, in alphabetical order. It is looked
  /// for where this class came from: a folder of classes or a jar.
  ///
  /// @param folder such as `sms`
  /// @throws IllegalStateException when there is no such folder
  public static List<String> names(String folder) {
    var source = ProfileFiles.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("resources of " + folder + ": the code is from nowhere");
    }
    try {
      return names(Path.of(source.getLocation().toURI()), folder);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("resources of " + folder, e);
    }
  }

  /// The same.
  ///
  /// @param code a folder of classes or a jar
  static List<String> names(Path code, String folder) {
    try {
      if (Files.isDirectory(code)) {
        return in(code.resolve(folder));
      }
      try (var jar = FileSystems.newFileSystem(code)) {
        return in(jar.getPath("/", folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException("resources: " + folder + " (expected: a folder)");
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    }
  }

  /// What a file says; empty when there is none of that name.
  ///
  /// @param name from anywhere: only small letters, digits and `-` can be one
  public static Optional<JsonNode> read(String folder, String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    var file = "/" + folder + "/" + name + ENDING;
    try (var in = ProfileFiles.class.getResourceAsStream(file)) {
      if (in == null) {
        return Optional.empty();
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Optional.of(JsonMapper.shared().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

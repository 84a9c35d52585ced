package kr.ondam.channel.sms.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kr.ondam.channel.ProfileFiles;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The providers of text messages that are known here: those that come with the program, and those
/// that an operator has described.
public final class HttpProfiles {
  private static final String FOLDER = "sms";
  private static final String ENDING = ".json";
  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, HttpProfile> all;

  private HttpProfiles(Map<String, HttpProfile> all) {
    this.all = new TreeMap<>(all);
  }

  /// Those that come with the program.
  public static HttpProfiles shipped() {
    Map<String, HttpProfile> all = new HashMap<>();
    for (String name : ProfileFiles.names(FOLDER)) {
      ProfileFiles.read(FOLDER, name).ifPresent(root -> all.put(name, new HttpProfile(root)));
    }
    return new HttpProfiles(all);
  }

  /// Those and the files `NAME.json` of a folder, which need not be there.
  ///
  /// @param problems gets everything that is wrong, with file and line; then nothing of it may be
  ///   used
  public static HttpProfiles with(Path folder, List<String> problems) {
    var known = shipped();
    Map<String, HttpProfile> all = new HashMap<>(known.all);
    for (Path file : files(folder)) {
      var name = file.getFileName().toString();
      var bare = name.substring(0, name.length() - ENDING.length());
      if (!bare.matches("[a-z0-9-]{1,40}")) {
        problems.add(file + ": '" + bare + "' (expected: small letters, digits and '-')");
      } else if (known.all.containsKey(bare)) {
        problems.add(file + ": '" + bare + "' comes with the program (expected: another name)");
      } else {
        read(file, problems).ifPresent(profile -> all.put(bare, profile));
      }
    }
    return new HttpProfiles(all);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<HttpProfile> read(Path file, List<String> problems) {
    try {
      var octets = ByteBuffer.wrap(Files.readAllBytes(file));
      var text = StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
      var root = STRICT.readTree(text);
      var lines = lines(text);
      var wrong = ProfileShape.problems(root);
      for (var problem : wrong) {
        problems.add(
            "%s:%d: %s: '%s' (expected: %s)"
                .formatted(
                    file,
                    lines.getOrDefault(problem.place(), 1),
                    problem.place().isEmpty() ? "/" : problem.place(),
                    problem.value(),
                    problem.expected()));
      }
      return wrong.isEmpty() ? Optional.of(new HttpProfile(root)) : Optional.empty();
    } catch (JacksonException e) {
      var line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.add(file + ":" + line + ": " + e.getOriginalMessage() + " (expected: JSON)");
    } catch (CharacterCodingException _) {
      problems.add(file + ": is not UTF-8 (expected: JSON in UTF-8)");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e.getClass().getSimpleName());
    }
    return Optional.empty();
  }

  /// On which line each place stands.
  private static Map<String, Integer> lines(String text) {
    Map<String, Integer> lines = new HashMap<>();
    try (var parser = STRICT.createParser(text)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        lines.putIfAbsent(
            parser.streamReadContext().pathAsPointer().toString(),
            parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }

  /// In alphabetical order.
  List<String> names() {
    return List.copyOf(all.keySet());
  }

  /// Empty when there is none of that name.
  Optional<HttpProfile> named(String name) {
    return Optional.ofNullable(all.get(name));
  }
}

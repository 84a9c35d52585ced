package kr.ondam.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A YAML file as a tree of texts, lists and maps that knows where in the file each value stands.
/// Everything is text: what a value means is decided by who asks for it, so `010`, `no` and `9:00`
/// stay what was typed.
final class ConfigTree {
  private static final int LARGEST_FILE = 1024 * 1024;
  private static final int DEEPEST = 32;

  /// One value with its place, such as `config/ondam.yaml:12:9`.
  sealed interface Value {
    String place();
  }

  record Text(String text, String place) implements Value {}

  record Items(List<Value> items, String place) implements Value {}

  record Fields(Map<String, Value> fields, Map<String, String> keyPlaces, String place)
      implements Value {}

  private final String fileName;
  private final List<String> problems = new ArrayList<>();

  private ConfigTree(String fileName) {
    this.fileName = fileName;
  }

  /// Reads a file whose top level is a map.
  ///
  /// @throws ConfigProblem when the file is missing, not UTF-8, larger than 1 MiB or not
  ///   well-formed YAML
  static Fields read(Path file) {
    byte[] bytes;
    try {
      if (!Files.exists(file)) {
        throw new ConfigProblem(
            List.of(file + ": there is no such file (a sample ships in config/)"));
      }
      if (Files.size(file) > LARGEST_FILE) {
        throw new ConfigProblem(
            List.of(file + ": " + Files.size(file) + " bytes (expected: at most 1 MiB)"));
      }
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigProblem(List.of(file + ": cannot be read: " + e.getMessage()));
    }
    return parse(file.toString(), decode(file, bytes));
  }

  private static String decode(Path file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new ConfigProblem(
          List.of(file + ": is not UTF-8 (expected: UTF-8, with or without BOM)"));
    }
  }

  static Fields parse(String fileName, String yaml) {
    var tree = new ConfigTree(fileName);
    Optional<Node> root;
    try {
      var settings =
          LoadSettings.builder()
              .setLabel(fileName)
              .setMaxAliasesForCollections(0)
              .setCodePointLimit(LARGEST_FILE)
              .build();
      root = new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      var place =
          e.getProblemMark()
              .map(mark -> fileName + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
              .orElse(fileName);
      throw new ConfigProblem(List.of(place + ": " + e.getProblem()));
    } catch (YamlEngineException e) {
      throw new ConfigProblem(List.of(fileName + ": " + e.getMessage()));
    }
    if (root.isEmpty()) {
      throw new ConfigProblem(List.of(fileName + ": is empty"));
    }
    var value = tree.value(root.get(), 0);
    if (!tree.problems.isEmpty()) {
      throw new ConfigProblem(tree.problems);
    }
    if (!(value instanceof Fields fields)) {
      throw new ConfigProblem(List.of(value.place() + ": expected keys with values"));
    }
    return fields;
  }

  private Value value(Node node, int depth) {
    String place = place(node);
    if (depth > DEEPEST) {
      problems.add(place + ": nested too deeply (expected: at most " + DEEPEST + " levels)");
      return new Text("", place);
    }
    return switch (node) {
      case ScalarNode scalar -> new Text(scalar.getValue(), place);
      case SequenceNode sequence -> {
        List<Value> items = new ArrayList<>();
        for (var item : sequence.getValue()) {
          items.add(value(item, depth + 1));
        }
        yield new Items(items, place);
      }
      case MappingNode mapping -> fields(mapping, place, depth);
      default -> {
        problems.add(place + ": anchors and aliases are not used here");
        yield new Text("", place);
      }
    };
  }

  private Fields fields(MappingNode mapping, String place, int depth) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Map<String, String> keyPlaces = new LinkedHashMap<>();
    for (var pair : mapping.getValue()) {
      String keyPlace = place(pair.getKeyNode());
      if (!(pair.getKeyNode() instanceof ScalarNode key)) {
        problems.add(keyPlace + ": a key must be plain text");
        continue;
      }
      var earlier = keyPlaces.putIfAbsent(key.getValue(), keyPlace);
      if (earlier != null) {
        problems.add(keyPlace + ": '" + key.getValue() + "' already stands at " + earlier);
        continue;
      }
      fields.put(key.getValue(), value(pair.getValueNode(), depth + 1));
    }
    return new Fields(fields, keyPlaces, place);
  }

  private String place(Node node) {
    return node.getStartMark()
        .map(mark -> fileName + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
        .orElse(fileName);
  }
}

package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.rules.file.SyntaxErrors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads YAML at node level, so that every value keeps its place and stays the text it was.
final class EntryReader {
  private static final int LARGEST = 1024 * 1024;
  private static final int DEEPEST = 32;

  private final Problems problems;

  EntryReader(Problems problems) {
    this.problems = problems;
  }

  /// Empty when there are problems.
  Optional<Entry.Fields> read(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("what-if")
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(LARGEST)
            .build();
    Optional<Node> root;
    try {
      if (isTooDeep(settings, yaml)) {
        return Optional.empty();
      }
      root = new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException e) {
      Entry.Place place = e.getProblemMark().map(EntryReader::place).orElse(new Entry.Place(1, 1));
      String problem = e.getProblem() == null ? "" : e.getProblem();
      problems.add(
          place,
          SyntaxErrors.korean(problem).orElse("YAML 문법이 맞지 않습니다 (" + problem + ")"),
          "not YAML: " + problem);
      return Optional.empty();
    } catch (YamlEngineException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      problems.add(
          new Entry.Place(1, 1), "YAML을 읽을 수 없습니다 (" + why + ")", "unreadable YAML: " + why);
      return Optional.empty();
    }
    if (root.isEmpty()) {
      problems.add(new Entry.Place(1, 1), "파일이 비어 있습니다", "the file is empty");
      return Optional.empty();
    }
    if (entry(root.get()) instanceof Entry.Fields fields) {
      return problems.isEmpty() ? Optional.of(fields) : Optional.empty();
    }
    problems.add(place(root.get()), "'키: 값' 이 와야 합니다", "expected keys with values");
    return Optional.empty();
  }

  /// Looks at the events first: composing nodes goes down the thread's stack, and so does reading
  /// them.
  private boolean isTooDeep(LoadSettings settings, String yaml) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(yaml)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        problems.add(
            event.getStartMark().map(EntryReader::place).orElse(new Entry.Place(1, 1)),
            "너무 깊습니다 (최대 " + DEEPEST + "단계)",
            "too deep (at most " + DEEPEST + " levels)");
        return true;
      }
    }
    return false;
  }

  private Entry entry(Node node) {
    Entry.Place place = place(node);
    return switch (node) {
      case ScalarNode scalar -> new Entry.Text(scalar.getValue().strip(), place);
      case SequenceNode sequence -> {
        List<Entry> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(entry(item)));
        yield new Entry.Items(items, place);
      }
      case MappingNode mapping -> fields(mapping);
      default -> {
        problems.add(place, "앵커와 별칭은 쓸 수 없습니다", "anchors and aliases are not used here");
        yield new Entry.Text("", place);
      }
    };
  }

  private Entry.Fields fields(MappingNode mapping) {
    Map<String, Entry.Field> fields = new LinkedHashMap<>();
    Map<String, Entry.Place> seen = new LinkedHashMap<>();
    for (NodeTuple pair : mapping.getValue()) {
      Entry.Place place = place(pair.getKeyNode());
      if (!(pair.getKeyNode() instanceof ScalarNode key)) {
        problems.add(place, "키는 글자여야 합니다", "a key must be text");
        continue;
      }
      String name = key.getValue().strip();
      Entry.Place earlier = seen.putIfAbsent(Words.canonical(name), place);
      if (earlier != null) {
        problems.add(
            place,
            "'" + name + "' 이(가) 이미 " + earlier.line() + "행에 있습니다",
            "'" + name + "' already stands in line " + earlier.line());
        continue;
      }
      fields.put(name, new Entry.Field(entry(pair.getValueNode()), place));
    }
    return new Entry.Fields(fields, place(mapping));
  }

  private static Entry.Place place(Node node) {
    return node.getStartMark().map(EntryReader::place).orElse(new Entry.Place(1, 1));
  }

  private static Entry.Place place(Mark mark) {
    return new Entry.Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}

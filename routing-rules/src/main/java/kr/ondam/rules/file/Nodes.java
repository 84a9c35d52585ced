package kr.ondam.rules.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the text of one rule file into nodes: YAML 1.2 without types, anchors and tags. It works
/// on events with a stack of its own, so no nesting can exhaust the thread's.
final class Nodes {
  private static final int DEEPEST = 32;

  private final Source source;
  private final Findings findings;
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable Node root;
  private int documents;

  private Nodes(Source source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /// The top of the file; empty when the file is empty, or so broken that findings tell why.
  static Optional<Node> read(RuleText file, Findings findings) {
    Source source = new Source(file);
    if (!Letters.acceptable(file, source, findings)) {
      return Optional.empty();
    }
    Nodes nodes = new Nodes(source, findings);
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.name()).setCodePointLimit(RuleText.LARGEST).build();
      for (Event event : new Parse(settings).parseString(file.text())) {
        if (!nodes.take(event)) {
          return Optional.empty();
        }
      }
    } catch (MarkedYamlEngineException broken) {
      SyntaxErrors.report(source, broken, findings);
      return Optional.empty();
    } catch (YamlEngineException broken) {
      Span start = source.point(0);
      findings.error(
          new Node.Text("", start),
          "YAML 문법 오류: " + broken.getMessage(),
          "YAML syntax: " + broken.getMessage());
      return Optional.empty();
    }
    return Optional.ofNullable(nodes.root);
  }

  private boolean take(Event event) {
    if (event instanceof DocumentStartEvent && ++documents > 1) {
      return refuse(event, "한 파일에는 문서 하나만 쓸 수 있습니다", "a file holds one document only");
    }
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
      return refuse(
          event,
          "앵커(&)와 별칭(*)은 쓸 수 없습니다. 값을 그대로 쓰거나 따옴표로 감싸세요",
          "anchors (&) and aliases (*) are not allowed; repeat the value or quote it");
    }
    if (event instanceof ScalarEvent scalar) {
      return scalar.getTag().isPresent() ? refuseTag(event) : add(text(scalar));
    }
    if (event instanceof CollectionStartEvent start) {
      if (start.getTag().isPresent()) {
        return refuseTag(event);
      }
      if (open.size() >= DEEPEST) {
        return refuse(
            event, DEEPEST + "단계보다 깊게 겹칠 수 없습니다", "nested deeper than " + DEEPEST + " levels");
      }
      open.push(new Open(start instanceof MappingStartEvent, from(event)));
      return true;
    }
    return !(event instanceof CollectionEndEvent) || close(event);
  }

  private boolean close(Event event) {
    Open done = open.pop();
    Span span = new Span(source, done.from, Math.max(done.from + 1, from(event)), ' ');
    return add(
        done.mapping ? new Node.Fields(done.fields, span) : new Node.Items(done.items, span));
  }

  private boolean add(Node node) {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else if (!parent.mapping) {
      parent.items.add(node);
    } else if (parent.key == null) {
      if (!(node instanceof Node.Text key)) {
        findings.error(node, "키는 글자여야 합니다", "a key must be a text");
        return false;
      }
      parent.key = key;
    } else {
      put(parent, parent.key, node);
      parent.key = null;
    }
    return !findings.full();
  }

  private void put(Open parent, Node.Text key, Node value) {
    Node.Field before = parent.fields.putIfAbsent(key.value(), new Node.Field(key, value));
    if (before != null) {
      findings.error(
          key,
          "'" + key.value() + "' 이(가) 두 번 있습니다 (처음: " + before.key().at() + ")",
          "'" + key.value() + "' stands twice (first: " + before.key().at() + ")");
    }
  }

  private Node.Text text(ScalarEvent scalar) {
    char quote =
        switch (scalar.getScalarStyle()) {
          case DOUBLE_QUOTED -> '"';
          case SINGLE_QUOTED -> '\'';
          case LITERAL -> '|';
          case FOLDED -> '>';
          default -> ' ';
        };
    int from = from(scalar);
    int to = scalar.getEndMark().map(this::index).orElse(from);
    // An empty plain value has its mark where the next thing starts; a look back finds its line.
    boolean empty = scalar.getScalarStyle() == ScalarStyle.PLAIN && scalar.getValue().isEmpty();
    return new Node.Text(scalar.getValue(), new Span(source, from, empty ? from : to, quote));
  }

  private boolean refuseTag(Event event) {
    return refuse(
        event,
        "태그(!)는 쓸 수 없습니다. 다른 파일을 끼워 넣을 수도 없습니다",
        "tags (!) are not allowed, nor is including another file");
  }

  private boolean refuse(Event event, String korean, String english) {
    int from = from(event);
    findings.error(new Node.Text("", new Span(source, from, from + 1, ' ')), korean, english);
    return false;
  }

  private int from(Event event) {
    return event.getStartMark().map(this::index).orElse(0);
  }

  private int index(Mark mark) {
    return source.index(mark.getIndex());
  }

  /// A list or map that has not ended yet.
  private static final class Open {
    final boolean mapping;
    final int from;
    final List<Node> items = new ArrayList<>();
    final Map<String, Node.Field> fields = new LinkedHashMap<>();
    Node.@Nullable Text key;

    Open(boolean mapping, int from) {
      this.mapping = mapping;
      this.from = from;
    }
  }
}

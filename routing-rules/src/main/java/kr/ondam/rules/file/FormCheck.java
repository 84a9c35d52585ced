package kr.ondam.rules.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a file against the schema and answers it in canonical spelling: Korean keys, Korean
/// values. What is wrong is reported and left out.
final class FormCheck {
  private static final int MOST_SHOWN = 30;
  private static final Wording WHOLE = new Wording("파일", "the file");
  private static final Wording NOWHERE = new Wording("", "");

  private final Findings findings;

  FormCheck(Findings findings) {
    this.findings = findings;
  }

  /// The canonical form of a whole file.
  Node.@Nullable Fields file(Node root) {
    return check(NOWHERE, WHOLE, root, Schema.FILE) instanceof Node.Fields fields ? fields : null;
  }

  private @Nullable Node check(Wording path, Wording parent, Node node, Shape shape) {
    if (findings.full()) {
      return null;
    }
    return switch (shape) {
      case Shape.Free _ -> node;
      case Shape.Scalar scalar -> scalar(path, node, scalar.leaf());
      case Shape.OrNone _
          when node instanceof Node.Text text && Shape.OrNone.isNone(text.value()) ->
          text.with(Shape.OrNone.NONE);
      case Shape.OrNone optional -> check(path, parent, node, optional.some());
      case Shape.Record record -> record(path, parent, node, record);
      case Shape.Named named -> named(path, node, named);
      case Shape.Listed listed -> listed(path, parent, node, listed);
    };
  }

  private static Wording name(Key key) {
    return new Wording(key.korean(), key.english());
  }

  private @Nullable Node scalar(Wording path, Node node, Leaf leaf) {
    if (!(node instanceof Node.Text text)) {
      return refuse(node, path, "값 하나", "a single value");
    }
    Optional<Wording> wrong = leaf.wrong(path, text.value());
    if (wrong.isPresent()) {
      findings.add(Severity.ERROR, text, wrong.get());
      return null;
    }
    if (leaf instanceof Leaf.Words words && words.isName() && !isStripped(text.value())) {
      findings.warning(
          text,
          "'" + text.value() + "' 의 앞이나 뒤에 빈칸이 있습니다",
          "'" + text.value() + "' begins or ends with a blank");
    }
    return text.with(leaf.canonical(text.value()));
  }

  private static boolean isStripped(String text) {
    return text.equals(text.strip());
  }

  private @Nullable Node record(Wording path, Wording parent, Node node, Shape.Record shape) {
    if (!(node instanceof Node.Fields fields)) {
      return refuse(node, path.isEmpty() ? parent : path, "묶음 {키: 값}", "a map {key: value}");
    }
    Map<String, Node.Field> kept = new LinkedHashMap<>();
    for (Node.Field field : fields.fields().values()) {
      Key key = key(path.isEmpty() ? parent : path, field.key(), shape);
      if (key != null) {
        put(kept, path, key, field, shape.keys().get(key));
      }
    }
    for (Key key : shape.required()) {
      if (fields.fields().keySet().stream().noneMatch(key::isSpelt)) {
        findings.error(
            node,
            "'" + key.korean() + "' 이(가) 빠졌습니다",
            "'" + key.korean() + "' (" + key.english() + ") is missing");
      }
    }
    return fields.with(kept);
  }

  private void put(
      Map<String, Node.Field> kept,
      Wording path,
      Key key,
      Node.Field field,
      @Nullable Shape shape) {
    if (shape == null) {
      return;
    }
    Node.Field before = kept.get(key.korean());
    if (before != null) {
      twice(field.key(), key.korean(), key.english(), before);
      return;
    }
    Wording name = name(key);
    Node value = check(path.dot(name), name, field.value(), shape);
    if (value != null) {
      kept.put(key.korean(), new Node.Field(field.key().with(key.korean()), value));
    }
  }

  private @Nullable Key key(Wording parent, Node.Text typed, Shape.Record shape) {
    if (findings.full()) {
      return null;
    }
    for (Key key : shape.keys().keySet()) {
      if (key.isSpelt(typed.value())) {
        if (key.isOld(typed.value())) {
          findings.warning(
              typed,
              "'" + typed.value() + "' 은(는) 예전 이름입니다. '" + key.korean() + "' 을(를) 쓰세요",
              "'" + typed.value() + "' is an old name; use '" + key.english() + "'");
        }
        return key;
      }
    }
    unknown(parent, typed, shape);
    return null;
  }

  private void unknown(Wording parent, Node.Text typed, Shape.Record shape) {
    List<String> korean = shape.keys().keySet().stream().map(Key::korean).toList();
    List<String> english = shape.keys().keySet().stream().map(Key::english).toList();
    findings.add(
        Severity.ERROR,
        typed,
        new Wording(
                "'" + parent.korean() + "' 에는 '" + typed.value() + "' 항목이 없습니다.",
                (parent.equals(WHOLE) ? WHOLE.english() : "'" + parent.english() + "'")
                    + " has no key '"
                    + typed.value()
                    + "'.")
            .then(Suggestion.wording(typed.value(), korean, english))
            .then(
                new Wording(" (있는 항목: " + shown(korean) + ")", " (keys: " + shown(english) + ")")));
  }

  private static String shown(List<String> keys) {
    return String.join(", ", keys.subList(0, Math.min(MOST_SHOWN, keys.size())));
  }

  private @Nullable Node named(Wording path, Node node, Shape.Named shape) {
    if (!(node instanceof Node.Fields fields)) {
      return refuse(node, path, "묶음 {이름: 값}", "a map {name: value}");
    }
    Map<String, Node.Field> kept = new LinkedHashMap<>();
    for (Node.Field field : fields.fields().values()) {
      String name = field.key().value().strip();
      if (findings.full()) {
        break;
      }
      Optional<Wording> wrong = shape.key().wrong(path, name);
      if (wrong.isPresent()) {
        findings.add(Severity.ERROR, field.key(), wrong.get());
        continue;
      }
      String kind = shape.key().canonical(name);
      Node.Field before = kept.get(kind);
      if (before != null) {
        twice(field.key(), kind, kind, before);
        continue;
      }
      Wording step = new Wording(kind, name);
      Node value = check(path.dot(step), step, field.value(), shape.value());
      if (value != null) {
        kept.put(kind, new Node.Field(field.key().with(kind), value));
      }
    }
    return fields.with(kept);
  }

  private void twice(Node.Text at, String korean, String english, Node.Field before) {
    findings.error(
        at,
        "'" + korean + "' 이(가) 두 번 있습니다 (처음: " + before.key().at() + ")",
        "'" + english + "' stands twice (first: " + before.key().at() + ")");
  }

  private @Nullable Node listed(Wording path, Wording parent, Node node, Shape.Listed shape) {
    if (!(node instanceof Node.Items items)) {
      return refuse(node, path, "목록 [값, 값]", "a list [value, value]");
    }
    if (items.items().size() > shape.longest()) {
      findings.error(
          node,
          path.korean()
              + " 은(는) "
              + shape.longest()
              + "개를 넘을 수 없습니다 ("
              + items.items().size()
              + "개)",
          path.english()
              + " has more than "
              + shape.longest()
              + " entries ("
              + items.items().size()
              + ")");
      return null;
    }
    // Inside an entry messages name only what is inside it; its place in the file tells the rest.
    boolean entries = !(shape.item() instanceof Shape.Scalar);
    List<Node> kept = new ArrayList<>();
    for (Node item : items.items()) {
      Node value = check(entries ? NOWHERE : path, parent, item, shape.item());
      if (value != null) {
        kept.add(value);
      }
    }
    return new Node.Items(kept, items.span());
  }

  private @Nullable Node refuse(Node node, Wording path, String korean, String english) {
    Wording name = path.isEmpty() ? WHOLE : path;
    findings.error(
        node,
        "'" + name.korean() + "' 은(는) " + korean + " 이어야 합니다",
        "'" + name.english() + "' must be " + english);
    return null;
  }
}

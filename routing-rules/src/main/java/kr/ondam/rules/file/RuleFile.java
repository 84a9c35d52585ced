package kr.ondam.rules.file;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One rule file whose form has been checked.
///
/// @param tenant empty for the file of the group
record RuleFile(RuleText text, Node.Fields root, Optional<Node.Text> tenant) {
  /// The file, or null when findings tell why it cannot be used.
  static @Nullable RuleFile read(RuleText text, Findings findings) {
    Node root = Nodes.read(text, findings).orElse(null);
    if (root == null || (root instanceof Node.Text only && only.value().isBlank())) {
      if (!findings.blocked(text.name())) {
        Node top = new Node.Text("", new Source(text).point(0));
        findings.warning(top, "파일이 비어 있어 아무 규칙도 없습니다", "the file is empty and has no rules");
      }
      return null;
    }
    Node.Fields fields = new FormCheck(findings).file(root);
    if (fields == null) {
      return null;
    }
    Node target = fields.get(Key.TARGET.korean());
    if (target instanceof Node.Text word
        && (word.value().equals("그룹") || word.value().equals("group"))) {
      return new RuleFile(text, fields, Optional.empty());
    }
    Node.Text tenant = target instanceof Node.Fields map ? tenant(map) : null;
    if (tenant != null) {
      return new RuleFile(text, fields, Optional.of(tenant));
    }
    if (target != null) {
      findings.error(
          target, "대상은 '그룹' 이거나 {계열사: 이름} 이어야 합니다", "target must be 'group' or {affiliate: name}");
    }
    return null;
  }

  private static Node.@Nullable Text tenant(Node.Fields target) {
    Node.Text tenant = null;
    for (Node.Field field : target.fields().values()) {
      if (Key.AFFILIATE.isSpelt(field.key().value()) && field.value() instanceof Node.Text name) {
        tenant = name;
      } else {
        return null;
      }
    }
    return tenant;
  }

  String name() {
    return text.name();
  }

  List<Node.Fields> subordinates() {
    return Tree.entries(root, Key.SUBORDINATES);
  }
}

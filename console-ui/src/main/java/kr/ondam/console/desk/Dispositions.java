package kr.ondam.console.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kr.ondam.conversation.Disposition;

/// The result codes an agent may choose: those in use that have none below them.
final class Dispositions {
  /// @param path the names from the first level down, such as `보험금 › 청구 › 청구 서류 안내`
  record Choice(String code, String path) {
    boolean matches(String typed) {
      var wanted = typed.strip().toLowerCase(Locale.ROOT);
      return code.startsWith(wanted) || path.toLowerCase(Locale.ROOT).contains(wanted);
    }

    String label() {
      return code + "  " + path;
    }
  }

  private Dispositions() {}

  static List<Choice> choices(List<Disposition> all) {
    Map<String, Disposition> byCode = new HashMap<>();
    Set<String> parents = new HashSet<>();
    for (var d : all) {
      byCode.put(d.code(), d);
      if (d.parent() != null && d.enabled()) {
        parents.add(d.parent());
      }
    }
    List<Choice> choices = new ArrayList<>();
    for (var d : all) {
      if (d.enabled() && !parents.contains(d.code())) {
        choices.add(new Choice(d.code(), path(d, byCode)));
      }
    }
    return List.copyOf(choices);
  }

  /// The name of a code with the names above it; the code itself when it is unknown.
  static String path(String code, List<Disposition> all) {
    Map<String, Disposition> byCode = new HashMap<>();
    all.forEach(d -> byCode.put(d.code(), d));
    var found = byCode.get(code);
    return found == null ? code : path(found, byCode);
  }

  private static String path(Disposition leaf, Map<String, Disposition> byCode) {
    List<String> names = new ArrayList<>();
    Set<String> met = new HashSet<>();
    var at = leaf;
    while (at != null && met.add(at.code())) {
      names.addFirst(at.name());
      at = at.parent() == null ? null : byCode.get(at.parent());
    }
    return String.join(" › ", names);
  }
}

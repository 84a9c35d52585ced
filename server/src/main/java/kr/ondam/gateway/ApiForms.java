package kr.ondam.gateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import kr.ondam.channel.Part;

/// Reads the form that somebody wants to send over REST.
final class ApiForms {
  private static final int LONGEST_TITLE = 200;
  private static final int MOST_FIELDS = 20;
  private static final int LONGEST_NAME = 64;
  private static final int MOST_OPTIONS = 50;

  private ApiForms() {}

  static Part.Form form(ApiBody node) {
    List<Part.Field> fields = new ArrayList<>();
    var names = new HashSet<String>();
    for (var item :
        node.objects("fields", MOST_FIELDS, "name", "label", "kind", "required", "options")) {
      var field = field(item);
      if (!names.add(field.name())) {
        throw ApiProblem.invalid(item.named("name") + ": expected another one than those before");
      }
      fields.add(field);
    }
    return new Part.Form(node.optional("title", LONGEST_TITLE), fields);
  }

  private static Part.Field field(ApiBody item) {
    var name = item.text("name", LONGEST_NAME);
    var kind = kind(item);
    boolean choice = kind == Part.FieldKind.CHOICE;
    List<String> options =
        item.has("options") ? item.texts("options", MOST_OPTIONS, LONGEST_TITLE) : List.of();
    if (choice == options.isEmpty()) {
      throw ApiProblem.invalid(
          item.named("options")
              + (choice ? ": expected at least one to choose" : ": expected only with CHOICE"));
    }
    return new Part.Field(
        name, item.text("label", LONGEST_TITLE), kind, item.flag("required"), options);
  }

  private static Part.FieldKind kind(ApiBody item) {
    return switch (item.text("kind", 16)) {
      case "TEXT" -> Part.FieldKind.TEXT;
      case "LONG_TEXT" -> Part.FieldKind.LONG_TEXT;
      case "NUMBER" -> Part.FieldKind.NUMBER;
      case "DATE" -> Part.FieldKind.DATE;
      case "CHOICE" -> Part.FieldKind.CHOICE;
      case "CONSENT" -> Part.FieldKind.CONSENT;
      default ->
          throw ApiProblem.invalid(
              item.named("kind") + ": expected TEXT, LONG_TEXT, NUMBER, DATE, CHOICE or CONSENT");
    };
  }
}

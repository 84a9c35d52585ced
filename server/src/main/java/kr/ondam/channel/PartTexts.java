package kr.ondam.channel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The words people wrote into parts: to hide something in all of them, to check or to count them.
/// The address of a file and the id of a template are not words.
public final class PartTexts {
  private PartTexts() {}

  /// The part with every one of its texts changed.
  public static Part map(Part part, UnaryOperator<String> change) {
    return switch (part) {
      case Part.Text(var text) -> new Part.Text(change.apply(text));
      case Part.Image image -> image(image, change);
      case Part.File(var url, var name, var fileId) ->
          new Part.File(url, change.apply(name), fileId);
      case Part.Audio(var url, var name, var fileId) ->
          new Part.Audio(url, change.apply(name), fileId);
      case Part.Video(var url, var name, var fileId) ->
          new Part.Video(url, change.apply(name), fileId);
      case Part.QuickReplies(var items) -> new Part.QuickReplies(buttons(items, change));
      case Part.Card card -> card(card, change);
      case Part.Carousel(var cards) ->
          new Part.Carousel(cards.stream().map(card -> card(card, change)).toList());
      case Part.Location(var latitude, var longitude, var label) ->
          new Part.Location(latitude, longitude, capped(change.apply(label), 200));
      case Part.Form(var title, var fields, var ticket) ->
          new Part.Form(
              capped(change.apply(title), 200),
              fields.stream().map(field -> field(field, change)).toList(),
              whole(change.apply(ticket)));
      case Part.FormReply(var answers, var ticket) ->
          new Part.FormReply(
              answers.stream()
                  .map(a ->
                      new Part.Answer(
                          a.name(),
                          capped(change.apply(a.label()), 200),
                          capped(change.apply(a.value()), 4000)))
                  .toList(),
              whole(change.apply(ticket)));
      case Part.Template(var provider, var code, var vars) ->
          new Part.Template(provider, code, values(vars, change));
      case Part.SystemEvent(var code, var params) ->
          new Part.SystemEvent(code, values(params, change));
      case Part.Unsupported(var type, var raw) ->
          new Part.Unsupported(change.apply(type), change.apply(raw));
    };
  }

  private static Part.Image image(Part.Image image, UnaryOperator<String> change) {
    var alt = image.alt();
    return new Part.Image(image.url(), alt == null ? null : change.apply(alt), image.fileId());
  }

  private static List<Part.Button> buttons(List<Part.Button> items, UnaryOperator<String> change) {
    return items.stream()
        .map(b -> new Part.Button(change.apply(b.label()), b.action(), change.apply(b.value())))
        .toList();
  }

  private static Part.Card card(Part.Card card, UnaryOperator<String> change) {
    var picture = card.image();
    return new Part.Card(
        picture == null ? null : image(picture, change),
        capped(change.apply(card.title()), 200),
        capped(change.apply(card.body()), 4000),
        buttons(card.buttons(), change));
  }

  private static Part.Field field(Part.Field field, UnaryOperator<String> change) {
    return new Part.Field(
        field.name(),
        capped(change.apply(field.label()), 200),
        field.kind(),
        field.required(),
        field.options().stream().map(option -> capped(change.apply(option), 200)).toList());
  }

  private static Map<String, String> values(Map<String, String> map, UnaryOperator<String> change) {
    var changed = new HashMap<>(map);
    changed.replaceAll((_, value) -> change.apply(value));
    return changed;
  }

  /// A mask may be longer than what it hides.
  private static String capped(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /// Half a ticket is none.
  private static String whole(String ticket) {
    return ticket.length() <= 4000 ? ticket : "";
  }

  /// How many characters they are, with what stands between them.
  public static int length(Part part) {
    return switch (part) {
      case Part.Text(var text) -> text.length();
      case Part.Image(var url, var alt, var _) -> length(url) + length(alt);
      case Part.File(var url, var name, var _) -> length(url) + name.length();
      case Part.Audio(var url, var name, var _) -> length(url) + name.length();
      case Part.Video(var url, var name, var _) -> length(url) + name.length();
      case Part.QuickReplies(var items) -> buttons(items);
      case Part.Card card -> card(card);
      case Part.Carousel(var cards) -> cards.stream().mapToInt(PartTexts::card).sum();
      case Part.Location location -> location.label().length();
      case Part.Form(var title, var fields, var ticket) ->
          title.length()
              + ticket.length()
              + fields.stream()
                  .mapToInt(f ->
                      f.name().length()
                          + f.label().length()
                          + f.options().stream().mapToInt(String::length).sum())
                  .sum();
      case Part.FormReply(var answers, var ticket) ->
          ticket.length()
              + answers.stream()
                  .mapToInt(a -> a.name().length() + a.label().length() + a.value().length())
                  .sum();
      case Part.Template(var provider, var code, var vars) ->
          provider.length() + code.length() + values(vars);
      case Part.SystemEvent(var code, var params) -> code.length() + values(params);
      case Part.Unsupported(var type, var raw) -> type.length() + raw.length();
    };
  }

  private static int buttons(List<Part.Button> items) {
    return items.stream().mapToInt(b -> b.label().length() + b.value().length()).sum();
  }

  private static int card(Part.Card card) {
    var picture = card.image();
    int image = picture == null ? 0 : length(picture);
    return image + card.title().length() + card.body().length() + buttons(card.buttons());
  }

  private static int values(Map<String, String> map) {
    return map.entrySet().stream().mapToInt(e -> e.getKey().length() + e.getValue().length()).sum();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}

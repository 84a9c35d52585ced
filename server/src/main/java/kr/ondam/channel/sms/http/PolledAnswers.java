package kr.ondam.channel.sms.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings answers to polls into the form in which they are stored, and reads that form.
///
/// Nobody gives such an answer again, so none of it is lost: an item that cannot be read takes
/// nothing with it, and an answer that cannot be read is kept as the text it is. Both become
/// objects with `unreadable`, the reason, and `raw`, at most one piece of the text.
final class PolledAnswers {
  /// Characters of one row of the store.
  private static final int LONGEST = 1_000_000;

  /// Characters of a piece of what cannot be read: it fits into a letter, and also when each
  /// character is escaped into a row.
  private static final int PIECE = 75_000;

  private static final String UNREADABLE = "unreadable";
  private static final String RAW = "raw";
  private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

  /// What one row of the store holds.
  ///
  /// @param root null for a piece of an answer that cannot be read
  /// @param left what has not been taken over yet
  record Batch(Polled answer, @Nullable JsonNode root, ArrayDeque<HttpItem> left) {}

  private final ChannelAccount account;
  private final HttpProfile profile;
  private final HttpPolls.Tools tools;
  private final HttpReader reader = new HttpReader();
  private final StrictJson json = new StrictJson();
  private final JsonMapper lenient = JsonMapper.shared();

  PolledAnswers(ChannelAccount account, HttpProfile profile, HttpPolls.Tools tools) {
    this.account = account;
    this.profile = profile;
    this.tools = tools;
  }

  /// An answer as it may be stored, in as many batches as rows are needed; at least one.
  ///
  /// @param whole it is not stored and has to stay in one batch
  List<Batch> came(String feed, byte[] body, boolean whole) {
    var at = tools.clock().instant();
    var text = new String(body, StandardCharsets.UTF_8).replace("\0", "");
    return bodies(profile.section(feed), text, whole ? Integer.MAX_VALUE : LONGEST).stream()
        .map(PolledAnswers::storable)
        .map(row -> new Polled(account.tenant(), account.id(), tools.ids().next(), feed, row, at))
        .map(this::batch)
        .toList();
  }

  /// Half of a pair of characters cannot be stored.
  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private StrictJson.Reading read(String text) {
    return json.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> bodies(JsonNode section, String text, int longest) {
    return switch (read(text)) {
      case StrictJson.Reading.Document(var root, var _) ->
          root.at(each(section)) instanceof ArrayNode all
              ? rows(section, root, all, items(all), longest)
              : root.toString().length() <= longest
                  ? List.of(root.toString())
                  : unreadable("too_long", text);
      case StrictJson.Reading.Broken(var code) -> leniently(section, text, code, longest);
    };
  }

  private static String each(JsonNode section) {
    return section.path("each").asString("");
  }

  private static List<JsonNode> items(ArrayNode all) {
    List<JsonNode> items = new ArrayList<>();
    all.forEach(items::add);
    return items;
  }

  /// Judges each item for itself.
  private List<String> leniently(JsonNode section, String text, String code, int longest) {
    try {
      var root = lenient.readTree(text);
      List<JsonNode> items = new ArrayList<>();
      for (var item : texts(text, each(section))) {
        switch (read(item)) {
          case StrictJson.Reading.Document(var node, var _) -> items.add(node);
          case StrictJson.Reading.Broken(var why) -> items.addAll(pieces(why, item));
        }
      }
      return root.at(each(section)) instanceof ArrayNode all && !items.isEmpty()
          ? rows(section, root, all, items, longest)
          : unreadable(code, text);
    } catch (JacksonException _) {
      return unreadable(code, text);
    }
  }

  /// The items of a list as they stand in the text.
  private List<String> texts(String text, String list) {
    List<String> texts = new ArrayList<>();
    var wanted = JsonPointer.compile(list);
    try (var parser = lenient.createParser(text)) {
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY
            && parser.streamReadContext().pathAsPointer().equals(wanted)) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getCharOffset();
            texts.add(text.substring(start, end).strip());
          }
        }
      }
    }
    return texts;
  }

  /// The answer with as many of the items as fit, and again with the next.
  private List<String> rows(
      JsonNode section, JsonNode root, ArrayNode all, List<JsonNode> items, int longest) {
    all.removeAll();
    int around = root.toString().length();
    if (around > longest / 2) {
      all.addAll(items);
      return unreadable("too_long", root.toString());
    }
    List<String> rows = new ArrayList<>();
    int size = around;
    for (JsonNode item : items.stream().flatMap(i -> fitting(section, i, longest)).toList()) {
      int length = item.toString().length() + 1;
      if (!all.isEmpty() && size + length > longest) {
        rows.add(root.toString());
        all.removeAll();
        size = around;
      }
      all.add(item);
      size += length;
    }
    rows.add(root.toString());
    return rows;
  }

  private Stream<JsonNode> fitting(JsonNode section, JsonNode item, int longest) {
    hide(section, item, "title");
    hide(section, item, "text");
    var text = item.toString();
    return text.length() > longest / 2 ? pieces("too_long", text).stream() : Stream.of(item);
  }

  private void hide(JsonNode section, JsonNode item, String key) {
    var place = JsonPointer.compile(section.path(key).asString(""));
    var text = HttpReader.at(item, section, key);
    if (!text.isEmpty() && item.at(place.head()) instanceof ObjectNode object) {
      object.put(place.last().getMatchingProperty(), tools.hiding().apply(text));
    }
  }

  private List<String> unreadable(String code, String text) {
    return pieces(code, text).stream().map(JsonNode::toString).toList();
  }

  private List<JsonNode> pieces(String code, String text) {
    List<JsonNode> pieces = new ArrayList<>();
    for (var piece : cut(tools.hiding().apply(text))) {
      pieces.add(lenient.createObjectNode().put(UNREADABLE, code).put(RAW, piece));
    }
    return pieces;
  }

  /// Pieces that do not part a pair of characters; at least one.
  private static List<String> cut(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    do {
      int end = Math.min(text.length(), start + PIECE);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      pieces.add(text.substring(start, end));
      start = end;
    } while (start < text.length());
    return pieces;
  }

  /// Reads what was stored.
  Batch batch(Polled answer) {
    return switch (read(answer.body())) {
      case StrictJson.Reading.Broken(var code) ->
          new Batch(answer, null, poison(code, answer.body()));
      case StrictJson.Reading.Document(var root, var _) ->
          isPiece(root)
              ? new Batch(
                  answer,
                  null,
                  poison(root.path(UNREADABLE).asString(""), root.path(RAW).asString("")))
              : new Batch(answer, root, items(answer, root));
    };
  }

  /// Whether it is one of [#pieces], and not what a provider calls something of its own.
  private static boolean isPiece(JsonNode node) {
    return node.size() == 2
        && node.path(RAW).isString()
        && CODE.matcher(node.path(UNREADABLE).asString("")).matches();
  }

  private static ArrayDeque<HttpItem> poison(String code, String text) {
    ArrayDeque<HttpItem> letters = new ArrayDeque<>();
    cut(text).forEach(piece -> letters.add(new HttpItem.Poison(code, piece)));
    return letters;
  }

  private ArrayDeque<HttpItem> items(Polled answer, JsonNode root) {
    var section = profile.section(answer.feed());
    ArrayDeque<HttpItem> items = new ArrayDeque<>();
    List<JsonNode> readable = new ArrayList<>();
    if (root.at(each(section)) instanceof ArrayNode all) {
      for (JsonNode item : all) {
        if (isPiece(item)) {
          items.addAll(poison(item.path(UNREADABLE).asString(""), item.path(RAW).asString("")));
        } else {
          readable.add(item);
        }
      }
    }
    boolean said = answer.feed().equals(HttpProfile.MESSAGES);
    for (var item : reader.items(account, section, said, readable, answer.at())) {
      if (item instanceof HttpItem.Poison(var reason, var raw)) {
        items.addAll(poison(reason, raw));
      } else {
        items.add(item);
      }
    }
    return items;
  }
}

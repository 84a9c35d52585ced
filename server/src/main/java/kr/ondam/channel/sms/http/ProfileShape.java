package kr.ondam.channel.sms.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Judges what [HttpProfile] describes: each key is known and has the form it must have, and each
/// name in it is one of a setting or of a value.
final class ProfileShape {
  /// @param place of what is wrong, as a JSON pointer
  record Problem(String place, String value, String expected) {}

  /// What may stand at a place.
  private sealed interface Form {
    record Words(Predicate<String> good, String expected) implements Form {}

    record Number(int least, int most) implements Form {}

    record Flag() implements Form {}

    /// Fields as they are sent: an object.
    record Tree() implements Form {}

    record Many(Form each) implements Form {}

    /// One or a list of them.
    record Some(Form each) implements Form {}

    record Either(Form words, Form object) implements Form {}

    record Named(Form each) implements Form {}

    record Keys(Map<String, Form> known, Set<String> required) implements Form {}
  }

  private record Key(String name, Form form) {}

  private static final Pattern NAMES = Pattern.compile("\\$\\{([^}]*)}");
  private static final Set<String> VALUES =
      Set.of(
          "text",
          "title",
          "from",
          "to",
          "serial",
          "reports",
          "files",
          "file-name",
          "file-base64",
          "file-random",
          "nonce",
          "signed");

  /// What every account has.
  private static final Set<String> TAKEN =
      Set.of(
          "id",
          "kind",
          "name",
          "profile",
          "key",
          "sender-key",
          "base-url",
          "origins",
          "sources",
          "enabled",
          "number",
          "charset",
          "centre");

  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private static final Form TEXT = words("[\\s\\S]{1,2000}", "a text");
  private static final Form ANY = words("[\\s\\S]{0,2000}", "a text");
  private static final Form PLACE = words("(/[^/\\s]+)*", "a place such as /data/code");
  private static final Form PLACES = new Form.Some(PLACE);
  private static final Form TOP = words("/[^/\\s]+", "a place such as /charset");
  private static final Form PATH = words("/\\S{0,500}", "a path that begins with /");
  private static final Form PATTERN = new Form.Words(ProfileShape::compiles, "a pattern");
  private static final Form CODES = new Form.Many(TEXT);
  private static final Form METHOD = words("POST|PUT|PATCH", "POST, PUT or PATCH");
  private static final Form FORMAT = words("query|form|json", "query, form or json");
  private static final Form TEXTS = new Form.Named(TEXT);
  private static final Form TREE = new Form.Tree();

  private static final Form OTHERWISE = keys("", key("path", PATH), key("fields", TREE));

  private static final Form SEND =
      keys(
          "method path format fields",
          key("method", METHOD),
          key("path", PATH),
          key("format", words("query|form|json|headers", "query, form, json or headers")),
          key("fields", TREE),
          key("long", OTHERWISE));

  private static final Form PICTURES =
      keys(
          "most bytes width height upload send",
          key("most", new Form.Number(1, 10)),
          key("bytes", new Form.Number(10_000, 10_000_000)),
          key("width", new Form.Number(100, 10_000)),
          key("height", new Form.Number(100, 10_000)),
          key(
              "upload",
              keys(
                  "path value",
                  key("path", PATH),
                  key("base", TEXT),
                  key("field", TEXT),
                  key("fields", TREE),
                  key("code", PLACES),
                  key("ok", CODES),
                  key("message", PLACES),
                  key("value", new Form.Many(PLACE)))),
          key("send", OTHERWISE));

  private static final Form AUTH =
      keys(
          "",
          key("fields", TEXTS),
          key("headers", TEXTS),
          key("basic", new Form.Many(TEXT)),
          key("solapi", keys("key secret", key("key", TEXT), key("secret", TEXT))),
          key(
              "token",
              keys(
                  "path value scheme",
                  key("path", PATH),
                  key("headers", TEXTS),
                  key("body", TREE),
                  key("value", PLACE),
                  key("scheme", TEXT),
                  key("minutes", new Form.Number(1, 525_600)),
                  key("msghub", TEXT))));

  private static final Form ANSWER =
      keys(
          "",
          key("text", PATTERN),
          key("code", PLACES),
          key("ok", CODES),
          key("known", CODES),
          key("throttled", CODES),
          key("again", CODES),
          key("doubt", CODES),
          key("message", PLACES),
          key("reference", words("(/[^/\\s]+)+|\\$\\{serial}", "a place or ${serial}")),
          key("number", PLACE));

  private static final Form MESSAGES =
      keys(
          "from to text",
          key("format", FORMAT),
          key("each", PLACE),
          key("from", PLACE),
          key("to", PLACE),
          key("text", PLACE),
          key("id", PLACE),
          key("charset", TOP),
          key("title", PLACE),
          key("untitled", CODES),
          key("otherwise", new Form.Many(PLACE)),
          key("time", PLACE),
          key(
              "media",
              new Form.Either(
                  TOP,
                  keys(
                      "each url",
                      key("each", PLACE),
                      key("url", PLACE),
                      key("name", PLACE),
                      key("extension", PLACE)))));

  private static final Form REPORTS =
      keys(
          "reference state delivered",
          key("format", FORMAT),
          key("each", PLACE),
          key("reference", PLACE),
          key("number", PLACE),
          key("ours", new Form.Flag()),
          key("serial", PLACE),
          key("state", PLACE),
          key("delivered", CODES),
          key("sent", CODES),
          key("failed", CODES),
          key("detail", PLACE));

  private static final Form POLL =
      keys(
          "feed path",
          key("feed", words("messages|reports", "messages or reports")),
          key("path", PATH),
          key("fields", TREE),
          key("method", words("GET|POST", "GET or POST")),
          key("seconds", new Form.Number(1, 3600)),
          key("code", PLACES),
          key("ok", CODES),
          key(
              "acknowledge",
              keys(
                  "method path",
                  key("method", words("POST|PUT|DELETE", "POST, PUT or DELETE")),
                  key("path", PATH),
                  key("fields", TREE),
                  key("code", PLACES),
                  key("ok", CODES))));

  private static final Form PROFILE =
      keys(
          "settings limits send auth answer accepted",
          key(
              "settings",
              new Form.Named(
                  words(
                      "required|optional|secret|optional-secret|optional-address",
                      "required, optional, secret, optional-secret or optional-address"))),
          key("limits", words("ms949|none", "ms949 or none")),
          key("international", new Form.Flag()),
          key("replaced", PATTERN),
          key("send", SEND),
          key("pictures", PICTURES),
          key("auth", AUTH),
          key("answer", ANSWER),
          key("verify", keys("", key("header", TEXT), key("setting", TEXT), key("twilio", TEXT))),
          key("messages", MESSAGES),
          key("media-hosts", new Form.Many(words("[a-z0-9.-]{3,200}", "the name of a host"))),
          key("reports", REPORTS),
          key("poll", new Form.Many(POLL)),
          key("accepted", keys("type body", key("type", TEXT), key("body", ANY))));

  private final List<Problem> problems = new ArrayList<>();

  private ProfileShape() {}

  /// @param required names, with blanks between
  private static Form keys(String required, Key... known) {
    return new Form.Keys(
        Arrays.stream(known).collect(Collectors.toMap(Key::name, Key::form)),
        required.isEmpty() ? Set.of() : Set.of(required.split(" ")));
  }

  private static Key key(String name, Form form) {
    return new Key(name, form);
  }

  private static Form words(String shape, String expected) {
    return new Form.Words(Pattern.compile(shape).asMatchPredicate(), expected);
  }

  private static boolean compiles(String pattern) {
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  /// Everything that is wrong.
  static List<Problem> problems(JsonNode root) {
    var shape = new ProfileShape();
    shape.judge("", root, PROFILE);
    if (shape.problems.isEmpty()) {
      Set<String> settings = new HashSet<>();
      root.path("settings").properties().forEach(p -> settings.add(p.getKey()));
      for (String name : settings) {
        if (!SETTING.matcher(name).matches() || VALUES.contains(name) || TAKEN.contains(name)) {
          var expected = "a name of small letters, digits and '-' that accounts do not have anyway";
          shape.problems.add(new Problem("/settings/" + name, name, expected));
        }
      }
      for (String place :
          List.of(
              "/verify/setting", "/verify/twilio", "/pictures/upload/base", "/auth/token/msghub")) {
        var name = root.at(place);
        if (!name.isMissingNode() && !settings.contains(name.asString())) {
          shape.wrong(place, name, "the name of a setting");
        }
      }
      shape.names("", root, settings);
    }
    return shape.problems;
  }

  private void judge(String place, JsonNode node, Form form) {
    switch (form) {
      case Form.Words(var good, var expected) -> {
        if (!node.isString() || !good.test(node.stringValue())) {
          wrong(place, node, expected);
        }
      }
      case Form.Number(int least, int most) -> {
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
          wrong(place, node, "a whole number from " + least + " to " + most);
        }
      }
      case Form.Flag() -> {
        if (!node.isBoolean()) {
          wrong(place, node, "true or false");
        }
      }
      case Form.Tree() -> {
        if (!node.isObject()) {
          wrong(place, node, "fields");
        }
      }
      case Form.Many(var each) -> {
        if (!node.isArray()) {
          wrong(place, node, "a list");
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
          judge(place + "/" + i, node.get(i), each);
        }
      }
      case Form.Some(var each) -> judge(place, node, node.isArray() ? new Form.Many(each) : each);
      case Form.Either(var words, var object) ->
          judge(place, node, node.isObject() ? object : words);
      case Form.Named(var each) -> {
        if (!node.isObject()) {
          wrong(place, node, "names with values");
        }
        node.properties().forEach(p -> judge(place + "/" + p.getKey(), p.getValue(), each));
      }
      case Form.Keys(var known, var required) -> judge(place, node, known, required);
    }
  }

  private void judge(String place, JsonNode node, Map<String, Form> known, Set<String> required) {
    if (!node.isObject()) {
      wrong(place, node, "keys with values");
      return;
    }
    node.properties()
        .forEach(p -> {
          var form = known.get(p.getKey());
          var below = place + "/" + p.getKey();
          if (form == null) {
            var all = String.join(", ", known.keySet().stream().sorted().toList());
            problems.add(new Problem(below, p.getKey(), "one of " + all));
          } else {
            judge(below, p.getValue(), form);
          }
        });
    required.stream()
        .filter(key -> !node.has(key))
        .sorted()
        .forEach(key -> problems.add(new Problem(place, "", "the key " + key)));
  }

  /// Judges what stands behind `$` in every text.
  private void names(String place, JsonNode node, Set<String> settings) {
    if (node.isString()) {
      NAMES
          .matcher(node.stringValue())
          .results()
          .map(found -> found.group(1))
          .filter(
              name -> !name.startsWith("/") && !VALUES.contains(name) && !settings.contains(name))
          .forEach(name -> wrong(place, node, "no other names than settings and values"));
    }
    node.properties().forEach(p -> names(place + "/" + p.getKey(), p.getValue(), settings));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      names(place + "/" + i, node.get(i), settings);
    }
  }

  private void wrong(String place, JsonNode node, String expected) {
    var value = node.isString() ? node.stringValue() : node.toString();
    problems.add(new Problem(place, HttpReader.cut(value), expected));
  }
}

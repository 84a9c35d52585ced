package kr.ondam.channel.sms.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.SmsText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How one provider wants to be spoken to, as its file says.
///
/// | key | holds |
/// |---|---|
/// | `settings` | what an account must or may have: `required`, `optional`, `secret`, `optional-secret`, `optional-address` |
/// | `limits` | `ms949`: short, long and nothing else by octets of MS949; `none` |
/// | `replaced` | a pattern of what the provider would put other words for; texts with it are refused |
/// | `international` | whether numbers are written `+82…` |
/// | `send` | `method`, `path`, `format` (`query`, `form`, `json`, `headers` with `text` as the body), `fields`, and `long` with what differs for a long text |
/// | `pictures` | `most` of them in a message, `bytes`, `width` and `height` of one, `upload` (`path`, `base`: the setting with another address, `field` for multipart, else JSON, `fields`, `code`, `ok`, `message`, the places of the `value`) and what differs to `send` them, where `${files}` stands for their names |
/// | `auth` | one of `fields`, `headers`, `basic`, `token` (with `msghub` for U+'s password), `solapi` |
/// | `answer` | when a 2xx is a yes and where its reference stands; codes that mean `known` (it has the message already), `throttled`, `again` (not taken) and `doubt` |
/// | `verify` | how calls of the provider are known: `header` with `setting`, or `twilio` |
/// | `messages` | where in a call what stands that a customer wrote |
/// | `media-hosts` | where the provider keeps the pictures of customers |
/// | `reports` | the same for what became of a message |
/// | `accepted` | what the provider wants to hear |
/// | `poll` | what is asked for because the provider does not call: `feed` (`messages` or `reports`), `method`, `path`, `code` and `ok`, `seconds` between questions without answer, and `acknowledge`, the request that says what was taken; without it the provider gives everything once |
///
/// In a polled section `each` is the list, and `otherwise` the places that make an id where `id`
/// has none. `title` is put before a text, except the words under `untitled`. A report's
/// `reference` is `ours` where it is the serial that we sent; `serial` is the place of that where
/// it stands beside the provider's own.
///
/// A `method` of GET is not for sending: the JDK's client makes a GET again when the connection is
/// lost, and the customer would have the message twice.
///
/// Places are JSON pointers; forms and queries are objects of texts. `${name}` stands for a value
/// of the message or a setting of the account.
final class HttpProfile {
  static final String MESSAGES = "messages";
  static final String REPORTS = "reports";

  private static final String ADDRESS = "optional-address";
  private static final String URL = "https?://[^\\s/]+(/[^\\s]*)?";

  private final JsonNode root;

  /// @param root as [ProfileShape] wants it
  HttpProfile(JsonNode root) {
    this.root = root;
  }

  JsonNode section(String name) {
    return root.path(name);
  }

  boolean has(String section) {
    return root.has(section);
  }

  boolean limited() {
    return root.path("limits").asString("").equals("ms949");
  }

  /// A pattern of what the provider would put other words for; empty when it leaves texts alone.
  String replaced() {
    return root.path("replaced").asString("");
  }

  /// What is asked for; empty for a provider that calls.
  JsonNode polls() {
    return root.path("poll");
  }

  /// Where the provider keeps what customers send.
  Set<String> mediaHosts() {
    Set<String> hosts = new HashSet<>();
    root.path("media-hosts").forEach(host -> hosts.add(host.asString()));
    return hosts;
  }

  boolean international() {
    return root.path("international").asBoolean(false);
  }

  /// A value of the sending section, for long texts and for pictures the one that differs.
  JsonNode send(String key, SmsText.Size size) {
    var send = root.path("send");
    var usual = send.path(key);
    return switch (size) {
      case SMS, TOO_LONG -> usual;
      case LMS -> present(send.path("long").path(key), usual);
      case MMS ->
          present(
              root.path("pictures").path("send").path(key),
              present(send.path("long").path(key), usual));
    };
  }

  private static JsonNode present(JsonNode node, JsonNode otherwise) {
    return node.isMissingNode() ? otherwise : node;
  }

  /// The most pictures of one message, 0 when it carries none.
  int mostPictures() {
    return root.path("pictures").path("most").asInt(0);
  }

  /// What one picture may be; only for profiles that carry pictures.
  PictureFitter.Limits pictureLimits() {
    var pictures = root.path("pictures");
    return new PictureFitter.Limits(
        pictures.path("bytes").asInt(),
        pictures.path("width").asInt(),
        pictures.path("height").asInt());
  }

  /// The names of settings, of secrets only where asked.
  List<String> settings(boolean secretsOnly) {
    List<String> names = new ArrayList<>();
    root.path("settings")
        .properties()
        .forEach(p -> {
          if (!secretsOnly || p.getValue().asString().endsWith("secret")) {
            names.add(p.getKey());
          }
        });
    return names;
  }

  /// The names of settings that hold an address.
  List<String> addresses() {
    return named(ADDRESS);
  }

  /// The names of settings that every account has and that are no secrets.
  List<String> required() {
    return named("required");
  }

  private List<String> named(String rule) {
    List<String> names = new ArrayList<>();
    root.path("settings")
        .properties()
        .forEach(p -> {
          if (p.getValue().asString().equals(rule)) {
            names.add(p.getKey());
          }
        });
    return names;
  }

  /// What is wrong with one of its settings; null when nothing is.
  @Nullable SettingProblem problem(String key, @Nullable String value) {
    var rule = root.path("settings").path(key).asString("");
    boolean secret = rule.endsWith("secret");
    if (value == null || value.isBlank()) {
      return rule.startsWith("optional")
          ? null
          : new SettingProblem(key, "", secret ? "ref:NAME of a secret" : "a value");
    }
    if (rule.equals(ADDRESS) && !value.matches(URL)) {
      return new SettingProblem(key, value, "an address");
    }
    return value.length() > 500 || value.chars().anyMatch(Character::isISOControl)
        ? new SettingProblem(key, "…", "at most 500 characters on one line")
        : null;
  }
}

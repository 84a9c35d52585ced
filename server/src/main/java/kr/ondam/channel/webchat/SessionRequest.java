package kr.ondam.channel.webchat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the widget asks for before every socket.
///
/// @param key the public key of the account
/// @param visitorToken null on a first visit
/// @param form what the customer filled in, null when there was no form
/// @param category the routing key of chats begun on this page, null for none
/// @param attributes where the customer is: `page.url`, `page.title`, `page.referrer`, `locale`
public record SessionRequest(
    String key,
    @Nullable String visitorToken,
    @Nullable Form form,
    @Nullable String category,
    Map<String, String> attributes) {
  private static final int LONGEST_URL = 500;
  private static final int LONGEST_TITLE = 200;
  private static final Pattern LOCALE = Pattern.compile("[A-Za-z-]{2,16}");
  private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public SessionRequest {
    attributes = Map.copyOf(attributes);
  }

  /// The form before the chat, as typed.
  public record Form(String name, @Nullable String phone, boolean consent) {}

  /// What reading gave.
  public sealed interface Reading {
    record Asked(SessionRequest request) implements Reading {}

    /// @param code a stable word such as `bad_json`
    record Broken(String code) implements Reading {}
  }

  /// Reads the body. Unknown fields are ignored; a field of the wrong type counts as not given.
  public static Reading read(StrictJson json, byte[] body) {
    return switch (json.read(body)) {
      case StrictJson.Reading.Broken(var code) -> new Reading.Broken(code);
      case StrictJson.Reading.Document(var root, var _) ->
          root.isObject() && root.path("key").isString()
              ? new Reading.Asked(request(root))
              : new Reading.Broken("bad_request");
    };
  }

  private static SessionRequest request(JsonNode root) {
    var prechat = root.path("prechat");
    return new SessionRequest(
        root.path("key").stringValue(),
        text(root, "visitorToken"),
        prechat.isObject() ? form(prechat) : null,
        category(root),
        attributes(root));
  }

  private static Form form(JsonNode prechat) {
    var name = text(prechat, "name");
    return new Form(
        name == null ? "" : VisibleText.of(name).replaceAll("\\s+", " ").strip(),
        text(prechat, "phone"),
        prechat.path("consent").isBoolean() && prechat.path("consent").booleanValue());
  }

  /// Widgets of before sent it in the form.
  private static @Nullable String category(JsonNode root) {
    var page = text(root, "category");
    var category = page == null ? text(root.path("prechat"), "category") : page;
    return category != null && CATEGORY.matcher(category).matches() ? category : null;
  }

  private static Map<String, String> attributes(JsonNode root) {
    Map<String, String> attributes = new HashMap<>();
    put(attributes, "page.url", address(text(root.path("page"), "url")), LONGEST_URL);
    put(attributes, "page.title", text(root.path("page"), "title"), LONGEST_TITLE);
    put(attributes, "page.referrer", address(text(root.path("page"), "referrer")), LONGEST_URL);
    var locale = text(root, "locale");
    if (locale != null && LOCALE.matcher(locale).matches()) {
      attributes.put("locale", locale);
    }
    return attributes;
  }

  /// Queries and fragments may carry personal data; only web addresses are kept.
  private static @Nullable String address(@Nullable String url) {
    return url != null && url.matches("(?i)https?://.*") ? url.replaceAll("(?s)[?#].*", "") : null;
  }

  private static void put(
      Map<String, String> attributes, String name, @Nullable String value, int longest) {
    if (value != null && !value.isBlank()) {
      var kept = VisibleText.of(value.substring(0, Math.min(value.length(), longest)));
      attributes.put(name, kept);
    }
  }

  private static @Nullable String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isString() ? value.stringValue() : null;
  }
}

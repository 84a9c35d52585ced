package kr.ondam.security;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Hides what [Masking] hides in what a provider sent, value by value where that is JSON, so that
/// it stays JSON and can be read once more. In a text the sign of a password goes on over quotes
/// and brackets.
public final class MaskedJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private MaskedJson() {}

  /// The same as it is where nothing is found; masked as a text where it is no JSON.
  public static String mask(String raw) {
    var text = Masking.mask(raw);
    if (text.equals(raw) && !raw.contains("\\u")) {
      return raw;
    }
    var begin = raw.stripLeading();
    var json = begin.startsWith("{") || begin.startsWith("[") ? json(raw) : null;
    return json == null ? text : json;
  }

  private static @Nullable String json(String raw) {
    var written = new StringWriter(raw.length());
    try (var in = JSON.createParser(raw);
        var out = JSON.createGenerator(written)) {
      int depth = 0;
      var before = "";
      var name = "";
      for (var token = in.nextToken(); token != null; token = in.nextToken()) {
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        switch (token) {
          case PROPERTY_NAME -> {
            name = in.currentName() + ":";
            out.writeName(Masking.mask(in.currentName()));
          }
          case VALUE_STRING -> before = string(in.getString(), before + "," + name, name, out);
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in, name, out);
          default -> out.copyCurrentEvent(in);
        }
        name = token == JsonToken.PROPERTY_NAME ? name : "";
        if (depth == 0) {
          break;
        }
      }
      if (in.nextToken() != null) {
        return null;
      }
    } catch (JacksonException | IllegalArgumentException _) {
      return null;
    }
    return StandardCharsets.UTF_8.newEncoder().canEncode(written.getBuffer())
        ? written.toString()
        : null;
  }

  /// What it says is told by its name and by the text before it, as a bank before an account.
  /// Answers what tells of the next one; a text of which something was hidden has said all.
  private static String string(String value, String before, String name, JsonGenerator out) {
    var masked = after(name, Masking.mask(value));
    boolean whole = masked.equals(value);
    var shown = whole ? after(before, value) : masked;
    out.writeString(shown);
    return whole ? value : "";
  }

  private static void number(JsonParser in, String name, JsonGenerator out) {
    var masked = after(name, in.getString());
    if (masked.equals(in.getString())) {
      out.writeNumber(masked);
    } else {
      out.writeString(masked);
    }
  }

  /// Masking overwrites, so that the value stands at the same place.
  private static String after(String before, String value) {
    return Masking.mask(before + value).substring(before.length());
  }
}

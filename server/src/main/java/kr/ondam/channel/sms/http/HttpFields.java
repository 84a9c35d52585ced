package kr.ondam.channel.sms.http;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes `a=1&b=2`. The octets of the text, behind percent signs or as they are, are of
/// a character set that may be named by a field beside it, as Kannel does with UTF-16.
final class HttpFields {
  private static final int MOST = 500;

  private HttpFields() {}

  /// @param encoded each octet as a character
  static JsonNode read(String encoded, Charset charset) {
    return read(encoded, charset, "", "");
  }

  /// @param encoded each octet as a character
  /// @param usual the character set of every field but the text, and of that where none is named
  /// @param textField which field is the text
  /// @param charsetField which field names the character set of the text, empty for none
  static JsonNode read(String encoded, Charset usual, String textField, String charsetField) {
    Map<String, byte[]> octets = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty() && octets.size() < MOST) {
        var name = new String(octets(equals < 0 ? pair : pair.substring(0, equals)), usual);
        octets.putIfAbsent(name, octets(equals < 0 ? "" : pair.substring(equals + 1)));
      }
    }
    var named = octets.get(charsetField);
    var ofText = named == null ? usual : charset(new String(named, usual), usual);
    var fields = JsonMapper.shared().createObjectNode();
    octets.forEach((name, value) ->
        fields.put(name, storable(new String(value, name.equals(textField) ? ofText : usual))));
    return fields;
  }

  /// UTF-32 can name half of a pair of characters, which cannot be stored.
  private static String storable(String text) {
    return text.chars().noneMatch(c -> Character.isSurrogate((char) c))
        ? text
        : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  static Charset charset(String name, Charset otherwise) {
    try {
      var known = name.toLowerCase(Locale.ROOT);
      boolean korean = known.equals("euc-kr") || known.equals("ks_c_5601-1987");
      return known.isEmpty() ? otherwise : Charset.forName(korean ? "x-windows-949" : known);
    } catch (UnsupportedCharsetException | java.nio.charset.IllegalCharsetNameException _) {
      return otherwise;
    }
  }

  private static byte[] octets(String encoded) {
    var out = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      int high = c == '%' && i + 2 < encoded.length() ? digit(encoded.charAt(i + 1)) : -1;
      int low = high >= 0 ? digit(encoded.charAt(i + 2)) : -1;
      if (low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else if (c == '+') {
        out.write(' ');
      } else {
        out.write(c);
      }
    }
    return out.toByteArray();
  }

  private static int digit(char c) {
    return Character.digit(c, 16);
  }

  /// Writes fields in UTF-8.
  static String write(JsonNode fields) {
    var pairs = new StringJoiner("&");
    fields
        .properties()
        .forEach(p -> pairs.add(encoded(p.getKey()) + "=" + encoded(p.getValue().asString())));
    return pairs.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package kr.ondam.media;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Signs requests as AWS Signature Version 4 says ("Authenticating Requests", the form with an
/// `Authorization` header and a signed body).
///
/// @param region the requests are for
/// @param keyId public name of the key
/// @param secret its secret
record SigV4(String region, String keyId, String secret) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "s3";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final HexFormat CAPITALS = HexFormat.of().withUpperCase();
  private static final int DATE = 8;

  /// All headers to be sent: the given ones, those that signing needs, and the signature over all
  /// of them. `host` is among them, for whoever sends it by hand.
  ///
  /// @param address with its path and query encoded as they are sent
  /// @param headers names in lower case
  /// @param sha256 of the body, in hexadecimal
  Map<String, String> sign(
      String method, URI address, Map<String, String> headers, String sha256, Instant at) {
    var time = TIME.format(at);
    var all = new TreeMap<>(headers);
    all.put("host", host(address));
    all.put("x-amz-date", time);
    all.put("x-amz-content-sha256", sha256);
    var signed = String.join(";", all.keySet());
    var canonical =
        String.join(
            "\n",
            method,
            address.getRawPath(),
            query(address.getRawQuery()),
            all.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue().strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining()),
            signed,
            sha256);
    var scope = String.join("/", time.substring(0, DATE), region, SERVICE, "aws4_request");
    var toSign = String.join("\n", ALGORITHM, time, scope, Digests.sha256(utf8(canonical)));
    var signature = HexFormat.of().formatHex(hmac(key(time.substring(0, DATE)), toSign));
    all.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, keyId, scope, signed, signature));
    return all;
  }

  /// The key of one day.
  private byte[] key(String day) {
    byte[] key = utf8("AWS4" + secret);
    for (var step : new String[] {day, region, SERVICE, "aws4_request"}) {
      key = hmac(key, step);
    }
    return key;
  }

  /// As the `Host` header says it: without the port that the scheme implies.
  private static String host(URI address) {
    int usual = address.getScheme().equals("https") ? 443 : 80;
    int port = address.getPort();
    return port < 0 || port == usual ? address.getHost() : address.getHost() + ":" + port;
  }

  private static String query(@Nullable String raw) {
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&"))
            .map(one -> one.contains("=") ? one : one + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  /// A path as RFC 3986 writes it: everything but unreserved characters and slashes is escaped,
  /// once.
  static String encoded(String path) {
    var encoded = new StringBuilder();
    for (byte b : utf8(path)) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(CAPITALS.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Without the secret.
  @Override
  public String toString() {
    return "SigV4[" + region + ", " + keyId + "]";
  }
}

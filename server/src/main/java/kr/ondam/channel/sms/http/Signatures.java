package kr.ondam.channel.sms.http;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// The signatures of providers.
final class Signatures {
  private Signatures() {}

  /// `X-Twilio-Signature`: HMAC-SHA1 over the address and all fields in the order of their names,
  /// so that fields nobody knows yet count too.
  static String twilio(String token, String url, JsonNode fields) {
    var sorted = new TreeMap<String, String>();
    fields.properties().forEach(p -> sorted.put(p.getKey(), p.getValue().asString()));
    var signed = new StringBuilder(url);
    sorted.forEach((name, value) -> signed.append(name).append(value));
    return Base64.getEncoder().encodeToString(hmac("HmacSHA1", token, signed.toString()));
  }

  /// The `Authorization` of Solapi.
  static String solapi(String key, String secret, String date, String salt) {
    return "HMAC-SHA256 apiKey=%s, date=%s, salt=%s, signature=%s"
        .formatted(
            key, date, salt, HexFormat.of().formatHex(hmac("HmacSHA256", secret, date + salt)));
  }

  /// The password of U+ Message Hub as it goes to the provider, hashed twice, the second time with
  /// what stands in the request's path.
  static String msghub(String password, String nonce) {
    return sha512(sha512(password) + "." + nonce);
  }

  private static String sha512(String text) {
    return Base64.getEncoder().encodeToString(digest("SHA-512", text));
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(digest("SHA-256", text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm, e);
    }
  }

  static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(algorithm, e);
    }
  }
}

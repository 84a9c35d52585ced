package kr.ondam.gateway.webchat;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes secrets of 256 bits that only use characters a subprotocol may have.
final class Tokens {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  String next() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

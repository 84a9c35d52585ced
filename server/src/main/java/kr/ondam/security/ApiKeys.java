package kr.ondam.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Recognises API keys. Keys are long and random, so one SHA-256 is enough to keep them; what was
/// recognised is remembered for a few seconds, so that a busy program does not cost a query per
/// call and a withdrawn key still dies soon.
public final class ApiKeys {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int LONGEST = 512;

  private final ApiKeyStore store;
  private final Cache<String, Optional<ApiKey>> recognised;

  public ApiKeys(ApiKeyStore store) {
    this(store, System::nanoTime);
  }

  public ApiKeys(ApiKeyStore store, LongSupplier nanoTime) {
    this.store = store;
    recognised =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /// The key's record; empty for a key nobody has given out.
  public Optional<ApiKey> authenticate(String key) {
    if (key.isEmpty() || key.length() > LONGEST) {
      return Optional.empty();
    }
    return recognised.get(hashOf(key), store::byHash);
  }

  /// What is kept of a key: its SHA-256 in lower-case hex.
  public static String hashOf(String key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package kr.ondam.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/// One bucket of tokens per name: a second's worth may be taken at once. Buckets unused for a
/// minute are forgotten, and at most 100,000 are kept.
public final class TokenBuckets {
  private static final double NANOS = 1_000_000_000.0;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterAccess(Duration.ofMinutes(1)).build();

  public TokenBuckets(int perSecond, LongSupplier nanoTime) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("perSecond: " + perSecond + " (expected: >= 1)");
    }
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /// How many tokens a second brings.
  public int perSecond() {
    return perSecond;
  }

  /// Takes a token. Answers false when none is left.
  public boolean take(String name) {
    return buckets.get(name, _ -> new Bucket(perSecond, nanoTime.getAsLong())).take();
  }

  private final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }

    synchronized boolean take() {
      long now = nanoTime.getAsLong();
      tokens = Math.min(perSecond, tokens + (now - at) / NANOS * perSecond);
      at = now;
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }
  }
}

package kr.ondam.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/// One bucket of tokens per name: all of a period's may be taken at once. Buckets unused for that
/// long are forgotten, and at most 100,000 are kept.
public final class TokenBuckets {
  private final int tokens;
  private final Duration per;
  private final LongSupplier nanoTime;
  private final Cache<String, Bucket> buckets;

  public TokenBuckets(int perSecond, LongSupplier nanoTime) {
    this(perSecond, Duration.ofSeconds(1), nanoTime);
  }

  /// @param tokens that every period brings
  public TokenBuckets(int tokens, Duration per, LongSupplier nanoTime) {
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens: " + tokens + " (expected: >= 1)");
    }
    this.tokens = tokens;
    this.per = per;
    this.nanoTime = nanoTime;
    buckets =
        Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(per.plus(Duration.ofMinutes(1)))
            .build();
  }

  /// How many tokens a period brings.
  public int tokens() {
    return tokens;
  }

  public Duration per() {
    return per;
  }

  /// Takes a token. Answers false when none is left.
  public boolean take(String name) {
    return buckets.get(name, _ -> new Bucket(tokens, nanoTime.getAsLong())).take();
  }

  private final class Bucket {
    private double left;
    private long at;

    Bucket(double left, long at) {
      this.left = left;
      this.at = at;
    }

    synchronized boolean take() {
      // A time that goes back, as between threads it may, takes nothing away.
      long now = Math.max(at, nanoTime.getAsLong());
      left = Math.min(tokens, left + (double) (now - at) / per.toNanos() * tokens);
      at = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }
}

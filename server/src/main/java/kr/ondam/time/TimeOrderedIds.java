package kr.ondam.time;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes UUIDs of version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then 74 random
/// bits. Public ids are made here, so they are unguessable and rows stand in the order of their
/// creation. Safe for use by many threads.
public final class TimeOrderedIds {
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT_2 = 0x8000_0000_0000_0000L;

  private final InstantSource clock;
  private final RandomGenerator random;

  public TimeOrderedIds(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  /// The random source must be safe for use by many threads.
  public TimeOrderedIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public UUID next() {
    long high = clock.millis() << 16 | VERSION_7 | random.nextLong() & 0xFFFL;
    long low = VARIANT_2 | random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL;
    return new UUID(high, low);
  }
}

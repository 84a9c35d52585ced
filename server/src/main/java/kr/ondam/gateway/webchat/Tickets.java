package kr.ondam.gateway.webchat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// One-time tickets for sockets, good for a minute. They live in memory: after a restart a widget
/// asks for a new session anyway.
final class Tickets {
  private static final Duration GOOD_FOR = Duration.ofSeconds(60);

  private final Tokens tokens = new Tokens();
  private final Cache<String, Visit> open;

  Tickets(LongSupplier nanoTime) {
    open =
        Caffeine.newBuilder()
            .ticker(nanoTime::getAsLong)
            .maximumSize(100_000)
            .expireAfterWrite(GOOD_FOR)
            .build();
  }

  String issue(Visit visit) {
    var ticket = tokens.next();
    open.put(ticket, visit);
    return ticket;
  }

  /// What the ticket is for, leaving it good.
  Optional<Visit> look(String ticket) {
    return Optional.ofNullable(open.getIfPresent(ticket));
  }

  /// What the ticket is for; only the first caller gets it.
  Optional<Visit> redeem(String ticket) {
    return open.getIfPresent(ticket) == null
        ? Optional.empty()
        : Optional.ofNullable(open.asMap().remove(ticket));
  }
}

package kr.ondam.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.tenant.TenantId;

/// What is strange about a provider's calls without being wrong: counted, and where it concerns one
/// message also written beside it.
final class Oddities {
  private static final String FOREIGN_SESSION = "foreign_session";

  private record Session(TenantId tenant, ChannelAccountId account, String key) {}

  private final ChannelKind kind;
  private final MeterRegistry meters;

  /// Who was first seen with a session. A memory, not the truth: it only raises a flag.
  private final Cache<Session, String> owners =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(Duration.ofDays(1)).build();

  Oddities(ChannelKind kind, MeterRegistry meters) {
    this.kind = kind;
    this.meters = meters;
  }

  void count(Collection<String> oddities) {
    oddities.forEach(this::count);
  }

  private void count(String oddity) {
    meters.counter("webhook.oddities", "channel", kind.name(), "oddity", oddity).increment();
  }

  /// The same, flagged where it names a session that another customer was seen with (KK18).
  Inbound flagged(Inbound inbound, ChannelAccount account) {
    if (!(inbound instanceof Inbound.Spoken s)) {
      return inbound;
    }
    var thread = s.threadKey();
    if (thread == null) {
      return s;
    }
    var session = new Session(account.tenant(), account.id(), thread);
    var owner = owners.get(session, _ -> s.externalUser());
    if (owner.equals(s.externalUser())) {
      return s;
    }
    count(FOREIGN_SESSION);
    return s.with("oddity", FOREIGN_SESSION);
  }
}

package kr.ondam.routing;

import java.time.Instant;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/// Whether somebody answers a conversation that would begin now, and if not, from when on.
///
/// @param next null when it is open, and when no opening is known
public record Opening(boolean open, @Nullable Instant next) {
  public static final Opening NOW = new Opening(true, null);

  /// What is further away is no opening but the lack of one.
  private static final long LATEST = 360L * 86_400_000;

  /// As the rules in force classify a customer of whom only the entry point is known. A bot answers
  /// at any hour, and so does a tenant that the rules do not name.
  ///
  /// @param topic the entry point, null when there is none
  static Opening of(
      RuleBook book,
      RoutingSources sources,
      ChannelAccount account,
      @Nullable String topic,
      Instant at) {
    var rules =
        sources.tenants().tenants().stream()
            .filter(tenant -> tenant.id().equals(account.tenant()))
            .map(Tenant::name)
            .findFirst()
            .flatMap(book::tenant);
    if (rules.isEmpty()) {
      return NOW;
    }
    var inquiry = new Inquiry(account.tenant(), sources);
    inquiry.reload();
    if (inquiry.botAnswers(account.id())) {
      return NOW;
    }
    var entry = inquiry.entry(account.id(), account.kind(), topic, rules.get()::of);
    var set = rules.get().of(entry.centre());
    long now = at.toEpochMilli();
    var facts = set.facts(now).putRecorded(Map.copyOf(entry.facts())).build();
    long until = Placing.classify(set, facts, now, _ -> 0, false, false).until();
    if (until <= now) {
      return NOW;
    }
    return new Opening(false, until - now > LATEST ? null : Instant.ofEpochMilli(until));
  }
}

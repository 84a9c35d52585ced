package kr.ondam.gateway.webchat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.customer.Visitor;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web chat accounts that were taken out of use since the start. Nobody gets a ticket of one
/// that was so before.
final class ClosedAccounts {
  private static final Logger log = LoggerFactory.getLogger(ClosedAccounts.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final ChannelStore channels;
  private final ChatTools tools;
  private final Consumer<TenantId> changed;
  private final ConcurrentHashMap<TenantId, Set<ChannelAccountId>> closed =
      new ConcurrentHashMap<>();

  /// @param changed told when those of a tenant are known
  ClosedAccounts(ChannelStore channels, ChatTools tools, Consumer<TenantId> changed) {
    this.channels = channels;
    this.tools = tools;
    this.changed = changed;
  }

  boolean closed(Visitor visitor) {
    return closed(visitor.tenant(), visitor.account());
  }

  boolean closed(TenantId tenant, ChannelAccountId account) {
    return closed.getOrDefault(tenant, Set.of()).contains(account);
  }

  /// Reads the accounts of a tenant, and again each second while the store is away.
  void read(TenantId tenant) {
    try {
      // Of two changes at once the later one counts.
      synchronized (this) {
        closed.put(
            tenant,
            channels.accounts(tenant).stream()
                .filter(account -> account.kind() == ChannelKind.WEB_CHAT && !account.enabled())
                .map(ChannelAccount::id)
                .collect(Collectors.toUnmodifiableSet()));
      }
    } catch (StoreUnavailable _) {
      log.warn("the web chat accounts of {} wait for the store", tenant);
      tools.timers().after(AGAIN, () -> tools.executor().execute(() -> read(tenant)));
      return;
    }
    changed.accept(tenant);
  }
}

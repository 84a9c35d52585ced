package kr.ondam.conversation.bot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.bot.Bot;
import kr.ondam.conversation.BotRoster;
import kr.ondam.tenant.TenantId;

/// The bots of all tenants, known from their channel accounts without asking the store.
public final class BotDirectory implements BotRoster {
  private record Known(Bot bot, String keyDigest) {}

  private final ChannelStore channels;
  private final ConcurrentHashMap<TenantId, List<Known>> bots = new ConcurrentHashMap<>();

  public BotDirectory(ChannelStore channels) {
    this.channels = channels;
  }

  /// The channel accounts of a tenant were edited.
  public void reload(TenantId tenant) {
    bots.put(
        tenant,
        channels.accounts(tenant).stream()
            .flatMap(account -> Bot.enabled(account).stream())
            .map(bot -> new Known(bot, digest(bot.key())))
            .toList());
  }

  /// Whether a new conversation on this account begins with a bot.
  @Override
  public boolean answers(TenantId tenant, ChannelAccountId account) {
    var known = bots.get(tenant);
    if (known == null || known.isEmpty()) {
      return false;
    }
    return of(tenant, account).filter(Bot::opens).isPresent();
  }

  /// The bot of a channel account, the first by id when there are several.
  public Optional<Bot> of(TenantId tenant, ChannelAccountId account) {
    for (var known : bots.getOrDefault(tenant, List.of())) {
      if (known.bot().serves(account)) {
        return Optional.of(known.bot());
      }
    }
    return Optional.empty();
  }

  boolean isEmpty(TenantId tenant) {
    return bots.getOrDefault(tenant, List.of()).isEmpty();
  }

  /// Whether a bot of the tenant wants to hear what is said while counsellors have conversations.
  boolean listens(TenantId tenant) {
    for (var known : bots.getOrDefault(tenant, List.of())) {
      if (known.bot().listens()) {
        return true;
      }
    }
    return false;
  }

  /// The bot with this path key, whichever tenant's. Digests are compared, so that the time it
  /// takes tells nothing about keys.
  public Optional<Bot> byKey(String key) {
    var wanted = digest(key);
    return bots.values().stream()
        .flatMap(List::stream)
        .filter(known -> known.keyDigest().equals(wanted))
        .map(Known::bot)
        .findFirst();
  }

  static String digest(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

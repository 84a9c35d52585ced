package kr.ondam.channel.bot;

import java.time.InstantSource;
import kr.ondam.channel.Network;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Secrets;

/// Reads what bots send by themselves: where from, who, what.
public final class BotPosts {
  private final BotDialects dialects;
  private final Secrets secrets;
  private final InstantSource clock;

  public BotPosts(BotDialects dialects, Secrets secrets, InstantSource clock) {
    this.dialects = dialects;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Verifies and reads a post. A secret whose reference names nothing lets nobody in.
  public BotPost read(Bot bot, RawRequest request) {
    if (!bot.sources().isEmpty()
        && bot.sources().stream()
            .map(Network::parse)
            .noneMatch(n -> n.contains(request.remoteAddress()))) {
      return new BotPost.Refused(403, "foreign_source", "This address may not call.");
    }
    if (!request.query().isEmpty()) {
      // What stands in an address ends in logs.
      return new BotPost.Refused(400, "query_not_allowed", "Expected: nothing after the path.");
    }
    var reference = bot.secret();
    var secret = reference == null ? null : secrets.value(reference).orElse("");
    if (secret != null && secret.isEmpty()) {
      return new BotPost.Refused(401, "bad_signature", "This call is not authentic.");
    }
    return dialects.of(bot.dialect()).posted(bot, secret, request, clock.instant());
  }

  /// What the bot hears when its post was taken; `id` is ours of what it said, empty when nothing
  /// was kept.
  public BotReceipt receipt(Bot bot, BotPost post, String id) {
    return dialects.of(bot.dialect()).receipt(post, id);
  }

  /// As [BotDialect#forgiving].
  public boolean forgiving(Bot bot) {
    return dialects.of(bot.dialect()).forgiving();
  }
}

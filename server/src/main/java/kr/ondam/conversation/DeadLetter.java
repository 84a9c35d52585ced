package kr.ondam.conversation;

import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// Authentic input that could not be understood, kept visible and replayable. A call for a channel
/// that nobody has is one of the group's, for system administrators only.
///
/// @param account [#NO_ACCOUNT] in a letter of the group
/// @param reason a stable word such as `missing_user_key`
/// @param tail what followed the account's key in the path, to replay it
/// @param raw the masked original, in which a NUL, that no table takes, is seen as `�`
public record DeadLetter(
    TenantId tenant,
    UUID id,
    ChannelAccountId account,
    String reason,
    String tail,
    String raw,
    Instant at) {
  /// How the reason begins of what a bot answered and nobody could read; the rest says why.
  public static final String BOT_ANSWER = "bot_answer";

  /// Stands for the account in letters of the group.
  public static final ChannelAccountId NO_ACCOUNT = new ChannelAccountId("unknown");

  public DeadLetter {
    raw = raw.replace('\0', '\uFFFD');
  }

  /// Whether it came in for a channel account, which can read it once more. An answer is no call.
  public boolean replayable() {
    return !account.equals(NO_ACCOUNT) && !reason.startsWith(BOT_ANSWER);
  }
}

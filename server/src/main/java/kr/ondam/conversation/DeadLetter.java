package kr.ondam.conversation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// Authentic input that could not be understood, kept visible and replayable. A call for a channel
/// that nobody has is one of the group's, for system administrators only.
///
/// @param account [#NO_ACCOUNT] in a letter of the group
/// @param reason a stable word such as `missing_user_key`
/// @param tail what followed the account's key in the path, or a word of ours for what it was, to
///   replay it
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

  /// The [#tail] of what a dealer told of a notice.
  public static final String NOTICE = "notice";

  /// The [#tail] of what a customer said, in the form of [Letters]: it was understood before and is
  /// read without its channel.
  public static final String SAID = "said";

  /// Every tail there is. Others were kept by earlier versions and are keys of accounts, which
  /// nobody must see.
  private static final Set<String> TAILS =
      Set.of("", "message", "reference", "expired_session", "mo", "dlr", NOTICE, SAID);

  /// Every reason there is. What is kept under one may go on with a colon.
  public static final Set<String> REASONS =
      Set.of(
          "bad_encoding",
          "bad_json",
          BOT_ANSWER,
          "conflict",
          "duplicate_key",
          "empty_body",
          "failed",
          "foreign_number",
          "lone_surrogate",
          "missing_code",
          "missing_from",
          "missing_reference",
          "missing_user_id",
          "missing_user_key",
          "poison",
          "receipt",
          "serial_number_characters",
          "serial_number_too_long",
          "too_deep",
          "too_long",
          "too_many",
          "type",
          "unknown_channel",
          "user_id",
          "user_key_characters",
          "user_key_too_long",
          "wrong_format",
          "wrong_path");

  /// Stands for the account in letters of the group.
  public static final ChannelAccountId NO_ACCOUNT = new ChannelAccountId("unknown");

  public DeadLetter {
    raw = raw.replace('\0', '\uFFFD');
  }

  /// Whether it came in for a channel account, which can read it once more. An answer is no call.
  public boolean replayable() {
    return !account.equals(NO_ACCOUNT) && !reason.startsWith(BOT_ANSWER);
  }

  /// The [#tail] as far as people may see it.
  public String path() {
    return TAILS.contains(tail) ? tail : "";
  }
}

package kr.ondam.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;

/// Something a bot said that is for the counsellor only and never reaches the customer. It is no
/// message and has no seq.
public record BotNote(
    TenantId tenant,
    UUID id,
    ConversationId conversation,
    ChannelAccountId bot,
    Kind kind,
    List<Part> parts,
    Instant at) {
  /// Why the customer does not see it.
  public enum Kind {
    /// It came when the conversation was not the bot's any more.
    LATE,
    /// 챗봇 요약: what it says about a conversation that it hands over.
    SUMMARY,
    /// 챗봇 제안: the bot listens while a counsellor has the conversation.
    SUGGESTION
  }

  public BotNote {
    parts = List.copyOf(parts);
  }
}

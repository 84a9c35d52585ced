package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import kr.ondam.channel.ChannelKind;
import org.jspecify.annotations.Nullable;

/// How long a customer can be answered who has fallen silent. 카카오 상담톡 keeps a session for thirty
/// days after the customer's last message (channels.md section 1.2); on other channels it has no
/// end.
public final class ReplyWindow {
  /// The life of a session of 상담톡 without a word of the customer.
  public static final Duration SESSION = Duration.ofDays(30);

  private ReplyWindow() {}

  /// The instant from which nothing reaches the customer; null when there is none.
  public static @Nullable Instant endsAt(Conversation conversation) {
    return conversation.channel() == ChannelKind.KAKAO_COUNSEL
        ? conversation.lastInboundAt().plus(SESSION)
        : null;
  }

  /// Whether the customer has to speak again before anything can be sent.
  public static boolean isOver(Conversation conversation, Instant now) {
    var end = endsAt(conversation);
    return end != null && !now.isBefore(end);
  }
}

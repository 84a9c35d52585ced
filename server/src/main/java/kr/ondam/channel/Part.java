package kr.ondam.channel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One piece of a message.
public sealed interface Part {
  /// Plain text; control characters are kept here and left out on display.
  record Text(String text) implements Part {}

  /// A picture. `url` is the provider's address of it, never shown as a link.
  record Image(@Nullable String url, @Nullable String alt) implements Part {}

  record File(@Nullable String url, String name) implements Part {}

  record Audio(@Nullable String url) implements Part {}

  record Video(@Nullable String url) implements Part {}

  /// Choices under a message.
  record QuickReplies(List<Button> items) implements Part {
    public QuickReplies {
      items = List.copyOf(items);
    }
  }

  /// What one choice does when pressed.
  record Button(String label, ButtonAction action, String value) {}

  enum ButtonAction {
    REPLY,
    LINK,
    PHONE,
    POSTBACK
  }

  /// Something the system did, such as `conversation.assigned`, with what it needs to be worded.
  record SystemEvent(String code, Map<String, String> params) implements Part {
    /// The code of the line that ends a conversation. On its way out it asks the provider to end
    /// the customer's session.
    public static final String CLOSED = "conversation.closed";

    /// The bot has given the conversation to people; told to nobody but the counsellor.
    public static final String HANDED_OVER = "conversation.handed_over";

    /// It is out of hours; `opens` is the instant from which the conversation waits.
    public static final String AFTER_HOURS = "conversation.after_hours";

    /// It takes longer than it should.
    public static final String LONG_WAIT = "conversation.long_wait";

    /// Nobody can take it now; the customer will be called back.
    public static final String CALLBACK = "conversation.callback";

    /// When the conversation begins to wait, in ISO 8601.
    public static final String OPENS = "opens";

    public SystemEvent {
      params = Map.copyOf(params);
    }
  }

  /// A kind we do not know, kept with its original.
  record Unsupported(String type, String raw) implements Part {}
}

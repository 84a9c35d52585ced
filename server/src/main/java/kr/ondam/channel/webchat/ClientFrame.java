package kr.ondam.channel.webchat;

import java.util.List;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// A frame of the widget.
public sealed interface ClientFrame {
  /// The first frame of a socket.
  ///
  /// @param version of the protocol
  /// @param conversation the one the widget shows, null when it knows none
  /// @param lastSeq the highest seq of it that the widget has, from 0
  /// @param tab distinguishes the tabs of one browser; empty when not told
  record Hello(int version, @Nullable String conversation, long lastSeq, String tab)
      implements ClientFrame {}

  /// A message. `cmid` stays the same when it is sent again.
  ///
  /// @param parts texts without control characters, together at most 4000 characters, and files,
  ///   which are nobody's yet; at least one of them; or else the answers to a form alone, without
  ///   its questions
  /// @param postback the value of a pressed quick reply, null for what was typed
  record Say(String cmid, List<Part> parts, @Nullable String postback) implements ClientFrame {
    public Say {
      parts = List.copyOf(parts);
    }

    /// The form that is answered, null for everything else.
    public @Nullable FormPlace form() {
      return parts.getFirst() instanceof Part.FormReply ? FormPlace.of(cmid).orElse(null) : null;
    }

    /// Whether the store knows something that belongs to it: a file, the form that is answered, or
    /// the choice that was pressed.
    public boolean looksUp() {
      return form() != null
          || postback != null
          || parts.stream().anyMatch(part -> part.file() != null);
    }
  }

  /// The customer has seen everything up to `seq`.
  ///
  /// @param conversation the one it is about, null for the current one
  record Read(@Nullable String conversation, long seq) implements ClientFrame {}

  record Typing(boolean on) implements ClientFrame {}

  record Ping() implements ClientFrame {}

  record Pong() implements ClientFrame {}

  /// A frame that is not acceptable.
  ///
  /// @param cmid of the message it was meant to be, null when it was none
  /// @param code `too_long` or `bad_part` for a message, `bad_frame` or `unknown_frame` otherwise
  record Refused(@Nullable String cmid, String code) implements ClientFrame {}
}

package kr.ondam.channel.bot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import org.jspecify.annotations.Nullable;

/// Something a bot is told about a conversation.
public sealed interface BotTurn {
  Scene scene();

  /// Names this turn for ever: the same turn told again has the same id. Of `A-Z a-z 0-9 _ -`, at
  /// most 64.
  String id();

  /// The conversation as it is at a turn.
  ///
  /// @param conversation its name on the wire, of `A-Z a-z 0-9 _ -`, at most 64; it is what the bot
  ///   sends back
  /// @param customer the customer's name on the wire, of the same signs; never a phone number or a
  ///   provider's key
  /// @param account where the customer writes
  /// @param epoch of the owner: what the bot answers to this turn counts only while it is the same
  /// @param standby whether a counsellor owns the conversation and the bot only listens
  /// @param attributes what is known for routing
  /// @param at when the turn happened
  record Scene(
      String conversation,
      String customer,
      ChannelAccountId account,
      ChannelKind channel,
      long epoch,
      boolean standby,
      Map<String, String> attributes,
      Instant at) {
    public Scene {
      attributes = Map.copyOf(attributes);
    }
  }

  /// The conversation is the bot's from now on.
  record Started(Scene scene, String id) implements BotTurn {}

  /// The customer said something.
  ///
  /// @param id our id of the message
  /// @param seq its number in the conversation, from 1
  /// @param postback the value of the choice that was pressed, null for what was written
  record Said(Scene scene, String id, long seq, List<Part> parts, @Nullable String postback)
      implements BotTurn {
    public Said {
      parts = List.copyOf(parts);
    }

    /// What was written.
    public Said(Scene scene, String id, long seq, List<Part> parts) {
      this(scene, id, seq, parts, null);
    }
  }

  /// What became of a handover the bot wished for.
  ///
  /// @param message for the bot's log, empty for none; never what a customer or counsellor wrote
  record HandoverStatus(Scene scene, String id, State state, String message) implements BotTurn {
    /// `ACCEPTED` when it waits or a counsellor has it, `FAILED` when it cannot be, `COMPLETED`
    /// when the counsellor is done.
    public enum State {
      ACCEPTED,
      FAILED,
      COMPLETED
    }
  }

  /// The conversation is over.
  ///
  /// @param reason a stable word such as `closed`, for the bot's log
  record Ended(Scene scene, String id, String reason) implements BotTurn {}
}

package kr.ondam.channel.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a message centre says became of a message (SMPP 3.4 appendix B). Parameters count more than
/// the text, whose words may be garbled.
///
/// @param id the message centre's id of the message, as it wrote it
/// @param error its error code, empty when none is given
public record DeliveryReceipt(String id, State state, String error) {
  private static final Pattern ID = Pattern.compile("(?i)\\bid:([^\\s]{1,64})");
  private static final Pattern STAT = Pattern.compile("(?i)\\bstat:([A-Z]{3,10})");
  private static final Pattern ERR = Pattern.compile("(?i)\\berr:([0-9A-Z]{1,8})");

  /// The states of section 5.2.28.
  public enum State {
    ENROUTE(1, "ENROUTE"),
    DELIVERED(2, "DELIVRD"),
    EXPIRED(3, "EXPIRED"),
    DELETED(4, "DELETED"),
    UNDELIVERABLE(5, "UNDELIV"),
    ACCEPTED(6, "ACCEPTD"),
    UNKNOWN(7, "UNKNOWN"),
    REJECTED(8, "REJECTD");

    private final int code;
    private final String word;

    State(int code, String word) {
      this.code = code;
      this.word = word;
    }

    private static @Nullable State of(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      return null;
    }

    private static @Nullable State of(String word) {
      for (State state : values()) {
        if (state.word.equals(word) || state.name().equals(word)) {
          return state;
        }
      }
      return null;
    }
  }

  /// Empty when neither parameters nor text name a message and a known state (SM54, SM57).
  public static Optional<DeliveryReceipt> of(ShortMessage message) {
    var text =
        new String(message.payload().toArray(), StandardCharsets.ISO_8859_1).replace("\0", "");
    var id =
        message
            .parameter(Tlv.RECEIPTED_MESSAGE_ID)
            .map(Tlv::text)
            .filter(t -> !t.isBlank())
            .or(() -> found(ID, text))
            .orElse("");
    var state =
        message
            .parameter(Tlv.MESSAGE_STATE)
            .filter(p -> p.value().length() == 1)
            .map(p -> State.of(p.value().at(0)))
            .or(() -> found(STAT, text).map(w -> State.of(w.toUpperCase(Locale.ROOT))))
            .orElse(null);
    if (id.isEmpty() || state == null) {
      return Optional.empty();
    }
    var error =
        found(ERR, text)
            .filter(e -> !e.matches("0+"))
            .or(() ->
                message
                    .parameter(Tlv.NETWORK_ERROR_CODE)
                    .filter(p -> p.value().length() == 3)
                    .map(p -> Integer.toString(p.value().shortAt(1)))
                    .filter(e -> !e.equals("0")))
            .orElse("");
    return Optional.of(new DeliveryReceipt(id, state, error));
  }

  private static Optional<String> found(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}

package kr.ondam.channel.sms.smpp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a message carries once its headers are read: its text's octets, and its place in a longer
/// text where it has one.
///
/// @param place null for a message that stands alone
public record Fragment(Octets text, @Nullable Place place) {
  private static final int CONCATENATED_8 = 0x00;
  private static final int CONCATENATED_16 = 0x08;

  /// @param wide whether the reference has 16 bits; the same number with 8 bits is another text
  /// @param total 2 to 255
  /// @param number 1 to `total`
  public record Place(boolean wide, int reference, int total, int number) {}

  /// Reads the headers; empty when the user data header is longer than the message (SM46). Numbers
  /// that cannot be make a message that stands alone (SM49).
  public static Optional<Fragment> of(ShortMessage message) {
    var payload = message.payload();
    if (!message.hasHeader()) {
      return Optional.of(new Fragment(payload, sar(message)));
    }
    if (payload.isEmpty() || payload.at(0) + 1 > payload.length()) {
      return Optional.empty();
    }
    int end = payload.at(0) + 1;
    Place place = null;
    int at = 1;
    while (at + 2 <= end && at + 2 + payload.at(at + 1) <= end) {
      int kind = payload.at(at);
      int length = payload.at(at + 1);
      if (kind == CONCATENATED_8 && length == 3) {
        place = place(false, payload.at(at + 2), payload.at(at + 3), payload.at(at + 4));
      } else if (kind == CONCATENATED_16 && length == 4) {
        place = place(true, payload.shortAt(at + 2), payload.at(at + 4), payload.at(at + 5));
      }
      at += 2 + length;
    }
    return Optional.of(new Fragment(payload.from(end), place));
  }

  private static @Nullable Place sar(ShortMessage message) {
    var reference = message.parameter(Tlv.SAR_REFERENCE).map(Tlv::value).orElse(Octets.NONE);
    var total = message.parameter(Tlv.SAR_TOTAL).map(Tlv::value).orElse(Octets.NONE);
    var number = message.parameter(Tlv.SAR_NUMBER).map(Tlv::value).orElse(Octets.NONE);
    return reference.length() == 2 && total.length() == 1 && number.length() == 1
        ? place(true, reference.shortAt(0), total.at(0), number.at(0))
        : null;
  }

  private static @Nullable Place place(boolean wide, int reference, int total, int number) {
    return total < 2 || number < 1 || number > total
        ? null
        : new Place(wide, reference, total, number);
  }
}

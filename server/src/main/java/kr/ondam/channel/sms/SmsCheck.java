package kr.ondam.channel.sms;

import java.util.ArrayList;
import java.util.List;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Loss;
import kr.ondam.channel.Part;

/// Says before a message is sent how long it is for a Korean carrier and what stands against it.
///
/// @param octets of MS949
/// @param size the product that carries it
/// @param losses what cannot go, empty when all of it can
public record SmsCheck(int octets, SmsText.Size size, List<Loss> losses) {
  public SmsCheck {
    losses = List.copyOf(losses);
  }

  /// @param parts what is to be sent, as the channel carries it
  public static SmsCheck of(List<Part> parts) {
    var text = SmsWords.of(parts);
    var size = SmsText.size(text, parts.stream().anyMatch(SmsCheck::picture));
    List<Loss> losses = new ArrayList<>();
    var impossible = SmsText.unencodable(text);
    if (!impossible.isEmpty()) {
      losses.add(new Loss(Loss.Kind.UNENCODABLE, impossible.size(), String.join(" ", impossible)));
    }
    int octets = SmsText.octets(text);
    if (size == SmsText.Size.TOO_LONG) {
      losses.add(tooLong(octets, SmsText.LMS_OCTETS));
    }
    return new SmsCheck(octets, size, losses);
  }

  /// What stands against a message on an account of text messages; nothing on one of another kind,
  /// where long texts are cut.
  ///
  /// @param parts what is to be sent, as the channel carries it
  public static List<Loss> losses(ChannelKind kind, Capabilities can, List<Part> parts) {
    if (!kind.texts()) {
      return List.of();
    }
    List<Loss> losses = new ArrayList<>();
    var text = SmsWords.of(parts);
    var replaced = SmsText.matches(text, can.replaced());
    if (!replaced.isEmpty()) {
      losses.add(new Loss(Loss.Kind.REPLACED, replaced.size(), String.join(" ", replaced)));
    }
    if (can.measure() == Capabilities.Measure.MS949) {
      losses.addAll(of(parts).losses());
    } else if (text.length() > can.longest()) {
      losses.add(tooLong(text.length(), can.longest()));
    }
    return losses;
  }

  private static Loss tooLong(int size, int most) {
    return new Loss(Loss.Kind.TOO_LONG, size, String.valueOf(most));
  }

  private static boolean picture(Part part) {
    return part instanceof Part.Image image && image.fileId() != null;
  }
}

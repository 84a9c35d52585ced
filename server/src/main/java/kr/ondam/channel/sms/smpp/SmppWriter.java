package kr.ondam.channel.sms.smpp;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.sms.PhoneNumber;
import kr.ondam.channel.sms.SmsWords;
import kr.ondam.channel.sms.Writable;

/// Plans the messages of a reply as calls, one each, and reads such a call as the message to send.
final class SmppWriter {
  private SmppWriter() {}

  /// @throws IllegalArgumentException when the customer has no number to answer to, or the text is
  ///   too long
  static List<ProviderCall> plan(SmppSettings settings, Outbound outbound) {
    var text = SmsWords.of(outbound.parts());
    if (text.isEmpty()) {
      return List.of();
    }
    Writable.require(settings.abroad(), outbound.externalUser());
    var coding = settings.coding().canEncode(text) ? settings.coding() : TextCoding.UCS2;
    // Of the text, so that the rest of one that was cut and is sent again joins what came before.
    int reference = text.hashCode() & 0xFFFF;
    var segments = Segment.of(text, coding, settings.joining(), reference);
    List<ProviderCall> calls = new ArrayList<>();
    for (Segment segment : segments) {
      calls.add(
          new ProviderCall(
              "SUBMIT",
              URI.create("smpp://" + host(settings) + ":" + settings.port()),
              Map.of(
                  "source", settings.numbers().getFirst(),
                  "destination", outbound.externalUser(),
                  "esm-class", segment.header() ? "64" : "0",
                  "data-coding", String.valueOf(coding.dataCoding()),
                  "parameters", parameters(segment.parameters())),
              segment.content().toString(),
              serial(outbound.id(), calls.size())));
    }
    return calls;
  }

  /// The message of a planned call.
  static ShortMessage message(SmppSettings settings, ProviderCall call) {
    var headers = call.headers();
    return ShortMessage.plain(
            Address.typed(headers.getOrDefault("source", "")),
            destination(settings, headers.getOrDefault("destination", "")),
            Integer.parseInt(headers.getOrDefault("esm-class", "0")),
            Integer.parseInt(headers.getOrDefault("data-coding", "0")),
            Octets.hex(call.body()),
            parameters(headers.getOrDefault("parameters", "")))
        .withReceipt();
  }

  private static Address destination(SmppSettings settings, String number) {
    return settings.international() || PhoneNumber.abroad(number)
        ? new Address(Address.INTERNATIONAL, Address.TELEPHONE, PhoneNumber.international(number))
        : new Address(0, Address.TELEPHONE, number);
  }

  private static String host(SmppSettings settings) {
    return settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
  }

  private static String parameters(List<Tlv> parameters) {
    return String.join(" ", parameters.stream().map(p -> p.tag() + "=" + p.value()).toList());
  }

  private static List<Tlv> parameters(String text) {
    List<Tlv> parameters = new ArrayList<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(" ")) {
      int equals = pair.indexOf('=');
      parameters.add(
          new Tlv(
              Integer.parseInt(pair.substring(0, equals)), Octets.hex(pair.substring(equals + 1))));
    }
    return parameters;
  }

  private static String serial(UUID id, int message) {
    return new BigInteger(id.toString().replace("-", ""), 16).toString(36) + "-" + message;
  }
}

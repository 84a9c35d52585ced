package kr.ondam.channel.sms.smpp;

import java.util.List;
import java.util.Optional;

/// The body that `submit_sm` and `deliver_sm` share (SMPP 3.4 section 4.4.1).
///
/// @param content at most 254 octets; longer ones stand in the parameter `message_payload`
public record ShortMessage(
    String serviceType,
    Address source,
    Address destination,
    int esmClass,
    int protocolId,
    int priority,
    String scheduled,
    String validity,
    int registeredDelivery,
    int replaceIfPresent,
    int dataCoding,
    int defaultMessageId,
    Octets content,
    List<Tlv> parameters) {
  static final int USER_DATA_HEADER = 0x40;
  private static final int TYPE = 0x3C;
  private static final int RECEIPT = 0x04;

  public ShortMessage {
    parameters = List.copyOf(parameters);
  }

  /// A message with the usual values of everything that is not given.
  public static ShortMessage plain(
      Address source,
      Address destination,
      int esmClass,
      int dataCoding,
      Octets content,
      List<Tlv> parameters) {
    return new ShortMessage(
        "", source, destination, esmClass, 0, 0, "", "", 0, 0, dataCoding, 0, content, parameters);
  }

  /// The same, asking for a receipt of the final state.
  ShortMessage withReceipt() {
    return new ShortMessage(
        serviceType,
        source,
        destination,
        esmClass,
        protocolId,
        priority,
        scheduled,
        validity,
        1,
        replaceIfPresent,
        dataCoding,
        defaultMessageId,
        content,
        parameters);
  }

  public Optional<Tlv> parameter(int tag) {
    return parameters.stream().filter(p -> p.tag() == tag).findFirst();
  }

  /// What was written, wherever it stands.
  public Octets payload() {
    return content.isEmpty()
        ? parameter(Tlv.MESSAGE_PAYLOAD).map(Tlv::value).orElse(content)
        : content;
  }

  boolean hasHeader() {
    return (esmClass & USER_DATA_HEADER) != 0;
  }

  /// Whether it tells what became of a message of ours.
  public boolean isReceipt() {
    return isReceipt(esmClass);
  }

  static boolean isReceipt(int esmClass) {
    return (esmClass & TYPE) == RECEIPT;
  }
}

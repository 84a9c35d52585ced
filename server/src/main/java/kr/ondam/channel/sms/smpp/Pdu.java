package kr.ondam.channel.sms.smpp;

import java.util.List;

/// What is sent over a bind (SMPP 3.4 section 4). A response carries the sequence number of its
/// request.
public sealed interface Pdu {
  int sequence();

  record BindTransceiver(
      int sequence,
      String systemId,
      String password,
      String systemType,
      int interfaceVersion,
      int addressTon,
      int addressNpi,
      String addressRange)
      implements Pdu {
    /// Without the password.
    @Override
    public String toString() {
      return "BindTransceiver[" + sequence + ", " + systemId + "]";
    }
  }

  record BindTransceiverResponse(int sequence, int status, String systemId, List<Tlv> parameters)
      implements Pdu {
    public BindTransceiverResponse {
      parameters = List.copyOf(parameters);
    }
  }

  record SubmitSm(int sequence, ShortMessage message) implements Pdu {}

  /// @param messageId empty when refused
  record SubmitSmResponse(int sequence, int status, String messageId) implements Pdu {}

  record DeliverSm(int sequence, ShortMessage message) implements Pdu {}

  record DeliverSmResponse(int sequence, int status) implements Pdu {}

  record EnquireLink(int sequence) implements Pdu {}

  record EnquireLinkResponse(int sequence, int status) implements Pdu {}

  record Unbind(int sequence) implements Pdu {}

  record UnbindResponse(int sequence, int status) implements Pdu {}

  record GenericNack(int sequence, int status) implements Pdu {}

  /// Came in with a command nobody here speaks; never sent.
  record Unknown(int command, int sequence) implements Pdu {}

  /// Came in and cannot be read; never sent.
  ///
  /// @param status what the peer is to be told
  record Broken(int command, int sequence, int status) implements Pdu {}
}

package kr.ondam.channel.sms.smpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes PDUs as octets.
public final class PduWriter {
  private static final int HEADER = 16;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);

  private PduWriter() {}

  /// The whole PDU with its length.
  ///
  /// @throws IllegalArgumentException for a value that does not fit its field, and for PDUs that
  ///   are only ever received
  public static byte[] write(Pdu pdu) {
    return switch (pdu) {
      case Pdu.BindTransceiver bind -> bind(bind);
      case Pdu.BindTransceiverResponse(int sequence, int status, var systemId, var parameters) -> {
        var writer = new PduWriter();
        if (status == Status.OK) {
          writer.text(systemId, 16).parameters(parameters);
        }
        yield writer.framed(Command.BIND_TRANSCEIVER | Command.RESPONSE, status, sequence);
      }
      case Pdu.SubmitSm(int sequence, var message) ->
          new PduWriter().message(message).framed(Command.SUBMIT_SM, 0, sequence);
      case Pdu.SubmitSmResponse(int sequence, int status, var id) -> {
        var writer = new PduWriter();
        if (status == Status.OK) {
          writer.text(id, 65);
        }
        yield writer.framed(Command.SUBMIT_SM | Command.RESPONSE, status, sequence);
      }
      case Pdu.DeliverSm(int sequence, var message) ->
          new PduWriter().message(message).framed(Command.DELIVER_SM, 0, sequence);
      case Pdu.DeliverSmResponse(int sequence, int status) ->
          new PduWriter().octet(0).framed(Command.DELIVER_SM | Command.RESPONSE, status, sequence);
      case Pdu.EnquireLink(int sequence) -> empty(Command.ENQUIRE_LINK, 0, sequence);
      case Pdu.EnquireLinkResponse(int sequence, int status) ->
          empty(Command.ENQUIRE_LINK | Command.RESPONSE, status, sequence);
      case Pdu.Unbind(int sequence) -> empty(Command.UNBIND, 0, sequence);
      case Pdu.UnbindResponse(int sequence, int status) ->
          empty(Command.UNBIND | Command.RESPONSE, status, sequence);
      case Pdu.GenericNack(int sequence, int status) ->
          empty(Command.GENERIC_NACK, status, sequence);
      case Pdu.Unknown unknown -> throw new IllegalArgumentException("write: " + unknown);
      case Pdu.Broken broken -> throw new IllegalArgumentException("write: " + broken);
    };
  }

  /// A response without a body to a request with the given command.
  static byte[] refusal(int command, int status, int sequence) {
    return empty(command | Command.RESPONSE, status, sequence);
  }

  private static byte[] bind(Pdu.BindTransceiver bind) {
    return new PduWriter()
        .text(bind.systemId(), 16)
        .text(bind.password(), 9)
        .text(bind.systemType(), 13)
        .octet(bind.interfaceVersion())
        .octet(bind.addressTon())
        .octet(bind.addressNpi())
        .text(bind.addressRange(), 41)
        .framed(Command.BIND_TRANSCEIVER, 0, bind.sequence());
  }

  private static byte[] empty(int command, int status, int sequence) {
    return new PduWriter().framed(command, status, sequence);
  }

  private PduWriter message(ShortMessage m) {
    text(m.serviceType(), 6).address(m.source()).address(m.destination());
    octet(m.esmClass()).octet(m.protocolId()).octet(m.priority());
    text(m.scheduled(), 17).text(m.validity(), 17);
    octet(m.registeredDelivery()).octet(m.replaceIfPresent());
    octet(m.dataCoding()).octet(m.defaultMessageId());
    if (m.content().length() > 254) {
      throw new IllegalArgumentException(
          "content of " + m.content().length() + " octets (expected: at most 254)");
    }
    octet(m.content().length());
    body.writeBytes(m.content().toArray());
    return parameters(m.parameters());
  }

  private PduWriter address(Address address) {
    return octet(address.ton()).octet(address.npi()).text(address.value(), Address.LONGEST + 1);
  }

  private PduWriter parameters(List<Tlv> parameters) {
    for (Tlv parameter : parameters) {
      number(parameter.tag()).number(parameter.value().length());
      body.writeBytes(parameter.value().toArray());
    }
    return this;
  }

  private PduWriter octet(int value) {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException("octet: " + value + " (expected: 0 to 255)");
    }
    body.write(value);
    return this;
  }

  private PduWriter number(int value) {
    body.write(value >> 8);
    body.write(value);
    return this;
  }

  /// @param room with the NUL at the end
  private PduWriter text(String text, int room) {
    if (text.length() >= room || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a text of "
              + text.length()
              + " characters (expected: at most "
              + (room - 1)
              + " without NUL)");
    }
    body.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    body.write(0);
    return this;
  }

  private byte[] framed(int command, int status, int sequence) {
    var frame = java.nio.ByteBuffer.allocate(HEADER + body.size());
    frame.putInt(frame.capacity()).putInt(command).putInt(status).putInt(sequence);
    return frame.put(body.toByteArray()).array();
  }
}

package kr.ondam.channel.sms.smpp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads PDUs from octets that nobody vouches for. A request that cannot be read becomes
/// [Pdu.Broken] with the status the peer is to be told; a response is read as far as it goes,
/// because nobody could be told.
public final class PduReader {
  static final int HEADER = 16;

  /// Says with which status a request is refused; without a stack trace, because peers cause it.
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    final int status;

    Refused(int status) {
      super("status " + Status.name(status), null, false, false);
      this.status = status;
    }
  }

  private final ByteBuffer in;

  private PduReader(ByteBuffer in) {
    this.in = in;
  }

  /// Reads one frame.
  ///
  /// @param frame the whole PDU, whose length was checked
  /// @throws IllegalArgumentException for less than a header
  public static Pdu read(byte[] frame) {
    if (frame.length < HEADER) {
      throw new IllegalArgumentException(
          "a frame of " + frame.length + " octets (expected: at least 16)");
    }
    var in = ByteBuffer.wrap(frame).position(4);
    int command = in.getInt();
    int status = in.getInt();
    int sequence = in.getInt();
    try {
      return new PduReader(in).body(command, status, sequence);
    } catch (Refused refused) {
      return new Pdu.Broken(command, sequence, refused.status);
    }
  }

  private Pdu body(int command, int status, int sequence) throws Refused {
    return switch (command) {
      case Command.BIND_TRANSCEIVER -> bind(sequence);
      case Command.SUBMIT_SM -> new Pdu.SubmitSm(sequence, message());
      case Command.DELIVER_SM -> new Pdu.DeliverSm(sequence, message());
      case Command.ENQUIRE_LINK -> new Pdu.EnquireLink(sequence);
      case Command.UNBIND -> new Pdu.Unbind(sequence);
      case Command.GENERIC_NACK -> new Pdu.GenericNack(sequence, status);
      case Command.BIND_TRANSCEIVER | Command.RESPONSE -> bindResponse(status, sequence);
      case Command.SUBMIT_SM | Command.RESPONSE ->
          new Pdu.SubmitSmResponse(sequence, status, loose());
      case Command.DELIVER_SM | Command.RESPONSE -> new Pdu.DeliverSmResponse(sequence, status);
      case Command.ENQUIRE_LINK | Command.RESPONSE -> new Pdu.EnquireLinkResponse(sequence, status);
      case Command.UNBIND | Command.RESPONSE -> new Pdu.UnbindResponse(sequence, status);
      default -> new Pdu.Unknown(command, sequence);
    };
  }

  private Pdu bind(int sequence) throws Refused {
    return new Pdu.BindTransceiver(
        sequence,
        text(16, Status.BAD_SYSTEM_ID),
        text(9, Status.BAD_PASSWORD),
        text(13, Status.BAD_COMMAND_LENGTH),
        octet(),
        octet(),
        octet(),
        text(41, Status.BAD_COMMAND_LENGTH));
  }

  private Pdu bindResponse(int status, int sequence) {
    var systemId = loose();
    List<Tlv> parameters;
    try {
      parameters = parameters();
    } catch (Refused _) {
      parameters = List.of();
    }
    return new Pdu.BindTransceiverResponse(sequence, status, systemId, parameters);
  }

  private ShortMessage message() throws Refused {
    var serviceType = text(6, Status.BAD_COMMAND_LENGTH);
    var source = address(Status.BAD_SOURCE);
    var destination = address(Status.BAD_DESTINATION);
    int esmClass = octet();
    int protocolId = octet();
    int priority = octet();
    var scheduled = text(17, Status.BAD_COMMAND_LENGTH);
    var validity = text(17, Status.BAD_COMMAND_LENGTH);
    int registered = octet();
    int replace = octet();
    int dataCoding = octet();
    int defaultMessage = octet();
    int length = octet();
    if (length > 254 || length > in.remaining()) {
      throw new Refused(Status.BAD_MESSAGE_LENGTH);
    }
    var content = octets(length);
    var parameters = parameters();
    if (length > 0 && parameters.stream().anyMatch(p -> p.tag() == Tlv.MESSAGE_PAYLOAD)) {
      throw new Refused(Status.BAD_MESSAGE_LENGTH);
    }
    return new ShortMessage(
        serviceType,
        source,
        destination,
        esmClass,
        protocolId,
        priority,
        scheduled,
        validity,
        registered,
        replace,
        dataCoding,
        defaultMessage,
        content,
        parameters);
  }

  private Address address(int status) throws Refused {
    return new Address(octet(), octet(), text(Address.LONGEST + 1, status));
  }

  private List<Tlv> parameters() throws Refused {
    List<Tlv> parameters = new ArrayList<>();
    while (in.hasRemaining()) {
      if (in.remaining() < 4) {
        throw new Refused(Status.BAD_COMMAND_LENGTH);
      }
      int tag = in.getShort() & 0xFFFF;
      int length = in.getShort() & 0xFFFF;
      if (length > in.remaining()) {
        throw new Refused(Status.BAD_COMMAND_LENGTH);
      }
      parameters.add(new Tlv(tag, octets(length)));
    }
    return parameters;
  }

  private int octet() throws Refused {
    if (!in.hasRemaining()) {
      throw new Refused(Status.BAD_COMMAND_LENGTH);
    }
    return in.get() & 0xFF;
  }

  private Octets octets(int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return Octets.of(bytes);
  }

  /// Text up to a NUL.
  ///
  /// @param room with the NUL
  /// @param tooLong the status for more than that
  private String text(int room, int tooLong) throws Refused {
    int start = in.position();
    while (in.hasRemaining()) {
      if (in.get() == 0) {
        int length = in.position() - 1 - start;
        if (length >= room) {
          throw new Refused(tooLong);
        }
        return new String(in.array(), start, length, StandardCharsets.ISO_8859_1);
      }
    }
    throw new Refused(Status.BAD_COMMAND_LENGTH);
  }

  /// Text up to a NUL or to the end; empty in the bare header with which errors are answered.
  private String loose() {
    byte[] rest = Arrays.copyOfRange(in.array(), in.position(), in.limit());
    int end = 0;
    while (end < rest.length && rest[end] != 0) {
      end++;
    }
    in.position(Math.min(in.limit(), in.position() + end + 1));
    return new String(rest, 0, end, StandardCharsets.ISO_8859_1);
  }
}

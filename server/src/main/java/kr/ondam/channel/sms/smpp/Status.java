package kr.ondam.channel.sms.smpp;

/// The command statuses we send or act on (SMPP 3.4 section 5.1.3).
public final class Status {
  public static final int OK = 0x00;
  public static final int BAD_MESSAGE_LENGTH = 0x01;
  public static final int BAD_COMMAND_LENGTH = 0x02;
  public static final int BAD_COMMAND = 0x03;
  public static final int BAD_BIND_STATE = 0x04;
  public static final int ALREADY_BOUND = 0x05;
  public static final int SYSTEM_ERROR = 0x08;
  public static final int BAD_SOURCE = 0x0A;
  public static final int BAD_DESTINATION = 0x0B;
  public static final int BIND_FAILED = 0x0D;
  public static final int BAD_PASSWORD = 0x0E;
  public static final int BAD_SYSTEM_ID = 0x0F;
  public static final int QUEUE_FULL = 0x14;
  public static final int SUBMIT_FAILED = 0x45;
  public static final int THROTTLED = 0x58;
  public static final int RECEIVER_TEMPORARY = 0x64;
  public static final int RECEIVER_PERMANENT = 0x65;

  private Status() {}

  /// Whether the message centre asks to slow down.
  static boolean slowDown(int status) {
    return status == THROTTLED || status == QUEUE_FULL;
  }

  /// As operators look it up, such as `0x58`.
  static String name(int status) {
    return "0x%02X".formatted(status);
  }
}

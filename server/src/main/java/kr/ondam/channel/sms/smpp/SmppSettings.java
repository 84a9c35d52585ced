package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.OurNumbers;
import kr.ondam.channel.sms.Writable;

/// How an account reaches its message centre.
///
/// @param password empty when its reference names nothing
/// @param numbers our own, as customers dial them
/// @param binds connections at once, 1 to 8
/// @param window messages without an answer per connection, 1 to 100
/// @param rate messages per second and connection, 1 to 1000
/// @param coding how texts are written
/// @param standard how texts in the message centre's default alphabet are read
/// @param international whether customers' numbers are sent as 82… rather than 0…
/// @param abroad whether numbers of other countries are written to
public record SmppSettings(
    String host,
    int port,
    boolean tls,
    String systemId,
    String password,
    String systemType,
    List<String> numbers,
    int binds,
    int window,
    int rate,
    TextCoding coding,
    TextCoding standard,
    Joining joining,
    IdBase idBase,
    boolean international,
    boolean abroad) {
  private static final int PORT = 2775;
  private static final int TLS_PORT = 3550;
  private static final int MOST_BINDS = 8;
  private static final int MOST_WINDOW = 100;

  /// All settings that an account may have.
  public static final Set<String> KEYS =
      Set.of(
          "host",
          "port",
          "tls",
          "system-id",
          "password",
          "system-type",
          "number",
          "binds",
          "window",
          "rate",
          "encoding",
          "default-alphabet",
          "long-text",
          "id-base",
          "customer-numbers",
          Writable.ABROAD);

  private static final Map<String, TextCoding> CODINGS =
      Map.of(
          "ucs2",
          TextCoding.UCS2,
          "ks-c-5601",
          TextCoding.KSC5601,
          "latin1",
          TextCoding.LATIN1,
          "gsm",
          TextCoding.GSM);

  public SmppSettings {
    numbers = List.copyOf(numbers);
  }

  /// Without the password.
  @Override
  public String toString() {
    return systemId + "@" + host + ":" + port;
  }

  /// Reads the settings of an account whose settings have no problems.
  public static SmppSettings of(ChannelAccount account, Secrets secrets) {
    var given = account.settings();
    boolean tls = given.getOrDefault("tls", "false").equals("true");
    return new SmppSettings(
        given.getOrDefault("host", ""),
        number(given, "port", tls ? TLS_PORT : PORT),
        tls,
        given.getOrDefault("system-id", ""),
        secrets.value(given.getOrDefault("password", "")).orElse(""),
        given.getOrDefault("system-type", ""),
        OurNumbers.of(account),
        number(given, "binds", 1),
        number(given, "window", 10),
        number(given, "rate", 50),
        CODINGS.getOrDefault(given.getOrDefault("encoding", ""), TextCoding.UCS2),
        CODINGS.getOrDefault(given.getOrDefault("default-alphabet", ""), TextCoding.GSM),
        Joining.valueOf(given.getOrDefault("long-text", "udh8").toUpperCase(Locale.ROOT)),
        IdBase.valueOf(
            given.getOrDefault("id-base", "auto").toUpperCase(Locale.ROOT).replace('-', '_')),
        given.getOrDefault("customer-numbers", "").equals("international"),
        Writable.abroad(given));
  }

  /// The most messages without an answer over all connections of an account, whose settings may
  /// have problems: 1 to 800.
  static int unanswered(ChannelAccount account) {
    var given = account.settings();
    return most(given, "binds", 1, MOST_BINDS) * most(given, "window", 10, MOST_WINDOW);
  }

  private static int most(Map<String, String> given, String key, int otherwise, int most) {
    var value = given.getOrDefault(key, "");
    return value.matches("[0-9]{1,6}") ? Math.clamp(Integer.parseInt(value), 1, most) : otherwise;
  }

  /// Everything that is wrong with those settings of an account.
  public static List<SettingProblem> problems(Map<String, String> given) {
    var problems = new ArrayList<SettingProblem>();
    var check = new Check(given, problems);
    check.text("host", "[A-Za-z0-9.:_-]{1,255}", true, "a host name or address");
    check.number("port", 1, 65_535);
    check.text("tls", "true|false", false, "true or false");
    check.text("system-id", "[\\x21-\\x7E]{1,15}", true, "1 to 15 characters");
    check.text("password", "ref:.{1,200}|[\\x21-\\x7E]{1,8}", true, "ref:NAME of a secret");
    check.text("system-type", "[\\x21-\\x7E]{0,12}", false, "at most 12 characters");
    check.text(
        "number", "[0-9]{3,15}( *, *[0-9]{3,15}){0,99}", true, "our numbers, digits only, by ','");
    check.number("binds", 1, MOST_BINDS);
    check.number("window", 1, MOST_WINDOW);
    check.number("rate", 1, 1000);
    check.text("encoding", "ucs2|ks-c-5601|latin1|gsm", false, "ucs2, ks-c-5601, latin1 or gsm");
    check.text("default-alphabet", "ks-c-5601|latin1|gsm", false, "gsm, latin1 or ks-c-5601");
    check.text("long-text", "udh8|udh16|sar|payload", false, "udh8, udh16, sar or payload");
    check.text("id-base", "auto|exact|hex-dec|dec-hex", false, "auto, exact, hex-dec or dec-hex");
    check.text("customer-numbers", "national|international", false, "national or international");
    check.text(Writable.ABROAD, "true|false", false, "true or false");
    return problems;
  }

  private record Check(Map<String, String> given, List<SettingProblem> problems) {
    void text(String key, String shape, boolean required, String expected) {
      var value = given.get(key);
      if (value == null ? required : !value.matches(shape)) {
        problems.add(new SettingProblem(key, value == null ? "" : shown(key, value), expected));
      }
    }

    void number(String key, int least, int most) {
      var value = given.getOrDefault(key, String.valueOf(least));
      boolean sound =
          value.matches("[0-9]{1,6}")
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most;
      if (!sound) {
        var expected = "a whole number from " + least + " to " + most;
        problems.add(new SettingProblem(key, value, expected));
      }
    }

    private static String shown(String key, String value) {
      return key.equals("password") ? "…" : value;
    }
  }

  private static int number(Map<String, String> given, String key, int otherwise) {
    var value = given.get(key);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}

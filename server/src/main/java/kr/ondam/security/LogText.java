package kr.ondam.security;

import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What may stand in a log: no phone number and none of what [Masking] hides, and of an exception
/// of somebody else's code not the value it was thrown about, which may be what a customer wrote.
final class LogText {
  private static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\p{Alnum}-])(?:\\+?82[- .]?|0)(?:1\\d|50\\d|[2-6]\\d?|70|80)[- .)]?\\d{3,4}[- .]?\\d{4}(?![\\p{Alnum}-])");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'|`[^`]*`");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  /// These quote rows, parameters and documents.
  private static final List<String> TALKATIVE =
      List.of("org.hibernate.", "org.h2.", "org.postgresql.", "tools.jackson.", "com.fasterxml.");

  private LogText() {}

  static String line(String message) {
    return PHONE.matcher(Masking.mask(message)).replaceAll("***");
  }

  /// What an exception says, in one line; null when it says nothing.
  static @Nullable String of(Throwable thrown) {
    var message = thrown.getMessage();
    if (message == null) {
      return null;
    }
    if (thrown instanceof SQLException sql) {
      return "SQL state " + sql.getSQLState() + ", code " + sql.getErrorCode();
    }
    for (var cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      var said = cause.getMessage();
      if (said != null && !said.isBlank() && message.contains(said)) {
        // It repeats what the cause says, which is judged by the cause's own type.
        return "by " + cause.getClass().getName();
      }
    }
    var type = thrown.getClass().getName();
    if (TALKATIVE.stream().anyMatch(type::startsWith)) {
      return "(not logged)";
    }
    return CONTROL.matcher(line(trimmed(thrown, type, message))).replaceAll(" ");
  }

  private static String trimmed(Throwable thrown, String type, String message) {
    if (type.startsWith("kr.ondam.")) {
      return message;
    }
    if (thrown instanceof NullPointerException || thrown instanceof ClassCastException) {
      // These quote names of our code.
      return message;
    }
    if (thrown instanceof IllegalArgumentException || thrown instanceof URISyntaxException) {
      int value = message.indexOf(": ");
      return QUOTED.matcher(value < 0 ? message : message.substring(0, value)).replaceAll("…");
    }
    return QUOTED.matcher(message).replaceAll("…");
  }
}

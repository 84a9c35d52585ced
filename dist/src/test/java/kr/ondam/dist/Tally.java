package kr.ondam.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a server has counted of the calls of its providers: all of them by what they were answered,
/// and what intake made of those it was given. Holds A11 together with the rows of the data.
///
/// @param calls by answer, such as `stored`, `set_aside` or `busy`
/// @param intake by what became of it, and `received`
public record Tally(Map<String, Long> calls, Map<String, Long> intake) {
  private static final Pattern CALLS =
      Pattern.compile("webhook_calls_total\\{.*answer=\"([a-z_]+)\".*} ([0-9.E]+)");
  private static final Pattern INTAKE = Pattern.compile("ondam_intake_([a-z_]+)_total ([0-9.E]+)");

  /// Reads them from the server that runs.
  public static Tally of(URI gateway) throws IOException, InterruptedException {
    Map<String, Long> calls = new TreeMap<>();
    Map<String, Long> intake = new HashMap<>();
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(gateway.resolve("/metrics")).build();
      client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .forEach(line -> {
            read(CALLS, line, calls);
            read(INTAKE, line, intake);
          });
    }
    return new Tally(calls, intake);
  }

  private static void read(Pattern pattern, String line, Map<String, Long> into) {
    var matcher = pattern.matcher(line);
    if (matcher.matches()) {
      into.merge(matcher.group(1), (long) Double.parseDouble(matcher.group(2)), Long::sum);
    }
  }

  /// The calls that were answered so.
  public long calls(String answer) {
    return calls.getOrDefault(answer, 0L);
  }

  /// How many calls there were.
  public long all() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What contradicts what, empty when everything adds up. Every call brings one message.
  ///
  /// @param sent how many calls were made
  /// @param data of the server, which has stopped
  public String contradiction(long sent, Path data) throws SQLException {
    long received = intake.getOrDefault("received", 0L);
    long became = intake.values().stream().mapToLong(Long::longValue).sum() - received;
    Map<String, String> must = new TreeMap<>();
    must.put("calls made " + sent, "counted " + all());
    must.put("received " + received, "became " + became);
    for (String answer : new String[] {"stored", "duplicate", "noted", "busy", "unavailable"}) {
      must.put(
          "intake " + answer + " " + intake.getOrDefault(answer, 0L), "answered " + calls(answer));
    }
    try (var rows = rows(data)) {
      must.put(
          "stored " + calls("stored"),
          "rows " + count(rows, "select count(*) from message where direction = 'IN'"));
      must.put(
          "set aside " + calls("set_aside"),
          "rows " + count(rows, "select count(*) from dead_letter"));
    }
    must.entrySet().removeIf(pair -> number(pair.getKey()).equals(number(pair.getValue())));
    return must.isEmpty() ? "" : must.toString();
  }

  private static String number(String words) {
    return words.substring(words.lastIndexOf(' ') + 1);
  }

  /// The data of a server that has stopped.
  public static Connection rows(Path data) throws SQLException {
    var file = data.toAbsolutePath().resolve("ondam");
    return DriverManager.getConnection("jdbc:h2:file:" + file, "ondam", "");
  }

  /// @param query of one number
  public static long count(Connection rows, String query) throws SQLException {
    try (var statement = rows.createStatement();
        var found = statement.executeQuery(query)) {
      found.next();
      return found.getLong(1);
    }
  }
}

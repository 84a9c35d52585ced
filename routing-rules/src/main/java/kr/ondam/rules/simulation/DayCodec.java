package kr.ondam.rules.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kr.ondam.rules.Availability;
import kr.ondam.rules.Capacity;

/// Writes and reads a recorded day as JSON lines, so that a server can append while the day goes
/// on.
///
/// ```
/// {"t":"day","v":1,"tenant":"hanbit-life","day":"2026-11-25"}
/// {"t":"agent","at":1764032400000,"agent":12,"centre":"부산센터","availability":"OPEN","skills":{"보험금":3},"total":100,"channels":[[25,4]],"rank":0}
/// {"t":"arrived","at":1764032401000,"conversation":7,"channel":0,"centre":"부산센터","queue":"보험금","known":-1,"facts":{"고객.등급":"VIP"}}
/// {"t":"answered","at":1764032410000,"conversation":7,"agent":12}
/// {"t":"ended","at":1764032700000,"conversation":7,"wrapUp":30000}
/// {"t":"left","at":1764032700000,"conversation":8,"silent":false}
/// ```
///
/// Fields that are not known here are passed over, as are lines of an unknown `t`, so that a newer
/// server may say more; `v` changes only when the meaning of what is here changes.
public final class DayCodec {
  /// The version that is written.
  public static final int VERSION = 1;

  private DayCodec() {}

  /// The first line of a day.
  public static String header(String tenant, String day) {
    return new Json.Line("day").put("v", VERSION).put("tenant", tenant).put("day", day).text();
  }

  /// The line of an entry.
  public static String line(DayEntry entry) {
    return switch (entry) {
      case DayEntry.AgentSeen seen -> agent(seen);
      case DayEntry.Arrived arrived ->
          new Json.Line("arrived")
              .put("at", arrived.at())
              .put("conversation", arrived.conversation())
              .put("channel", arrived.channel())
              .put("centre", arrived.centre())
              .put("queue", arrived.queue())
              .put("known", arrived.known())
              .put("facts", new TreeMap<>(arrived.facts()))
              .text();
      case DayEntry.Answered answered ->
          new Json.Line("answered")
              .put("at", answered.at())
              .put("conversation", answered.conversation())
              .put("agent", answered.agent())
              .text();
      case DayEntry.Ended ended ->
          new Json.Line("ended")
              .put("at", ended.at())
              .put("conversation", ended.conversation())
              .put("wrapUp", ended.wrapUpMillis())
              .text();
      case DayEntry.Left left ->
          new Json.Line("left")
              .put("at", left.at())
              .put("conversation", left.conversation())
              .put("silent", left.silent())
              .text();
    };
  }

  private static String agent(DayEntry.AgentSeen seen) {
    List<List<Integer>> channels = new ArrayList<>();
    seen.capacity()
        .channels()
        .forEach(channel -> channels.add(List.of(channel.weight(), channel.max())));
    return new Json.Line("agent")
        .put("at", seen.at())
        .put("agent", seen.agent())
        .put("centre", seen.centre())
        .put("availability", seen.availability().name())
        .put("skills", new TreeMap<>(seen.skills()))
        .put("total", seen.capacity().total())
        .put("channels", channels)
        .put("rank", seen.rank())
        .text();
  }

  /// Reads a day. A line that cannot be read, such as the last one of a server that was killed, is
  /// left out and named in [DayLog#damaged].
  ///
  /// @throws IllegalArgumentException when the first line is not that of a day, or of another
  ///   version
  public static DayLog read(Stream<String> lines) {
    Reader reader = new Reader();
    lines.forEachOrdered(reader::take);
    return reader.day();
  }

  private static final class Reader {
    private final List<DayEntry> entries = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private String tenant = "";
    private String day = "";
    private int line;

    void take(String text) {
      line++;
      if (line == 1) {
        header(text);
      } else if (!text.isBlank()) {
        try {
          entry(new Json.Fields(Json.object(text)));
        } catch (IllegalArgumentException e) {
          damaged.add(line + ": " + e.getMessage());
        }
      }
    }

    private void header(String text) {
      Json.Fields fields = new Json.Fields(Json.object(text));
      if (!fields.text("t").equals("day")) {
        throw new IllegalArgumentException("1: " + fields.text("t") + " (expected: day)");
      }
      if (fields.number("v") != VERSION) {
        throw new IllegalArgumentException(
            "version: " + fields.number("v") + " (expected: " + VERSION + ")");
      }
      tenant = fields.text("tenant");
      day = fields.text("day");
    }

    private void entry(Json.Fields fields) {
      switch (fields.text("t")) {
        case "agent" -> entries.add(seen(fields));
        case "arrived" -> entries.add(arrived(fields));
        case "answered" ->
            entries.add(
                new DayEntry.Answered(
                    fields.number("at"), fields.number("conversation"), fields.number("agent")));
        case "ended" ->
            entries.add(
                new DayEntry.Ended(
                    fields.number("at"), fields.number("conversation"), fields.number("wrapUp")));
        case "left" ->
            entries.add(
                new DayEntry.Left(
                    fields.number("at"), fields.number("conversation"), fields.truth("silent")));
        default -> {}
      }
    }

    private static DayEntry seen(Json.Fields fields) {
      List<Capacity.Channel> channels = new ArrayList<>();
      for (Object channel : fields.list("channels")) {
        List<Integer> pair = Json.wholes(channel, 2);
        channels.add(new Capacity.Channel(pair.get(0), pair.get(1)));
      }
      Map<String, Integer> skills = new TreeMap<>();
      fields.map("skills").forEach((name, level) -> skills.put(name, Json.whole(name, level)));
      return new DayEntry.AgentSeen(
          fields.number("at"),
          fields.number("agent"),
          fields.text("centre"),
          Availability.valueOf(fields.text("availability")),
          skills,
          new Capacity(fields.whole("total"), channels),
          fields.whole("rank"));
    }

    private static DayEntry arrived(Json.Fields fields) {
      Map<String, String> facts = new TreeMap<>();
      fields.map("facts").forEach((name, value) -> facts.put(name, String.valueOf(value)));
      return new DayEntry.Arrived(
          fields.number("at"),
          fields.number("conversation"),
          fields.whole("channel"),
          fields.text("centre"),
          fields.text("queue"),
          fields.number("known"),
          facts);
    }

    DayLog day() {
      if (line == 0) {
        throw new IllegalArgumentException("1: nothing (expected: day)");
      }
      return DayLog.of(tenant, day, entries, damaged);
    }
  }
}

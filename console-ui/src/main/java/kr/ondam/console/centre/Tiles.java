package kr.ondam.console.centre;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import kr.ondam.agent.Presence;
import kr.ondam.console.live.Elapsed;
import kr.ondam.console.live.Urgency;
import kr.ondam.report.Board;
import kr.ondam.report.BoardView;

/// The numbers a manager reads from three metres away.
final class Tiles extends Div {
  private static final int GOOD_RATE = 85;
  private static final int POOR_RATE = 70;
  private final Tile waiting = new Tile("centre.tile.waiting");
  private final Tile active = new Tile("centre.tile.active");
  private final Tile ready = new Tile("centre.tile.ready");
  private final Tile answerRate = new Tile("centre.tile.answerRate");
  private final Tile abandoned = new Tile("centre.tile.abandoned");
  private final Tile answerTime = new Tile("centre.tile.asa");
  private final Tile serviceLevel = new Tile("centre.tile.serviceLevel");

  Tiles() {
    addClassName("centre-tiles");
    add(waiting, active, ready, answerRate, abandoned, answerTime, serviceLevel);
  }

  /// @param bots how many conversations bots have
  void show(BoardView board, long bots) {
    int waits = board.queues().stream().mapToInt(BoardView.QueueRow::waiting).sum();
    var longest = longest(board);
    waiting.show(
        Integer.toString(waits),
        getTranslation("centre.tile.longest", Elapsed.clock(longest)),
        waits == 0 ? Urgency.CALM : Urgency.of(longest, Board.THRESHOLD));
    int held = board.agents().stream().mapToInt(BoardView.AgentRow::held).sum();
    active.show(
        Integer.toString(held),
        bots == 0
            ? getTranslation("centre.tile.active.note")
            : getTranslation("centre.tile.bots", Long.toString(bots)),
        Urgency.CALM);
    long readyNow = board.agents().stream().filter(a -> a.presence() == Presence.READY).count();
    long online = board.agents().stream().filter(a -> a.presence() != Presence.OFFLINE).count();
    ready.show(
        Long.toString(readyNow),
        getTranslation("centre.tile.online", Long.toString(online)),
        readyNow == 0 && waits > 0 ? Urgency.LATE : Urgency.CALM);
    showToday(board.today());
  }

  private void showToday(BoardView.Today today) {
    var rate = today.answerRate();
    answerRate.show(
        rate.isPresent() ? percent(rate.getAsDouble()) : "–",
        getTranslation("centre.tile.answered", Integer.toString(today.answered())),
        rate.isEmpty() || rate.getAsDouble() >= GOOD_RATE
            ? Urgency.CALM
            : rate.getAsDouble() > POOR_RATE ? Urgency.NEAR : Urgency.LATE);
    abandoned.show(
        Integer.toString(today.abandoned()),
        getTranslation("centre.tile.closed", Integer.toString(today.closed())),
        Urgency.CALM);
    answerTime.show(
        today.answered() == 0 ? "–" : Elapsed.clock(today.averageAnswerTime()),
        getTranslation("centre.tile.aht", Elapsed.clock(today.averageHandleTime())),
        Urgency.CALM);
    var level = today.serviceLevel();
    serviceLevel.show(
        level.isPresent() ? percent(level.getAsInt()) : "–",
        getTranslation(
            "centre.tile.formula", Long.toString(today.serviceLevelThreshold().toSeconds())),
        Urgency.CALM);
  }

  /// Whole per cent, never 100 % while anybody is missing.
  static String percent(double share) {
    return (long) share + " %";
  }

  /// How long the customer waits who has waited longest; zero when nobody does.
  static Duration longest(BoardView board) {
    return board.queues().stream()
        .map(BoardView.QueueRow::oldest)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(oldest -> Duration.between(oldest, board.asOf()))
        .orElse(Duration.ZERO);
  }

  private static final class Tile extends Div {
    private final Span value = new Span("–");
    private final Span note = new Span();

    Tile(String key) {
      addClassName("centre-tile");
      var name = new Span(getTranslation(key));
      name.addClassName("name");
      value.addClassName("value");
      note.addClassName("note");
      add(name, value, note);
    }

    void show(String text, String remark, Urgency urgency) {
      value.setText(text);
      note.setText(remark);
      for (var each : Urgency.values()) {
        value.setClassName(each.css(), each == urgency);
      }
    }
  }
}

package kr.ondam.console.centre;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import kr.ondam.console.live.Urgency;
import kr.ondam.report.Board;
import kr.ondam.report.BoardView;

/// Every queue with how many wait in it and how long the first has waited.
final class QueueTable extends Grid<BoardView.QueueRow> {
  private final transient LiveRows<BoardView.QueueRow> rows =
      LiveRows.by(BoardView.QueueRow::queue);
  private Instant at = Instant.EPOCH;

  QueueTable() {
    addClassName("centre-queues");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    setAllRowsVisible(true);
    setAriaLabel(getTranslation("centre.queues"));
    addColumn(BoardView.QueueRow::name)
        .setHeader(getTranslation("centre.queue.name"))
        .setFlexGrow(2)
        .setComparator(Comparator.comparing(BoardView.QueueRow::name));
    addColumn(BoardView.QueueRow::waiting)
        .setHeader(getTranslation("centre.queue.waiting"))
        .setAutoWidth(true)
        .setComparator(Comparator.comparingInt(BoardView.QueueRow::waiting));
    addColumn(
            LitRenderer.<BoardView.QueueRow>of(
                    "<span class=\"wait ${item.urgency}\"><ondam-elapsed"
                        + " span=\"${item.span}\"></ondam-elapsed>"
                        + " <span class=\"word\">${item.word}</span></span>")
                .withProperty("urgency", row -> urgency(row).css())
                .withProperty("span", this::span)
                .withProperty("word", row -> word(urgency(row))))
        .setHeader(getTranslation("centre.queue.longest"))
        .setFlexGrow(1);
    setEmptyStateText(getTranslation("centre.queues.none"));
    setDataProvider(rows);
  }

  void show(BoardView board) {
    at = board.asOf();
    rows.show(board.queues(), this);
  }

  private Urgency urgency(BoardView.QueueRow row) {
    var oldest = row.oldest();
    return oldest == null
        ? Urgency.CALM
        : Urgency.of(Duration.between(oldest, at), Board.THRESHOLD);
  }

  private String span(BoardView.QueueRow row) {
    var oldest = row.oldest();
    return oldest == null ? "" : oldest.toEpochMilli() + " " + at.toEpochMilli();
  }

  /// The word beside the colour: a colour alone is invisible to some.
  private String word(Urgency urgency) {
    return switch (urgency) {
      case CALM -> "";
      case NEAR -> getTranslation("centre.urgency.near");
      case LATE -> getTranslation("centre.urgency.late");
    };
  }
}

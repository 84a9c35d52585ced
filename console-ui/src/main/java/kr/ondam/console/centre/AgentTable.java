package kr.ondam.console.centre;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import kr.ondam.report.BoardView;

/// Every agent with presence, load and conversations held; a button to change the presence.
final class AgentTable extends Grid<BoardView.AgentRow> {
  private final transient LiveRows<BoardView.AgentRow> rows =
      LiveRows.by(BoardView.AgentRow::agent);
  private Instant at = Instant.EPOCH;

  /// @param change asked when the manager wants to change an agent's presence
  AgentTable(Consumer<BoardView.AgentRow> change) {
    addClassName("centre-agents");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    setAriaLabel(getTranslation("centre.agents"));
    addColumn(
            LitRenderer.<BoardView.AgentRow>of(
                    "<div class=\"agent\"><strong>${item.name}</strong>"
                        + "<small>${item.centre}</small></div>")
                .withProperty("name", BoardView.AgentRow::name)
                .withProperty("centre", BoardView.AgentRow::centre))
        .setHeader(getTranslation("centre.agent.name"))
        .setFlexGrow(2)
        .setSortable(true)
        .setComparator(Comparator.comparing(BoardView.AgentRow::name));
    addColumn(
            LitRenderer.<BoardView.AgentRow>of(
                    "<span class=\"presence ${item.css}\">${item.word}</span>"
                        + " <ondam-elapsed span=\"${item.span}\"></ondam-elapsed>")
                .withProperty("css", row -> row.presence().name().toLowerCase(Locale.ROOT))
                .withProperty("word", row -> getTranslation(presenceKey(row)))
                .withProperty("span", this::span))
        .setHeader(getTranslation("centre.agent.presence"))
        .setFlexGrow(2)
        .setSortable(true)
        .setComparator(Comparator.comparing(BoardView.AgentRow::presence));
    addColumn(
            LitRenderer.<BoardView.AgentRow>of(
                    "<div class=\"load\"><div class=\"load-bar ${item.css}\" role=\"presentation\">"
                        + "<div style=\"width:${item.share}%\"></div></div>"
                        + "<span>${item.text}</span></div>")
                .withProperty("css", row -> row.load() >= row.capacity() ? "full" : "")
                .withProperty("share", AgentTable::share)
                .withProperty("text", row -> row.load() + "/" + row.capacity()))
        .setHeader(getTranslation("centre.agent.load"))
        .setFlexGrow(2)
        .setSortable(true)
        .setComparator(Comparator.comparingInt(AgentTable::share));
    addColumn(BoardView.AgentRow::held)
        .setHeader(getTranslation("centre.agent.held"))
        .setAutoWidth(true)
        .setFlexGrow(0)
        .setSortable(true);
    addColumn(
            LitRenderer.<BoardView.AgentRow>of(
                    "<vaadin-button theme=\"tertiary small\" aria-label=\"${item.label}\""
                        + " @click=\"${change}\">${item.text}</vaadin-button>")
                .withProperty("text", _ -> getTranslation("centre.presence.change"))
                .withProperty(
                    "label", row -> getTranslation("centre.presence.changeOf", row.name()))
                .withFunction("change", change::accept))
        .setAutoWidth(true)
        .setFlexGrow(0);
    setEmptyStateText(getTranslation("centre.agents.none"));
    setDataProvider(rows);
  }

  void show(BoardView board) {
    at = board.asOf();
    // Those who work stand first; the order of the presences is the order of interest.
    List<BoardView.AgentRow> sorted =
        board.agents().stream()
            .sorted(
                Comparator.comparing(BoardView.AgentRow::presence)
                    .thenComparing(BoardView.AgentRow::name))
            .toList();
    rows.show(sorted, this);
  }

  static String presenceKey(BoardView.AgentRow row) {
    return "presence." + row.presence().name();
  }

  private String span(BoardView.AgentRow row) {
    return row.since().equals(Instant.EPOCH)
        ? ""
        : row.since().toEpochMilli() + " " + at.toEpochMilli();
  }

  /// Load in per cent of the capacity, at most 100.
  private static int share(BoardView.AgentRow row) {
    return row.capacity() == 0 ? 0 : Math.min(100, 100 * row.load() / row.capacity());
  }
}

package kr.ondam.console.centre;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import kr.ondam.agent.Presence;
import kr.ondam.console.live.Elapsed;
import kr.ondam.console.live.Urgency;
import kr.ondam.report.Board;
import kr.ondam.report.BoardView;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// One row for each tenant of the group: the roll-up of a group manager.
final class GroupTable extends Grid<GroupTable.Row> {
  private final transient LiveRows<Row> rows = LiveRows.by(row -> row.tenant().id());

  record Row(Tenant tenant, BoardView board) {
    int waiting() {
      return board.queues().stream().mapToInt(BoardView.QueueRow::waiting).sum();
    }

    long ready() {
      return board.agents().stream().filter(a -> a.presence() == Presence.READY).count();
    }

    int held() {
      return board.agents().stream().mapToInt(BoardView.AgentRow::held).sum();
    }

    String answerRate() {
      var rate = board.today().answerRate();
      return rate.isPresent() ? Tiles.percent(rate.getAsDouble()) : "–";
    }
  }

  /// @param open asked when the manager wants to see a tenant
  GroupTable(Consumer<TenantId> open) {
    addClassName("centre-group");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.NONE);
    setAllRowsVisible(true);
    setAriaLabel(getTranslation("centre.group"));
    addColumn(
            LitRenderer.<Row>of(
                    "<vaadin-button theme=\"tertiary small\" @click=\"${open}\">"
                        + "<span class=\"strip\" style=\"--hue:${item.hue}\"></span>"
                        + "${item.name}</vaadin-button>")
                .withProperty("hue", row -> row.tenant().hue())
                .withProperty("name", row -> row.tenant().name())
                .withFunction("open", row -> open.accept(row.tenant().id())))
        .setHeader(getTranslation("centre.group.tenant"))
        .setFlexGrow(2);
    addColumn(Row::waiting).setHeader(getTranslation("centre.tile.waiting"));
    addColumn(
            LitRenderer.<Row>of("<span class=\"wait ${item.urgency}\">${item.text}</span>")
                .withProperty(
                    "urgency", row -> Urgency.of(Tiles.longest(row.board()), Board.THRESHOLD).css())
                .withProperty("text", row -> Elapsed.clock(Tiles.longest(row.board()))))
        .setHeader(getTranslation("centre.queue.longest"));
    addColumn(Row::held).setHeader(getTranslation("centre.tile.active"));
    addColumn(Row::ready).setHeader(getTranslation("centre.tile.ready"));
    addColumn(Row::answerRate).setHeader(getTranslation("centre.tile.answerRate"));
    addColumn(row -> row.board().today().abandoned())
        .setHeader(getTranslation("centre.tile.abandoned"));
    setDataProvider(rows);
  }

  void show(List<Tenant> tenants, Map<TenantId, BoardView> boards) {
    rows.show(
        tenants.stream()
            .filter(tenant -> boards.containsKey(tenant.id()))
            .map(tenant -> new Row(tenant, Objects.requireNonNull(boards.get(tenant.id()))))
            .toList(),
        this);
  }
}

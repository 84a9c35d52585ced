package kr.ondam.console.centre;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Consumer;
import kr.ondam.console.live.Urgency;
import kr.ondam.conversation.Stage;
import kr.ondam.report.Board;
import org.jspecify.annotations.Nullable;

/// Waiting and running conversations; several can be chosen.
final class ConversationTable extends Grid<ConversationRow> {
  private static final Comparator<ConversationRow> LONGEST_FIRST =
      Comparator.comparing(
          ConversationRow::waitsSince, Comparator.nullsLast(Comparator.naturalOrder()));
  private final transient LiveRows<ConversationRow> rows = LiveRows.by(ConversationRow::id);
  private Instant at = Instant.EPOCH;
  private transient Consumer<ConversationRow> asked = _ -> {};

  ConversationTable() {
    addClassName("centre-conversations");
    addThemeVariants(GridVariant.NO_BORDER);
    setSelectionMode(SelectionMode.MULTI);
    setAriaLabel(getTranslation("centre.conversations"));
    addColumn(
            LitRenderer.<ConversationRow>of(
                    "<span class=\"stage ${item.css}\">${item.word}</span>"
                        + "<span class=\"called\" ?hidden=\"${!item.called}\">${item.call}</span>")
                .withProperty("called", ConversationRow::called)
                .withProperty("call", _ -> getTranslation("centre.called"))
                .withProperty("css", row -> row.stage().name().toLowerCase(Locale.ROOT))
                .withProperty("word", row -> getTranslation("stage." + row.stage().name())))
        .setHeader(getTranslation("centre.conversation.stage"))
        .setAutoWidth(true)
        .setFlexGrow(0)
        .setSortable(true)
        .setComparator(Comparator.comparing(ConversationRow::stage));
    text(ConversationRow::queue, "centre.conversation.queue");
    text(this::customer, "centre.conversation.customer");
    text(row -> getTranslation("channel." + row.channel().name()), "centre.conversation.channel");
    text(ConversationRow::assignee, "centre.conversation.assignee");
    addColumn(
            LitRenderer.<ConversationRow>of(
                    "<span class=\"wait ${item.urgency}\"><ondam-elapsed"
                        + " span=\"${item.span}\"></ondam-elapsed></span>")
                .withProperty("urgency", row -> urgency(row.waitsSince()).css())
                .withProperty("span", this::span))
        .setHeader(getTranslation("centre.conversation.wait"))
        .setAutoWidth(true)
        .setFlexGrow(0)
        .setSortable(true)
        .setComparator(LONGEST_FIRST);
    addColumn(
            LitRenderer.<ConversationRow>of(
                    "<button class=\"why\" @click=\"${why}\">${item.why}</button>")
                .withProperty("why", _ -> getTranslation("why.short"))
                .withFunction("why", row -> asked.accept(row)))
        .setAutoWidth(true)
        .setFlexGrow(0);
    setDataProvider(rows);
  }

  private void text(
      com.vaadin.flow.function.ValueProvider<ConversationRow, String> value, String key) {
    addColumn(value).setHeader(getTranslation(key)).setFlexGrow(1).setSortable(true);
  }

  /// Whom to tell when somebody wants to know why a conversation is where it is.
  void onWhy(Consumer<ConversationRow> listener) {
    asked = listener;
  }

  void show(CentreState state) {
    at = state.board().asOf();
    rows.show(state.conversations().stream().sorted(LONGEST_FIRST).toList(), this);
    setEmptyStateText(getTranslation("centre.conversations.none"));
  }

  /// Shows only what matches all words and, unless null, stands in the stage.
  void filter(String words, @Nullable Stage stage) {
    rows.setFilter(row -> row.matches(words) && (stage == null || row.stage() == stage));
  }

  private String customer(ConversationRow row) {
    return row.customer().isEmpty() ? getTranslation("desk.unnamed", row.tail()) : row.customer();
  }

  private Urgency urgency(@Nullable Instant since) {
    return since == null ? Urgency.CALM : Urgency.of(Duration.between(since, at), Board.THRESHOLD);
  }

  private String span(ConversationRow row) {
    var since = row.waitsSince();
    return since == null ? "" : since.toEpochMilli() + " " + at.toEpochMilli();
  }
}

package kr.ondam.console.centre;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kr.ondam.agent.User;
import kr.ondam.console.live.Pulse;
import kr.ondam.conversation.Stage;
import kr.ondam.event.Subscription;
import kr.ondam.report.BoardView;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// 실시간 현황: the page of managers, team leads and the group's managers. It follows what happens in
/// the tenant, at most once a second.
@Route("centre")
@RolesAllowed({"MANAGER", "LEAD", "GROUP_MANAGER"})
@StyleSheet("centre.css")
@JavaScript("context://live.js")
public final class CentreView extends Composite<Div> implements HasDynamicTitle {
  private static final Duration GAP = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(5);
  private final transient CentreParts parts;
  private final transient CentreReader reader;
  private final transient Steering steering;
  private final transient User user;
  private final transient List<Tenant> tenants;
  private final Select<Tenant> chooser = new Select<>();
  private final Span note = new Span();
  private final Tiles tiles = new Tiles();
  private final QueueTable queues = new QueueTable();
  private final AgentTable agents = new AgentTable(this::changePresence);
  private final ConversationTable conversations = new ConversationTable();
  private final GroupTable group = new GroupTable(this::open);
  private final TextField search = new TextField();
  private final Select<Stage> stage = new Select<>();
  private final Button move = new Button();
  private @Nullable TenantId tenant;
  private transient @Nullable CentreState state;
  private transient @Nullable Pulse pulse;
  private transient @Nullable Subscription subscription;

  public CentreView(CentreParts parts) {
    this.parts = parts;
    reader = new CentreReader(parts);
    steering = new Steering(parts.submit(), parts.audit());
    user = parts.who().get();
    tenants = new WatchScope(user).of(parts.tenants().tenants());
    tenant = tenants.isEmpty() ? null : tenants.getFirst().id();
    var content = getContent();
    content.addClassName("centre");
    content.add(header());
    if (tenant == null) {
      var nothing = new Div(getTranslation("centre.noTenant"));
      nothing.addClassName("centre-empty");
      content.add(nothing);
      return;
    }
    content.add(tiles);
    if (new WatchScope(user).wholeGroup()) {
      var whole = panel("centre.group", group);
      whole.addClassName("centre-whole");
      content.add(whole);
    }
    var middle = new Div(panel("centre.queues", queues), panel("centre.agents", agents));
    middle.addClassName("centre-middle");
    content.add(middle, conversationPanel());
  }

  @Override
  public String getPageTitle() {
    return getTranslation("centre.title");
  }

  private Div header() {
    chooser.setItems(tenants);
    chooser.setItemLabelGenerator(item -> item == null ? "" : item.name());
    chooser.setAriaLabel(getTranslation("centre.group.tenant"));
    chooser.setVisible(tenants.size() > 1);
    if (!tenants.isEmpty()) {
      chooser.setValue(tenants.getFirst());
    }
    chooser.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        open(event.getValue().id());
      }
    });
    note.addClassName("centre-note");
    note.getElement().setAttribute("role", "status");
    note.setText(getTranslation("centre.loading"));
    var header = new Div(new H1(getTranslation("centre.title")), chooser, note);
    header.addClassName("centre-header");
    return header;
  }

  private Section panel(String key, com.vaadin.flow.component.Component inside) {
    var section = new Section(new H2(getTranslation(key)), inside);
    section.addClassName("centre-panel");
    return section;
  }

  private Section conversationPanel() {
    search.setPlaceholder(getTranslation("centre.filter"));
    search.setAriaLabel(getTranslation("centre.filter"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(_ -> filter());
    stage.setItems(Stage.AFTER_HOURS, Stage.QUEUED, Stage.OFFERED, Stage.ACTIVE, Stage.ON_HOLD);
    stage.setEmptySelectionAllowed(true);
    stage.setEmptySelectionCaption(getTranslation("stage.all"));
    stage.setItemLabelGenerator(item ->
        item == null ? getTranslation("stage.all") : getTranslation("stage." + item.name()));
    stage.setAriaLabel(getTranslation("centre.conversation.stage"));
    stage.addValueChangeListener(_ -> filter());
    move.setText(getTranslation("centre.move"));
    move.addThemeVariants(ButtonVariant.PRIMARY);
    move.setEnabled(false);
    move.addClickListener(_ -> reassign());
    conversations.onWhy(this::explain);
    conversations.addSelectionListener(_ -> countSelected());
    var bar = new Div(new H2(getTranslation("centre.conversations")), search, stage, move);
    bar.addClassName("centre-bar");
    var section = new Section(bar, conversations);
    section.addClassName("centre-panel");
    return section;
  }

  private void filter() {
    @Nullable Stage chosen = stage.getValue();
    conversations.filter(search.getValue(), chosen);
  }

  private void countSelected() {
    int chosen = conversations.getSelectedItems().size();
    move.setEnabled(chosen > 0);
    move.setText(
        chosen == 0 ? getTranslation("centre.move") : getTranslation("centre.move.count", chosen));
  }

  private void open(TenantId wanted) {
    // The choice comes from the browser: ask again whether it is in scope.
    if (!new WatchScope(user).covers(wanted)) {
      return;
    }
    tenant = wanted;
    state = null;
    conversations.deselectAll();
    tenants.stream().filter(t -> t.id().equals(wanted)).findFirst().ifPresent(chooser::setValue);
    note.setText(getTranslation("centre.loading"));
    unfollow();
    getUI().ifPresent(this::follow);
  }

  private void reassign() {
    var now = state;
    if (now == null) {
      return;
    }
    var chosen = conversations.getSelectedItems().stream().map(ConversationRow::id).toList();
    if (!chosen.isEmpty()) {
      new MoveDialog(
              steering, user, parts.remoteAddress().get(), now, chosen, conversations::deselectAll)
          .open();
    }
  }

  private void explain(ConversationRow row) {
    var now = state;
    if (now != null) {
      new WhyDialog(parts, now.tenant(), row).open();
    }
  }

  private void changePresence(BoardView.AgentRow row) {
    var now = state;
    if (now != null) {
      new PresenceDialog(steering, user, parts.remoteAddress().get(), now.tenant(), row).open();
    }
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    unfollow();
    follow(event.getUI());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    unfollow();
    super.onDetach(event);
  }

  private void follow(UI ui) {
    var watched = tenant;
    if (watched == null) {
      return;
    }
    var fresh = new Pulse(parts.timers(), GAP, TICK, () -> read(ui, watched));
    pulse = fresh;
    subscription = parts.events().subscribe(watched.value(), _ -> fresh.poke());
    fresh.start();
  }

  private void unfollow() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    if (pulse != null) {
      pulse.close();
      pulse = null;
    }
  }

  private void read(UI ui, TenantId watched) {
    reader
        .read(watched)
        .whenCompleteAsync(
            (fresh, error) -> ui.access(() -> show(watched, fresh, error)),
            Thread::startVirtualThread);
    if (new WatchScope(user).wholeGroup()) {
      reader
          .readAll(tenants.stream().map(Tenant::id).toList())
          .whenCompleteAsync(
              (boards, error) -> ui.access(() -> showGroup(boards, error)),
              Thread::startVirtualThread);
    }
  }

  private void show(TenantId watched, @Nullable CentreState fresh, @Nullable Throwable error) {
    if (!watched.equals(tenant)) {
      return;
    }
    note.setClassName("failed", error != null);
    if (fresh == null || error != null) {
      note.setText(getTranslation("centre.failed"));
      return;
    }
    state = fresh;
    note.setText(fresh.more() ? getTranslation("centre.more", CentreReader.MOST_ROWS) : "");
    tiles.show(
        fresh.board(),
        fresh.conversations().stream().filter(row -> row.stage() == Stage.BOT).count());
    queues.show(fresh.board());
    agents.show(fresh.board());
    conversations.show(fresh);
    countSelected();
  }

  private void showGroup(@Nullable Map<TenantId, BoardView> boards, @Nullable Throwable error) {
    if (boards != null && error == null) {
      group.show(tenants, boards);
    }
  }
}

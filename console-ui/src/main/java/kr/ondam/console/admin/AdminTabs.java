package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.Disposition;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// The lists of the administrator's page, each with what can be done to its rows.
final class AdminTabs {
  private static final int LATEST = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");
  private final AdminParts parts;
  private final Changes changes;

  AdminTabs(AdminParts parts, Changes changes) {
    this.parts = parts;
    this.changes = changes;
  }

  /// @param changed told when there is a new tenant, or one has another name
  Tables<Tenant> tenants(Runnable changed) {
    var table = new Tables<Tenant>(text("admin.tenants"), "", () -> parts.tenants().tenants());
    table.creates(
        text("admin.tenant.new"),
        () ->
            TenantForm.fresh(changes, 67 * parts.tenants().tenants().size())
                .open(() -> {
                  table.reload();
                  changed.run();
                }));
    table
        .grid
        .addColumn(
            LitRenderer.<Tenant>of(
                    "<span class=\"strip\" style=\"--hue:${item.hue}\"></span>${item.name}")
                .withProperty("hue", Tenant::hue)
                .withProperty("name", Tenant::name))
        .setHeader(text("admin.tenant.name"));
    column(table.grid, "admin.tenant.id", tenant -> tenant.id().value());
    column(table.grid, "admin.tenant.kind", t -> text("admin.tenantKind." + t.kind().name()));
    column(
        table.grid,
        "admin.centres",
        tenant ->
            parts.tenants().centres(tenant.id()).stream()
                .map(Centre::name)
                .collect(Collectors.joining(", ")));
    act(
        table.grid,
        "admin.edit",
        tenant ->
            TenantForm.of(changes, tenant)
                .open(() -> {
                  table.reload();
                  changed.run();
                }));
    return table;
  }

  Tables<User> users(TenantId tenant) {
    var table =
        new Tables<>(
            text("admin.users"), text("admin.users.none"), () -> parts.agents().users(tenant));
    table.creates(
        text("admin.user.new"),
        () ->
            new UserForm(changes, tenant, parts.provisioning().newUserId(), null, centres(tenant))
                .open(table::reload));
    column(table.grid, "admin.user.login", User::login);
    column(table.grid, "admin.user.name", User::name);
    column(
        table.grid,
        "admin.user.roles",
        user ->
            user.roles().stream()
                .sorted()
                .map(role -> text("admin.role." + role.name()))
                .collect(Collectors.joining(", ")));
    column(table.grid, "admin.user.centre", user -> centre(tenant, user));
    column(table.grid, "admin.user.capacity", user -> Integer.toString(user.capacity()));
    column(table.grid, "admin.skills", user -> SkillText.format(user.skills()));
    column(
        table.grid,
        "admin.state",
        user -> text(user.enabled() ? "admin.state.on" : "admin.state.off"));
    act(
        table.grid,
        "admin.edit",
        user ->
            new UserForm(changes, tenant, user.id(), user, centres(tenant)).open(table::reload));
    return table;
  }

  Tables<ChannelAccount> channels(TenantId tenant) {
    var table =
        new Tables<>(
            text("admin.channels"),
            text("admin.channels.none"),
            () -> parts.channels().accounts(tenant));
    table.creates(
        text("admin.channel.new"),
        () ->
            new ChannelForm(changes, parts.provisioning().settings(), tenant, null, centres(tenant))
                .open(account -> {
                  table.reload();
                  if (account.kind() != ChannelKind.SMS_SMPP) {
                    new KeyDialog(account, parts.gatewayAddress()).open();
                  }
                }));
    column(table.grid, "admin.channel.kind", a -> text(ChannelForm.kindKey(a.kind())));
    column(table.grid, "admin.channel.name", ChannelAccount::name);
    column(table.grid, "admin.channel.id", account -> account.id().value());
    column(table.grid, "admin.channel.centre", a -> centre(tenant, a));
    column(table.grid, "admin.channel.profile", ChannelAccount::profile);
    column(
        table.grid,
        "admin.channel.baseUrl",
        a -> a.baseUrl() == null ? "" : String.valueOf(a.baseUrl()));
    column(
        table.grid,
        "admin.channel.secret",
        account ->
            account.settings().containsKey("client-secret") ? text("admin.channel.set") : "–");
    column(table.grid, "admin.channel.origins", a -> String.join(", ", a.origins()));
    column(table.grid, "admin.channel.sources", a -> String.join(", ", a.sources()));
    column(
        table.grid,
        "admin.state",
        account -> text(account.enabled() ? "admin.state.on" : "admin.state.off"));
    act(
        table.grid,
        "admin.edit",
        account ->
            new ChannelForm(
                    changes, parts.provisioning().settings(), tenant, account, centres(tenant))
                .open(_ -> table.reload()));
    return table;
  }

  Tables<Queue> queues(TenantId tenant) {
    var table =
        new Tables<>(
            text("admin.queues"), text("centre.queues.none"), () -> parts.routing().queues(tenant));
    table.creates(
        text("admin.queue.new"),
        () ->
            new QueueForm(changes, tenant, null, parts.routing().queues(tenant), centres(tenant))
                .open(table::reload));
    column(table.grid, "admin.queue.name", Queue::name);
    column(table.grid, "admin.queue.id", queue -> queue.id().value());
    column(table.grid, "admin.queue.priority", queue -> Integer.toString(queue.priorityClass()));
    column(table.grid, "admin.skills", queue -> SkillText.format(queue.skills()));
    column(
        table.grid,
        "admin.queue.centre",
        queue -> {
          var centre = queue.centre();
          return centre == null ? text("admin.allCentres") : centre.value();
        });
    column(
        table.grid,
        "admin.queue.keys",
        queue -> String.join(", ", queue.routingKeys().stream().sorted().toList()));
    act(
        table.grid,
        "admin.edit",
        queue ->
            new QueueForm(changes, tenant, queue, parts.routing().queues(tenant), centres(tenant))
                .open(table::reload));
    return table;
  }

  Tables<Disposition> dispositions(TenantId tenant) {
    var table =
        new Tables<>(
            text("admin.dispositions"),
            text("admin.dispositions.none"),
            () -> parts.conversations().dispositions(tenant));
    table.creates(
        text("admin.disposition.new"),
        () ->
            new DispositionForm(changes, tenant, null, parts.conversations().dispositions(tenant))
                .open(table::reload));
    column(table.grid, "admin.disposition.code", Disposition::code);
    column(table.grid, "admin.disposition.name", Disposition::name).setFlexGrow(3);
    column(
        table.grid,
        "admin.disposition.parent",
        each -> {
          var parent = each.parent();
          return parent == null ? "" : parent;
        });
    column(
        table.grid,
        "admin.state",
        each -> text(each.enabled() ? "admin.state.on" : "admin.state.off"));
    act(
        table.grid,
        "admin.edit",
        each ->
            new DispositionForm(changes, tenant, each, parts.conversations().dispositions(tenant))
                .open(table::reload));
    return table;
  }

  Tables<AuditRow> audit(TenantId tenant) {
    var table =
        new Tables<>(
            text("admin.audit"),
            text("admin.audit.none"),
            () -> AuditRow.of(parts.agents(), tenant, parts.auditRecord().latest(tenant, LATEST)));
    column(table.grid, "admin.at", row -> time(row.event().at()));
    column(table.grid, "admin.audit.action", row -> action(row.event().action()));
    column(table.grid, "admin.audit.actor", AuditRow::actor);
    column(table.grid, "admin.audit.address", row -> row.event().remoteAddress());
    column(table.grid, "admin.audit.object", AuditRow::object);
    column(table.grid, "admin.audit.detail", row -> row.event().detail()).setFlexGrow(3);
    return table;
  }

  /// What was done, in words; the code itself when there are none.
  private static String action(String code) {
    String key = "admin.action." + code;
    String words = text(key);
    return words.contains(key) ? code : words;
  }

  private String centre(TenantId tenant, User user) {
    return centres(tenant).stream()
        .filter(centre -> centre.id().equals(user.centre()))
        .map(Centre::name)
        .findFirst()
        .orElse("");
  }

  /// The centre whose rules an account's conversations follow, empty for none.
  private String centre(TenantId tenant, ChannelAccount account) {
    var chosen = account.settings().getOrDefault("centre", "");
    return centres(tenant).stream()
        .filter(centre -> centre.id().value().equals(chosen))
        .map(Centre::name)
        .findFirst()
        .orElse(chosen);
  }

  private List<Centre> centres(TenantId tenant) {
    return parts.tenants().centres(tenant);
  }

  private static String time(java.time.Instant at) {
    return TIME.format(at.atZone(ZoneId.systemDefault()));
  }

  private static <T> Grid.Column<T> column(
      Grid<T> grid, String header, com.vaadin.flow.function.ValueProvider<T, String> value) {
    return grid.addColumn(value)
        .setHeader(text(header))
        .setResizable(true)
        .setSortable(true)
        .setTooltipGenerator(value::apply);
  }

  private static <T> void act(Grid<T> grid, String label, Consumer<T> action) {
    grid.addColumn(
            LitRenderer.<T>of(
                    "<vaadin-button theme=\"tertiary small\""
                        + " @click=\"${act}\">${item.text}</vaadin-button>")
                .withProperty("text", _ -> text(label))
                .withFunction("act", action::accept))
        .setAutoWidth(true)
        .setFlexGrow(0);
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

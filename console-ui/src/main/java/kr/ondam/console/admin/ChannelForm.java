package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.launch.ChannelSettings;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.launch.Provisioning;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Connects a channel account with a key of its own, or changes one, which keeps its kind, its key
/// and the settings that have no field. Fields that the kind does not use are hidden.
final class ChannelForm {
  private static final List<ChannelKind> KINDS =
      List.of(
          ChannelKind.KAKAO_COUNSEL,
          ChannelKind.KAKAO_SKILL,
          ChannelKind.WEB_CHAT,
          ChannelKind.SMS_SMPP,
          ChannelKind.SMS_HTTP,
          ChannelKind.BOT);
  private final Changes changes;
  private final TenantId tenant;
  private final @Nullable ChannelAccount existing;
  private final Form form;
  private final Select<ChannelKind> kind = new Select<>();
  private final TextField id;
  private final TextField name;
  private final Select<Centre> centre = new Select<>();
  private final CounselFields counsel;
  private final SkillFields skill;
  private final SmppFields smpp;
  private final BotFields bot;
  private final SmsFields sms;
  private final SecretField secret;
  private final TextField origins;
  private final TextField sources;
  private final Checkbox enabled = new Checkbox();
  private @Nullable ChannelAccount saved;

  /// @param judge of its settings
  /// @param existing the account to change, null for a new one
  /// @param centres of the tenant
  ChannelForm(
      Changes changes,
      ChannelSettings judge,
      TenantId tenant,
      @Nullable ChannelAccount existing,
      List<Centre> centres) {
    this.changes = changes;
    this.tenant = tenant;
    this.existing = existing;
    form = new Form(text(existing == null ? "admin.channel.new" : "admin.channel.edit"));
    kind.setLabel(text("admin.channel.kind"));
    kind.setItems(KINDS);
    kind.setItemLabelGenerator(item -> item == null ? "" : text(kindKey(item)));
    kind.setValue(ChannelKind.KAKAO_COUNSEL);
    kind.addValueChangeListener(_ -> showKind());
    form.field("kind", kind);
    id = form.field("id", new TextField(text("admin.channel.id")));
    id.setHelperText(text("admin.idHint"));
    name = form.field("name", new TextField(text("admin.channel.name")));
    centre.setLabel(text("admin.channel.centre"));
    centre.setHelperText(text("admin.channel.centreHint"));
    centre.setItems(centres);
    centre.setItemLabelGenerator(item -> item == null ? text("admin.none") : item.name());
    centre.setEmptySelectionAllowed(true);
    centre.setEmptySelectionCaption(text("admin.none"));
    form.field("centre", centre);
    counsel = new CounselFields(form);
    smpp = new SmppFields(form, judge);
    bot = new BotFields(form, judge);
    sms = new SmsFields(form, judge);
    secret = new SecretField(form, "secret", text("admin.channel.secret"));
    skill = new SkillFields(form, judge);
    origins = form.field("origins", new TextField(text("admin.channel.origins")));
    origins.setHelperText(text("admin.channel.originsHint"));
    sources = form.field("sources", new TextField(text("admin.channel.sources")));
    sources.setHelperText(text("admin.channel.sourcesHint"));
    enabled.setLabel(text("admin.state.on"));
    enabled.setValue(true);
    form.plain(enabled);
    if (existing != null) {
      fill(existing, centres);
    }
    showKind();
  }

  private void fill(ChannelAccount account, List<Centre> centres) {
    var stored = account.settings();
    kind.setValue(account.kind());
    kind.setReadOnly(true);
    id.setValue(account.id().value());
    id.setReadOnly(true);
    name.setValue(account.name());
    centres.stream()
        .filter(item -> item.id().value().equals(stored.get("centre")))
        .findFirst()
        .ifPresent(centre::setValue);
    switch (account.kind()) {
      case KAKAO_COUNSEL -> counsel.fill(account);
      case KAKAO_SKILL -> skill.fill(stored);
      case SMS_SMPP -> smpp.fill(stored);
      case BOT -> bot.fill(account);
      case SMS_HTTP -> sms.fill(account);
      case WEB_CHAT -> origins.setValue(String.join(", ", account.origins()));
    }
    secret.fill(stored.getOrDefault(secretKey(account.kind()), ""));
    sources.setValue(String.join(", ", account.sources()));
    enabled.setValue(account.enabled());
  }

  /// The setting that the field of the secret stands for; empty where it stands for none.
  private static String secretKey(ChannelKind kind) {
    return switch (kind) {
      case KAKAO_COUNSEL -> "client-secret";
      case KAKAO_SKILL -> "inbound-secret";
      case SMS_SMPP -> "password";
      case BOT -> "secret";
      case SMS_HTTP, WEB_CHAT -> "";
    };
  }

  /// The words for a kind where accounts are set up: text messages go two ways.
  static String kindKey(ChannelKind kind) {
    return switch (kind) {
      case SMS_SMPP, SMS_HTTP -> "admin.channel.kind." + kind.name();
      case KAKAO_COUNSEL, KAKAO_SKILL, WEB_CHAT, BOT -> "channel." + kind.name();
    };
  }

  private boolean is(ChannelKind wanted) {
    return kind.getValue() == wanted;
  }

  private boolean called() {
    return !is(ChannelKind.SMS_SMPP) && !is(ChannelKind.WEB_CHAT);
  }

  private void showKind() {
    counsel.setVisible(is(ChannelKind.KAKAO_COUNSEL));
    skill.setVisible(is(ChannelKind.KAKAO_SKILL));
    smpp.setVisible(is(ChannelKind.SMS_SMPP));
    bot.setVisible(is(ChannelKind.BOT));
    sms.setVisible(is(ChannelKind.SMS_HTTP));
    // Beside the name that it belongs to.
    form.before(is(ChannelKind.KAKAO_COUNSEL) ? counsel.afterClient() : origins, secret.field());
    secret.setVisible(!secretKey(kind.getValue()).isEmpty());
    secret.hint(
        text(
            is(ChannelKind.KAKAO_SKILL)
                ? "admin.channel.skillSecretHint"
                : "admin.channel.secretHint"));
    origins.setVisible(is(ChannelKind.WEB_CHAT));
    sources.setVisible(called());
    centre.setVisible(!is(ChannelKind.BOT));
  }

  /// @param done told the account that was saved
  void open(Consumer<ChannelAccount> done) {
    form.saves(
        this::save,
        () -> {
          if (saved != null) {
            done.accept(saved);
          }
        });
    form.open();
  }

  private ProvisionResult save() {
    var allowed = Shapes.list(origins.getValue());
    var callers = Shapes.list(sources.getValue());
    var settings = settings();
    form.check("id", Shapes.id(id.getValue()), text("admin.expected.id"));
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    form.check(
        "sources",
        !called() || callers.stream().allMatch(Shapes::network),
        text("admin.expected.sources"));
    switch (kind.getValue()) {
      case KAKAO_COUNSEL -> counsel.check(secret);
      case KAKAO_SKILL -> skill.check(settings, secret);
      case SMS_SMPP -> smpp.check(settings, secret);
      case BOT -> bot.check(secret);
      case SMS_HTTP -> sms.check();
      case WEB_CHAT ->
          form.check(
              "origins",
              !allowed.isEmpty() && allowed.stream().allMatch(Shapes::origin),
              text("admin.expected.origins"));
    }
    if (!form.sound()) {
      return form.unsound();
    }
    saved = account(settings, allowed, callers);
    return existing == null ? changes.createChannel(saved) : changes.saveChannel(saved);
  }

  private ChannelAccount account(
      Map<String, String> settings, List<String> allowed, List<String> callers) {
    var before = existing;
    return new ChannelAccount(
        tenant,
        new ChannelAccountId(id.getValue()),
        kind.getValue(),
        name.getValue().strip(),
        profile(),
        before == null ? Provisioning.newChannelKey() : before.key(),
        senderKey(),
        address(),
        settings,
        is(ChannelKind.WEB_CHAT) ? allowed : List.of(),
        called() ? callers : List.of(),
        enabled.getValue());
  }

  private String profile() {
    return switch (kind.getValue()) {
      case KAKAO_COUNSEL -> counsel.profile();
      case BOT -> bot.profile();
      case SMS_HTTP -> sms.profile();
      case KAKAO_SKILL, SMS_SMPP, WEB_CHAT -> existing == null ? "" : existing.profile();
    };
  }

  private @Nullable String senderKey() {
    if (is(ChannelKind.KAKAO_COUNSEL)) {
      return counsel.senderKey();
    }
    return existing == null ? null : existing.senderKey();
  }

  private @Nullable URI address() {
    return switch (kind.getValue()) {
      case KAKAO_COUNSEL -> counsel.address().orElse(null);
      case BOT -> bot.address().orElse(null);
      case SMS_HTTP -> sms.address().orElse(null);
      case KAKAO_SKILL, SMS_SMPP, WEB_CHAT -> existing == null ? null : existing.baseUrl();
    };
  }

  /// What the fields say, and what the account has beside them.
  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    if (existing != null) {
      settings.putAll(existing.settings());
      settings.keySet().removeAll(shown());
    }
    @Nullable Centre chosen = centre.getValue();
    if (chosen != null && !is(ChannelKind.BOT)) {
      settings.put("centre", chosen.id().value());
    }
    switch (kind.getValue()) {
      case KAKAO_COUNSEL -> counsel.put(settings, secret);
      case KAKAO_SKILL -> skill.put(settings, secret);
      case SMS_SMPP -> smpp.put(settings, secret);
      case BOT -> settings.putAll(bot.settings(secret.value()));
      case SMS_HTTP -> settings.putAll(sms.settings());
      case WEB_CHAT -> {}
    }
    return settings;
  }

  /// The settings that have a field.
  private Set<String> shown() {
    Set<String> shown =
        new HashSet<>(
            switch (kind.getValue()) {
              case KAKAO_COUNSEL -> CounselFields.KEYS;
              case KAKAO_SKILL -> SkillFields.KEYS;
              case SMS_SMPP -> SmppFields.KEYS;
              case BOT -> BotFields.KEYS;
              case SMS_HTTP -> sms.keys();
              case WEB_CHAT -> Set.of();
            });
    if (!is(ChannelKind.BOT)) {
      shown.add("centre");
    }
    return shown;
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

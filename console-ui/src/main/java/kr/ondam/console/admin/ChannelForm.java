package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.launch.ChannelSettings;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.launch.Provisioning;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Connects a channel account with a key of its own. Fields that the chosen kind does not use are
/// hidden.
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
  private final Form form;
  private final Select<ChannelKind> kind = new Select<>();
  private final TextField id;
  private final TextField name;
  private final Select<Centre> centre = new Select<>();
  private final Select<String> profile = new Select<>();
  private final TextField senderKey;
  private final TextField baseUrl;
  private final TextField clientId;
  private final TextField secret;
  private final TextField farewell;
  private final TextField botId;
  private final TextField apiKey;
  private final TextField event;
  private final TextField origins;
  private final TextField host;
  private final TextField port;
  private final Checkbox tls = new Checkbox();
  private final TextField systemId;
  private final TextField number;
  private final BotFields bot;
  private final SmsFields sms;
  private @Nullable ChannelAccount created;

  /// @param centres of the tenant
  ChannelForm(Changes changes, TenantId tenant, List<Centre> centres) {
    this.changes = changes;
    this.tenant = tenant;
    form = new Form(text("admin.channel.new"));
    kind.setLabel(text("admin.channel.kind"));
    kind.setItems(KINDS);
    kind.setItemLabelGenerator(item -> item == null ? "" : text("channel." + item.name()));
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
    profile.setLabel(text("admin.channel.profile"));
    profile.setItems("happytalk-v3", "happytalk-v1");
    profile.setValue("happytalk-v3");
    form.field("profile", profile);
    senderKey = form.field("senderKey", new TextField(text("admin.channel.senderKey")));
    baseUrl = form.field("baseUrl", new TextField(text("admin.channel.baseUrl")));
    clientId = form.field("clientId", new TextField(text("admin.channel.clientId")));
    host = form.field("host", new TextField(text("admin.channel.host")));
    port = form.field("port", new TextField(text("admin.channel.port")));
    port.setPlaceholder("2775");
    tls.setLabel(text("admin.channel.tls"));
    form.field("tls", tls);
    systemId = form.field("systemId", new TextField(text("admin.channel.systemId")));
    number = form.field("number", new TextField(text("admin.channel.number")));
    number.setHelperText(text("admin.channel.numberHint"));
    bot = new BotFields(form);
    sms = new SmsFields(form);
    secret = form.field("secret", new TextField(text("admin.channel.secret")));
    secret.setHelperText(text("admin.channel.secretHint"));
    secret.setPlaceholder("ref:");
    farewell = form.field("farewell", new TextField(text("admin.channel.farewell")));
    farewell.setHelperText(text("admin.channel.farewellHint"));
    botId = form.field("botId", new TextField(text("admin.channel.botId")));
    apiKey = form.field("apiKey", new TextField(text("admin.channel.apiKey")));
    apiKey.setPlaceholder("ref:");
    event = form.field("event", new TextField(text("admin.channel.event")));
    event.setHelperText(text("admin.channel.eventHint"));
    origins = form.field("origins", new TextField(text("admin.channel.origins")));
    origins.setHelperText(text("admin.channel.originsHint"));
    showKind();
  }

  private boolean kakao() {
    return kind.getValue() == ChannelKind.KAKAO_COUNSEL;
  }

  private boolean skill() {
    return kind.getValue() == ChannelKind.KAKAO_SKILL;
  }

  private boolean smpp() {
    return kind.getValue() == ChannelKind.SMS_SMPP;
  }

  private boolean bot() {
    return kind.getValue() == ChannelKind.BOT;
  }

  private boolean sms() {
    return kind.getValue() == ChannelKind.SMS_HTTP;
  }

  private boolean web() {
    return kind.getValue() == ChannelKind.WEB_CHAT;
  }

  private void showKind() {
    profile.setVisible(kakao());
    senderKey.setVisible(kakao());
    baseUrl.setVisible(kakao());
    clientId.setVisible(kakao());
    secret.setVisible(!web() && !sms());
    secret.setHelperText(
        text(skill() ? "admin.channel.skillSecretHint" : "admin.channel.secretHint"));
    farewell.setVisible(kakao());
    for (var field : List.of(botId, apiKey, event)) {
      field.setVisible(skill());
    }
    origins.setVisible(web());
    for (var field : List.of(host, port, systemId, number)) {
      field.setVisible(smpp());
    }
    tls.setVisible(smpp());
    bot.setVisible(bot());
    sms.setVisible(sms());
    centre.setVisible(!bot());
  }

  /// @param done told the account that was created
  void open(Consumer<ChannelAccount> done) {
    form.saves(
        this::save,
        () -> {
          if (created != null) {
            done.accept(created);
          }
        });
    form.open();
  }

  private ProvisionResult save() {
    var allowed = Shapes.list(origins.getValue());
    form.check("id", Shapes.id(id.getValue()), text("admin.expected.id"));
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    if (kakao()) {
      form.check("senderKey", !senderKey.isEmpty(), text("admin.expected.senderKey"));
      form.check(
          "baseUrl",
          Shapes.address(baseUrl.getValue()).isPresent(),
          text("admin.expected.baseUrl"));
      form.check(
          "secret",
          secret.isEmpty() || Shapes.reference(secret.getValue().strip()),
          text("admin.expected.secret"));
      form.check("farewell", farewell.getValue().length() <= 1000, text("admin.expected.farewell"));
    } else if (skill()) {
      checkSkill();
    } else if (smpp()) {
      checkSmpp();
    } else if (bot()) {
      bot.check(secret.getValue().strip());
    } else if (sms()) {
      sms.check();
    } else {
      form.check(
          "origins",
          !allowed.isEmpty() && allowed.stream().allMatch(Shapes::origin),
          text("admin.expected.origins"));
    }
    if (!form.sound()) {
      return form.unsound();
    }
    created =
        new ChannelAccount(
            tenant,
            new ChannelAccountId(id.getValue()),
            kind.getValue(),
            name.getValue().strip(),
            chosenProfile(),
            Provisioning.newChannelKey(),
            kakao() ? senderKey.getValue().strip() : null,
            chosenAddress(),
            settings(),
            web() ? allowed : List.of(),
            List.of(),
            true);
    return changes.createChannel(created);
  }

  private String chosenProfile() {
    return switch (kind.getValue()) {
      case KAKAO_COUNSEL -> profile.getValue();
      case BOT -> bot.profile();
      case SMS_HTTP -> sms.profile();
      case KAKAO_SKILL, SMS_SMPP, WEB_CHAT -> "";
    };
  }

  private @Nullable URI chosenAddress() {
    return switch (kind.getValue()) {
      case KAKAO_COUNSEL -> Shapes.address(baseUrl.getValue()).orElse(null);
      case BOT -> bot.address().orElse(null);
      case SMS_HTTP -> sms.address().orElse(null);
      case KAKAO_SKILL, SMS_SMPP, WEB_CHAT -> null;
    };
  }

  private void checkSkill() {
    form.check(
        "secret", Shapes.reference(secret.getValue().strip()), text("admin.expected.secret"));
    boolean none = botId.isEmpty() && apiKey.isEmpty() && event.isEmpty();
    boolean all =
        Shapes.reference(apiKey.getValue().strip())
            && ChannelSettings.problems(ChannelKind.KAKAO_SKILL, "", null, settings()).isEmpty();
    form.check("event", none || all, text("admin.expected.event"));
  }

  private void checkSmpp() {
    form.check(
        "secret", Shapes.reference(secret.getValue().strip()), text("admin.expected.secret"));
    var wrong =
        ChannelSettings.problems(ChannelKind.SMS_SMPP, "", null, settings()).stream()
            .map(SettingProblem::key)
            .toList();
    form.check("host", !wrong.contains("host"), text("admin.expected.host"));
    form.check("port", !wrong.contains("port"), text("admin.expected.port"));
    form.check("systemId", !wrong.contains("system-id"), text("admin.expected.systemId"));
    form.check("number", !wrong.contains("number"), text("admin.expected.number"));
  }

  private Map<String, String> settings() {
    if (bot()) {
      return bot.settings(secret.getValue().strip());
    }
    Map<String, String> settings = new HashMap<>();
    @Nullable Centre chosen = centre.getValue();
    if (chosen != null) {
      settings.put("centre", chosen.id().value());
    }
    if (sms()) {
      settings.putAll(sms.settings());
      return settings;
    }
    if (smpp()) {
      put(settings, "host", host);
      put(settings, "port", port);
      put(settings, "system-id", systemId);
      put(settings, "password", secret);
      put(settings, "number", number);
      settings.put("tls", String.valueOf(tls.getValue()));
      return settings;
    }
    if (skill()) {
      put(settings, "inbound-secret", secret);
      put(settings, "bot-id", botId);
      put(settings, "api-key", apiKey);
      put(settings, "event", event);
      return settings;
    }
    if (web()) {
      return settings;
    }
    put(settings, "farewell", farewell);
    if (!clientId.isEmpty()) {
      settings.put("client-id", clientId.getValue().strip());
    }
    if (kakao() && !secret.isEmpty()) {
      settings.put("client-secret", secret.getValue().strip());
    }
    return settings;
  }

  private static void put(Map<String, String> settings, String key, TextField field) {
    if (!field.isEmpty()) {
      settings.put(key, field.getValue().strip());
    }
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

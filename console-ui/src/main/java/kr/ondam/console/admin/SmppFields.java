package kr.ondam.console.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.Writable;
import kr.ondam.launch.ChannelSettings;

/// The fields of an account of text messages over SMPP; its password is the form's secret.
final class SmppFields {
  static final Set<String> KEYS =
      Set.of("host", "port", "tls", "system-id", "number", "abroad", "password");
  private final Form form;
  private final ChannelSettings judge;
  private final TextField host;
  private final TextField port;
  private final Checkbox tls = new Checkbox();
  private final TextField systemId;
  private final TextField number;
  private final Checkbox abroad = new Checkbox();

  SmppFields(Form form, ChannelSettings judge) {
    this.form = form;
    this.judge = judge;
    host = form.field("host", new TextField(text("admin.channel.host")));
    port = form.field("port", new TextField(text("admin.channel.port")));
    port.setPlaceholder("2775");
    tls.setLabel(text("admin.channel.tls"));
    form.field("tls", tls);
    systemId = form.field("systemId", new TextField(text("admin.channel.systemId")));
    number = form.field("number", new TextField(text("admin.channel.number")));
    number.setHelperText(text("admin.channel.numberHint"));
    abroad.setLabel(text("admin.channel.abroad"));
    form.field("abroad", abroad);
  }

  void setVisible(boolean visible) {
    for (var field : List.<Component>of(host, port, tls, systemId, number, abroad)) {
      field.setVisible(visible);
    }
  }

  void fill(Map<String, String> stored) {
    host.setValue(stored.getOrDefault("host", ""));
    port.setValue(stored.getOrDefault("port", ""));
    tls.setValue("true".equals(stored.get("tls")));
    systemId.setValue(stored.getOrDefault("system-id", ""));
    number.setValue(stored.getOrDefault("number", ""));
    abroad.setValue(Writable.abroad(stored));
  }

  /// Marks what cannot be used.
  void check(Map<String, String> settings, SecretField password) {
    form.check("secret", password.present(), text("admin.expected.secret"));
    var wrong =
        judge.problems(ChannelKind.SMS_SMPP, "", null, settings).stream()
            .map(SettingProblem::key)
            .toList();
    form.check("host", !wrong.contains("host"), text("admin.expected.host"));
    form.check("port", !wrong.contains("port"), text("admin.expected.port"));
    form.check("systemId", !wrong.contains("system-id"), text("admin.expected.systemId"));
    form.check("number", !wrong.contains("number"), text("admin.expected.number"));
  }

  void put(Map<String, String> settings, SecretField password) {
    Shapes.put(settings, "host", host);
    Shapes.put(settings, "port", port);
    Shapes.put(settings, "system-id", systemId);
    Shapes.put(settings, "number", number);
    settings.put("tls", String.valueOf(tls.getValue()));
    settings.put(Writable.ABROAD, String.valueOf(abroad.getValue()));
    password.put(settings, "password");
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

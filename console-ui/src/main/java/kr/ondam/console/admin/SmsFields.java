package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.Writable;
import kr.ondam.launch.ChannelSettings;

/// The fields of an account of text messages over HTTP. Each profile has its own.
final class SmsFields {
  private final Form form;
  private final ChannelSettings judge;
  private final Select<String> profile = new Select<>();
  private final TextField address;
  private final TextField numbers;
  private final Checkbox abroad = new Checkbox();
  private final TextField publicUrl;
  private final Map<String, TextField> keys = new LinkedHashMap<>();
  private final Map<String, SecretField> secrets = new LinkedHashMap<>();
  private boolean visible;

  SmsFields(Form form, ChannelSettings judge) {
    this.form = form;
    this.judge = judge;
    profile.setLabel(text("admin.channel.profile"));
    profile.setItems(judge.http().profiles());
    profile.setValue(judge.http().profiles().getFirst());
    profile.addValueChangeListener(_ -> show());
    form.field("smsProfile", profile);
    address = form.field("smsAddress", new TextField(text("admin.channel.baseUrl")));
    numbers = form.field("smsNumber", new TextField(text("admin.channel.number")));
    numbers.setHelperText(text("admin.channel.numberHint"));
    abroad.setLabel(text("admin.channel.abroad"));
    form.field("smsAbroad", abroad);
    publicUrl = form.field("smsPublicUrl", new TextField(text("admin.channel.sms.publicUrl")));
    publicUrl.setHelperText(text("admin.channel.sms.publicUrlHint"));
    // Providers name their settings themselves; their names are what their documents say.
    for (String name : judge.http().profiles()) {
      for (String key : judge.http().keys(name)) {
        if (isSecret(key)) {
          secrets.computeIfAbsent(key, _ -> new SecretField(form, "sms-" + key, key));
        } else {
          keys.computeIfAbsent(key, this::field);
        }
      }
    }
  }

  private TextField field(String key) {
    var field = form.field("sms-" + key, new TextField(key));
    if (judge.http().profiles().stream()
        .anyMatch(name -> judge.http().addresses(name).contains(key))) {
      field.setHelperText(text("admin.channel.sms.addressHint"));
    }
    return field;
  }

  private boolean isSecret(String key) {
    return judge.http().profiles().stream()
        .anyMatch(name -> judge.http().secrets(name).contains(key));
  }

  void fill(ChannelAccount account) {
    var stored = account.settings();
    var url = account.baseUrl();
    profile.setValue(account.profile());
    address.setValue(url == null ? "" : url.toString());
    numbers.setValue(stored.getOrDefault("number", ""));
    abroad.setValue(Writable.abroad(stored));
    publicUrl.setValue(stored.getOrDefault("public-url", ""));
    keys.forEach((key, field) -> field.setValue(stored.getOrDefault(key, "")));
    secrets.forEach((key, field) -> field.fill(stored.getOrDefault(key, "")));
  }

  /// All settings that have a field, of whichever profile.
  Set<String> keys() {
    Set<String> all = new HashSet<>(Set.of("number", "public-url", Writable.ABROAD));
    all.addAll(keys.keySet());
    all.addAll(secrets.keySet());
    return all;
  }

  void setVisible(boolean yes) {
    visible = yes;
    show();
  }

  private void show() {
    profile.setVisible(visible);
    boolean polled = judge.http().polled(profile());
    profile.setHelperText(polled ? text("admin.channel.sms.polled") : null);
    address.setVisible(visible);
    numbers.setVisible(visible);
    abroad.setVisible(visible);
    publicUrl.setVisible(visible && !polled);
    var used = judge.http().keys(profile());
    keys.forEach((key, field) -> field.setVisible(visible && used.contains(key)));
    secrets.forEach((key, field) -> field.setVisible(visible && used.contains(key)));
  }

  String profile() {
    return profile.getValue();
  }

  Optional<URI> address() {
    return Shapes.address(address.getValue());
  }

  /// Marks what cannot be used.
  void check() {
    var wrong =
        judge.problems(ChannelKind.SMS_HTTP, profile(), address().orElse(null), settings()).stream()
            .map(SettingProblem::key)
            .toList();
    form.check("smsAddress", address().isPresent(), text("admin.expected.baseUrl"));
    form.check("smsNumber", !wrong.contains("number"), text("admin.expected.number"));
    form.check("smsPublicUrl", !wrong.contains("public-url"), text("admin.expected.baseUrl"));
    for (String key : judge.http().keys(profile())) {
      var secret = secrets.get(key);
      form.check(
          "sms-" + key,
          !wrong.contains(key) && (secret == null || secret.acceptable()),
          text(secret == null ? "admin.expected.value" : "admin.expected.secret"));
    }
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    Shapes.put(settings, "number", numbers);
    settings.put(Writable.ABROAD, String.valueOf(abroad.getValue()));
    if (!judge.http().polled(profile())) {
      Shapes.put(settings, "public-url", publicUrl);
    }
    var used = judge.http().keys(profile());
    keys.forEach((key, field) -> {
      if (used.contains(key)) {
        Shapes.put(settings, key, field);
      }
    });
    secrets.forEach((key, field) -> {
      if (used.contains(key)) {
        field.put(settings, key);
      }
    });
    return settings;
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.sms.http.HttpSettings;
import kr.ondam.launch.ChannelSettings;

/// The fields of an account of text messages over HTTP. Each profile has its own.
final class SmsFields {
  private final Form form;
  private final Select<String> profile = new Select<>();
  private final TextField address;
  private final TextField numbers;
  private final TextField publicUrl;
  private final Map<String, TextField> keys = new LinkedHashMap<>();
  private boolean visible;

  SmsFields(Form form) {
    this.form = form;
    profile.setLabel(text("admin.channel.profile"));
    profile.setItems(HttpSettings.profiles());
    profile.setValue(HttpSettings.profiles().getFirst());
    profile.addValueChangeListener(_ -> show());
    form.field("smsProfile", profile);
    address = form.field("smsAddress", new TextField(text("admin.channel.baseUrl")));
    numbers = form.field("smsNumber", new TextField(text("admin.channel.number")));
    numbers.setHelperText(text("admin.channel.numberHint"));
    publicUrl = form.field("smsPublicUrl", new TextField(text("admin.channel.sms.publicUrl")));
    publicUrl.setHelperText(text("admin.channel.sms.publicUrlHint"));
    for (String name : HttpSettings.profiles()) {
      HttpSettings.keys(name).forEach(key -> keys.computeIfAbsent(key, this::field));
    }
  }

  /// Providers name their settings themselves; their names are what their documents say.
  private TextField field(String key) {
    var field = form.field("sms-" + key, new TextField(key));
    boolean secret =
        HttpSettings.profiles().stream().anyMatch(name -> HttpSettings.secrets(name).contains(key));
    if (secret) {
      field.setPlaceholder("ref:");
      field.setHelperText(text("admin.channel.secretHint"));
    }
    if (HttpSettings.profiles().stream()
        .anyMatch(name -> HttpSettings.addresses(name).contains(key))) {
      field.setHelperText(text("admin.channel.sms.addressHint"));
    }
    return field;
  }

  void setVisible(boolean yes) {
    visible = yes;
    show();
  }

  private void show() {
    profile.setVisible(visible);
    boolean polled = HttpSettings.polled(profile());
    profile.setHelperText(polled ? text("admin.channel.sms.polled") : null);
    address.setVisible(visible);
    numbers.setVisible(visible);
    publicUrl.setVisible(visible && !polled);
    var used = HttpSettings.keys(profile());
    keys.forEach((key, field) -> field.setVisible(visible && used.contains(key)));
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
        ChannelSettings.problems(
                ChannelKind.SMS_HTTP, profile(), address().orElse(null), settings())
            .stream()
            .map(SettingProblem::key)
            .toList();
    form.check("smsAddress", address().isPresent(), text("admin.expected.baseUrl"));
    form.check("smsNumber", !wrong.contains("number"), text("admin.expected.number"));
    form.check("smsPublicUrl", !wrong.contains("public-url"), text("admin.expected.baseUrl"));
    var secrets = HttpSettings.secrets(profile());
    for (String key : HttpSettings.keys(profile())) {
      var typed = settings().getOrDefault(key, "");
      boolean secret = secrets.contains(key);
      form.check(
          "sms-" + key,
          !wrong.contains(key) && (!secret || typed.isEmpty() || Shapes.reference(typed)),
          text(secret ? "admin.expected.secret" : "admin.expected.value"));
    }
  }

  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    put(settings, "number", numbers);
    if (!HttpSettings.polled(profile())) {
      put(settings, "public-url", publicUrl);
    }
    for (String key : HttpSettings.keys(profile())) {
      var field = keys.get(key);
      if (field != null) {
        put(settings, key, field);
      }
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

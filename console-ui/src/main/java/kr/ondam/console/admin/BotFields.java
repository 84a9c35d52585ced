package kr.ondam.console.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.bot.BotKind;
import kr.ondam.launch.ChannelSettings;

/// The fields of a channel account that is a bot.
final class BotFields {
  private final Form form;
  private final Select<BotKind> dialect = new Select<>();
  private final TextField url;
  private final TextField publicUrl;
  private final TextField serves;
  private final TextField words;
  private final TextField idle;
  private final Checkbox opens = new Checkbox();
  private final Checkbox listen = new Checkbox();

  BotFields(Form form) {
    this.form = form;
    dialect.setLabel(text("admin.channel.bot.dialect"));
    dialect.setItems(BotKind.values());
    dialect.setItemLabelGenerator(kind -> kind == null ? "" : kind.word());
    dialect.setValue(BotKind.NATIVE);
    form.field("dialect", dialect);
    url = field("botUrl", "url");
    publicUrl = field("publicUrl", "publicUrl");
    serves = field("for", "for");
    words = field("words", "words");
    idle = form.field("idle", new TextField(text("admin.channel.bot.idle")));
    idle.setPlaceholder("30");
    opens.setLabel(text("admin.channel.bot.opens"));
    opens.setValue(true);
    form.field("opens", opens);
    listen.setLabel(text("admin.channel.bot.listen"));
    form.field("listen", listen);
  }

  private TextField field(String name, String key) {
    var field = form.field(name, new TextField(text("admin.channel.bot." + key)));
    field.setHelperText(text("admin.channel.bot." + key + "Hint"));
    return field;
  }

  void setVisible(boolean visible) {
    for (var field :
        List.<Component>of(dialect, url, publicUrl, serves, words, idle, opens, listen)) {
      field.setVisible(visible);
    }
  }

  String profile() {
    return dialect.getValue().word();
  }

  Optional<URI> address() {
    return Shapes.address(url.getValue());
  }

  /// Marks what cannot be used.
  ///
  /// @param secret what was typed as the secret
  void check(String secret) {
    var wrong =
        ChannelSettings.problems(
                ChannelKind.BOT, profile(), address().orElse(null), settings(secret))
            .stream()
            .map(SettingProblem::key)
            .toList();
    form.check("botUrl", !wrong.contains("base-url"), text("admin.expected.botUrl"));
    form.check("publicUrl", !wrong.contains("public-url"), text("admin.expected.botPublicUrl"));
    form.check("for", !wrong.contains("for"), text("admin.expected.botFor"));
    form.check("idle", !wrong.contains("idle-minutes"), text("admin.expected.botIdle"));
    form.check(
        "secret",
        !wrong.contains("secret") && (secret.isEmpty() || Shapes.reference(secret)),
        text("admin.expected.secret"));
  }

  Map<String, String> settings(String secret) {
    Map<String, String> settings = new HashMap<>();
    put(settings, "public-url", publicUrl.getValue());
    put(settings, "for", serves.getValue());
    put(settings, "handover-words", words.getValue());
    put(settings, "idle-minutes", idle.getValue());
    put(settings, "secret", secret);
    if (!opens.getValue()) {
      settings.put("opens", "false");
    }
    if (listen.getValue()) {
      settings.put("listen", "true");
    }
    return settings;
  }

  private static void put(Map<String, String> settings, String key, String typed) {
    if (!typed.isBlank()) {
      settings.put(key, typed.strip());
    }
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

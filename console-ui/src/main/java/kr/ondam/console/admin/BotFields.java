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
import java.util.Set;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.bot.BotKind;
import kr.ondam.launch.ChannelSettings;

/// The fields of a channel account that is a bot.
final class BotFields {
  static final Set<String> KEYS =
      Set.of("public-url", "for", "handover-words", "idle-minutes", "secret", "opens", "listen");
  private final Form form;
  private final ChannelSettings judge;
  private final Select<BotKind> dialect = new Select<>();
  private final TextField url;
  private final TextField publicUrl;
  private final TextField serves;
  private final TextField words;
  private final TextField idle;
  private final Checkbox opens = new Checkbox();
  private final Checkbox listen = new Checkbox();

  BotFields(Form form, ChannelSettings judge) {
    this.form = form;
    this.judge = judge;
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

  void fill(ChannelAccount account) {
    var stored = account.settings();
    var address = account.baseUrl();
    BotKind.of(account.profile()).ifPresent(dialect::setValue);
    url.setValue(address == null ? "" : address.toString());
    publicUrl.setValue(stored.getOrDefault("public-url", ""));
    serves.setValue(stored.getOrDefault("for", ""));
    words.setValue(stored.getOrDefault("handover-words", ""));
    idle.setValue(stored.getOrDefault("idle-minutes", ""));
    opens.setValue(!"false".equals(stored.get("opens")));
    listen.setValue("true".equals(stored.get("listen")));
  }

  String profile() {
    return dialect.getValue().word();
  }

  Optional<URI> address() {
    return Shapes.address(url.getValue());
  }

  /// Marks what cannot be used.
  void check(SecretField secret) {
    var wrong =
        judge
            .problems(ChannelKind.BOT, profile(), address().orElse(null), settings(secret.value()))
            .stream()
            .map(SettingProblem::key)
            .toList();
    form.check("botUrl", !wrong.contains("base-url"), text("admin.expected.botUrl"));
    form.check("publicUrl", !wrong.contains("public-url"), text("admin.expected.botPublicUrl"));
    form.check("for", !wrong.contains("for"), text("admin.expected.botFor"));
    form.check("idle", !wrong.contains("idle-minutes"), text("admin.expected.botIdle"));
    form.check(
        "secret", !wrong.contains("secret") && secret.acceptable(), text("admin.expected.secret"));
  }

  Map<String, String> settings(String secret) {
    Map<String, String> settings = new HashMap<>();
    Shapes.put(settings, "public-url", publicUrl);
    Shapes.put(settings, "for", serves);
    Shapes.put(settings, "handover-words", words);
    Shapes.put(settings, "idle-minutes", idle);
    if (!secret.isEmpty()) {
      settings.put("secret", secret);
    }
    if (!opens.getValue()) {
      settings.put("opens", "false");
    }
    if (listen.getValue()) {
      settings.put("listen", "true");
    }
    return settings;
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

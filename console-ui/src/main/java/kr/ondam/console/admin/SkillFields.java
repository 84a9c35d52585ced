package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelKind;
import kr.ondam.launch.ChannelSettings;

/// The fields of a Kakao chatbot's skill; the secret of its calls is the form's.
final class SkillFields {
  static final Set<String> KEYS = Set.of("inbound-secret", "bot-id", "api-key", "event");
  private final Form form;
  private final ChannelSettings judge;
  private final TextField botId;
  private final SecretField apiKey;
  private final TextField event;

  SkillFields(Form form, ChannelSettings judge) {
    this.form = form;
    this.judge = judge;
    botId = form.field("botId", new TextField(text("admin.channel.botId")));
    apiKey = new SecretField(form, "apiKey", text("admin.channel.apiKey"));
    event = form.field("event", new TextField(text("admin.channel.event")));
    event.setHelperText(text("admin.channel.eventHint"));
  }

  void setVisible(boolean visible) {
    for (var field : List.of(botId, event)) {
      field.setVisible(visible);
    }
    apiKey.setVisible(visible);
  }

  void fill(Map<String, String> stored) {
    botId.setValue(stored.getOrDefault("bot-id", ""));
    apiKey.fill(stored.getOrDefault("api-key", ""));
    event.setValue(stored.getOrDefault("event", ""));
  }

  /// Marks what cannot be used.
  void check(Map<String, String> settings, SecretField secret) {
    form.check("secret", secret.present(), text("admin.expected.secret"));
    boolean none = botId.isEmpty() && apiKey.value().isEmpty() && event.isEmpty();
    boolean all =
        apiKey.present() && judge.problems(ChannelKind.KAKAO_SKILL, "", null, settings).isEmpty();
    form.check("event", none || all, text("admin.expected.event"));
  }

  void put(Map<String, String> settings, SecretField secret) {
    secret.put(settings, "inbound-secret");
    Shapes.put(settings, "bot-id", botId);
    apiKey.put(settings, "api-key");
    Shapes.put(settings, "event", event);
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

package kr.ondam.console.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Map;

/// A field for the reference of a secret. A secret that stands in the settings itself, as in a
/// demo, is never shown: it stays as it is unless something is typed.
final class SecretField {
  private final TextField field;
  private String kept = "";

  /// @param name the name of the field in the form
  SecretField(Form form, String name, String label) {
    field = form.field(name, new TextField(label));
    field.setPlaceholder("ref:");
    field.setHelperText(text("admin.channel.secretHint"));
  }

  Component field() {
    return field;
  }

  void fill(String stored) {
    if (stored.isEmpty() || Shapes.reference(stored)) {
      field.setValue(stored);
    } else {
      kept = stored;
      field.setPlaceholder(text("admin.channel.set"));
    }
  }

  void setVisible(boolean visible) {
    field.setVisible(visible);
  }

  void hint(String text) {
    field.setHelperText(text);
  }

  /// What was typed, else what is kept; empty for none.
  String value() {
    var typed = field.getValue().strip();
    return typed.isEmpty() ? kept : typed;
  }

  /// Whether what was typed is a reference, or nothing was.
  boolean acceptable() {
    var typed = field.getValue().strip();
    return typed.isEmpty() || Shapes.reference(typed);
  }

  /// Whether there is an acceptable secret.
  boolean present() {
    return acceptable() && !value().isEmpty();
  }

  void put(Map<String, String> settings, String key) {
    if (!value().isEmpty()) {
      settings.put(key, value());
    }
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

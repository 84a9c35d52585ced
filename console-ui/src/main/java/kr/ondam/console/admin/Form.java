package kr.ondam.console.admin;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.tenant.StoreUnavailable;

/// A dialog with fields, each with its problem beside it, that closes when what it asked for was
/// done.
final class Form extends Dialog {
  private final FormLayout fields = new FormLayout();
  private final Div problem = new Div();
  private final transient Map<String, HasValidationProperties> byName = new LinkedHashMap<>();
  private boolean sound = true;

  /// What saving answers. It says what is wrong with [Form#check] and then does nothing.
  interface Saving {
    ProvisionResult save();
  }

  Form(String title) {
    setHeaderTitle(title);
    addClassName("admin-form");
    setWidth("680px");
    setMaxWidth("94vw");
    fields.setResponsiveSteps(
        new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("480px", 2));
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    add(fields, problem);
  }

  /// Adds a field under the name that checks and answers use for it.
  <F extends Component & HasValidationProperties> F field(String name, F field) {
    byName.put(name, field);
    if (field instanceof AbstractField<?, ?> value) {
      value.addValueChangeListener(_ -> field.setInvalid(false));
    }
    fields.add(field);
    return field;
  }

  /// Moves a field in front of another one.
  void before(Component next, Component moved) {
    fields.remove(moved);
    fields.addComponentAtIndex(fields.indexOf(next), moved);
  }

  /// Adds something that cannot be wrong.
  void plain(Component component) {
    fields.add(component);
  }

  /// Marks a field unless it is acceptable. Nothing is saved while one is marked.
  void check(String name, boolean acceptable, String expected) {
    var field = byName.get(name);
    if (field != null) {
      field.setErrorMessage(expected);
      field.setInvalid(!acceptable);
    }
    sound &= acceptable;
  }

  boolean sound() {
    return sound;
  }

  void saves(Saving saving, Runnable done) {
    var save = new Button(getTranslation("admin.save"));
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.addClickShortcut(Key.ENTER).listenOn(this);
    save.addClickListener(_ -> {
      sound = true;
      problem.setVisible(false);
      try {
        if (answered(saving.save())) {
          close();
          done.run();
        }
      } catch (StoreUnavailable e) {
        complain(getTranslation("admin.unavailable"));
      }
    });
    getFooter().add(new Button(getTranslation("admin.cancel"), _ -> close()), save);
  }

  private boolean answered(ProvisionResult result) {
    return switch (result) {
      case ProvisionResult.Done _ -> true;
      case ProvisionResult.Taken(var what) -> {
        mark(field(what), getTranslation("admin.taken"));
        yield false;
      }
      case ProvisionResult.Invalid(var name, _) -> {
        mark(name, getTranslation(wrong(name)));
        yield false;
      }
    };
  }

  private static String field(String taken) {
    return switch (taken) {
      case "tenant", "channel" -> "id";
      default -> taken;
    };
  }

  private static String wrong(String name) {
    return switch (name) {
      case "id", "password", "form", "api-key" -> "admin.invalid." + name;
      case "name", "login", "centreName", "region" -> "admin.expected.name";
      case "code", "parent" -> "admin.expected." + name;
      default -> "admin.invalid.other";
    };
  }

  private void mark(String name, String text) {
    var field = byName.get(name);
    if (field == null) {
      complain(text);
    } else {
      field.setErrorMessage(text);
      field.setInvalid(true);
    }
  }

  private void complain(String text) {
    problem.setText(text);
    problem.setVisible(true);
  }

  /// The answer of a form whose fields are marked already.
  ProvisionResult unsound() {
    return new ProvisionResult.Invalid("form", "marked fields");
  }
}

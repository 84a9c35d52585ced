package kr.ondam.console.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.ondam.console.live.Notices;
import kr.ondam.launch.rules.ActivationResult;
import kr.ondam.launch.rules.Wish;
import kr.ondam.rules.file.Change;
import kr.ondam.rules.file.Diagnostic;

/// Asks for the reason before rules come into force, and says what became of it.
final class RuleReasonDialog extends Dialog {
  private static final int SHOWN = 12;

  private final TextArea why = new TextArea();
  private final Div problem = new Div();
  private final Pre detail = new Pre();
  private final Button act;
  private final transient Function<String, ActivationResult> wish;

  /// @param title what the button does too
  /// @param question what it will change
  /// @param wish is given the reason
  RuleReasonDialog(String title, String question, Function<String, ActivationResult> wish) {
    this.wish = wish;
    setHeaderTitle(title);
    setWidth("560px");
    setMaxWidth("94vw");
    why.setLabel(getTranslation("rules.why"));
    why.setHelperText(getTranslation("rules.whyHint"));
    why.setMaxLength(Wish.LONGEST_WHY);
    why.setRequiredIndicatorVisible(true);
    why.setValueChangeMode(ValueChangeMode.EAGER);
    why.setWidthFull();
    why.setAutofocus(true);
    why.addValueChangeListener(_ -> why.setInvalid(false));
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    detail.addClassName("rules-code");
    detail.setVisible(false);
    add(new Paragraph(question), why, problem, detail);
    act = new Button(title, _ -> act());
    act.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button(getTranslation("admin.cancel"), _ -> close()), act);
  }

  private void act() {
    if (why.getValue().isBlank()) {
      why.setErrorMessage(getTranslation("rules.whyMissing"));
      why.setInvalid(true);
      why.focus();
      return;
    }
    var result = wish.apply(why.getValue());
    if (result instanceof ActivationResult.Done(var activation)) {
      close();
      boolean later = activation.effective().isAfter(activation.at());
      Notices.say(getTranslation(later ? "rules.done.later" : "rules.done"));
      return;
    }
    explain(result);
  }

  private void explain(ActivationResult result) {
    problem.setText(getTranslation("rules.result." + key(result), tenants(result)));
    problem.setVisible(true);
    String lines = lines(result);
    detail.setText(lines);
    detail.setVisible(!lines.isEmpty());
    // What was confirmed is not what would happen now: look again first.
    act.setEnabled(!(result instanceof ActivationResult.Moved));
  }

  private static String tenants(ActivationResult result) {
    return result instanceof ActivationResult.OutOfReach(var tenants)
        ? String.join(", ", tenants)
        : "";
  }

  private String lines(ActivationResult result) {
    return switch (result) {
      case ActivationResult.Moved moved ->
          joined(
              moved.changes().values().stream().flatMap(List::stream).map(Change::line).toList());
      case ActivationResult.Broken(var diagnostics) ->
          joined(diagnostics.stream().map(found -> wording(found, getLocale())).toList());
      case ActivationResult.Unavailable(var what) -> what;
      case ActivationResult.Done _,
          ActivationResult.Same _,
          ActivationResult.Scheduled _,
          ActivationResult.Nothing _,
          ActivationResult.OutOfReach _,
          ActivationResult.Incomplete _,
          ActivationResult.Unknown _,
          ActivationResult.Damaged _ ->
          "";
    };
  }

  private static String joined(List<String> lines) {
    String more = lines.size() > SHOWN ? "\n… +" + (lines.size() - SHOWN) : "";
    return lines.stream().limit(SHOWN).collect(Collectors.joining("\n")) + more;
  }

  static String wording(Diagnostic found, Locale locale) {
    return locale.getLanguage().equals("en") ? found.english() : found.korean();
  }

  private static String key(ActivationResult result) {
    return switch (result) {
      case ActivationResult.Done _ -> "done";
      case ActivationResult.Same _ -> "same";
      case ActivationResult.Scheduled _ -> "scheduled";
      case ActivationResult.Moved _ -> "moved";
      case ActivationResult.Broken _ -> "broken";
      case ActivationResult.Nothing _ -> "nothing";
      case ActivationResult.OutOfReach _ -> "outOfReach";
      case ActivationResult.Incomplete _ -> "incomplete";
      case ActivationResult.Unknown _ -> "unknown";
      case ActivationResult.Damaged _ -> "damaged";
      case ActivationResult.Unavailable _ -> "unavailable";
    };
  }
}

package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.alimtalk.NoticeSettings;

/// Asks which notice (알림톡) goes to a customer's phone and what stands in its gaps.
final class NoticeDialog extends Dialog {
  /// By this name templates usually ask for the customer's.
  private static final String NAME = "이름";

  /// Sends it.
  interface Wish {
    void send(String template, Map<String, String> variables, NoticeDialog dialog);
  }

  private final transient ChannelAccount account;
  private final String customer;
  private final Select<String> template = new Select<>();
  private final Div gaps = new Div();
  private final Div problem = new Div();
  private final transient Map<String, TextField> fields = new LinkedHashMap<>();

  /// @param customer the name, empty when it is not known
  /// @param phone as people write it
  NoticeDialog(ChannelAccount account, String customer, String phone, Wish wish) {
    this.account = account;
    this.customer = customer;
    setHeaderTitle(getTranslation("desk.notice.title"));
    addClassName("desk-dialog");
    addOpenedChangeListener(event -> {
      if (event.isOpened()) {
        // The dialog takes the focus itself when it has moved in.
        template
            .getElement()
            .executeJs(
                "setTimeout(() => (this.querySelector('input:checked') || this).focus(), 150)");
      }
    });
    template.setLabel(getTranslation("desk.notice.template"));
    template.setItems(NoticeSettings.templates(account));
    template.setWidthFull();
    template.setId("notice-template");
    template.addValueChangeListener(_ -> showGaps());
    var to = new Div(getTranslation("desk.notice.to", phone));
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    var all = new Div(to, template, gaps, problem);
    all.addClassName("dialog-fields");
    gaps.addClassName("dialog-fields");
    add(all);
    var go = new Button(getTranslation("desk.notice.send"), _ -> ask(wish));
    go.setId("notice-send");
    go.addThemeVariants(ButtonVariant.PRIMARY);
    getFooter().add(new Button(getTranslation("centre.cancel"), _ -> close()), go);
    template.setValue(NoticeSettings.templates(account).getFirst());
  }

  private void showGaps() {
    fields.clear();
    gaps.removeAll();
    problem.setVisible(false);
    for (var name : NoticeSettings.variables(account, template.getValue())) {
      var field = new TextField(name);
      field.setMaxLength(200);
      field.setWidthFull();
      field.setValue(name.equals(NAME) ? customer : "");
      fields.put(name, field);
      gaps.add(field);
    }
  }

  private void ask(Wish wish) {
    Map<String, String> variables = new TreeMap<>();
    boolean complete = true;
    for (var field : fields.entrySet()) {
      var value = field.getValue().getValue().strip();
      field.getValue().setErrorMessage(getTranslation("centre.required"));
      field.getValue().setInvalid(value.isEmpty());
      complete &= !value.isEmpty();
      variables.put(field.getKey(), value);
    }
    if (complete) {
      wish.send(template.getValue(), variables, this);
    }
  }

  void complain(String sentence) {
    problem.setText(sentence);
    problem.setVisible(true);
  }
}

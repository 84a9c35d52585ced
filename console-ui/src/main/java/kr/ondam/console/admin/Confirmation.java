package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/// Asks before something that cannot be undone.
final class Confirmation {
  private Confirmation() {}

  static void ask(String question, String act, Runnable confirmed) {
    var dialog = new ConfirmDialog();
    dialog.setHeader(act);
    dialog.setText(question);
    dialog.setCancelable(true);
    dialog.setCancelText(UI.getCurrent().getTranslation("admin.cancel"));
    dialog.setConfirmText(act);
    dialog.setConfirmButtonTheme("error primary");
    dialog.addConfirmListener(_ -> confirmed.run());
    dialog.open();
  }
}

package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import kr.ondam.conversation.Disposition;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Creates a disposition or changes an existing one, whose code stays.
final class DispositionForm {
  private final Changes changes;
  private final TenantId tenant;
  private final @Nullable Disposition existing;
  private final Form form;
  private final TextField code;
  private final TextField name;
  private final Select<Disposition> parent = new Select<>();
  private final Checkbox enabled = new Checkbox();

  /// @param all those of the tenant
  DispositionForm(
      Changes changes, TenantId tenant, @Nullable Disposition existing, List<Disposition> all) {
    this.changes = changes;
    this.tenant = tenant;
    this.existing = existing;
    form = new Form(text(existing == null ? "admin.disposition.new" : "admin.disposition.edit"));
    code = form.field("code", new TextField(text("admin.disposition.code")));
    code.setHelperText(text("admin.disposition.codeHint"));
    name = form.field("name", new TextField(text("admin.disposition.name")));
    parent.setLabel(text("admin.disposition.parent"));
    parent.setHelperText(text("admin.disposition.parentHint"));
    parent.setItems(all.stream().filter(each -> !each.equals(existing)).toList());
    parent.setItemLabelGenerator(
        item -> item == null ? text("admin.none") : item.code() + "  " + item.name());
    parent.setEmptySelectionAllowed(true);
    parent.setEmptySelectionCaption(text("admin.none"));
    form.field("parent", parent);
    enabled.setLabel(text("admin.state.on"));
    enabled.setValue(true);
    form.plain(enabled);
    if (existing != null) {
      fill(existing, all);
    }
  }

  private void fill(Disposition disposition, List<Disposition> all) {
    code.setValue(disposition.code());
    code.setReadOnly(true);
    name.setValue(disposition.name());
    all.stream()
        .filter(each -> each.code().equals(disposition.parent()))
        .findFirst()
        .ifPresent(parent::setValue);
    enabled.setValue(disposition.enabled());
  }

  void open(Runnable done) {
    form.saves(this::save, done);
    form.open();
  }

  private ProvisionResult save() {
    form.check(
        "code",
        existing != null || Shapes.code(code.getValue().strip()),
        text("admin.expected.code"));
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    if (!form.sound()) {
      return form.unsound();
    }
    @Nullable Disposition above = parent.getValue();
    var disposition =
        new Disposition(
            tenant,
            code.getValue().strip(),
            name.getValue().strip(),
            above == null ? null : above.code(),
            enabled.getValue());
    return existing == null
        ? changes.createDisposition(disposition)
        : changes.saveDisposition(disposition);
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;

/// 새 계열사·지역센터: asks for a tenant and its first centre.
final class TenantForm {
  private static final int ALL_HUES = 360;
  private final Changes changes;
  private final Form form;
  private final TextField id;
  private final TextField name;
  private final Select<TenantKind> kind = new Select<>();
  private final IntegerField hue;
  private final TextField centreId;
  private final TextField centreName;
  private final TextField region;

  TenantForm(Changes changes, int suggestedHue) {
    this.changes = changes;
    form = new Form(text("admin.tenant.new"));
    id = form.field("id", new TextField(text("admin.tenant.id")));
    id.setHelperText(text("admin.idHint"));
    name = form.field("name", new TextField(text("admin.tenant.name")));
    kind.setLabel(text("admin.tenant.kind"));
    kind.setItems(TenantKind.values());
    kind.setItemLabelGenerator(item -> item == null ? "" : text("admin.tenantKind." + item.name()));
    kind.setValue(TenantKind.AFFILIATE);
    form.field("kind", kind);
    hue = form.field("hue", new IntegerField(text("admin.tenant.hue")));
    hue.setHelperText(text("admin.tenant.hueHint"));
    hue.setValue(Math.floorMod(suggestedHue, ALL_HUES));
    hue.setStepButtonsVisible(true);
    hue.setStep(10);
    centreId = form.field("centreId", new TextField(text("admin.centre.id")));
    centreName = form.field("centreName", new TextField(text("admin.centre.name")));
    region = form.field("region", new TextField(text("admin.centre.region")));
  }

  void open(Runnable done) {
    form.saves(this::save, done);
    form.open();
  }

  private ProvisionResult save() {
    form.check("id", Shapes.id(id.getValue()), text("admin.expected.id"));
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    Integer chosen = hue.getValue();
    form.check(
        "hue", chosen != null && chosen >= 0 && chosen < ALL_HUES, text("admin.expected.hue"));
    form.check("centreId", Shapes.id(centreId.getValue()), text("admin.expected.id"));
    form.check("centreName", Shapes.name(centreName.getValue()), text("admin.expected.name"));
    form.check("region", region.getValue().length() <= 100, text("admin.expected.name"));
    if (!form.sound() || chosen == null) {
      return form.unsound();
    }
    var tenant = new TenantId(id.getValue());
    return changes.createTenant(
        new Tenant(tenant, name.getValue().strip(), kind.getValue(), chosen),
        new Centre(
            tenant,
            new CentreId(centreId.getValue()),
            centreName.getValue().strip(),
            region.getValue().strip()));
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

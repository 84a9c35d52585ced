package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import org.jspecify.annotations.Nullable;

/// Asks for a new tenant and its first centre, or for another name and colour of an existing one.
final class TenantForm {
  private static final int ALL_HUES = 360;
  private final Changes changes;
  private final @Nullable Tenant existing;
  private final Form form;
  private final TextField id;
  private final TextField name;
  private final Select<TenantKind> kind = new Select<>();
  private final IntegerField hue;
  private final TextField centreId;
  private final TextField centreName;
  private final TextField region;

  static TenantForm fresh(Changes changes, int suggestedHue) {
    return new TenantForm(changes, null, suggestedHue);
  }

  static TenantForm of(Changes changes, Tenant tenant) {
    return new TenantForm(changes, tenant, tenant.hue());
  }

  private TenantForm(Changes changes, @Nullable Tenant existing, int suggestedHue) {
    this.changes = changes;
    this.existing = existing;
    form = new Form(text(existing == null ? "admin.tenant.new" : "admin.tenant.edit"));
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
    if (existing != null) {
      fill(existing);
    }
  }

  private void fill(Tenant tenant) {
    id.setValue(tenant.id().value());
    id.setReadOnly(true);
    name.setValue(tenant.name());
    name.setHelperText(text("admin.tenant.nameHint"));
    kind.setValue(tenant.kind());
    kind.setReadOnly(true);
    List.of(centreId, centreName, region).forEach(field -> field.setVisible(false));
  }

  void open(Runnable done) {
    form.saves(this::save, done);
    form.open();
  }

  private ProvisionResult save() {
    Integer chosen = hue.getValue();
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    form.check(
        "hue", chosen != null && chosen >= 0 && chosen < ALL_HUES, text("admin.expected.hue"));
    if (existing == null) {
      form.check("id", Shapes.id(id.getValue()), text("admin.expected.id"));
      form.check("centreId", Shapes.id(centreId.getValue()), text("admin.expected.id"));
      form.check("centreName", Shapes.name(centreName.getValue()), text("admin.expected.name"));
      form.check(
          "region",
          region.getValue().isBlank() || Shapes.name(region.getValue()),
          text("admin.expected.name"));
    }
    if (!form.sound() || chosen == null) {
      return form.unsound();
    }
    var tenant =
        new Tenant(new TenantId(id.getValue()), name.getValue().strip(), kind.getValue(), chosen);
    return existing == null
        ? changes.createTenant(tenant, firstCentre(tenant.id()))
        : changes.saveTenant(tenant);
  }

  private Centre firstCentre(TenantId tenant) {
    return new Centre(
        tenant,
        new CentreId(centreId.getValue()),
        centreName.getValue().strip(),
        region.getValue().strip());
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

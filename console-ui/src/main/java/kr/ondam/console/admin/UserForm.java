package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Creates a user with a first password, or changes what an existing one is and may do.
final class UserForm {
  private static final int MOST_CAPACITY = 1000;
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 128;
  private final Changes changes;
  private final TenantId tenant;
  private final @Nullable User existing;
  private final UserId id;
  private final Form form;
  private final TextField login;
  private final TextField name;
  private final MultiSelectComboBox<Role> roles = new MultiSelectComboBox<>();
  private final Select<Centre> centre = new Select<>();
  private final IntegerField capacity;
  private final TextField skills;
  private final PasswordField password = new PasswordField();
  private final Checkbox enabled = new Checkbox();

  /// @param id the id the user has or will have
  UserForm(
      Changes changes, TenantId tenant, UserId id, @Nullable User existing, List<Centre> centres) {
    this.changes = changes;
    this.tenant = tenant;
    this.id = id;
    this.existing = existing;
    form = new Form(text(existing == null ? "admin.user.new" : "admin.user.edit"));
    login = form.field("login", new TextField(text("admin.user.login")));
    name = form.field("name", new TextField(text("admin.user.name")));
    prepareChoices(centres);
    capacity = form.field("capacity", new IntegerField(text("admin.user.capacity")));
    capacity.setHelperText(text("admin.user.capacityHint"));
    skills = form.field("skills", new TextField(text("admin.skills")));
    skills.setHelperText(text("admin.skillsHint"));
    enabled.setLabel(text("admin.user.enabled"));
    password.setLabel(text(existing == null ? "admin.user.password" : "admin.user.newPassword"));
    password.setHelperText(
        text(existing == null ? "admin.user.passwordHint" : "admin.user.newPasswordHint"));
    form.field("password", password);
    if (existing == null) {
      capacity.setValue(100);
      enabled.setValue(true);
    } else {
      fill(existing, centres);
    }
    form.plain(enabled);
  }

  private void prepareChoices(List<Centre> centres) {
    roles.setLabel(text("admin.user.roles"));
    roles.setItems(AdminScope.grantable(tenant));
    roles.setItemLabelGenerator(role -> text("admin.role." + role.name()));
    form.field("roles", roles);
    centre.setLabel(text("admin.user.centre"));
    centre.setItems(centres);
    centre.setItemLabelGenerator(item -> item == null ? text("admin.none") : item.name());
    centre.setEmptySelectionAllowed(true);
    centre.setEmptySelectionCaption(text("admin.none"));
    form.field("centre", centre);
  }

  private void fill(User user, List<Centre> centres) {
    login.setValue(user.login());
    name.setValue(user.name());
    roles.setValue(user.roles());
    centres.stream()
        .filter(item -> item.id().equals(user.centre()))
        .findFirst()
        .ifPresent(centre::setValue);
    capacity.setValue(user.capacity());
    skills.setValue(SkillText.format(user.skills()));
    enabled.setValue(user.enabled());
  }

  void open(Runnable done) {
    form.saves(this::save, done);
    form.open();
  }

  private ProvisionResult save() {
    var typedLogin = login.getValue().strip().toLowerCase(Locale.ROOT);
    var level = SkillText.parse(skills.getValue());
    Integer slots = capacity.getValue();
    form.check(
        "login",
        Shapes.name(typedLogin) && typedLogin.length() <= 64,
        text("admin.expected.login"));
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    form.check("roles", !roles.getValue().isEmpty(), text("admin.expected.roles"));
    form.check(
        "capacity",
        slots != null && slots >= 0 && slots <= MOST_CAPACITY,
        text("admin.expected.capacity"));
    form.check("skills", level.isPresent(), text("admin.expected.skills"));
    int secret = password.getValue().length();
    form.check(
        "password",
        existing != null && secret == 0
            || secret >= SHORTEST_PASSWORD && secret <= LONGEST_PASSWORD,
        text("admin.invalid.password"));
    if (!form.sound() || slots == null || level.isEmpty()) {
      return form.unsound();
    }
    @Nullable Centre chosen = centre.getValue();
    var user =
        new User(
            id,
            tenant,
            typedLogin,
            name.getValue().strip(),
            roles.getValue(),
            chosen == null ? null : chosen.id(),
            slots,
            level.get(),
            enabled.getValue());
    return existing == null
        ? changes.createUser(user, password.getValue())
        : changes.saveUser(user, password.getValue());
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

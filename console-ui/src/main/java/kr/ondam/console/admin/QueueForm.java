package kr.ondam.console.admin;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import kr.ondam.conversation.QueueId;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Creates a queue or changes an existing one, whose id and weight stay.
final class QueueForm {
  private static final int LAST_CLASS = 31;
  private static final int EVEN_WEIGHT = 1000;
  private final Changes changes;
  private final TenantId tenant;
  private final @Nullable Queue existing;
  private final List<Queue> others;
  private final Form form;
  private final TextField id;
  private final TextField name;
  private final Select<Centre> centre = new Select<>();
  private final IntegerField priority;
  private final TextField skills;
  private final TextField keys;

  /// @param queues all queues of the tenant
  QueueForm(
      Changes changes,
      TenantId tenant,
      @Nullable Queue existing,
      List<Queue> queues,
      List<Centre> centres) {
    this.changes = changes;
    this.tenant = tenant;
    this.existing = existing;
    this.others = queues.stream().filter(queue -> !queue.equals(existing)).toList();
    form = new Form(text(existing == null ? "admin.queue.new" : "admin.queue.edit"));
    id = form.field("id", new TextField(text("admin.queue.id")));
    id.setHelperText(text("admin.idHint"));
    name = form.field("name", new TextField(text("admin.queue.name")));
    centre.setLabel(text("admin.queue.centre"));
    centre.setItems(centres);
    centre.setItemLabelGenerator(item -> item == null ? text("admin.allCentres") : item.name());
    centre.setEmptySelectionAllowed(true);
    centre.setEmptySelectionCaption(text("admin.allCentres"));
    form.field("centre", centre);
    priority = form.field("priority", new IntegerField(text("admin.queue.priority")));
    priority.setHelperText(text("admin.queue.priorityHint"));
    skills = form.field("skills", new TextField(text("admin.skills")));
    skills.setHelperText(text("admin.skillsHint"));
    keys = form.field("keys", new TextField(text("admin.queue.keys")));
    keys.setHelperText(text("admin.queue.keysHint"));
    if (existing == null) {
      priority.setValue(1);
    } else {
      fill(existing, centres);
    }
  }

  private void fill(Queue queue, List<Centre> centres) {
    id.setValue(queue.id().value());
    id.setReadOnly(true);
    name.setValue(queue.name());
    centres.stream()
        .filter(item -> item.id().equals(queue.centre()))
        .findFirst()
        .ifPresent(centre::setValue);
    priority.setValue(queue.priorityClass());
    skills.setValue(SkillText.format(queue.skills()));
    keys.setValue(String.join(", ", queue.routingKeys().stream().sorted().toList()));
  }

  void open(Runnable done) {
    form.saves(this::save, done);
    form.open();
  }

  private ProvisionResult save() {
    var level = SkillText.parse(skills.getValue());
    Integer first = priority.getValue();
    var routingKeys = Shapes.set(keys.getValue());
    form.check("id", Shapes.id(id.getValue()), text("admin.expected.id"));
    form.check("name", Shapes.name(name.getValue()), text("admin.expected.name"));
    form.check(
        "priority",
        first != null && first >= 0 && first <= LAST_CLASS,
        text("admin.expected.priority"));
    form.check("skills", level.isPresent(), text("admin.expected.skills"));
    form.check(
        "keys",
        others.stream().noneMatch(o -> o.routingKeys().stream().anyMatch(routingKeys::contains)),
        text("admin.expected.keys"));
    if (!form.sound() || first == null || level.isEmpty()) {
      return form.unsound();
    }
    var queueId = QueueId.plain(id.getValue());
    if (existing == null && others.stream().anyMatch(other -> other.id().equals(queueId))) {
      return new ProvisionResult.Taken("id");
    }
    @Nullable Centre chosen = centre.getValue();
    return changes.saveQueue(
        new Queue(
            tenant,
            queueId,
            name.getValue().strip(),
            level.get(),
            chosen == null ? null : chosen.id(),
            first,
            existing == null ? EVEN_WEIGHT : existing.weight(),
            routingKeys));
  }

  private static String text(String key) {
    return UI.getCurrent().getTranslation(key);
  }
}

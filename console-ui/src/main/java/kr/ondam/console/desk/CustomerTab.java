package kr.ondam.console.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.console.live.Notices;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.PhoneNumber;
import kr.ondam.customer.Traits;
import kr.ondam.security.Masking;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// 고객: who this is, to read and to correct.
final class CustomerTab extends Div {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_MEMO = 2000;

  private final transient DeskParts parts;
  private final transient User user;
  private final transient Consumer<Customer> saved;
  private final TextField name = new TextField();
  private final TextField phone = new TextField();
  private final Select<Integer> grade = new Select<>();
  private final TextArea memo = new TextArea();
  private final Div tags = new Div();
  private final Div known = new Div();
  private final Div identities = new Div();
  private final Entry entry = new Entry();
  private final Div problem = new Div();
  private transient @Nullable Customer customer;

  CustomerTab(DeskParts parts, User user, Consumer<Customer> saved) {
    this.parts = parts;
    this.user = user;
    this.saved = saved;
    addClassName("customer");
    name.setLabel(getTranslation("desk.customer.name"));
    name.setMaxLength(LONGEST_NAME);
    name.setId("customer-name");
    phone.setLabel(getTranslation("desk.customer.phone"));
    phone.setId("customer-phone");
    grade.setLabel(getTranslation("desk.customer.grade"));
    grade.setItems(1, 2, 3, 4, 5);
    grade.setItemLabelGenerator(
        value -> value == null ? "" : getTranslation("desk.grade." + value));
    memo.setLabel(getTranslation("desk.customer.memo"));
    // What is pasted is not cut without a word: it is refused with one.
    memo.setManualValidation(true);
    memo.setId("customer-memo");
    memo.setMinRows(3);
    var save = new Button(getTranslation("desk.customer.save"), _ -> save());
    save.addThemeVariants(ButtonVariant.PRIMARY);
    save.setId("customer-save");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    for (var field : List.of(name, phone)) {
      field.setWidthFull();
    }
    grade.setWidthFull();
    memo.setWidthFull();
    tags.addClassName("tags");
    tags.setId("customer-tags");
    known.addClassName("known");
    known.setId("customer-known");
    add(tags, known, name, phone, grade, memo, problem, save);
    add(new H3(getTranslation("desk.customer.identities")), identities, entry);
  }

  /// @param attributes of the conversation, which tell how the customer came
  void show(Customer shown, List<ChannelIdentity> reachable, Map<String, String> attributes) {
    customer = shown;
    entry.show(attributes);
    show(shown.traits());
    var called = shown.name();
    name.setValue(called == null ? "" : called);
    var number = shown.phone();
    phone.setValue(number == null ? "" : DeskText.phone(number));
    phone.setInvalid(false);
    problem.setVisible(false);
    grade.setValue(shown.grade());
    memo.setValue(shown.memo());
    memo.setInvalid(false);
    identities.removeAll();
    Map<ChannelAccountId, String> accounts = new HashMap<>();
    parts.channels().accounts(shown.tenant()).forEach(a -> accounts.put(a.id(), a.name()));
    for (var identity : reachable) {
      var line =
          new Div(
              new Span(accounts.getOrDefault(identity.account(), identity.account().value())),
              new Span(hidden(identity.externalUser())));
      line.addClassName("identity");
      identities.add(line);
    }
  }

  /// What other systems told (PATCH of a customer); it is not corrected here.
  private void show(Traits traits) {
    tags.removeAll();
    for (var tag : traits.tags()) {
      var chip = new Span(tag);
      chip.addClassName("chip");
      tags.add(chip);
    }
    tags.setVisible(!traits.tags().isEmpty());
    List<String> words = new ArrayList<>();
    traits
        .age(LocalDate.ofInstant(parts.clock().instant(), parts.zone()))
        .ifPresent(age -> words.add(getTranslation("desk.customer.age", age)));
    if (traits.contracts() != null) {
      words.add(getTranslation("desk.customer.contracts", traits.contracts()));
    }
    if (traits.region() != null) {
      words.add(traits.region());
    }
    known.setText(String.join(" · ", words));
    known.setVisible(!words.isEmpty());
  }

  /// The provider's name of a customer tells agents nothing but whether two are the same.
  private static String hidden(String external) {
    return external.length() <= 8
        ? external
        : external.substring(0, 4) + "…" + external.substring(external.length() - 4);
  }

  private void save() {
    var before = customer;
    if (before == null) {
      return;
    }
    String typed = phone.getValue().strip();
    var number = PhoneNumber.normalise(typed);
    boolean wrong = !typed.isEmpty() && number.isEmpty();
    phone.setInvalid(wrong);
    phone.setErrorMessage(getTranslation("desk.customer.phone.wrong"));
    int written = memo.getValue().strip().length();
    memo.setInvalid(written > LONGEST_MEMO);
    memo.setErrorMessage(getTranslation("desk.customer.memo.long", LONGEST_MEMO, written));
    if (wrong) {
      phone.focus();
      return;
    }
    if (written > LONGEST_MEMO) {
      memo.focus();
      return;
    }
    String called = Masking.mask(name.getValue().strip());
    Integer chosen = grade.getValue();
    var after =
        new Customer(
            before.tenant(),
            before.id(),
            called.isEmpty() ? null : called,
            number.orElse(null),
            chosen == null ? before.grade() : chosen,
            Masking.mask(memo.getValue().strip()),
            before.traits(),
            before.createdAt());
    try {
      if (parts.customers().save(after)) {
        parts
            .audit()
            .record(
                user,
                parts.remoteAddress().get(),
                "customer.changed",
                after.id().value(),
                after.id().toString(),
                "");
        customer = after;
        name.setValue(called);
        memo.setValue(after.memo());
        problem.setVisible(false);
        Notices.say(getTranslation("desk.customer.saved"));
        saved.accept(after);
      } else {
        complain("result.notFound");
      }
    } catch (StoreUnavailable _) {
      complain("result.unavailable");
    }
  }

  private void complain(String key) {
    problem.setText(getTranslation(key));
    problem.setVisible(true);
  }
}

package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.customer.Traits;
import org.junit.jupiter.api.Test;

/// What every store of customers keeps.
interface CustomerContract extends StoresOfTwoTenants {
  Traits TRAITS = new Traits(List.of("소송중", "\"인용\" 태그"), LocalDate.of(1990, 2, 28), 3, "수도권");

  @Test
  default void onlyAnExistingCustomerOfTheTenantIsChangedAndTheBeginningStays() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    var before = stores().customers().find(Sample.LIFE, conversation.customer()).orElseThrow();
    var changed =
        new Customer(
            before.tenant(),
            before.id(),
            null,
            "+821077778888",
            1,
            "단골",
            TRAITS,
            Sample.NOW.plusSeconds(5));
    assertThat(stores().customers().save(changed)).isTrue();
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821077778888"))
        .containsExactly(
            new Customer(
                before.tenant(),
                before.id(),
                null,
                "+821077778888",
                1,
                "단골",
                Traits.NONE,
                before.createdAt()));
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821012345678")).isEmpty();
    assertThat(stores().customers().save(sample().customer(Sample.LIFE, null))).isFalse();
    var foreign =
        new Customer(Sample.CARD, before.id(), "x", null, 4, "", Traits.NONE, before.createdAt());
    assertThat(stores().customers().save(foreign)).isFalse();
    assertThat(stores().customers().find(Sample.CARD, before.id())).isEmpty();
  }

  @Test
  default void traitsAreChangedApartFromTheRest() {
    var customer = sample().open(Sample.LIFE, "u1", "s/1").customer();
    var before = stores().customers().find(Sample.LIFE, customer).orElseThrow();
    assertThat(before.traits()).isEqualTo(Traits.NONE);
    assertThat(stores().customers().describe(Sample.LIFE, customer, _ -> TRAITS))
        .hasValueSatisfying(now -> assertThat(now.traits()).isEqualTo(TRAITS));
    assertThat(stores().customers().save(before)).isTrue();
    var after = stores().customers().find(Sample.LIFE, customer).orElseThrow();
    assertThat(after.traits()).isEqualTo(TRAITS);
    assertThat(after.name()).isEqualTo(before.name());
    var fewer = new Traits(List.of("소송중"), null, null, null);
    assertThat(
            stores()
                .customers()
                .describe(
                    Sample.LIFE,
                    customer,
                    was -> {
                      assertThat(was).isEqualTo(TRAITS);
                      return fewer;
                    }))
        .isPresent();
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821012345678"))
        .extracting(Customer::traits)
        .containsExactly(fewer);
    assertThat(stores().customers().describe(Sample.CARD, customer, _ -> TRAITS)).isEmpty();
    assertThat(stores().customers().find(Sample.LIFE, customer).orElseThrow().traits())
        .isEqualTo(fewer);
  }

  @Test
  default void customersOfAPhoneComeNewestFirst() {
    var first = sample().open(Sample.LIFE, "u1", "s/1").customer();
    var second = sample().open(Sample.LIFE, "u2", "s/2").customer();
    sample().open(Sample.CARD, "u3", "s/3");
    assertThat(stores().customers().byPhone(Sample.LIFE, "+821012345678"))
        .extracting(Customer::id)
        .containsExactly(second, first);
    assertThat(stores().customers().identities(Sample.LIFE, first))
        .singleElement()
        .satisfies(i -> assertThat(i.externalUser()).isEqualTo("u1"));
    assertThat(stores().customers().identities(Sample.CARD, first)).isEmpty();
  }

  @Test
  default void anEventIsStoredOnceAndListedNewestFirst() {
    var customer = sample().open(Sample.LIFE, "u1", "s/1").customer();
    var order = event(new UUID(5, 1), customer, 1);
    var visit = event(new UUID(5, 2), customer, 2);
    assertThat(stores().customers().add(visit)).isTrue();
    assertThat(stores().customers().add(order)).isTrue();
    assertThat(stores().customers().add(event(new UUID(5, 1), customer, 3))).isFalse();
    assertThat(stores().customers().event(Sample.LIFE, order.id())).contains(order);
    assertThat(stores().customers().event(Sample.CARD, order.id())).isEmpty();
    assertThat(stores().customers().events(Sample.LIFE, customer, null, 9))
        .containsExactly(visit, order);
    assertThat(stores().customers().events(Sample.LIFE, customer, null, 1)).containsExactly(visit);
    assertThat(stores().customers().events(Sample.CARD, customer, null, 9)).isEmpty();
    assertThatThrownBy(() ->
            stores().customers().add(event(new UUID(5, 3), new CustomerId(new UUID(0, 9)), 1)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void eventsOfOneMomentArePagedByTheirIds() {
    var customer = sample().open(Sample.LIFE, "u1", "s/1").customer();
    var newest = event(new UUID(1, 1), customer, 2);
    // Ids are compared without a sign.
    var high = event(new UUID(-1, 1), customer, 1);
    var low = event(new UUID(1, 2), customer, 1);
    for (var event : List.of(low, newest, high)) {
      stores().customers().add(event);
    }
    assertThat(stores().customers().events(Sample.LIFE, customer, null, 9))
        .containsExactly(newest, high, low);
    var position = new HistoryPosition(high.at(), high.id());
    assertThat(stores().customers().events(Sample.LIFE, customer, position, 9))
        .containsExactly(low);
    position = new HistoryPosition(newest.at(), newest.id());
    assertThat(stores().customers().events(Sample.LIFE, customer, position, 1))
        .containsExactly(high);
  }

  private static CustomerEvent event(UUID id, CustomerId customer, int seconds) {
    return new CustomerEvent(
        Sample.LIFE, id, customer, "order", "주문 A-1007", Sample.NOW.plusSeconds(seconds));
  }
}

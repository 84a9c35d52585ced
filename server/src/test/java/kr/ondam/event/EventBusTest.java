package kr.ondam.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventBusTest {
  private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

  private final EventBus bus = new EventBus(InstantSource.fixed(NOW));

  private record Happened(String tenantKey, int number, Instant at) implements Fact {}

  @Test
  void aSubscriberSeesItsOwnTenantInOrder() {
    List<Fact> seen = new ArrayList<>();
    bus.subscribe("a", published -> seen.add(published.fact()));
    publish("a", 1);
    publish("b", 2);
    publish("a", 3);
    assertThat(seen).containsExactly(happened("a", 1), happened("a", 3));
  }

  @Test
  void aFailingSubscriberDoesNotDisturbTheOthers() {
    List<Fact> seen = new ArrayList<>();
    bus.subscribe(
        "a",
        _ -> {
          throw new IllegalStateException("a broken subscriber");
        });
    bus.subscribe("a", published -> seen.add(published.fact()));
    publish("a", 1);
    assertThat(seen).hasSize(1);
  }

  @Test
  void aClosedSubscriptionHearsNothingMore() {
    List<Fact> seen = new ArrayList<>();
    var subscription = bus.subscribe("a", published -> seen.add(published.fact()));
    subscription.close();
    subscription.close();
    publish("a", 1);
    assertThat(seen).isEmpty();
  }

  @Test
  void whoComesBackGetsWhatItMissed() {
    publish("a", 1);
    long position = bus.latest();
    publish("a", 2);
    publish("b", 3);
    publish("a", 4);
    assertThat(bus.after("a", position))
        .isInstanceOfSatisfying(
            Resume.Facts.class,
            facts ->
                assertThat(facts.facts())
                    .extracting(Published::fact)
                    .containsExactly(happened("a", 2), happened("a", 4)));
  }

  @Test
  void C4_whoComesBackTooLateIsToldOfTheGap() {
    publish("a", 0);
    long position = bus.latest();
    for (int i = 1; i <= 5000; i++) {
      publish("a", i);
    }
    assertThat(bus.after("a", position)).isEqualTo(new Resume.Gap(bus.latest()));
  }

  @Test
  void C4_aPositionFromBeforeARestartIsAGap() {
    publish("a", 1);
    long position = bus.latest();
    var restarted = new EventBus(InstantSource.fixed(NOW.plusSeconds(10)));
    assertThat(restarted.after("a", position)).isInstanceOf(Resume.Gap.class);
    assertThat(restarted.latest()).isGreaterThan(position);
  }

  @Test
  void C4_aPositionThatWasNeverGivenOutIsAGap() {
    publish("a", 1);
    assertThat(bus.after("a", bus.latest() + 1)).isEqualTo(new Resume.Gap(bus.latest()));
  }

  private void publish(String tenant, int number) {
    bus.publish(happened(tenant, number));
  }

  private static Fact happened(String tenant, int number) {
    return new Happened(tenant, number, NOW);
  }
}

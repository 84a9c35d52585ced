package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a partition does when something fails that is not its fault.
@Timeout(60)
final class PartitionFaultsTest {
  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void P3_aReferenceInABatchThatCannotBeStoredIsTakenAgain() {
    floor.store.save(
        new Queue(
            RoutingFloor.TENANT,
            RoutingFloor.queue("claims"),
            "보험금",
            Map.of("보험금", 2),
            null,
            0,
            1000,
            Set.of("claims")));
    floor.reload();
    var conversation = floor.opened();
    floor.memory.failNext();
    floor.announce(conversation, "claims");
    await()
        .until(
            () -> {
              floor.time.advance(Duration.ofSeconds(1));
              return floor.row(conversation).queue();
            },
            RoutingFloor.queue("claims")::equals);
  }

  @Test
  void aBatchThatCannotBeStoredChangesNothing() {
    theOfferOutlives(floor.memory::failNext);
  }

  @Test
  void P3_anErrorDoesNotEndThePartition() {
    theOfferOutlives(() -> floor.memory.failNext(new StackOverflowError("told to")));
  }

  /// @param fault lets the commit of its acceptance fail
  private void theOfferOutlives(Runnable fault) {
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    var offer = floor.offerOf(conversation);
    fault.run();
    assertThat(floor.ask(new RoutingCommand.AcceptOffer(kim, offer.id())))
        .isInstanceOf(RoutingResult.Unavailable.class);
    // The partition starts again from the store after a second of its own time.
    await()
        .until(
            () -> {
              floor.time.advance(Duration.ofSeconds(1));
              return floor.look().openOffers();
            },
            open -> open.equals(List.of(offer)));
    floor.accept(conversation);
  }

  @Test
  void I6_aTenantWhosePartitionCannotBeBuiltDoesNotKeepTheServerFromStarting() {
    assertThat(floor.down()).isZero();
    floor.restart(List.of(RoutingFloor.TENANT, new TenantId("broken")));
    assertThat(floor.down()).isEqualTo(1);
    var kim = floor.agent("kim", 100);
    assertThat(floor.accept(floor.opened())).isEqualTo(kim);
  }
}

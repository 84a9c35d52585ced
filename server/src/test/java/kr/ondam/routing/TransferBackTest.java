package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import kr.ondam.conversation.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of a transfer that is not taken.
@Timeout(60)
final class TransferBackTest {
  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void aTransferNobodyAcceptsComesBackToTheSender() {
    var kim = floor.agent("kim", 100);
    var conversation = floor.opened();
    floor.accept(conversation);
    var lee = floor.agent("lee", 100);
    assertThat(
            floor.ask(
                new RoutingCommand.Transfer(kim, conversation, new TransferTarget.ToAgent(lee))))
        .isEqualTo(new RoutingResult.Done());
    assertThat(floor.offerOf(conversation).transferredBy()).isEqualTo(kim);
    floor.pass(RoutingFloor.OFFER);
    assertThat(floor.row(conversation).assignee()).isEqualTo(kim);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.ACTIVE);
    assertThat(floor.segments()).hasSize(2);
    assertThat(floor.told(RoutingFact.Returned.class).getLast())
        .extracting(RoutingFact.Returned::agent, RoutingFact.Returned::from)
        .containsExactly(kim, lee);
    assertThat(floor.told(RoutingFact.StageChanged.class).getLast().previousAssignee())
        .as("nobody new who would have to be announced")
        .isEqualTo(kim);
    assertThat(floor.store.decisions(RoutingFloor.TENANT, conversation).getLast())
        .extracting(RoutingDecision::kind, RoutingDecision::agent, RoutingDecision::by)
        .containsExactly("RETURN", kim, lee.value());
  }
}

package kr.ondam.console.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.conversation.ConversationId;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.security.Audit;
import kr.ondam.security.AuditEvent;
import kr.ondam.security.AuditStore;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.junit.jupiter.api.Test;

final class SteeringTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final AgentId AGENT = new AgentId(new UUID(0, 9));
  private static final ConversationId ONE = new ConversationId(new UUID(1, 1));
  private static final ConversationId TWO = new ConversationId(new UUID(1, 2));
  private final List<RoutingCommand> submitted = new ArrayList<>();
  private final List<AuditEvent> audited = new ArrayList<>();
  private final User manager = WatchScopeTest.user(LIFE, true, Role.MANAGER);

  @Test
  void oneFullAgentLeavesTheRestAndAuditsWhatWasDone() {
    var steering =
        steering(command ->
            command instanceof RoutingCommand.Reassign r && r.conversation().equals(TWO)
                ? new RoutingResult.CapacityFull()
                : new RoutingResult.Done());
    var moved =
        join(
            steering.move(
                manager,
                "10.0.0.7",
                LIFE,
                List.of(ONE, TWO),
                new Destination.ToAgent(AGENT, false),
                MoveReason.LONG_WAIT));
    assertThat(moved)
        .containsExactly(
            new Moved(ONE, new RoutingResult.Done()),
            new Moved(TWO, new RoutingResult.CapacityFull()));
    assertThat(audited).hasSize(1);
    assertThat(audited.getFirst().action()).isEqualTo("conversation.reassigned");
    assertThat(audited.getFirst().object()).isEqualTo(ONE.toString());
    assertThat(audited.getFirst().detail()).contains("LONG_WAIT").doesNotContain("over_capacity");
  }

  @Test
  void goingOverCapacityIsSaidInTheAuditRecord() {
    join(
        steering(_ -> new RoutingResult.Done())
            .move(
                manager,
                "10.0.0.7",
                LIFE,
                List.of(ONE),
                new Destination.ToAgent(AGENT, true),
                MoveReason.SHIFT_CHANGE));
    assertThat(submitted)
        .containsExactly(new RoutingCommand.Reassign(manager.id().value(), ONE, AGENT, true));
    assertThat(audited.getFirst().detail()).contains("over_capacity");
  }

  @Test
  void aManagerOfAnotherTenantReachesNothing() {
    var stranger = WatchScopeTest.user(new TenantId("hanbit-card"), true, Role.MANAGER);
    var result =
        join(
            steering(_ -> new RoutingResult.Done())
                .setPresence(stranger, "10.0.0.7", LIFE, AGENT, Presence.AWAY));
    assertThat(result).isEqualTo(new RoutingResult.NotFound());
    assertThat(submitted).isEmpty();
    assertThat(audited).isEmpty();
  }

  private Steering steering(Function<RoutingCommand, RoutingResult> answers) {
    var audit =
        new Audit(
            new AuditStore() {
              @Override
              public void add(List<AuditEvent> events) {
                audited.addAll(events);
              }

              @Override
              public List<AuditEvent> latest(TenantId tenant, int limit) {
                return List.copyOf(audited);
              }
            },
            new TimeOrderedIds(InstantSource.system()),
            InstantSource.system());
    return new Steering(
        (_, command) -> {
          submitted.add(command);
          return CompletableFuture.completedStage(answers.apply(command));
        },
        audit);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}

package kr.ondam.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.agent.AgentId;
import kr.ondam.console.live.ManualTimers;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;

final class AttendanceTest {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private final TenantId tenant = new TenantId("life");
  private final AgentId kim = new AgentId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
  private final ManualTimers timers = new ManualTimers();
  private final List<RoutingCommand> commands = new ArrayList<>();
  private final Attendance attendance =
      new Attendance(
          timers,
          (_, command) -> {
            commands.add(command);
            return CompletableFuture.completedStage(new RoutingResult.Done());
          },
          GRACE);

  @Test
  void whoHasNoScreenForTheGracePeriodIsLost() {
    attendance.enter(tenant, kim, () -> true).close();
    timers.advance(GRACE.minusMillis(1));
    assertThat(commands).isEmpty();
    timers.advance(Duration.ofMillis(1));
    assertThat(commands).containsExactly(new RoutingCommand.LoseAgent(kim));
  }

  @Test
  void whoComesBackInTimeKeepsEverything() {
    attendance.enter(tenant, kim, () -> true).close();
    timers.advance(GRACE.dividedBy(2));
    var back = attendance.enter(tenant, kim, () -> true);
    timers.advance(GRACE.multipliedBy(2));
    assertThat(commands).isEmpty();
    assertThat(attendance.present(tenant, kim)).isTrue();
    back.close();
  }

  @Test
  void oneOfTwoScreensIsEnough() {
    var first = attendance.enter(tenant, kim, () -> true);
    var second = attendance.enter(tenant, kim, () -> true);
    first.close();
    first.close();
    timers.advance(GRACE.multipliedBy(2));
    assertThat(commands).isEmpty();
    second.close();
    timers.advance(GRACE);
    assertThat(commands).hasSize(1);
  }

  @Test
  void WS34_aScreenThatDiesWithoutAWordIsNoticed() {
    var alive = new AtomicBoolean(true);
    attendance.start();
    attendance.enter(tenant, kim, alive::get);
    timers.advance(Duration.ofMinutes(5));
    assertThat(commands).isEmpty();
    alive.set(false);
    timers.advance(Duration.ofSeconds(10).plus(GRACE));
    assertThat(commands).containsExactly(new RoutingCommand.LoseAgent(kim));
  }

  @Test
  void nothingHappensAfterTheConsoleIsClosed() {
    attendance.start();
    var screen = attendance.enter(tenant, kim, () -> true);
    screen.close();
    attendance.close();
    timers.advance(GRACE.multipliedBy(2));
    assertThat(commands).isEmpty();
  }
}

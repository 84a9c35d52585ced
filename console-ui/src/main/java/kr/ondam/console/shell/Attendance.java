package kr.ondam.console.shell;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import kr.ondam.agent.AgentId;
import kr.ondam.event.Subscription;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Alarm;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// Knows which agents have a screen open. Who has had none for the grace period is lost: what they
/// hold goes back to the front of its queues.
///
/// A screen that dies without a word is noticed by its missing signs of life, at most [#LOOK]
/// later.
public final class Attendance implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Timers timers;
  private final BiFunction<TenantId, RoutingCommand, CompletionStage<RoutingResult>> submit;
  private final Duration grace;
  private final Map<Seat, Set<Screen>> screens = new HashMap<>();
  private final Map<Seat, Alarm> leaving = new HashMap<>();
  private @Nullable Alarm look;
  private boolean closed;

  private record Seat(TenantId tenant, AgentId agent) {}

  private static final class Screen {
    private final BooleanSupplier alive;

    Screen(BooleanSupplier alive) {
      this.alive = alive;
    }
  }

  public Attendance(
      Timers timers,
      BiFunction<TenantId, RoutingCommand, CompletionStage<RoutingResult>> submit,
      Duration grace) {
    this.timers = timers;
    this.submit = submit;
    this.grace = grace;
  }

  /// Starts to look for dead screens.
  public synchronized void start() {
    if (!closed) {
      look = timers.after(LOOK, this::look);
    }
  }

  /// An agent opened a screen; closing the answer tells that it is gone.
  ///
  /// @param alive whether the screen has given a sign of life lately; must not block
  public synchronized Subscription enter(TenantId tenant, AgentId agent, BooleanSupplier alive) {
    var seat = new Seat(tenant, agent);
    var screen = new Screen(alive);
    screens.computeIfAbsent(seat, _ -> new HashSet<>()).add(screen);
    var alarm = leaving.remove(seat);
    if (alarm != null) {
      alarm.cancel();
    }
    return () -> leave(seat, screen);
  }

  /// Whether the agent has a screen.
  public synchronized boolean present(TenantId tenant, AgentId agent) {
    return screens.containsKey(new Seat(tenant, agent));
  }

  private synchronized void leave(Seat seat, Screen screen) {
    var open = screens.get(seat);
    if (open == null || !open.remove(screen) || !open.isEmpty()) {
      return;
    }
    screens.remove(seat);
    if (!closed) {
      leaving.put(seat, timers.after(grace, () -> lose(seat)));
    }
  }

  private synchronized void lose(Seat seat) {
    if (leaving.remove(seat) != null && !closed) {
      var _ = submit.apply(seat.tenant(), new RoutingCommand.LoseAgent(seat.agent()));
    }
  }

  private synchronized void look() {
    if (closed) {
      return;
    }
    for (var seat : Set.copyOf(screens.keySet())) {
      for (var screen : Set.copyOf(screens.getOrDefault(seat, Set.of()))) {
        if (!screen.alive.getAsBoolean()) {
          leave(seat, screen);
        }
      }
    }
    look = timers.after(LOOK, this::look);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (look != null) {
      look.cancel();
    }
    leaving.values().forEach(Alarm::cancel);
  }
}

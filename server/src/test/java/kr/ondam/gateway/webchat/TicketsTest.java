package kr.ondam.gateway.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TicketsTest {
  private final ChatFloor floor = new ChatFloor();
  private final AtomicLong nanos = new AtomicLong();
  private final Tickets tickets = new Tickets(nanos::get);

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void WS09_aTicketWorksOnce() {
    var ticket = tickets.issue(floor.visit(1));
    assertThat(tickets.look(ticket)).isPresent();
    assertThat(tickets.redeem(ticket)).isPresent();
    assertThat(tickets.redeem(ticket)).isEmpty();
    assertThat(tickets.redeem("")).isEmpty();
  }

  @Test
  void WS09_aTicketIsGoodForSixtySeconds() {
    var first = tickets.issue(floor.visit(1));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(tickets.look(first)).isPresent();
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(tickets.redeem(first)).isEmpty();
  }
}

package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What becomes of an offer that is answered in two ways at once.
final class OfferRacesTest {
  @Test
  void WS57_ofAnAcceptAndARefusalAtOnceTheFirstCounts()
      throws ExecutionException, InterruptedException {
    for (int round = 0; round < 20; round++) {
      try (var at = new RoutingFloor();
          var executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var kim = at.agent("kim", 100);
        var conversation = at.opened();
        var offer = at.offerOf(conversation).id();
        var gate = new CyclicBarrier(2);
        List<Callable<RoutingResult>> presses = new ArrayList<>();
        for (var press :
            List.of(
                new RoutingCommand.AcceptOffer(kim, offer),
                new RoutingCommand.DeclineOffer(kim, offer))) {
          presses.add(() -> {
            gate.await();
            return at.ask(press);
          });
        }
        var results = executor.invokeAll(presses);
        boolean accepted = results.getFirst().get() instanceof RoutingResult.Accepted;
        assertThat(results.get(accepted ? 1 : 0).get())
            .isEqualTo(
                new RoutingResult.OfferGone(accepted ? OfferState.ACCEPTED : OfferState.DECLINED));
        assertThat(at.row(conversation).assignee()).isEqualTo(accepted ? kim : null);
      }
    }
  }
}

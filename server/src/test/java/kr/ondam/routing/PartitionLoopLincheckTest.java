package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The real partition loop behind its mailbox is linearizable: accept, decline, timeout, rescission
/// and the end of the conversation race for one offer, and it ends once, as a single state says
/// that knows nothing of threads; capacity holds whatever arrives meanwhile (R1 to R4).
@Order(1)
public final class PartitionLoopLincheckTest {
  private static final int CAPACITY = 100;

  /// More for a long run: `-Dondam.lincheck=50`.
  private static final int ITERATIONS = Integer.getInteger("ondam.lincheck", 2);

  private final RoutingFloor floor = new RoutingFloor();
  private final AgentId agent = floor.agent("kim", CAPACITY);
  private final ConversationId conversation = floor.opened();
  private final Offer offer = floor.offerOf(conversation);

  @Operation
  public String accept() {
    return words(floor.ask(new RoutingCommand.AcceptOffer(agent, offer.id())));
  }

  @Operation
  public String decline() {
    return words(floor.ask(new RoutingCommand.DeclineOffer(agent, offer.id())));
  }

  @Operation
  public String lose() {
    return words(floor.ask(new RoutingCommand.LoseAgent(agent)));
  }

  /// Time passes until the offer is over.
  @Operation
  public void expire() {
    floor.pass(RoutingFloor.OFFER);
  }

  /// The customer leaves.
  @Operation(runOnce = true)
  public void end() {
    floor.ended(conversation, EndReason.CUSTOMER);
  }

  /// Another conversation wants the slot.
  @Operation
  public void arrive() {
    floor.opened();
  }

  private static String words(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Accepted _ -> "accepted";
      case RoutingResult.OfferGone(var state) -> "gone " + state;
      case RoutingResult.Done _ -> "done";
      case RoutingResult other -> other.toString();
    };
  }

  /// What the rows and the floor say once everybody has come to an end.
  @Validate
  public void itEndedOnceAndNobodyHasTooMuch() {
    try (floor) {
      int held = floor.look().agents().getFirst().load();
      assertThat(held).isBetween(0, CAPACITY);
      assertThat(floor.segments().stream().filter(s -> s.conversation().equals(conversation)))
          .hasSizeLessThanOrEqualTo(1);
      assertThat(
              floor.look().openOffers().stream()
                  .filter(open -> open.conversation().equals(conversation)))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  /// The same, one after another.
  public static final class OneOffer {
    private OfferState state = OfferState.OPEN;

    public String accept() {
      return answer(OfferState.ACCEPTED, "accepted");
    }

    public String decline() {
      return answer(OfferState.DECLINED, "done");
    }

    public String lose() {
      over(OfferState.RESCINDED);
      return "done";
    }

    public void expire() {
      over(OfferState.EXPIRED);
    }

    public void end() {
      over(OfferState.RESCINDED);
    }

    public void arrive() {}

    private String answer(OfferState next, String words) {
      String answer = state == OfferState.OPEN ? words : "gone " + state;
      over(next);
      return answer;
    }

    private void over(OfferState next) {
      state = state == OfferState.OPEN ? next : state;
    }
  }

  @Test
  void theLoopIsLinearizable() {
    new StressOptions()
        .iterations(ITERATIONS)
        .invocationsPerIteration(100)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .sequentialSpecification(OneOffer.class)
        .check(PartitionLoopLincheckTest.class);
  }
}

package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// A silent customer takes less, and everything again on return.
final class DormancyTest {
  private static final Capacity TWO =
      new Capacity(2, List.of(Scene.channel(2, 1), Scene.channel(1, 1)), new Dormancy(600_000, 50));

  private final Scene scene = Scene.standard();

  private void silent() {
    scene.agent(7, Scene.open(TWO, Bits.NONE));
    scene.holds(7, 1);
    scene.apply(new Event.AgentReplied(scene.now, 1));
  }

  @Test
  void aCustomerWhoIsSilentAfterTheAgentsMessageRests() {
    silent();

    assertThat(scene.load(7)).isEqualTo(2);
    assertThat(Scene.names(scene.after(600_000))).isEqualTo("Dormant");
    assertThat(scene.load(7)).isEqualTo(1);
    assertThat(scene.place(1)).isEqualTo(new Place.Dormant(7));
  }

  @Test
  void anAgentWhoHasToAnswerIsNotRelievedByBeingSlow() {
    silent();
    scene.apply(new Event.CustomerReplied(scene.now, 1));

    assertThat(scene.after(3_600_000)).isEmpty();
  }

  @Test
  void whatARestingConversationLeavesGoesToTheNext() {
    silent();
    scene.apply(
        new Event.Arrived(
            scene.now,
            new Ticket(2, Scene.TEXT, Demand.plain(1, 1, Bits.NONE), 0, scene.now, 9),
            Sticky.NONE));

    assertThat(Scene.names(scene.after(600_000))).isEqualTo("Dormant OfferMade");
  }

  @Test
  void I4_aReturningCustomerTakesTheWeightAgainAndTheEffectSaysThatItIsTooMuch() {
    whatARestingConversationLeavesGoesToTheNext();

    assertThat(scene.apply(new Event.CustomerReplied(scene.now, 1)))
        .containsExactly(new Effect.Woken(scene.now, 1, 7, true));
    assertThat(scene.load(7)).isEqualTo(3);
    scene.restart();
    assertThat(scene.load(7)).isEqualTo(3);
  }

  @Test
  void theTimerSurvivesARestart() {
    silent();
    scene.restart();

    assertThat(scene.partition.nextDue()).hasValue(scene.now + 600_000);
  }
}

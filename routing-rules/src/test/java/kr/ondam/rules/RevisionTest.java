package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kr.ondam.rules.Effect.Refusal;
import org.junit.jupiter.api.Test;

/// A single conversation that asks for something else once more is known of it.
final class RevisionTest {
  private static final Demand CLAIMS = Demand.plain(2, 1, Bits.NONE);
  private static final Demand GENERAL = Demand.plain(1, 1, Bits.NONE);

  private final Scene scene = Scene.standard();

  private List<Effect> revised(Demand demand, long boost, long until, boolean elsewhere) {
    Event.Revision revision = new Event.Revision(1, demand, boost, until);
    return scene.apply(new Event.Revised(scene.now, revision, elsewhere));
  }

  @Test
  void whatIsOfferedIsParkedUntilTheOpeningAndTheAgentGetsTheNextOne() {
    scene.agent(7);
    scene.arrives(1);
    scene.after(5000);
    scene.arrives(2);
    Demand steps =
        new Demand(
            2, 1, 1000, Scene.LOANS_WELL, Bits.NONE, List.of(new Relaxation(60_000, Bits.NONE)));

    List<Effect> effects = revised(steps, 0, scene.now + 3_600_000, true);

    assertThat(Scene.names(effects)).isEqualTo("OfferEnded Parked OfferMade");
    assertThat(scene.offeredTo(2)).isEqualTo(7);
    scene.accepts(7, 2);
    scene.ends(2);
    scene.restart();
    assertThat(scene.after(3_599_999)).isEmpty();
    assertThat(Scene.names(scene.after(1))).isEqualTo("Queued Relaxed OfferMade");
    assertThat(scene.partition.conversation(1).orElseThrow().ticket().arrivedAt())
        .isEqualTo(1_000_000);
  }

  @Test
  void whatIsOfferedWaitsInAnOpenQueueWithItsHeadStartFromThatMoment() {
    scene.agent(7);
    scene.arrives(1);
    scene.arrives(2, GENERAL, 120_000, Sticky.NONE);

    assertThat(Scene.names(revised(CLAIMS, 180_000, 0, true)))
        .isEqualTo("OfferEnded Queued OfferMade");
    assertThat(scene.offeredTo(1)).isEqualTo(7);
  }

  @Test
  void whereItStaysTheOfferStandsAndTheHeadStartCountsWhenItComesBack() {
    scene.agent(7);
    scene.arrives(1);
    scene.arrives(2, GENERAL, 120_000, Sticky.NONE);

    assertThat(revised(GENERAL, 180_000, scene.now + 1000, false)).isEmpty();
    scene.restart();
    assertThat(scene.offeredTo(1)).isEqualTo(7);
    scene.agent(7, Scene.open(Scene.ONE, Scene.LOANS).with(Availability.CLOSED));
    assertThat(scene.partition.waitingIn(1)).containsExactly(1L, 2L);
    scene.agent(8);
    assertThat(scene.offeredTo(1)).isEqualTo(8);
  }

  @Test
  void whatWaitsStandsByItsNewHeadStartAtOnce() {
    scene.arrives(1);
    scene.arrives(2, GENERAL, 120_000, Sticky.NONE);

    assertThat(revised(GENERAL, 180_000, 0, false))
        .containsExactly(new Effect.Revised(scene.now, 1, 1, 0));
    assertThat(scene.partition.waitingIn(1)).containsExactly(1L, 2L);
    assertThat(Scene.names(revised(CLAIMS, 180_000, scene.now + 1000, true)))
        .isEqualTo("Revised Parked");
  }

  @Test
  void whatSomebodyHasOrWasAskedForByNameStaysAsItIs() {
    scene.agent(7);
    scene.agent(8);
    scene.holds(7, 1);

    assertThat(Scene.refusals(revised(CLAIMS, 0, 0, true))).containsExactly(Refusal.WRONG_PLACE);
    scene.apply(new Event.TransferredToAgent(scene.now, 1, 8));
    assertThat(Scene.refusals(revised(CLAIMS, 0, 0, true))).containsExactly(Refusal.WRONG_PLACE);
    assertThat(scene.offeredTo(1)).isEqualTo(8);
    scene.apply(new Event.CustomerLeft(scene.now, 1));
    assertThat(Scene.refusals(revised(CLAIMS, 0, 0, true)))
        .containsExactly(Refusal.UNKNOWN_CONVERSATION);
  }
}

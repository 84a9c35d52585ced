package kr.ondam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Out of hours, the longest wait, and rules that change while conversations wait.
final class HoursTest {
  private final Scene scene = Scene.standard();

  private static Demand within(long millis, MaxWait.Action action) {
    return new Demand(
        1, 1, 1000, Bits.NONE, Bits.NONE, List.of(), new MaxWait(millis, action), null);
  }

  private List<Effect> arrivesClosed(long conversation, long until) {
    Ticket ticket =
        new Ticket(conversation, 0, Demand.plain(1, 1, Bits.NONE), 0, scene.now, scene.seq++);
    return scene.apply(new Event.ArrivedClosed(scene.now, ticket, Sticky.NONE, until));
  }

  @Test
  void whoArrivesOutOfHoursIsKeptUntilTheOpeningAndKeepsTheAge() {
    scene.agent(7);
    long opening = scene.now + 3_600_000;

    assertThat(Scene.names(arrivesClosed(1, opening))).isEqualTo("Parked");
    assertThat(scene.partition.nextDue()).hasValue(opening);
    scene.restart();
    assertThat(Scene.names(scene.after(3_600_000))).isEqualTo("Queued OfferMade");
    assertThat(scene.partition.conversation(1).orElseThrow().ticket().arrivedAt())
        .isEqualTo(1_000_000);
  }

  /// Steps are measured from the original arrival, closed hours included (routing.md 4.8 and 4.9);
  /// the longest wait begins with the opening.
  @Test
  void atTheOpeningEveryStepOfTheNightIsDueAndTheLongestWaitBegins() {
    Demand demand =
        new Demand(
            1,
            1,
            1000,
            Scene.LOANS_WELL,
            Bits.NONE,
            List.of(new Relaxation(30_000, Scene.LOANS), new Relaxation(7_200_000, Bits.NONE)),
            new MaxWait(60_000, MaxWait.Action.MANAGER),
            null);
    Ticket ticket = new Ticket(1, 0, demand, 0, scene.now, scene.seq++);
    scene.apply(new Event.ArrivedClosed(scene.now, ticket, Sticky.NONE, scene.now + 3_600_000));

    assertThat(Scene.names(scene.after(3_600_000))).isEqualTo("Queued Relaxed");
    assertThat(scene.partition.conversation(1).orElseThrow().step()).isEqualTo(1);
    assertThat(scene.partition.nextDue()).hasValue(scene.now + 60_000);
  }

  @Test
  void anotherOpeningMayBeSetAndTheCustomerMayLeave() {
    arrivesClosed(1, scene.now + 1000);
    scene.apply(new Event.Parked(scene.now, 1, scene.now + 5000));

    assertThat(scene.after(1000)).isEmpty();
    assertThat(Scene.names(scene.apply(new Event.CustomerLeft(scene.now, 1))))
        .isEqualTo("Abandoned");
  }

  @Test
  void afterTheLongestWaitACallbackTakesTheConversationOut() {
    scene.arrives(1, within(60_000, MaxWait.Action.CALLBACK));

    assertThat(scene.after(60_000))
        .containsExactly(new Effect.Overdue(scene.now, 1, 1, MaxWait.Action.CALLBACK));
    assertThat(scene.partition.conversation(1)).isEmpty();
  }

  @Test
  void whenAManagerIsCalledTheConversationGoesOnWaitingAndIsToldOnce() {
    scene.arrives(1, within(60_000, MaxWait.Action.MANAGER));
    scene.after(60_000);
    scene.restart();

    assertThat(scene.after(600_000)).isEmpty();
    assertThat(Scene.names(scene.agent(7))).isEqualTo("OfferMade");
  }

  /// 관리자호출 after a minute has been told; then the rules say 콜백예약 after two.
  @Test
  void aLongestWaitThatNewRulesSayComesThoughTheOldOneWasTold() {
    scene.arrives(1, within(60_000, MaxWait.Action.MANAGER));
    scene.after(60_000);
    scene.restart();
    revises(1, within(120_000, MaxWait.Action.CALLBACK));

    assertThat(scene.partition.nextDue()).hasValue(scene.now + 60_000);
    assertThat(scene.after(60_000))
        .containsExactly(new Effect.Overdue(scene.now, 1, 1, MaxWait.Action.CALLBACK));
  }

  @Test
  void theSameLongestWaitUnderNewRulesIsNotToldAgain() {
    scene.arrives(1, within(60_000, MaxWait.Action.MANAGER));
    scene.after(60_000);
    revises(1, within(60_000, MaxWait.Action.MANAGER));

    assertThat(scene.after(600_000)).isEmpty();
  }

  private void revises(long conversation, Demand demand) {
    Event.Revision revision = new Event.Revision(conversation, demand, 0, 0);
    scene.apply(new Event.RulesApplied(scene.now, Policy.standard("next"), List.of(revision)));
  }

  @Test
  void theLongestWaitBeginsAnewWithATransfer() {
    scene.arrives(1, within(60_000, MaxWait.Action.BOT));
    scene.after(50_000);
    scene.apply(new Event.TransferredToQueue(scene.now, 1, within(60_000, MaxWait.Action.BOT)));

    assertThat(scene.after(50_000)).isEmpty();
    assertThat(Scene.names(scene.after(10_000))).isEqualTo("Overdue");
  }

  @Test
  void I12_newRulesReviseWhatWaitsFromItsArrivalAndLeaveWhatIsHeld() {
    scene.agent(7);
    scene.holds(7, 1);
    scene.arrives(2, Demand.plain(1, 1, Scene.LOANS_WELL));
    scene.now += 90_000;
    Demand demand =
        new Demand(
            5,
            0,
            1000,
            Scene.LOANS_WELL,
            Scene.LOANS_WELL,
            List.of(new Relaxation(60_000, Scene.LOANS)));
    Policy next = Policy.standard("v2");
    List<Event.Revision> revisions =
        List.of(new Event.Revision(1, demand, 0, 0), new Event.Revision(2, demand, 0, 0));

    assertThat(scene.apply(new Event.RulesApplied(scene.now, next, revisions)))
        .containsExactly(new Effect.Revised(scene.now, 2, 5, 1));
    assertThat(scene.place(1)).isEqualTo(new Place.Held(7));
    Effect.OfferMade made = (Effect.OfferMade) scene.ends(1).getLast();
    assertThat(made.decision().rules()).isEqualTo("v2");
    assertThat(made.conversation()).isEqualTo(2);
  }

  @Test
  void nobodyIsChosenMoreOftenPerHourThanAllowed() {
    Policy standard = Policy.standard("v1");
    Policy fair =
        new Policy("v1", standard.strategy(), 30_000, true, 0, 0, new Fairness(2, 3_600_000));
    Scene hourly = new Scene(fair);
    hourly.agent(7, Scene.open(Scene.THREE, Bits.NONE));
    hourly.arrives(1);
    hourly.arrives(2);

    assertThat(Scene.names(hourly.arrives(3))).isEqualTo("Queued");
    Outlook outlook = hourly.partition.explain(3).orElseThrow();
    assertThat(outlook.candidates().getFirst().obstacle())
        .isEqualTo(Candidate.Obstacle.HOURLY_LIMIT);
    assertThat(outlook.candidates().getFirst().until()).isEqualTo(hourly.now + 3_600_000);
    assertThat(Scene.names(hourly.after(3_600_000))).isEqualTo("Assigned");
  }

  @Test
  void I8_whoIsOlderByMoreThanTheBoostIsServedFirst() {
    scene.arrives(1);
    for (long id = 2; id < 100; id++) {
      scene.now += 10_000;
      scene.arrives(id, Demand.plain(1, 1, Bits.NONE), 120_000, Sticky.NONE);
    }

    assertThat(scene.partition.waitingIn(1).indexOf(1L)).isEqualTo(11);
    assertThat(scene.partition.waitingIn(1).getFirst()).isEqualTo(2);
    assertThat(scene.partition.position(1)).isEqualTo(12);
  }

  @Test
  void aWaitIsExplainedByWhatStandsInTheWayOfEachAgent() {
    scene.agent(7, Scene.open(Scene.ONE, Scene.LOANS));
    scene.holds(7, 1);
    scene.agent(8, Scene.open(Scene.ONE, Bits.NONE));
    Demand loans =
        new Demand(
            1,
            1,
            1000,
            Scene.LOANS,
            Scene.LOANS,
            List.of(new Relaxation(40_000, Bits.NONE)),
            new MaxWait(90_000, MaxWait.Action.MANAGER),
            null);
    scene.arrives(2, loans);

    Outlook outlook = scene.partition.explain(2).orElseThrow();

    assertThat(outlook.skilled()).isEqualTo(1);
    assertThat(outlook.count(Candidate.Obstacle.CHANNEL_FULL)).isEqualTo(1);
    assertThat(outlook.position()).isEqualTo(1);
    assertThat(outlook.wideningAt()).hasValue(scene.now + 40_000);
    assertThat(outlook.widened()).isEqualTo(Bits.NONE);
    assertThat(outlook.overdueAt()).hasValue(scene.now + 90_000);
  }
}

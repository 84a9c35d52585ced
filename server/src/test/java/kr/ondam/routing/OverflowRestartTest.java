package kr.ondam.routing;

import static kr.ondam.routing.CrossingFloor.BANK;
import static kr.ondam.routing.CrossingFloor.CARD;
import static kr.ondam.routing.CrossingFloor.OWNER;
import static kr.ondam.routing.CrossingFloor.WIDENED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.Presence;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Partition;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Both sides of a crossing come to the same state from their rows, whatever was lost between them.
@Timeout(240)
final class OverflowRestartTest {
  private static final int RUNS = 12;
  private static final int STEPS = 120;

  private CrossingFloor floor = new CrossingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void A1_anOfferAcrossSurvivesARestart() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    var offer = floor.offerTo(CARD, han).orElseThrow();
    floor.restart();
    assertThat(floor.offerTo(CARD, han)).contains(offer);
    assertThat(floor.load(CARD, han)).isEqualTo(25);
    assertThat(floor.accept(CARD, han)).isInstanceOf(RoutingResult.Accepted.class);
    assertThat(floor.row(conversation).assignee()).isEqualTo(han);
  }

  @Test
  void A1_aBorrowedAgentGoesOnAfterARestart() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    floor.restart();
    assertThat(floor.borrowed.grant(CARD, han, conversation)).isPresent();
    assertThat(floor.load(CARD, han)).isEqualTo(25);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.ACTIVE);
    floor.end(conversation, EndReason.AGENT);
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.CLOSED);
    assertThat(floor.load(CARD, han)).isZero();
  }

  @Test
  void K29_whatWasLentUnderAnAgreementThatWasTakenAwayComesBack() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    floor.restart(OverflowAgreements.NONE);
    assertThat(floor.borrowed.grant(CARD, conversation)).isEmpty();
    assertThat(floor.waiting()).containsExactly(conversation);
    assertThat(floor.load(CARD, han)).isZero();
    assertThat(floor.lent()).isEmpty();
  }

  @Test
  void whatWaitsIsAskedForAgainAfterARestart() {
    floor.opened();
    floor.pass(WIDENED);
    floor.restart();
    var han = floor.agent(CARD, "han", 2);
    assertThat(floor.offerTo(CARD, han)).isPresent();
  }

  @Test
  void aLenderWhoStartsAgainIsAskedAgain() {
    var han = floor.agent(CARD, "han", 1);
    floor.opened();
    floor.pass(WIDENED);
    floor.failNext(CARD);
    floor.presence(CARD, han, Presence.AWAY);
    floor.settle();
    var jung = floor.agent(CARD, "jung", 2);
    assertThat(floor.offerTo(CARD, jung)).isPresent();
  }

  @Test
  void aLenderWhoCannotStoreTheOfferGivesItBack() {
    var han = floor.agent(CARD, "han", 2);
    floor.block(OWNER, CARD);
    floor.opened();
    floor.unblock(OWNER, CARD);
    floor.block(OWNER, CARD);
    floor.pass(WIDENED);
    floor.deliver(OWNER, CARD);
    floor.settle();
    floor.failNext(CARD);
    floor.unblock(OWNER, CARD);
    floor.settle();
    assertThat(floor.granted()).isEqualTo(floor.lent());
    assertThat(floor.offerTo(CARD, han)).as("asked anew").isPresent();
    assertThat(floor.load(CARD, han)).isEqualTo(25);
  }

  @Test
  void anOwnerWhoCannotStoreTheAcceptanceHearsOfItAgain() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    var offer = floor.offerTo(CARD, han).orElseThrow();
    floor.failNext(OWNER);
    assertThat(floor.ask(CARD, new RoutingCommand.AcceptOffer(han, offer.id())))
        .isInstanceOf(RoutingResult.Unavailable.class);
    floor.settle();
    assertThat(floor.row(conversation).assignee()).isEqualTo(han);
    assertThat(floor.borrowed.grant(CARD, han, conversation)).isPresent();
    assertThat(floor.granted()).isEqualTo(floor.lent());
  }

  @Test
  void anOwnerWhoStartsAgainWhileItsClaimIsOnTheWayGrantsOnce() {
    var han = floor.agent(CARD, "han", 2);
    floor.block(CARD, OWNER);
    floor.opened();
    floor.pass(WIDENED);
    floor.failNext(OWNER);
    floor.opened();
    floor.settle();
    floor.unblock(CARD, OWNER);
    assertThat(floor.granted()).hasSize(1).isEqualTo(floor.lent());
    assertThat(floor.load(CARD, han)).isEqualTo(25);
  }

  @Test
  void aCustomerWhoLeftDuringTheRestartIsNotForgotten() {
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.opened();
    floor.pass(WIDENED);
    floor.failNext(OWNER);
    floor.end(conversation, EndReason.CUSTOMER);
    floor.settle();
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.ABANDONED);
    assertThat(floor.offerTo(CARD, han)).isEmpty();
    assertThat(floor.granted()).isEmpty();
    assertThat(floor.lent()).isEmpty();
  }

  @Test
  void whatWaitsTooLongForEveryoneGoesToItsBotAndNobodyElseIsStopped() {
    floor.close();
    floor = new CrossingFloor(CrossingFloor.AGREED, "챗봇");
    floor.bot();
    var conversation = floor.opened();
    floor.pass(WIDENED);
    floor.pass(Duration.ofMinutes(10));
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.BOT);
    floor.restart();
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.BOT);
    var next = floor.opened();
    assertThat(floor.waiting()).containsExactly(next);
    floor.pass(WIDENED);
    floor.restart();
    floor.pass(Duration.ofMinutes(10));
    assertThat(floor.row(next).stage()).isEqualTo(Stage.BOT);
  }

  @Test
  void whatAnAgentOfAnotherTenantHasHadIsNotGivenToTheBot() {
    floor.close();
    floor = new CrossingFloor(CrossingFloor.AGREED, "챗봇");
    floor.bot();
    var han = floor.agent(CARD, "han", 2);
    var conversation = floor.lent(CARD, han);
    floor.ask(CARD, new RoutingCommand.LoseAgent(han));
    floor.settle();
    floor.pass(Duration.ofMinutes(11));
    assertThat(floor.row(conversation).stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void I9_bothDaysCanBeRunAgain() {
    var han = floor.agent(CARD, "han", 2);
    floor.lent(CARD, han);
    floor.opened();
    floor.pass(WIDENED);
    floor.ask(CARD, new RoutingCommand.LoseAgent(han));
    floor.settle();
    floor.restart();
    floor.ready(CARD, han);
    floor.opened();
    floor.pass(WIDENED);
    floor.accept(CARD, han);
    for (var tenant : List.of(OWNER, CARD)) {
      var replay = RoutingRecord.replay(floor.store.events(tenant, 0, 10_000)).orElseThrow();
      assertThat(replay.events()).as("events of %s", tenant).isNotEmpty();
      var engine = new Partition(replay.policy(), replay.start());
      replay.events().forEach(engine::apply);
      var held = engine.agents().stream().mapToInt(Partition.AgentLoad::held).sum();
      assertThat(held).as("held of %s", tenant).isEqualTo(tenant.equals(CARD) ? 1 : 0);
    }
  }

  @Test
  void I6_I10_bothSidesAgreeHoweverMessagesFailuresAndRestartsInterleave() {
    long first = Long.getLong("ondam.seed", 20_261_126L);
    int accepted = 0;
    for (long seed = first; seed < first + RUNS; seed++) {
      floor.close();
      floor = new CrossingFloor();
      accepted += new Interleaving(floor, seed).run();
    }
    System.out.println(
        "overflow: " + RUNS * STEPS + " steps, " + accepted + " accepted across, seed " + first);
    assertThat(accepted).isGreaterThan(RUNS);
  }

  /// One run of random events.
  private static final class Interleaving {
    private final CrossingFloor floor;
    private final long seed;
    private final Random random;
    private final List<TenantId> lenders = List.of(CARD, BANK);
    private final List<AgentId> lent = new ArrayList<>();
    private final List<ConversationId> open = new ArrayList<>();
    private AgentId own;
    private int accepted;

    Interleaving(CrossingFloor floor, long seed) {
      this.floor = floor;
      this.seed = seed;
      random = new Random(seed);
      own = floor.agent(OWNER, "own", 2);
      floor.presence(OWNER, own, Presence.AWAY);
      lenders.forEach(lender -> lent.add(floor.agent(lender, "of-" + lender, 2)));
    }

    int run() {
      for (int step = 0; step < STEPS; step++) {
        step();
        singleOwner("seed " + seed + " step " + step);
      }
      for (var lender : lenders) {
        floor.unblock(OWNER, lender);
        floor.unblock(lender, OWNER);
      }
      floor.settle();
      agreed("seed " + seed);
      return accepted;
    }

    private void step() {
      int who = random.nextInt(lenders.size());
      var lender = lenders.get(who);
      var agent = lent.get(who);
      switch (random.nextInt(16)) {
        case 0, 1 -> open.add(floor.opened());
        case 2 -> floor.pass(WIDENED);
        case 3, 4 -> floor.pass(Duration.ofSeconds(1 + random.nextInt(15)));
        case 5 -> floor.block(OWNER, lender);
        case 6 -> floor.block(lender, OWNER);
        case 7 -> floor.unblock(OWNER, lender);
        case 8 -> floor.unblock(lender, OWNER);
        case 9, 10, 11 -> answer(lender, agent);
        case 12 -> leave();
        case 13 -> {
          floor.ask(lender, new RoutingCommand.LoseAgent(agent));
          floor.ready(lender, agent);
        }
        case 14 ->
            floor.presence(OWNER, own, random.nextBoolean() ? Presence.READY : Presence.AWAY);
        default -> fail();
      }
    }

    private void answer(TenantId lender, AgentId agent) {
      var offer = floor.offerTo(lender, agent);
      if (offer.isPresent()) {
        boolean yes = random.nextInt(4) > 0;
        floor.begin(
            lender,
            yes
                ? new RoutingCommand.AcceptOffer(agent, offer.get().id())
                : new RoutingCommand.DeclineOffer(agent, offer.get().id()));
        floor.settle();
        accepted += yes ? 1 : 0;
      }
    }

    private void leave() {
      if (!open.isEmpty()) {
        floor.end(open.remove(random.nextInt(open.size())), EndReason.CUSTOMER);
      }
    }

    private void fail() {
      if (random.nextInt(4) == 0) {
        floor.restart();
      } else {
        floor.failNext(CrossingFloor.ALL.get(random.nextInt(3)));
        floor.pass(Duration.ofSeconds(2));
      }
    }

    /// At every instant one agent at most may see a conversation.
    private void singleOwner(String place) {
      for (var conversation : open) {
        long may =
            lenders.stream().filter(l -> floor.borrowed.grant(l, conversation).isPresent()).count();
        assertThat(may).as(place).isLessThanOrEqualTo(1);
      }
    }

    private void agreed(String place) {
      assertThat(floor.granted()).as(place).isEqualTo(floor.lent());
      for (int i = 0; i < lenders.size(); i++) {
        var lender = lenders.get(i);
        var loans = floor.store.load(lender).loans().size();
        assertThat(floor.load(lender, lent.get(i))).as(place).isEqualTo(25 * loans);
      }
      for (var conversation : open) {
        var row = floor.row(conversation);
        boolean away =
            floor.store.grants(OWNER, conversation).stream()
                .anyMatch(grant -> grant.state() != GrantState.ENDED);
        assertThat(row.stage())
            .as(place)
            .isIn(
                away
                    ? List.of(Stage.OFFERED, Stage.ACTIVE)
                    : List.of(Stage.QUEUED, Stage.OFFERED, Stage.ACTIVE, Stage.CLOSED));
      }
    }
  }
}

package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.conversation.BotResult;
import kr.ondam.conversation.BotSaid;
import kr.ondam.conversation.BotWrites;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Receipt;
import kr.ondam.conversation.SentFiles;
import kr.ondam.conversation.Stage;
import kr.ondam.conversation.WantedHandover;
import kr.ondam.conversation.bot.BotDirectory;
import kr.ondam.conversation.bot.Bots;
import kr.ondam.time.TimeOrderedIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// People put commands to a partition for conversations that their bots have.
@Timeout(60)
final class TakeoversTest {
  private static final ChannelAccountId BOT = new ChannelAccountId("bot");
  private static final UUID MANAGER = RoutingFloor.manager();

  private final RoutingFloor floor = new RoutingFloor();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Lanes lanes =
      new Lanes(
          floor.memory.stores().conversations(),
          floor.memory.stores().customers(),
          floor.bus,
          new TimeOrderedIds(floor.time),
          floor.time,
          Lanes.Limits.USUAL,
          (_, _) -> true);
  private final BotWrites writes =
      new BotWrites(
          lanes, floor.memory.stores().conversations(), text -> text, SentFiles.NONE, _ -> {});
  private final Bots bots = bots();
  private final BotNews news = new BotNews(floor.bus, bots);
  private final Takeovers takeovers = floor.takeovers(bots);
  private int said;

  private Bots bots() {
    floor
        .memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                RoutingFloor.TENANT,
                BOT,
                ChannelKind.BOT,
                "봇",
                "rasa",
                "b_key",
                null,
                URI.create("http://127.0.0.1:9/"),
                Map.of(),
                List.of(),
                List.of(),
                true));
    var directory = new BotDirectory(floor.memory.stores().channels());
    directory.reload(RoutingFloor.TENANT);
    var made =
        new Bots(
            new Bots.Tools(
                directory,
                floor.memory.stores().conversations(),
                floor.memory.stores().bots(),
                writes,
                (_, _) -> new BotAnswer.Later(),
                text -> text,
                floor.bus,
                floor.time,
                floor.time,
                Executors.newVirtualThreadPerTaskExecutor(),
                meters));
    lanes.start();
    made.start(List.of(RoutingFloor.TENANT));
    return made;
  }

  @AfterEach
  void close() {
    news.close();
    bots.close();
    lanes.close();
    floor.close();
  }

  private ConversationId openedByBot() {
    var spoken =
        new Inbound.Spoken(
            RoutingFloor.TENANT,
            LaneStandIn.ACCOUNT.id(),
            ChannelKind.KAKAO_COUNSEL,
            "u" + said++,
            "m" + said,
            false,
            null,
            null,
            List.of(new Part.Text("안녕하세요")),
            null,
            null,
            Map.of(),
            null,
            floor.time.instant());
    var receipt = new Intake(lanes, meters).accept(spoken).toCompletableFuture().join();
    return ((Receipt.Stored) receipt).message().conversation();
  }

  private RoutingResult submit(RoutingCommand command) {
    return done(takeovers.submit(RoutingFloor.TENANT, command));
  }

  /// What waits for nothing but time gets it.
  private <T> T done(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          if (!future.isDone()) {
            floor.time.advance(Duration.ofMillis(50));
          }
          return future.isDone();
        });
    return future.join();
  }

  private List<Handover> handovers(ConversationId conversation) {
    return floor.memory.stores().bots().lastHandover(RoutingFloor.TENANT, conversation).stream()
        .toList();
  }

  private void heldBy(AgentId agent, ConversationId conversation) {
    assertThat(floor.stage(conversation)).isEqualTo(Stage.ACTIVE);
    assertThat(floor.row(conversation).assignee()).isEqualTo(agent);
  }

  @Test
  void R15_whatItsBotHasIsTakenFromItFirst() {
    var kim = floor.agent("kim", 100);
    var conversation = openedByBot();
    assertThat(floor.stage(conversation)).isEqualTo(Stage.BOT);
    assertThat(submit(new RoutingCommand.Reassign(MANAGER, conversation, kim, false)))
        .isEqualTo(new RoutingResult.Done());
    heldBy(kim, conversation);
    assertThat(handovers(conversation))
        .extracting(Handover::reason)
        .containsExactly(HandoverReason.TAKEN);
    assertThat(floor.row(conversation).ownerEpoch()).isEqualTo(3);
  }

  @Test
  void anAgentTakesAndAManagerMovesWhatABotHas() {
    var taken = openedByBot();
    var moved = openedByBot();
    assertThat(submit(new RoutingCommand.Requeue(MANAGER, moved, Queue.GENERAL)))
        .isEqualTo(new RoutingResult.Done());
    assertThat(floor.waiting()).containsExactly(moved);
    var lee = floor.agent("lee", 100);
    assertThat(submit(new RoutingCommand.Take(lee, taken))).isEqualTo(new RoutingResult.Done());
    heldBy(lee, taken);
  }

  @Test
  void whatRoutingKnowsGoesStraightThere() {
    var conversation = floor.opened();
    var kim = floor.agent("kim", 100);
    assertThat(submit(new RoutingCommand.Reassign(MANAGER, conversation, kim, false)))
        .isEqualTo(new RoutingResult.Done());
    heldBy(kim, conversation);
    assertThat(handovers(conversation)).isEmpty();
    assertThat(submit(new RoutingCommand.Reload())).isEqualTo(new RoutingResult.Done());
  }

  @Test
  void whatIsUnknownOrOverIsNotFound() {
    var kim = floor.agent("kim", 100);
    var unknown = new ConversationId(new UUID(1, 1));
    assertThat(submit(new RoutingCommand.Take(kim, unknown)))
        .isEqualTo(new RoutingResult.NotFound());
    var over = openedByBot();
    var ends =
        new BotSaid(
            RoutingFloor.TENANT, over, BOT, 1, false, "e", List.of(), 1, 0, null, EndReason.BOT);
    assertThat(done(writes.put(ends))).isInstanceOf(BotResult.Taken.class);
    assertThat(submit(new RoutingCommand.Take(kim, over))).isEqualTo(new RoutingResult.NotFound());
    assertThat(handovers(over)).isEmpty();
  }

  @Test
  void whatCannotBeTakenNowIsSaidSoAndStaysTheBots() {
    var kim = floor.agent("kim", 100);
    var conversation = openedByBot();
    lanes.close();
    assertThat(submit(new RoutingCommand.Reassign(MANAGER, conversation, kim, false)))
        .isEqualTo(new RoutingResult.Unavailable());
    assertThat(floor.stage(conversation)).isEqualTo(Stage.BOT);
  }

  /// A manager takes it in the instant in which its bot gives it away: it goes over once, and the
  /// manager's word counts.
  @Test
  void R15_theBotGivesAwayWhatIsBeingTaken() throws Exception {
    var kim = floor.agent("kim", 1000);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 30; round++) {
        var conversation = openedByBot();
        var gate = new CountDownLatch(1);
        var given =
            threads.submit(() -> {
              gate.await();
              return writes.put(givenAway(floor.row(conversation))).toCompletableFuture().join();
            });
        var taken =
            threads.submit(() -> {
              gate.await();
              return takeovers
                  .submit(
                      RoutingFloor.TENANT,
                      new RoutingCommand.Reassign(MANAGER, conversation, kim, true))
                  .toCompletableFuture();
            });
        gate.countDown();
        assertThat(done(taken.get())).isEqualTo(new RoutingResult.Done());
        given.get();
        heldBy(kim, conversation);
        assertThat(floor.row(conversation).ownerEpoch()).as("handed over once").isEqualTo(3);
      }
    }
  }

  private static BotSaid givenAway(Conversation row) {
    return new BotSaid(
        row.tenant(),
        row.id(),
        BOT,
        1,
        false,
        "k",
        List.of(List.of(new Part.Text("상담사를 연결합니다"))),
        1,
        0,
        new WantedHandover(HandoverReason.BOT),
        null);
  }
}

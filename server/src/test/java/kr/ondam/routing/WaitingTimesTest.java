package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How long customers waited, as a manager sees it: for people, so not while a bot answered them
/// (product.md 3.3). The floor opens at 9 in Seoul.
@Timeout(60)
final class WaitingTimesTest {
  private static final Duration TALK = Duration.ofMinutes(10);
  private static final Duration WAIT = Duration.ofSeconds(20);

  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  private ConversationId handedOver() {
    var conversation = floor.openedByBot();
    floor.pass(TALK);
    floor.handOver(conversation, HandoverReason.BOT, HandoverWish.PLAIN, 0);
    return conversation;
  }

  @Test
  void whoIsAnsweredWaitedFromTheHandover() {
    floor.agent("kim", 100);
    var conversation = handedOver();
    floor.pass(WAIT);
    floor.accept(conversation);
    var today = floor.board().today();
    assertThat(today.averageAnswerTime()).isEqualTo(WAIT);
    assertThat(today.serviceLevel()).isEqualTo(OptionalInt.of(100));
  }

  @Test
  void whoLeavesWaitedFromTheHandover() {
    var short1 = handedOver();
    floor.pass(WAIT);
    floor.ended(short1, EndReason.CUSTOMER);
    assertThat(floor.stage(short1)).isEqualTo(Stage.ABANDONED);
    assertThat(floor.board().today().abandoned()).isEqualTo(1);
    assertThat(floor.board().today().serviceLevel()).as("left in time").isEmpty();
    var long1 = handedOver();
    floor.pass(Duration.ofSeconds(61));
    floor.ended(long1, EndReason.CUSTOMER);
    assertThat(floor.board().today().abandoned()).isEqualTo(2);
    assertThat(floor.board().today().serviceLevel()).isEqualTo(OptionalInt.of(0));
  }

  @Test
  void whoWaitsIsSeenToWaitFromTheHandover() {
    var before = floor.openedByBot();
    assertThat(floor.board().waiting()).doesNotContainKey(before);
    var conversation = handedOver();
    var since = floor.time.instant();
    floor.pass(WAIT);
    assertThat(floor.board().waiting()).isEqualTo(Map.of(conversation, since));
    assertThat(floor.board().queues().getFirst().oldest()).isEqualTo(since);
  }

  @Test
  void whoCameBeforeMidnightAndLeavesAfterItLeavesToday() {
    floor.pass(Duration.ofHours(14));
    var yesterday = handedOver();
    floor.ended(yesterday, EndReason.CUSTOMER);
    var conversation = floor.openedByBot();
    floor.pass(Duration.ofHours(1));
    floor.handOver(conversation, HandoverReason.BOT, HandoverWish.PLAIN, 0);
    floor.pass(WAIT);
    floor.ended(conversation, EndReason.CUSTOMER);
    assertThat(floor.board().today().abandoned()).isEqualTo(1);
    assertThat(floor.board().today().serviceLevel()).isEmpty();
  }
}

package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.HandoverReason;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.Customer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Conversations that come from bots into routing, and go from routing to bots. The floor opens on
/// a Tuesday at 9 in Seoul.
@Timeout(60)
final class HandoverTest {
  private static final String BOT_QUEUES =
      """
      큐:
        - {이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 주간, 시간외: 챗봇, 최대대기: {시간: 5분, 처리: 챗봇}}
        - {이름: 보험금, 기술: {보험금: 2}, 순위: 1}
        - {이름: 해지, 기술: {계약: 1}, 순위: 1}
      """;

  private static final String FAILED =
      """
      분류:
        - {이름: 챗봇이 못 함, 조건: "챗봇실패 >= 2", 큐: 해지}
        - {이름: 보험금 청구, 조건: "문의유형 == '보험금청구'", 큐: 보험금}
        - {이름: 나머지, 조건: "참", 큐: 일반}
      """;

  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  private void bot() {
    floor
        .memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                RoutingFloor.TENANT,
                new ChannelAccountId("bot"),
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
    floor.reload();
  }

  private static HandoverWish wish(String queue) {
    return new HandoverWish(queue, Map.of(), Map.of(), null, null);
  }

  private String queue(ConversationId conversation) {
    var id = floor.row(conversation).queue();
    return id == null ? "" : id.value();
  }

  @Test
  void R4_whatABotHasIsNotInRoutingAndArrivesOnceWhenItIsHandedOver() {
    var kim = floor.agent("kim", 100);
    var conversation = floor.openedByBot();
    floor.pass(Duration.ofMinutes(10));
    assertThat(floor.offerTo(kim)).isEmpty();
    assertThat(floor.stage(conversation)).isEqualTo(Stage.BOT);
    floor.handOver(conversation, HandoverReason.BOT, HandoverWish.PLAIN, 0);
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(kim);
    assertThat(floor.row(conversation).ownerEpoch()).isEqualTo(2);
    floor.accept(conversation);
    assertThat(floor.row(conversation).ownerEpoch()).isEqualTo(3);
    assertThat(floor.segments().getFirst().queuedAt())
        .isEqualTo(floor.row(conversation).openedAt().plus(Duration.ofMinutes(10)));
  }

  @Test
  void R5_aRestartLeavesBotsTheirsAndFindsWhatWasHandedOverMeanwhile() {
    floor.agent("kim", 100);
    var bots = floor.openedByBot();
    var handed = floor.openedByBot();
    floor.pass(Duration.ofMinutes(1));
    floor.handOverUnheard(handed, HandoverReason.RESTART, HandoverWish.PLAIN, 0);
    floor.restart();
    assertThat(floor.stage(bots)).isEqualTo(Stage.BOT);
    assertThat(floor.offerOf(handed)).isNotNull();
  }

  @Test
  void BT09_theQueueABotWishesForIsTakenIfThereIsOne() {
    floor.activate(RulesTest.PLAIN);
    var wished = floor.openedByBot();
    floor.handOver(wished, HandoverReason.BOT, wish("보험금"), 0);
    assertThat(queue(wished)).isEqualTo("보험금");
    var unknown = floor.openedByBot();
    floor.handOver(unknown, HandoverReason.BOT, wish("없는 큐"), 0);
    assertThat(queue(unknown)).isEqualTo(Queue.GENERAL.value());
    var skilled = floor.openedByBot();
    var skills = new HandoverWish(null, Map.of("계약", 1), Map.of(), null, null);
    floor.handOver(skilled, HandoverReason.BOT, skills, 0);
    assertThat(queue(skilled)).isEqualTo("해지");
  }

  @Test
  void RR48_BT58_rulesAskWhatTheBotLearntAndHowOftenItFailedButNotWhoTheCustomerIs() {
    floor.activate(RulesTest.HEAD + RulesTest.QUEUES + FAILED);
    var failed = floor.openedByBot();
    floor.handOver(failed, HandoverReason.BOT_SILENT, HandoverWish.PLAIN, 2);
    assertThat(queue(failed)).isEqualTo("해지");
    var topic = floor.openedByBot();
    var learnt =
        new HandoverWish(null, Map.of(), Map.of("문의유형", "보험금청구", "고객.등급", "VIP"), null, null);
    floor.handOver(topic, HandoverReason.BOT, learnt, 0);
    assertThat(queue(topic)).isEqualTo("보험금");
    assertThat(floor.store.arrival(RoutingFloor.TENANT, topic).orElseThrow().facts())
        .containsEntry("챗봇실패", "0")
        .containsEntry("고객.등급", "일반");
  }

  @Test
  void BT60_outOfHoursAHandoverWaitsForTheOpeningAndTheCustomerIsTold() {
    floor.activate(
        RulesTest.HEAD
            + "큐:\n  - {이름: 일반, 기술: {상담기본: 1}, 순위: 2, 영업시간: 밤, 시간외: 안내후보류}\n"
            + "분류: [{이름: 나머지, 조건: \"참\", 큐: 일반}]\n");
    var conversation = floor.openedByBot();
    floor.handOver(conversation, HandoverReason.BOT, HandoverWish.PLAIN, 0);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .extracting(RoutingFact.NoticeDue::notice)
        .containsExactly(RoutingFact.Notice.AFTER_HOURS);
  }

  @Test
  void whoWaitsTooLongIsGivenToTheBotOnceAndComesBackWithItsAge() {
    floor.activate(RulesTest.HEAD + BOT_QUEUES + RulesTest.REST);
    bot();
    var conversation = floor.opened();
    var since = floor.row(conversation).openedAt();
    floor.pass(Duration.ofMinutes(6));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.BOT);
    assertThat(floor.waiting()).isEmpty();
    assertThat(floor.told(RoutingFact.NoticeDue.class)).isEmpty();
    floor.handOver(conversation, HandoverReason.CUSTOMER, HandoverWish.PLAIN, 0);
    assertThat(floor.look().waiting())
        .singleElement()
        .satisfies(w -> assertThat(w.since()).isEqualTo(since));
    floor.pass(Duration.ofMinutes(6));
    assertThat(floor.stage(conversation)).isEqualTo(Stage.QUEUED);
    assertThat(floor.told(RoutingFact.NoticeDue.class)).hasSize(1);
  }

  @Test
  void BT60_aHandoverOutOfHoursOrIntoAFullQueueDoesNotGoStraightBackToTheBot() {
    bot();
    floor.activate(RulesTest.HEAD + BOT_QUEUES.replace("영업시간: 주간", "영업시간: 밤") + RulesTest.REST);
    var late = floor.openedByBot();
    floor.handOver(late, HandoverReason.CUSTOMER, HandoverWish.PLAIN, 0);
    assertThat(floor.stage(late)).isEqualTo(Stage.AFTER_HOURS);
    floor.activate(
        RulesTest.HEAD + BOT_QUEUES.replace("최대대기: {시간: 5분,", "대기한도: {인원: 1,") + RulesTest.REST);
    floor.opened();
    var crowded = floor.openedByBot();
    floor.handOver(crowded, HandoverReason.CUSTOMER, HandoverWish.PLAIN, 0);
    assertThat(floor.stage(crowded)).isEqualTo(Stage.QUEUED);
    assertThat(floor.stage(floor.opened())).isEqualTo(Stage.BOT);
  }

  @Test
  void whatACounsellorHasHadIsNotGivenToTheBotAlsoAfterARestart() {
    floor.activate(RulesTest.HEAD + BOT_QUEUES + RulesTest.REST);
    bot();
    var kim = floor.agent("kim", 25);
    var lost = floor.opened();
    floor.accept(lost);
    floor.restart();
    floor.ask(new RoutingCommand.LoseAgent(kim));
    floor.settle();
    assertThat(floor.stage(lost)).isEqualTo(Stage.QUEUED);
    floor.pass(Duration.ofMinutes(6));
    assertThat(floor.stage(lost)).isEqualTo(Stage.QUEUED);
  }

  @Test
  void whatIsTakenFromACounsellorIsNotGivenToTheBot() {
    floor.activate(RulesTest.HEAD + BOT_QUEUES + RulesTest.REST);
    bot();
    var kim = floor.agent("kim", 25);
    var lost = floor.opened();
    floor.accept(lost);
    floor.ask(new RoutingCommand.LoseAgent(kim));
    floor.settle();
    floor.pass(Duration.ofMinutes(6));
    assertThat(floor.stage(lost)).isEqualTo(Stage.QUEUED);
    assertThat(floor.told(RoutingFact.NoticeDue.class)).hasSize(1);
  }

  @Test
  void RR40_outOfHoursTheBotGoesOnWhereTheRulesSaySoAndThereIsOne() {
    floor.activate(RulesTest.HEAD + BOT_QUEUES.replace("영업시간: 주간", "영업시간: 밤") + RulesTest.REST);
    var before = floor.opened(null, "안녕하세요", Customer.ORDINARY_GRADE);
    assertThat(floor.stage(before)).isEqualTo(Stage.AFTER_HOURS);
    bot();
    var conversation = floor.opened(null, "안녕하세요", Customer.ORDINARY_GRADE);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.BOT);
    floor.handOver(conversation, HandoverReason.BOT, HandoverWish.PLAIN, 0);
    assertThat(floor.stage(conversation)).isEqualTo(Stage.AFTER_HOURS);
  }

  @Test
  void withoutRulesTheQueueOfTheWishIsTakenToo() {
    floor.store.save(
        new Queue(
            RoutingFloor.TENANT,
            new QueueId("claims"),
            "보험금",
            Map.of(),
            null,
            1,
            1000,
            java.util.Set.of()));
    floor.reload();
    var conversation = floor.openedByBot();
    floor.handOver(conversation, HandoverReason.BOT, wish("보험금"), 0);
    assertThat(floor.look().waiting())
        .singleElement()
        .satisfies(w -> assertThat(w.queue()).isEqualTo(new QueueId("claims")));
  }
}

package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Candidate.Obstacle;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Partition;
import kr.ondam.rules.Replay;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/// Rules that change while conversations wait, what a restart keeps of them, what is recorded.
@Timeout(60)
final class RulesChangeTest {
  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void I12_otherRulesChangeWhatWaitsAndLeaveWhatIsOfferedOrHeld() {
    var before = floor.activate(RulesTest.PLAIN);
    var kim = floor.agent("kim", 50);
    var held = floor.opened();
    floor.accept(held);
    var offered = floor.opened();
    var waiting = floor.opened();
    var opened = floor.look().waiting().getLast().since();
    floor.pass(Duration.ofSeconds(5));
    var after = floor.activate(RulesTest.PLAIN.replace("{상담기본: 1}", "{보험금: 1}"));
    assertThat(floor.row(held).assignee()).isEqualTo(kim);
    assertThat(floor.offerOf(offered).agent()).isEqualTo(kim);
    assertThat(arrival(waiting).rules()).isEqualTo(after.version());
    assertThat(arrival(held).rules()).isEqualTo(before.version());
    assertThat(floor.look().waiting().getLast().since()).isEqualTo(opened);
    floor.over(held, EndReason.AGENT, "911");
    assertThat(floor.stage(waiting)).isEqualTo(Stage.QUEUED);
    var lee = floor.agent("lee", 25, Map.of("보험금", 1));
    assertThat(floor.offerOf(waiting).agent()).isEqualTo(lee);
    assertThat(floor.store.decisions(RoutingFloor.TENANT, waiting).getLast().explanation())
        .contains(after.version());
    assertThat(floor.store.decisions(RoutingFloor.TENANT, held).getFirst().explanation())
        .contains(before.version());
  }

  @Test
  void I12_whatWasOfferedUnderOldRulesAndIsDeclinedFindsTheSameAgents() {
    floor.activate(RulesTest.PLAIN);
    var kim = floor.agent("kim", 25);
    var conversation = floor.opened();
    var offer = floor.offerOf(conversation);
    floor.activate(RulesTest.PLAIN.replace("기술: [", "기술: [가나, 다라, "));
    var lee = floor.agent("lee", 25);
    floor.agent("none", 100, Map.of("가나", 5, "보험금", 5));
    floor.ask(new RoutingCommand.DeclineOffer(kim, offer.id()));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(lee);
  }

  @Test
  void veryManyRulesWithEverOtherSkillsLeaveRoutingAsItIs() {
    floor.activate(RulesTest.PLAIN);
    var kim = floor.agent("kim", 25);
    var held = floor.opened();
    floor.accept(held);
    var waiting = floor.opened();
    for (int version = 0; version < 16; version++) {
      List<String> skills = new ArrayList<>();
      for (int i = 0; i < 900; i++) {
        skills.add("s" + version + "x" + i);
      }
      String preferred = String.join(": 1, ", skills) + ": 1";
      floor.activate(
          RulesTest.PLAIN
              .replace("기술: [", "기술: [" + String.join(", ", skills) + ", ")
              .replace("기술: {상담기본: 1}", "기술: {상담기본: 1}, 우대기술: {" + preferred + "}"));
      assertThat(floor.row(held).assignee()).isEqualTo(kim);
      assertThat(floor.waiting()).containsExactly(waiting);
    }
    var lee = floor.agent("lee", 25);
    assertThat(floor.offerOf(waiting).agent()).isEqualTo(lee);
  }

  @Test
  void aQueueThatIsGoneLetsTheFactsOfTheArrivalDecideAgain() {
    floor.activate(RulesTest.PLAIN);
    var claim = floor.opened("보험금청구");
    var leaving = floor.opened("기타", "해약해 주세요", 4);
    assertThat(queue(claim)).isEqualTo("보험금");
    floor.activate(
        RulesTest.HEAD
            + """
            큐:
              - {이름: 일반, 기술: {상담기본: 1}, 순위: 2}
              - {이름: 청구, 기술: {보험금: 1}, 순위: 1}
              - {이름: 해지, 기술: {계약: 1}, 순위: 1}
            분류:
              - {이름: 청구, 조건: "문의유형 == '보험금청구'", 큐: 청구}
              - {이름: 나머지, 조건: "참", 큐: 일반}
            """);
    assertThat(queue(claim)).isEqualTo("청구");
    assertThat(queue(leaving)).isEqualTo("해지");
    floor.restart();
    assertThat(queue(claim)).isEqualTo("청구");
  }

  @Test
  void R10_rulesThatCannotBeStoredAreAppliedWhenTheStoreIsBack() {
    floor.activate(RulesTest.PLAIN);
    var waiting = floor.opened();
    floor.memory.failNext();
    var after = floor.activateSoon(RulesTest.PLAIN.replace("순위: 2", "순위: 3"));
    await()
        .until(() -> {
          floor.time.advance(Duration.ofSeconds(1));
          return arrival(waiting).rules().equals(after.version());
        });
  }

  @Test
  void R5_aRestartKeepsHeadStartsLongestWaitsAndTheOrderTheyMake() {
    floor.activate(
        RulesTest.PLAIN.replace(
            "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}",
            "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 최대대기: {시간: 5분, 처리: 안내}}"));
    var ordinary = floor.opened();
    floor.pass(Duration.ofSeconds(100));
    var vip = floor.opened(null, "안녕하세요", 2);
    assertThat(floor.waiting()).containsExactly(vip, ordinary);
    var before = floor.look();
    floor.restart();
    assertThat(floor.look()).isEqualTo(before);
    floor.pass(Duration.ofSeconds(200));
    assertThat(floor.told(RoutingFact.NoticeDue.class)).hasSize(1);
    floor.restart();
    floor.pass(Duration.ofSeconds(50));
    assertThat(floor.told(RoutingFact.NoticeDue.class))
        .extracting(RoutingFact.NoticeDue::conversation)
        .containsExactly(ordinary);
    var kim = floor.agent("kim", 25);
    assertThat(floor.offerOf(vip).agent()).isEqualTo(kim);
  }

  @Test
  void R7_aConversationStaysInItsCentreUntilItsRulesWidenIt() {
    floor.memory.stores().tenants().save(centre("busan", "부산센터", "영남"));
    floor.memory.stores().tenants().save(centre("seoul", "서울센터", "수도권"));
    floor.activate(
        RulesTest.PLAIN.replace(
                "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}",
                "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 완화: [{후: 30초, 범위: 계열사}]}")
            + """
            하위:
              - 대상: {지역: 영남, 센터: 부산센터}
              - 대상: {지역: 수도권, 센터: 서울센터}
            """);
    var seoul = floor.agent("seoul", 100, Map.of("상담기본", 3), new CentreId("seoul"));
    var conversation = floor.opened("부산센터");
    assertThat(floor.stage(conversation)).isEqualTo(Stage.QUEUED);
    var report = floor.explain(conversation).orElseThrow();
    assertThat(report.position()).isEqualTo(1);
    assertThat(report.skilled()).isZero();
    assertThat(report.obstacles()).containsEntry(Obstacle.SKILL_MISSING, 1);
    assertThat(report.wideningAt()).isEqualTo(report.since().plusSeconds(30));
    var words = new Explainer(_ -> "", ZoneId.of("Asia/Seoul")).wait(report);
    assertThat(words.korean()).contains("09:00:30에 완화 1단계: 상담기본 1, 범위 계열사 (t.yaml:15:41)");
    assertThat(words.english())
        .contains("widened at 09:00:30, step 1: 상담기본 1, scope affiliate (t.yaml:15:41)");
    assertThat(report.candidates())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.agent()).isEqualTo(seoul);
          assertThat(one.lacks()).isEmpty();
        });
    floor.pass(Duration.ofSeconds(30));
    assertThat(floor.offerOf(conversation).agent()).isEqualTo(seoul);
  }

  @Test
  void whereNoAgreementLetsAConversationLeaveTheReportSaysSo() {
    floor.activate(
        RulesTest.PLAIN.replace(
            "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}",
            "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 완화: [{후: 30초, 범위: 그룹}]}"));
    var report = floor.explain(floor.opened(null)).orElseThrow();
    var words = new Explainer(_ -> "", ZoneId.of("Asia/Seoul")).wait(report);
    assertThat(words.korean())
        .contains("09:00:30에 완화 1단계: 상담기본 1, 범위 그룹(협약이 없어 계열사까지) (t.yaml:15:41)");
    assertThat(words.english())
        .contains(
            "widened at 09:00:30, step 1: 상담기본 1, scope group (no agreement: as far as the"
                + " affiliate) (t.yaml:15:41)");
  }

  @Test
  void aCentreMayGiveLessTimeToClassifyAndARestartKeepsIt() {
    floor.memory.stores().tenants().save(centre("busan", "부산센터", "영남"));
    floor.activate(
        RulesTest.PLAIN
            + """
            배정: {후처리: 3분}
            하위:
              - 대상: {지역: 영남, 센터: 부산센터}
                배정: {후처리: 1분}
            """);
    floor.agent("kim", 100, Map.of("상담기본", 3), new CentreId("busan"));
    var there = floor.opened("부산센터");
    floor.accept(there);
    var elsewhere = floor.opened();
    floor.accept(elsewhere);
    floor.ended(there, EndReason.AGENT);
    floor.ended(elsewhere, EndReason.AGENT);
    floor.restart();
    floor.pass(Duration.ofMinutes(1));
    assertThat(floor.stage(there)).isEqualTo(Stage.CLOSED);
    assertThat(floor.stage(elsewhere)).isEqualTo(Stage.WRAP_UP);
  }

  private static Centre centre(String id, String name, String region) {
    return new Centre(RoutingFloor.TENANT, new CentreId(id), name, region);
  }

  @Test
  void I9_theRecordOfADayIsRunAgainToTheSameDecisions() {
    floor.activate(
        RulesTest.PLAIN.replace(
            "{이름: 일반, 기술: {상담기본: 1}, 순위: 2}",
            "{이름: 일반, 기술: {상담기본: 1}, 순위: 2, 완화: [{후: 30초, 범위: 계열사}]}"));
    var kim = floor.agent("kim", 50);
    var lee = floor.agent("lee", 25);
    List<ConversationId> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(floor.opened(i % 3 == 0 ? "보험금청구" : null, "안녕하세요", i % 4 == 1 ? 2 : 4));
      floor.pass(Duration.ofSeconds(3));
    }
    var offer = floor.look().openOffers().getFirst();
    floor.ask(new RoutingCommand.DeclineOffer(offer.agent(), offer.id()));
    floor.pass(Duration.ofSeconds(31));
    floor.look().openOffers().forEach(open -> floor.accept(open.conversation()));
    floor.activate(RulesTest.PLAIN.replace("가점: 2분", "가점: 5분"));
    all.stream()
        .filter(conversation -> floor.row(conversation).assignee() != null)
        .findFirst()
        .ifPresent(conversation -> floor.over(conversation, EndReason.AGENT, "911"));
    floor.ask(new RoutingCommand.LoseAgent(lee));
    floor.pass(Duration.ofMinutes(1));
    floor.ask(new RoutingCommand.Take(kim, floor.waiting().getFirst()));
    var recorded = floor.store.events(RoutingFloor.TENANT, 0, 10_000);
    assertThat(recorded).extracting(RoutingEvent::seq).isSorted().doesNotHaveDuplicates();
    assertThat(recorded).noneMatch(event -> event.body().contains("안녕하세요"));
    var replay = RoutingRecord.replay(recorded).orElseThrow();
    assertThat(given(replay, recorded)).isNotEmpty().isEqualTo(decided(all, replay));
    var day = DayLog.of("t", "2026-11-24", RecordedDay.entries(recorded));
    assertThat(day.conversations())
        .hasSize(all.size())
        .allMatch(one -> !one.arrived().queue().isEmpty())
        .anyMatch(one -> one.arrived().facts().containsKey("고객.등급"))
        .anyMatch(one -> one.endedAt() != DayLog.UNKNOWN);
    floor.restart();
    var again = RoutingRecord.replay(floor.store.events(RoutingFloor.TENANT, 0, 10_000));
    assertThat(again.orElseThrow().start().conversations()).hasSizeGreaterThan(2);
  }

  /// What the engine gives when it runs the record again, in the order of time.
  private static List<String> given(Replay replay, List<RoutingEvent> recorded) {
    Map<Long, String> ids = new HashMap<>();
    for (var event : recorded) {
      var body = JsonMapper.shared().readTree(event.body());
      if (body.has("conversationId")) {
        ids.put(body.get("conversation").asLong(), body.get("conversationId").asString());
      }
      if (body.has("agentId")) {
        ids.put(-1_000 - body.get("agent").asLong(), body.get("agentId").asString());
      }
    }
    var engine = new Partition(replay.policy(), replay.start());
    List<String> given = new ArrayList<>();
    for (var event : replay.events()) {
      for (var effect : engine.apply(event)) {
        if (effect instanceof Effect.OfferMade made) {
          given.add(
              made.at()
                  + " "
                  + ids.get(made.conversation())
                  + " "
                  + ids.get(-1_000 - made.agent()));
        } else if (effect instanceof Effect.Assigned assigned
            && assigned.how() == Effect.AssignedHow.BY_HAND) {
          given.add(
              assigned.at()
                  + " "
                  + ids.get(assigned.conversation())
                  + " "
                  + ids.get(-1_000 - assigned.agent()));
        }
      }
    }
    return given.stream().sorted().toList();
  }

  /// What was decided in truth since the record begins.
  private List<String> decided(List<ConversationId> all, Replay replay) {
    var start = Instant.ofEpochMilli(replay.start().time());
    List<String> decided = new ArrayList<>();
    for (var conversation : all) {
      for (var decision : floor.store.decisions(RoutingFloor.TENANT, conversation)) {
        if (!decision.at().isBefore(start)) {
          decided.add(decision.at().toEpochMilli() + " " + conversation + " " + decision.agent());
        }
      }
    }
    return decided.stream().sorted().toList();
  }

  private String queue(ConversationId conversation) {
    var queue = floor.row(conversation).queue();
    return queue == null ? "" : queue.value();
  }

  private Arrival arrival(ConversationId conversation) {
    return floor.store.arrival(RoutingFloor.TENANT, conversation).orElseThrow();
  }
}

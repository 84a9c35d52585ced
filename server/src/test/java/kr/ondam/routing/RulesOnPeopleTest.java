package kr.ondam.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import kr.ondam.conversation.ConversationId;
import kr.ondam.customer.Traits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What rules make of what other systems know of customers, and of groups of agents.
@Timeout(60)
final class RulesOnPeopleTest {
  private final RoutingFloor floor = new RoutingFloor();

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void whatOtherSystemsKnowOfACustomerDecides() {
    floor.activate(
        RulesTest.PLAIN.replace(
            "분류:",
            """
            분류:
              - {이름: 민원, 조건: "고객.태그 포함 '민원'", 큐: 해지}
              - {이름: 계약, 조건: "고객.계약수 >= 3", 큐: 보험금}
              - {이름: 어린이, 조건: "고객.나이 < 19", 큐: 보험금}\
            """));
    assertThat(queue(floor.openedBy(new Traits(List.of("단골", "민원"), null, null, null))))
        .isEqualTo("해지");
    assertThat(queue(floor.openedBy(new Traits(List.of("단골"), null, 2, "수도권"))))
        .isEqualTo("general");
    assertThat(queue(floor.openedBy(new Traits(List.of(), null, 3, null)))).isEqualTo("보험금");
    var birthday =
        LocalDate.ofInstant(floor.time.instant(), ZoneId.of("Asia/Seoul")).minusYears(19);
    assertThat(queue(floor.openedBy(new Traits(List.of(), birthday.plusDays(1), null, null))))
        .isEqualTo("보험금");
    var grown = floor.openedBy(new Traits(List.of(), birthday, null, null));
    assertThat(queue(grown)).isEqualTo("general");
    assertThat(floor.store.arrival(RoutingFloor.TENANT, grown).orElseThrow().facts())
        .containsEntry("고객.나이", "19");
  }

  @Test
  void aGroupOfAgentsHoldsLessAndIsAskedInItsTurn() {
    floor.activate(
        RulesTest.PLAIN
            + """
            배정: {순서: 고정순}
            상담사그룹:
              - {이름: 신입, 상담사: [park], 정원: {채널: {카카오톡: {무게: 25, 최대: 1}}}}
              - {이름: 숙련, 상담사: [kim]}
            """);
    var other = floor.agent("choi", 25);
    var kim = floor.agent("kim", 100);
    var park = floor.agent("park", 100);
    assertThat(floor.offerOf(floor.opened()).agent()).isEqualTo(park);
    assertThat(floor.offerOf(floor.opened()).agent()).isEqualTo(kim);
    assertThat(floor.offerOf(floor.opened()).agent()).isEqualTo(kim);
    assertThat(floor.look().agents())
        .filteredOn(load -> load.agent().equals(other))
        .allMatch(load -> load.load() == 0);
  }

  private String queue(ConversationId conversation) {
    var queue = floor.row(conversation).queue();
    return queue == null ? "" : queue.value();
  }
}

package kr.ondam.console.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Problems;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reports;
import kr.ondam.conversation.SentFiles;
import kr.ondam.event.EventBus;
import kr.ondam.security.Audit;
import kr.ondam.security.AuditEvent;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import org.junit.jupiter.api.Test;

final class ProblemActsTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final TenantId CARD = new TenantId("hanbit-card");
  private static final ChannelAccountId KAKAO = new ChannelAccountId("kakao");
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  private final MemoryStores memory = new MemoryStores();

  private DeadLetter letter() {
    memory.stores().tenants().save(new Tenant(LIFE, "한빛생명", TenantKind.AFFILIATE, 210));
    memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                LIFE,
                KAKAO,
                ChannelKind.KAKAO_COUNSEL,
                "k",
                "",
                "key",
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                true));
    var letter =
        new DeadLetter(LIFE, new UUID(7, 1), KAKAO, "type", "message", "{}", Instant.EPOCH);
    memory.stores().conversations().addDeadLetter(letter);
    return letter;
  }

  private ProblemActs acts(TenantId tenant, boolean enabled, Role... roles) {
    var user =
        new User(
            new UserId(new UUID(0, 1)),
            tenant,
            "u",
            "박센터장",
            Set.of(roles),
            null,
            0,
            Map.of(),
            enabled);
    var stores = memory.stores();
    var ids = new TimeOrderedIds(CLOCK);
    var bus = new EventBus(CLOCK);
    var lanes =
        new Lanes(stores.conversations(), stores.customers(), bus, ids, CLOCK, Lanes.Limits.USUAL);
    var problems =
        new Problems(
            stores.problems(),
            stores.conversations(),
            stores.channels(),
            Map.of(),
            new Intake(lanes, new SimpleMeterRegistry()),
            new Replies(
                lanes,
                stores.conversations(),
                bus,
                CLOCK,
                new Replies.Hiding(text -> text, text -> text),
                SentFiles.NONE,
                _ -> {}),
            new Reports(stores.sentCalls(), bus, CLOCK),
            inbound -> inbound);
    var parts =
        new ProblemsParts(
            problems,
            stores.problems(),
            stores.customers(),
            stores.agents(),
            stores.channels(),
            new Audit(stores.audit(), ids, CLOCK),
            ZoneId.of("Asia/Seoul"),
            () -> user,
            () -> "10.0.0.7");
    return new ProblemActs(parts, user, "10.0.0.7");
  }

  private List<String> audited() {
    return memory.stores().audit().latest(LIFE, 9).stream().map(AuditEvent::action).toList();
  }

  @Test
  void managersAndAdministratorsOfTheTenantWorkHere() {
    assertThat(acts(LIFE, true, Role.MANAGER).may()).isTrue();
    assertThat(acts(LIFE, true, Role.ADMIN).may()).isTrue();
    assertThat(acts(LIFE, false, Role.ADMIN).may()).isFalse();
    assertThat(acts(LIFE, true, Role.AGENT, Role.LEAD, Role.AUDITOR).may()).isFalse();
    assertThat(acts(TenantId.GROUP, true, Role.ADMIN).may()).isFalse();
  }

  @Test
  void S1_nobodyElseDiscards() {
    var letter = letter();
    assertThat(acts(LIFE, true, Role.AGENT).discard(letter)).isFalse();
    assertThat(acts(CARD, true, Role.ADMIN).discard(letter)).isFalse();
    assertThat(audited()).isEmpty();
    assertThat(acts(LIFE, true, Role.MANAGER).discard(letter)).isTrue();
    assertThat(acts(LIFE, true, Role.MANAGER).discard(letter)).isFalse();
    assertThat(audited()).containsExactly("dead_letter.discarded");
  }

  @Test
  void theOriginalIsForAdministratorsAndLookingIsRecorded() {
    var letter = letter();
    assertThat(acts(LIFE, true, Role.MANAGER).original(letter)).isEmpty();
    assertThat(audited()).isEmpty();
    assertThat(acts(LIFE, true, Role.ADMIN).original(letter)).isEqualTo("{}");
    assertThat(audited()).containsExactly("dead_letter.viewed");
  }
}

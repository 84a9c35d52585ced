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
import java.util.random.RandomGenerator;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.console.live.ManualTimers;
import kr.ondam.conversation.Carriage;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.Problems;
import kr.ondam.conversation.Receipt;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reports;
import kr.ondam.conversation.SentFiles;
import kr.ondam.customer.CustomerId;
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

  private static User user(TenantId tenant, boolean enabled, Role... roles) {
    return new User(
        new UserId(new UUID(0, 1)), tenant, "u", "박센터장", Set.of(roles), null, 0, Map.of(), enabled);
  }

  private ProblemActs acts(TenantId tenant, boolean enabled, Role... roles) {
    return acts(user(tenant, enabled, roles), tenant);
  }

  private ProblemActs acts(User user, TenantId tenant) {
    var stores = memory.stores();
    var ids = new TimeOrderedIds(CLOCK);
    var bus = new EventBus(CLOCK);
    var lanes =
        new Lanes(stores.conversations(), stores.customers(), bus, ids, CLOCK, Lanes.Limits.USUAL);
    var notices =
        new Notices(
            new Notices.Tools(
                stores.notices(),
                stores.channels(),
                stores.customers(),
                bus,
                CLOCK,
                new ManualTimers(),
                RandomGenerator.of("L64X128MixRandom"),
                Runnable::run,
                new SimpleMeterRegistry()));
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
                new Carriage(stores.channels(), Map.of()),
                _ -> {}),
            new Reports(stores.sentCalls(), bus, CLOCK),
            notices,
            inbound -> inbound);
    var parts =
        new ProblemsParts(
            problems,
            stores.problems(),
            notices,
            stores.tenants(),
            stores.customers(),
            stores.agents(),
            stores.channels(),
            new Audit(stores.audit(), ids, CLOCK),
            ZoneId.of("Asia/Seoul"),
            () -> user,
            () -> "10.0.0.7");
    return new ProblemActs(parts, user, tenant);
  }

  private List<String> audited() {
    return memory.stores().audit().latest(LIFE, 9).stream().map(AuditEvent::action).toList();
  }

  private static String seen(TenantId whose, User by) {
    var scope = new ProblemScope(by);
    return (scope.replies(whose) ? "replies " : "")
        + (scope.letters(whose) ? "letters " : "")
        + (scope.originals(whose) ? "originals" : "");
  }

  @Test
  void everybodySeesToTheProblemsOfTheOwnTenantAndSystemAdministratorsToWhatCameIn() {
    assertThat(seen(LIFE, user(LIFE, true, Role.MANAGER))).isEqualTo("replies letters ");
    assertThat(seen(LIFE, user(LIFE, true, Role.ADMIN))).isEqualTo("replies letters originals");
    assertThat(seen(LIFE, user(LIFE, false, Role.ADMIN))).isEmpty();
    assertThat(seen(LIFE, user(LIFE, true, Role.AGENT, Role.LEAD, Role.AUDITOR))).isEmpty();
    assertThat(seen(CARD, user(LIFE, true, Role.ADMIN, Role.SYSTEM_ADMIN))).isEmpty();
    assertThat(seen(TenantId.GROUP, user(LIFE, true, Role.ADMIN))).isEmpty();
    assertThat(seen(TenantId.GROUP, user(TenantId.GROUP, true, Role.ADMIN))).isEmpty();
    var system = user(TenantId.GROUP, true, Role.SYSTEM_ADMIN);
    assertThat(seen(TenantId.GROUP, system)).isEqualTo("letters originals");
    assertThat(seen(LIFE, system)).isEqualTo("letters originals");
    assertThat(seen(LIFE, user(TenantId.GROUP, false, Role.SYSTEM_ADMIN))).isEmpty();
  }

  @Test
  void S1_aSystemAdministratorWorksInATenantAndItIsRecordedWhose() {
    var letter = letter();
    var system = user(TenantId.GROUP, true, Role.SYSTEM_ADMIN);
    assertThat(acts(system, CARD).discard(letter)).isFalse();
    assertThat(acts(system, LIFE).original(letter)).isEqualTo("{}");
    assertThat(acts(system, LIFE).discard(letter)).isTrue();
    assertThat(memory.stores().audit().latest(TenantId.GROUP, 9))
        .extracting(event -> event.action() + " " + event.detail())
        .containsExactlyInAnyOrder(
            "dead_letter.viewed tenant=hanbit-life", "dead_letter.discarded tenant=hanbit-life");
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

  /// A notice to a customer that failed.
  private Notice failedNotice() {
    letter();
    var stores = memory.stores();
    var lanes =
        new Lanes(
            stores.conversations(),
            stores.customers(),
            new EventBus(CLOCK),
            new TimeOrderedIds(CLOCK),
            CLOCK,
            Lanes.Limits.USUAL);
    lanes.start();
    var said =
        new Inbound.Spoken(
            LIFE,
            KAKAO,
            ChannelKind.KAKAO_COUNSEL,
            "u",
            "1",
            false,
            null,
            null,
            List.of(new Part.Text("hi")),
            null,
            null,
            Map.of(),
            null,
            Instant.EPOCH);
    var receipt =
        new Intake(lanes, new SimpleMeterRegistry()).accept(said).toCompletableFuture().join();
    lanes.close();
    var customer = UUID.fromString(((Receipt.Stored) receipt).message().author().id());
    var notice =
        Notice.fresh(
            LIFE,
            new UUID(0, 7),
            new CustomerId(customer),
            KAKAO,
            "+821012345678",
            "CS_01",
            Map.of(),
            Instant.EPOCH);
    stores.notices().add(notice);
    stores.notices().save(notice.tried(1, false).reached(Delivery.FAILED, "3019 x", null));
    return notice;
  }

  @Test
  void S1_noticesAreSeenToByManagersOfTheirTenantOnly() {
    var notice = failedNotice();
    assertThat(acts(LIFE, true, Role.AGENT).dismiss(notice)).isFalse();
    assertThat(acts(LIFE, true, Role.AGENT).resend(notice)).isEmpty();
    assertThat(acts(CARD, true, Role.MANAGER).dismiss(notice)).isFalse();
    assertThat(acts(CARD, true, Role.MANAGER).resend(notice)).isEmpty();
    var system = user(TenantId.GROUP, true, Role.SYSTEM_ADMIN);
    assertThat(acts(system, LIFE).dismiss(notice)).isFalse();
    assertThat(acts(LIFE, true, Role.MANAGER).resend(notice))
        .as("the customer's phone is not known any more")
        .hasValueSatisfying(r -> assertThat(r).isInstanceOf(NoticeResult.Refused.class));
    assertThat(audited()).isEmpty();
    assertThat(acts(LIFE, true, Role.MANAGER).dismiss(notice)).isTrue();
    assertThat(acts(LIFE, true, Role.MANAGER).dismiss(notice)).isFalse();
    assertThat(audited()).containsExactly("notice.dismissed");
  }
}

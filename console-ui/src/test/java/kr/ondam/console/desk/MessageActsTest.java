package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Receipt;
import kr.ondam.event.EventBus;
import kr.ondam.media.MissingFiles;
import kr.ondam.routing.Borrowed;
import kr.ondam.security.Audit;
import kr.ondam.security.AuditEvent;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MessageActsTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final TenantId CARD = new TenantId("hanbit-card");

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-27T00:00:00Z"));
  private final MemoryStores memory = new MemoryStores();
  private final EventBus bus = new EventBus(time);
  private final TimeOrderedIds ids = new TimeOrderedIds(time);
  private final Lanes lanes;
  private final Message message;

  MessageActsTest() {
    var stores = memory.stores();
    stores.tenants().save(new Tenant(LIFE, "한빛생명", TenantKind.AFFILIATE, 210));
    var account = Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1"));
    stores.channels().save(account);
    lanes =
        new Lanes(stores.conversations(), stores.customers(), bus, ids, time, Lanes.Limits.USUAL);
    lanes.start();
    var said =
        new Inbound.Spoken(
            LIFE,
            account.id(),
            ChannelKind.KAKAO_COUNSEL,
            "u1",
            "s/1",
            false,
            null,
            null,
            List.of(
                new Part.Image("https://talk.kakaocdn.net/a.png", null),
                new Part.Unsupported("XX", "{}")),
            null,
            null,
            Map.of(),
            "{\"type\":\"XX\"}",
            time.instant());
    var stored =
        new Intake(lanes, new SimpleMeterRegistry()).accept(said).toCompletableFuture().join();
    message = ((Receipt.Stored) stored).message();
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  private MessageActs acts(TenantId tenant, Role... roles) {
    var stores = memory.stores();
    var user =
        new User(
            new UserId(new UUID(0, 1)), tenant, "u", "박상담", Set.of(roles), null, 0, Map.of(), true);
    return new MessageActs(
        new MessageActs.Tools(
            stores.conversations(),
            stores.originals(),
            new MissingFiles(stores.attachments(), bus, time),
            new Borrowed(stores.routing(), time),
            new Audit(stores.audit(), ids, time)),
        user,
        "10.0.0.7");
  }

  private Attachment file() {
    return memory.stores().attachments().of(LIFE, message.conversation()).getFirst();
  }

  private List<String> audited() {
    return memory.stores().audit().latest(LIFE, 9).stream().map(AuditEvent::action).toList();
  }

  @Test
  void KK53_whoHasNothingToDoWithTheConversationFetchesNothing() {
    memory.stores().attachments().settle(file().failed("timeout"));
    assertThat(acts(LIFE, Role.AGENT).fetches(file())).isFalse();
    assertThat(acts(LIFE, Role.AGENT).fetched(file())).isEqualTo("desk.file.again.notYours");
    assertThat(acts(CARD, Role.AGENT, Role.LEAD, Role.MANAGER).fetches(file())).isFalse();
    assertThat(acts(CARD, Role.MANAGER).fetched(file())).isEqualTo("desk.file.again.notYours");
    assertThat(file().reason()).isEqualTo("timeout");
    assertThat(audited()).isEmpty();
  }

  @Test
  void KK53_whoLeadsFetchesWhatIsMissingAndItIsRecorded() {
    assertThat(acts(LIFE, Role.LEAD).fetches(file())).as("it is on its way").isFalse();
    memory.stores().attachments().settle(file().failed("timeout"));
    assertThat(acts(LIFE, Role.LEAD).fetches(file())).isTrue();
    assertThat(acts(LIFE, Role.LEAD).fetched(file())).isEqualTo("desk.file.again.done");
    assertThat(file().reason()).isNull();
    assertThat(audited()).containsExactly("attachment.fetched_again");
    assertThat(acts(LIFE, Role.MANAGER).fetched(file())).isEqualTo("desk.file.again.notMissing");
    assertThat(audited()).hasSize(1);
  }

  @Test
  void KK53_whatIsHarmfulOrForbiddenIsNotFetchedByAnybody() {
    memory.stores().attachments().settle(file().failed(Attachment.BLOCKED));
    assertThat(acts(LIFE, Role.MANAGER).fetches(file())).isFalse();
    assertThat(acts(LIFE, Role.MANAGER).fetched(file())).isEqualTo("desk.file.again.notMissing");
    assertThat(audited()).isEmpty();
  }

  @Test
  void KK46_theOriginalIsForAdministratorsOfTheTenantAndLookingIsRecorded() {
    assertThat(acts(LIFE, Role.AGENT, Role.LEAD, Role.MANAGER).original(message)).isEmpty();
    assertThat(acts(CARD, Role.ADMIN).original(message)).isEmpty();
    assertThat(audited()).isEmpty();
    assertThat(acts(LIFE, Role.AGENT, Role.ADMIN).original(message)).contains("{\"type\":\"XX\"}");
    assertThat(audited()).containsExactly("message.original_viewed");
  }
}

package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.kakao.Accounts;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.event.EventBus;
import kr.ondam.security.Audit;
import kr.ondam.security.AuditEvent;
import kr.ondam.store.MemoryStores;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;

final class SecurityEventsTest {
  private static final ChannelAccount ACCOUNT =
      Accounts.kakao("happytalk-v3", URI.create("http://127.0.0.1:1"));

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-27T00:00:00Z"));
  private final MemoryStores memory = new MemoryStores();
  private final EventBus bus = new EventBus(time);
  private final SecurityEvents events =
      new SecurityEvents(
          new Audit(memory.stores().audit(), new TimeOrderedIds(time), time),
          () -> TimeUnit.MILLISECONDS.toNanos(time.millis()));

  private List<AuditEvent> recorded() {
    return memory.stores().audit().latest(ACCOUNT.tenant(), 100);
  }

  @Test
  void KK02_KK06_whoCallsFromElsewhereStandsInTheRecordOfTheTenantWithTheAddress() {
    events.refused(ACCOUNT, "203.0.113.9", "foreign_source");
    assertThat(recorded())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.action()).isEqualTo("channel.call_refused");
          assertThat(event.object()).isEqualTo("life-kakao");
          assertThat(event.remoteAddress()).isEqualTo("203.0.113.9");
          assertThat(event.detail()).isEqualTo("foreign_source");
          assertThat(event.actor()).isEmpty();
        });
  }

  @Test
  void KK02_KK06_aFloodOfThemIsAFewLinesAnHour() {
    for (int i = 0; i < 1000; i++) {
      events.refused(ACCOUNT, "203.0.113." + i % 256, "foreign_sender_key");
    }
    assertThat(recorded()).hasSize(6);
    time.advance(Duration.ofHours(1));
    events.refused(ACCOUNT, "203.0.113.9", "foreign_sender_key");
    assertThat(recorded()).hasSize(7);
  }

  @Test
  void KK49_anAddressThatMustNotBeAskedStandsInTheRecordWithItsAccount() {
    events.follow(bus);
    var wanted =
        new Attachment(
            ACCOUNT.tenant(),
            new AttachmentId(new UUID(1, 2)),
            new ConversationId(new UUID(3, 4)),
            5,
            0,
            ACCOUNT.id(),
            AttachmentKind.IMAGE,
            "",
            "http://169.254.169.254/",
            AttachmentState.PENDING,
            null,
            null,
            0,
            null,
            false,
            0,
            time.instant(),
            time.instant());
    bus.publish(new ConversationFact.AttachmentChanged(wanted.failed("gone"), time.instant()));
    bus.publish(
        new ConversationFact.AttachmentChanged(wanted.failed(Attachment.BLOCKED), time.instant()));
    await().until(() -> !recorded().isEmpty());
    assertThat(recorded())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.action()).isEqualTo("attachment.blocked");
          assertThat(event.object()).isEqualTo("life-kakao");
          assertThat(event.detail())
              .isEqualTo("conversation=00000000-0000-0003-0000-000000000004, seq=5");
        });
  }
}

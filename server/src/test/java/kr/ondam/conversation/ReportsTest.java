package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Verification;
import kr.ondam.time.VirtualTime;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReportsTest {
  private final Desk desk = new Desk();
  private final VirtualTime time = new VirtualTime(Desk.NOW);
  private final Reporting provider = new Reporting();
  private final Reports reports =
      new Reports(desk.memory.stores().sentCalls(), desk.bus, desk.time);
  private final Outbox outbox =
      new Outbox(
          new Outbox.Tools(
              desk.store,
              desk.memory.stores().channels(),
              Map.of(ChannelKind.KAKAO_COUNSEL, provider),
              desk.lanes,
              reports,
              desk.bus,
              time,
              time,
              new Random(7),
              Runnable::run,
              SentFiles.NONE),
          desk.meters);

  /// A provider that tells later what became of a call.
  private static final class Reporting implements ChannelAdapter {
    final ArrayDeque<Outcome> outcomes = new ArrayDeque<>();
    Runnable sent = () -> {};

    @Override
    public ChannelKind kind() {
      return ChannelKind.KAKAO_COUNSEL;
    }

    @Override
    public Verification verify(ChannelAccount account, RawRequest request) {
      return new Verification.Authentic();
    }

    @Override
    public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
      return new Parsed.Understood(List.of());
    }

    @Override
    public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
      var uri = URI.create("http://127.0.0.1/");
      return List.of(
          new ProviderCall("POST", uri, Map.of(), "1", "s-0"),
          new ProviderCall("POST", uri, Map.of(), "2", "s-1"));
    }

    @Override
    public Outcome send(ChannelAccount account, ProviderCall call) {
      sent.run();
      return outcomes.remove();
    }

    @Override
    public boolean reports() {
      return true;
    }
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private void reply() {
    var id = desk.stored(spoken("u", "1", "hi")).conversation();
    var kim = new AgentId(new UUID(0, 1));
    desk.assign(id, Stage.ACTIVE, kim);
    Desk.join(desk.replies.send(new Reply(LIFE, id, kim, List.of(new Part.Text("m")), "c")));
  }

  private void report(String reference, DeliveryReport.State state, @Nullable String learnt) {
    reports.accept(
        new DeliveryReport(LIFE, Desk.KAKAO, List.of(reference), learnt, state, "", Desk.NOW));
  }

  private Delivery delivery() {
    return desk.messages().getLast().delivery();
  }

  @Test
  void aMessageIsDeliveredWhenAllItsCallsAreReportedAndEverybodyHears() {
    provider.outcomes.addAll(List.of(new Outcome.Ok("A"), new Outcome.Ok("B")));
    reply();
    outbox.start();
    assertThat(delivery()).isEqualTo(Delivery.SENT);
    report("B", DeliveryReport.State.DELIVERED, null);
    assertThat(delivery()).isEqualTo(Delivery.SENT);
    report("A", DeliveryReport.State.DELIVERED, null);
    assertThat(delivery()).isEqualTo(Delivery.DELIVERED);
    Awaitility.await()
        .until(() ->
            List.copyOf(desk.facts).stream()
                .anyMatch(f ->
                    f instanceof ConversationFact.DeliveryChanged(var message, var _)
                        && message.delivery() == Delivery.DELIVERED));
  }

  @Test
  void SM52_whatIsReportedBeforeTheAnswerOfItsCallIsStoredStaysDelivered() {
    provider.outcomes.addAll(List.of(new Outcome.Ok("A"), new Outcome.Ok("B")));
    provider.sent =
        () -> {
          report("A", DeliveryReport.State.DELIVERED, null);
          report("B", DeliveryReport.State.DELIVERED, null);
        };
    reply();
    outbox.start();
    assertThat(delivery()).isEqualTo(Delivery.DELIVERED);
    assertThat(desk.store.waitingOutbounds()).isEmpty();
  }

  @Test
  void SM62_anAnswerThatComesBetweenTheGivingUpAndItsStoringLeavesNoDoubt() {
    provider.outcomes.addAll(List.of(new Outcome.Ok("A"), new Outcome.Uncertain("no answer")));
    provider.sent = () -> report(DeliveryReport.unanswered("s-1"), DeliveryReport.State.SENT, "B");
    reply();
    outbox.start();
    assertThat(delivery()).isEqualTo(Delivery.SENT);
    report("A", DeliveryReport.State.DELIVERED, null);
    report("B", DeliveryReport.State.DELIVERED, null);
    assertThat(delivery()).isEqualTo(Delivery.DELIVERED);
  }

  @Test
  void aMessageOfWhichOnlyHalfWasTakenStaysFailed() {
    provider.outcomes.addAll(List.of(new Outcome.Ok("A"), new Outcome.Permanent("0x0B", "no")));
    reply();
    outbox.start();
    assertThat(delivery()).isEqualTo(Delivery.FAILED);
    report("A", DeliveryReport.State.DELIVERED, null);
    assertThat(delivery()).as("half of it").isEqualTo(Delivery.FAILED);
  }

  @Test
  void aReferenceIsKeptAlsoWhenTheStoreFailsAtThatMoment() {
    provider.outcomes.addAll(List.of(new Outcome.Ok("A"), new Outcome.Ok("B")));
    provider.sent = () -> desk.memory.down(true);
    reply();
    outbox.start();
    desk.memory.down(false);
    provider.sent = () -> {};
    time.advance(Duration.ofSeconds(5));
    assertThat(delivery()).isEqualTo(Delivery.SENT);
    report("A", DeliveryReport.State.DELIVERED, null);
    report("B", DeliveryReport.State.DELIVERED, null);
    assertThat(delivery()).isEqualTo(Delivery.DELIVERED);
  }
}

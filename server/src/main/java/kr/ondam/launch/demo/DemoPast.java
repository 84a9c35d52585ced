package kr.ondam.launch.demo;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Reply;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.IdentityKey;
import kr.ondam.customer.PhoneNumber;
import kr.ondam.launch.Features;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets one customer of the demo have consulted before, the way every customer does: said on the
/// telephone, answered, classified. Once; on later starts it is in the database.
final class DemoPast {
  static final String CUSTOMER = "hong";
  static final String PHONE = "010-2345-6789";
  private static final Logger log = LoggerFactory.getLogger(DemoPast.class);
  private static final String DISPOSITION = "911";
  private static final int TRIES = 100;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration CALL_AGO = Duration.ofDays(9);
  private final Features features;
  private final DemoPhone phone;

  DemoPast(Features features, DemoPhone phone) {
    this.features = features;
    this.phone = phone;
  }

  void happened() {
    try {
      phone.friends().forEach(this::happened);
    } catch (RuntimeException e) {
      log.warn("the demo has no earlier consultation", e);
    }
  }

  private void happened(DemoPhone.Friend friend) {
    var identity = new IdentityKey(friend.account().id(), CUSTOMER);
    var tenant = friend.account().tenant();
    if (features.conversations().latestOf(tenant, identity).isPresent()) {
      return;
    }
    phone.say(friend, CUSTOMER, "가입 내역을 우편으로 받을 수 있나요?");
    var asked = features.conversations().latestOf(tenant, identity);
    var agent = features.agents().users(tenant).stream().filter(u -> u.has(Role.AGENT)).findFirst();
    if (asked.isPresent() && agent.isPresent()) {
      name(asked.get());
      answer(asked.get(), agent.get());
    }
  }

  private void name(Conversation c) {
    features
        .customers()
        .find(c.tenant(), c.customer())
        .ifPresent(unknown ->
            features
                .customers()
                .save(
                    new Customer(
                        unknown.tenant(),
                        unknown.id(),
                        "홍길동",
                        PhoneNumber.normalise(PHONE).orElseThrow(),
                        unknown.grade(),
                        "",
                        unknown.traits(),
                        unknown.createdAt())));
    features
        .customers()
        .add(
            new CustomerEvent(
                c.tenant(),
                features.ids().next(),
                c.customer(),
                "call",
                "고객센터 전화: 주소 변경 문의",
                features.clock().instant().minus(CALL_AGO)));
  }

  private void answer(Conversation c, User agent) {
    var given = give(c, agent);
    if (!(given instanceof RoutingResult.Done)) {
      log.warn("the demo's consultation waits: {}", given.getClass().getSimpleName());
      return;
    }
    features
        .replies()
        .send(
            new Reply(
                c.tenant(),
                c.id(),
                agent.agentId(),
                List.of(new Part.Text("네, 앱의 [증명서] 메뉴에서 우편으로 신청하시면 3일 안에 받으실 수 있습니다.")),
                UUID.randomUUID().toString()))
        .thenCompose(
            _ -> features.replies().close(c.tenant(), c.id(), agent.agentId(), DISPOSITION))
        .toCompletableFuture()
        .join();
  }

  /// The partition hears of a new conversation a moment after it is stored.
  private RoutingResult give(Conversation c, User agent) {
    var command = new RoutingCommand.Reassign(agent.id().value(), c.id(), agent.agentId(), true);
    RoutingResult result = new RoutingResult.NotFound();
    for (int i = 0; i < TRIES && result instanceof RoutingResult.NotFound; i++) {
      result = features.partitions().submit(c.tenant(), command).toCompletableFuture().join();
      if (result instanceof RoutingResult.NotFound) {
        var pause = new CompletableFuture<@Nullable Void>();
        features.timers().after(PAUSE, () -> pause.complete(null));
        pause.join();
      }
    }
    return result;
  }
}

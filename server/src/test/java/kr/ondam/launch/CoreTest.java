package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kr.ondam.agent.Presence;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.Receipt;
import kr.ondam.conversation.Reply;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.conversation.Stage;
import kr.ondam.customer.IdentityKey;
import kr.ondam.routing.Offer;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingResult;
import kr.ondam.security.SignIn;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The way of a message through the real parts, from intake to the provider, over a real database.
@Timeout(120)
final class CoreTest {
  private static final TenantId LIFE = new TenantId("hanbit-life");
  private static final TenantId CARD = new TenantId("hanbit-card");

  @TempDir private Path data;

  private final WillingDealer dealer = new WillingDealer();

  @SuppressWarnings("NullAway.Init")
  private Core core;

  @BeforeEach
  void start() {
    core =
        Core.build(
            ServerConfig.read(Path.of("../config/ondam.yaml"), Map.of()),
            data,
            new FileSecrets(Path.of("../config"), Map.of()),
            Map.of(ChannelKind.KAKAO_COUNSEL, dealer),
            new SimpleMeterRegistry(),
            ZoneId.of("Asia/Seoul"),
            data.resolve("routing"),
            ChannelSettings.shipped());
    if (core.features().stores().tenants().tenants().isEmpty()) {
      core.features()
          .provisioning()
          .apply(GroupFile.read(Path.of("../config/group.yaml"), ChannelSettings.shipped()));
    }
    core.start(core.readRules());
  }

  @AfterEach
  void stop() {
    core.close();
  }

  @Test
  void aCustomerIsOfferedAnsweredAndClosed() {
    var kim = ready("kim");
    var conversation = say("u1", "1", "배송이 아직 안 왔어요").conversation();
    var offer = awaitOffer(kim);
    assertThat(offer.conversation()).isEqualTo(conversation);
    assertThat(ask(LIFE, new RoutingCommand.AcceptOffer(kim.agentId(), offer.id())))
        .isInstanceOf(RoutingResult.Accepted.class);
    var sent = send(kim, conversation, "확인해 보겠습니다", "c1");
    assertThat(sent).isInstanceOf(ReplyResult.Stored.class);
    assertThat(send(kim, conversation, "확인해 보겠습니다", "c1")).isInstanceOf(ReplyResult.Repeated.class);
    await().until(() -> dealer.sent.equals(List.of("u1: 확인해 보겠습니다")));
    await()
        .until(() ->
            find(conversation).lastOutboundSeq() > 0
                && deliveryOfReply(conversation) == Delivery.SENT);
    assertThat(
            core.features()
                .replies()
                .close(LIFE, conversation, kim.agentId(), "111")
                .toCompletableFuture()
                .join())
        .isInstanceOf(ReplyResult.Done.class);
    await().until(() -> find(conversation).stage() == Stage.CLOSED);
    var next = say("u1", "2", "고맙습니다");
    assertThat(next.conversation()).isNotEqualTo(conversation);
    var board = core.features().board().now(LIFE).toCompletableFuture().join();
    assertThat(board.today().closed()).isEqualTo(1);
  }

  @Test
  void R5_aRestartKeepsWhoWaitsAndWhoHolds() {
    var kim = ready("kim");
    var held = say("u1", "1", "첫째").conversation();
    ask(LIFE, new RoutingCommand.AcceptOffer(kim.agentId(), awaitOffer(kim).id()));
    var away = new RoutingCommand.SetPresence(kim.agentId(), Presence.AWAY, kim.id().value());
    ask(LIFE, away);
    var waiting = say("u2", "2", "둘째").conversation();
    // The answer to the sender does not wait for routing.
    await().until(() -> !look().waiting().isEmpty());
    var before = look();
    core.close();
    start();
    assertThat(look()).isEqualTo(before);
    assertThat(find(held).assignee()).isEqualTo(kim.agentId());
    assertThat(find(waiting).stage()).isEqualTo(Stage.QUEUED);
  }

  @Test
  void A3_aProviderRetryIsOneMessageAlsoAfterARestart() {
    say("u1", "77", "한 번");
    core.close();
    start();
    assertThat(accept("u1", "77", "한 번")).isInstanceOf(Receipt.Duplicate.class);
  }

  /// `-Dondam.load.rounds=1000` is the long form.
  @Test
  void A4_whoeverBringsTheSameIdAtOnceHearsOfTheSameMessage() throws Exception {
    int rounds = Integer.getInteger("ondam.load.rounds", 50);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < rounds; round++) {
        var serial = "a4-" + round;
        var gate = new CountDownLatch(1);
        List<Future<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
          receipts.add(
              threads.submit(() -> {
                gate.await();
                return accept("a4", serial, "한 번");
              }));
        }
        gate.countDown();
        List<MessageId> heard = new ArrayList<>();
        for (var receipt : receipts) {
          heard.add(
              switch (receipt.get()) {
                case Receipt.Stored stored -> stored.message().id();
                case Receipt.Duplicate(var first, var _) -> first.id();
                case Receipt other -> throw new AssertionError(other);
              });
        }
        assertThat(heard).hasSize(32).containsOnly(heard.getFirst());
      }
    }
    var conversation =
        core.features()
            .conversations()
            .latestOf(LIFE, new IdentityKey(new ChannelAccountId("life-kakao"), "a4"))
            .orElseThrow();
    assertThat(conversation.lastInboundSeq()).isEqualTo(rounds);
  }

  @Test
  void S6_fiveWrongPasswordsLockAndTheRightOneWaits() {
    var logins = core.features().logins();
    assertThat(logins.signIn("KIM", "ondam-demo-1", "127.0.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
    assertThat(logins.signIn("nobody", "ondam-demo-1", "127.0.0.1"))
        .isInstanceOf(SignIn.Refused.class);
    for (int i = 0; i < 4; i++) {
      assertThat(logins.signIn("kim", "wrong", "127.0.0.1")).isInstanceOf(SignIn.Refused.class);
    }
    assertThat(logins.signIn("kim", "wrong", "127.0.0.1")).isInstanceOf(SignIn.Locked.class);
    assertThat(logins.signIn("kim", "ondam-demo-1", "127.0.0.1")).isInstanceOf(SignIn.Locked.class);
    assertThat(core.features().stores().audit().latest(LIFE, 10))
        .extracting(e -> e.action())
        .contains("login.done", "login.failed", "login.locked");
  }

  @Test
  void importingTheGroupTwiceChangesNothing() {
    var stores = core.features().stores();
    var users = stores.agents().users(LIFE);
    var credential = stores.credentials().find(LIFE, users.getFirst().id());
    core.features()
        .provisioning()
        .apply(GroupFile.read(Path.of("../config/group.yaml"), ChannelSettings.shipped()));
    assertThat(stores.agents().users(LIFE)).isEqualTo(users);
    assertThat(stores.credentials().find(LIFE, users.getFirst().id())).isEqualTo(credential);
    assertThat(stores.conversations().dispositions(CARD)).hasSize(8);
  }

  private static ChannelAccount polled(TenantId tenant, String id, boolean enabled) {
    return new ChannelAccount(
        tenant,
        new ChannelAccountId(id),
        ChannelKind.SMS_HTTP,
        id,
        "uplus-msghub",
        "key-" + id,
        null,
        URI.create("https://hub.example.kr"),
        Map.of("number", "15881234", "api-key", "A", "api-password", "ref:hub"),
        List.of(),
        List.of(),
        enabled);
  }

  @Test
  void accountsThatWouldTakeEachOthersTextsAreRefusedInTheWholeGroup() {
    var provisioning = core.features().provisioning();
    var done = new ProvisionResult.Done();
    assertThat(provisioning.createChannel(polled(LIFE, "hub1", true))).isEqualTo(done);
    assertThat(provisioning.saveChannel(polled(LIFE, "hub1", true))).isEqualTo(done);
    assertThat(provisioning.createChannel(polled(CARD, "hub2", true)))
        .isInstanceOfSatisfying(
            ProvisionResult.Invalid.class, no -> assertThat(no.field()).isEqualTo("api-key"));
    assertThat(provisioning.createChannel(polled(CARD, "hub2", false))).isEqualTo(done);
    assertThat(provisioning.saveChannel(polled(CARD, "hub2", true)))
        .isInstanceOf(ProvisionResult.Invalid.class);
    var tree =
        ConfigTree.parse(
            "g",
            "group: {name: G}\ntenants: [{id: hanbit-card, name: C, channels: [{id: hub3, kind: SMS_HTTP,"
                + " key: k3, profile: uplus-msghub, number: '1588', api-key: A, api-password: 'ref:x',"
                + " base-url: 'https://hub.example.kr/'}]}]");
    assertThatThrownBy(() -> provisioning.apply(GroupFile.read(tree, ChannelSettings.shipped())))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("channel hub3: its base-url and api-key are those of hub1");
  }

  private static ChannelAccount counsel(String profile, Map<String, String> settings) {
    return new ChannelAccount(
        LIFE,
        new ChannelAccountId("talk"),
        ChannelKind.KAKAO_COUNSEL,
        "상담톡",
        profile,
        "key-talk",
        "sender",
        URI.create("https://dealer.example.kr"),
        settings,
        List.of(),
        List.of(),
        true);
  }

  @Test
  void anAccountWhoseSettingsCannotBeUsedIsNeitherCreatedNorMadeSo() {
    var provisioning = core.features().provisioning();
    assertThat(provisioning.createChannel(counsel("happytalk-v9", Map.of())))
        .isInstanceOfSatisfying(
            ProvisionResult.Invalid.class, no -> assertThat(no.field()).isEqualTo("profile"));
    var old = Map.of("farewel", "f");
    // As an earlier version took it.
    assertThat(core.features().stores().channels().save(counsel("happytalk-v3", old))).isTrue();
    assertThat(provisioning.saveChannel(counsel("happytalk-v1", old)))
        .isEqualTo(new ProvisionResult.Done());
    assertThat(
            provisioning.saveChannel(
                counsel("happytalk-v1", Map.of("farewel", "f", "client-secrt", "s"))))
        .isInstanceOfSatisfying(
            ProvisionResult.Invalid.class, no -> assertThat(no.field()).isEqualTo("client-secrt"));
  }

  private User ready(String login) {
    var user = core.features().stores().agents().byLogin(login).orElseThrow();
    ask(LIFE, new RoutingCommand.SetPresence(user.agentId(), Presence.READY, user.id().value()));
    return user;
  }

  private RoutingResult ask(TenantId tenant, RoutingCommand command) {
    return core.features().partitions().submit(tenant, command).toCompletableFuture().join();
  }

  private Message say(String user, String serial, String text) {
    if (accept(user, serial, text) instanceof Receipt.Stored stored) {
      return stored.message();
    }
    throw new AssertionError("not stored: " + serial);
  }

  private Receipt accept(String user, String serial, String text) {
    return core.features()
        .intake()
        .accept(
            new Inbound.Spoken(
                LIFE,
                new ChannelAccountId("life-kakao"),
                ChannelKind.KAKAO_COUNSEL,
                user,
                serial,
                false,
                "301",
                null,
                List.of(new Part.Text(text)),
                null,
                null,
                Map.of(),
                null,
                Instant.now()))
        .toCompletableFuture()
        .join();
  }

  private ReplyResult send(User agent, ConversationId conversation, String text, String clientId) {
    return core.features()
        .replies()
        .send(
            new Reply(LIFE, conversation, agent.agentId(), List.of(new Part.Text(text)), clientId))
        .toCompletableFuture()
        .join();
  }

  private Offer awaitOffer(User agent) {
    List<Offer> found = new ArrayList<>();
    await()
        .until(() -> {
          found.clear();
          var view = core.features().partitions().look(LIFE).toCompletableFuture().join();
          view.openOffers().stream()
              .filter(o -> o.agent().equals(agent.agentId()))
              .forEach(found::add);
          return !found.isEmpty();
        });
    return found.getFirst();
  }

  private PartitionView look() {
    return core.features().partitions().look(LIFE).toCompletableFuture().join();
  }

  private Conversation find(ConversationId conversation) {
    return core.features().stores().conversations().find(LIFE, conversation).orElseThrow();
  }

  private Delivery deliveryOfReply(ConversationId conversation) {
    return core.features().stores().conversations().messages(LIFE, conversation, 0, 100).stream()
        .filter(message -> message.direction() == Direction.OUT)
        .findFirst()
        .orElseThrow()
        .delivery();
  }
}

package kr.ondam.conversation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Claim;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.event.EventBus;
import kr.ondam.event.Fact;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingChange;
import kr.ondam.security.Masking;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/// Everything a test of conversations needs, wired over stores in memory.
final class Desk implements AutoCloseable {
  static final TenantId LIFE = new TenantId("life");
  static final ChannelAccountId KAKAO = new ChannelAccountId("kakao");
  static final ChannelAccountId WEB = new ChannelAccountId("web");
  static final ChannelAccountId SMS = new ChannelAccountId("sms");
  static final Replies.Hiding HIDING = new Replies.Hiding(Masking::maskReply, Masking::mask);
  static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");

  final MemoryStores memory = new MemoryStores();
  final ConversationStore store = memory.stores().conversations();
  final VirtualTime time = new VirtualTime(NOW);
  final EventBus bus = new EventBus(time);
  final List<Fact> facts = Collections.synchronizedList(new ArrayList<>());
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final List<OutboundRow> handedOver = Collections.synchronizedList(new ArrayList<>());
  final KnownFiles files = new KnownFiles();
  final Lanes lanes;
  final Intake intake;
  final Replies replies;
  final BotWrites bots;

  Desk() {
    this(new Lanes.Limits(8192, 2));
  }

  Desk(Lanes.Limits limits) {
    this(limits, BotRoster.NONE);
  }

  /// With one lane, so that what happens follows from the ids alone.
  Desk(RandomGenerator ids) {
    this(new Lanes.Limits(8192, 1), BotRoster.NONE, ids);
  }

  static Desk withBots(BotRoster roster) {
    return new Desk(new Lanes.Limits(8192, 2), roster);
  }

  private Desk(Lanes.Limits limits, BotRoster roster) {
    this(limits, roster, new SecureRandom());
  }

  private Desk(Lanes.Limits limits, BotRoster roster, RandomGenerator ids) {
    bus.subscribeEverywhere(p -> facts.add(p.fact()));
    fill();
    lanes =
        new Lanes(
            store,
            memory.stores().customers(),
            bus,
            new TimeOrderedIds(time, ids),
            time,
            limits,
            roster);
    intake = new Intake(lanes, meters);
    replies = new Replies(lanes, store, bus, time, HIDING, files, carriage(), handedOver::add);
    bots = new BotWrites(lanes, store, Masking::maskReply, files, handedOver::add);
    lanes.start();
  }

  /// The lanes of another process over the same rows, which remembers nothing.
  Lanes another() {
    var others =
        new Lanes(
            store,
            memory.stores().customers(),
            bus,
            new TimeOrderedIds(time),
            time,
            new Lanes.Limits(8192, 2),
            BotRoster.NONE);
    others.start();
    return others;
  }

  /// Without adapters.
  Carriage carriage() {
    return new Carriage(memory.stores().channels(), Map.of());
  }

  private void fill() {
    memory.stores().tenants().save(new Tenant(LIFE, "한빛생명", TenantKind.AFFILIATE, 210));
    memory.stores().channels().save(account(KAKAO, ChannelKind.KAKAO_COUNSEL));
    memory.stores().channels().save(account(WEB, ChannelKind.WEB_CHAT));
    memory.stores().channels().save(account(SMS, ChannelKind.SMS_HTTP));
  }

  static ChannelAccount account(ChannelAccountId id, ChannelKind kind) {
    return account(id, kind, true);
  }

  private static ChannelAccount account(ChannelAccountId id, ChannelKind kind, boolean use) {
    return account(id, kind, Map.of(), use);
  }

  private static ChannelAccount account(
      ChannelAccountId id, ChannelKind kind, Map<String, String> settings, boolean use) {
    return new ChannelAccount(
        LIFE, id, kind, "k", "", "key-" + id, null, null, settings, List.of(), List.of(), use);
  }

  /// Gives an account these settings and no others.
  void set(ChannelAccountId id, ChannelKind kind, Map<String, String> settings) {
    memory.stores().channels().save(account(id, kind, settings, true));
  }

  /// Takes the 상담톡 account into use or out of it.
  void use(ChannelAccountId id, boolean yes) {
    memory.stores().channels().save(account(id, ChannelKind.KAKAO_COUNSEL, yes));
  }

  /// What the partition does: sets stage and assignee.
  void assign(ConversationId conversation, Stage stage, AgentId agent) {
    var routing = memory.stores().routing();
    long epoch = routing.takeOver(LIFE);
    var move = new RoutingChange.MoveStage(conversation, stage, agent, null);
    routing.commit(new RoutingBatch(LIFE, epoch, List.of(move)));
  }

  /// As [#assign], to nobody.
  void move(ConversationId conversation, Stage stage) {
    var routing = memory.stores().routing();
    var move = new RoutingChange.MoveStage(conversation, stage, null, null);
    routing.commit(new RoutingBatch(LIFE, routing.takeOver(LIFE), List.of(move)));
  }

  /// All conversations, newest first.
  List<Conversation> conversations() {
    return store.list(LIFE, ConversationFilter.ALL, null, 10_000).items();
  }

  /// All messages, by conversation in order.
  List<Message> messages() {
    return conversations().stream()
        .flatMap(c -> store.messages(LIFE, c.id(), 0, 10_000).stream())
        .toList();
  }

  List<DeadLetter> letters() {
    return store.deadLetters(LIFE, 100);
  }

  static Inbound.Spoken spoken(
      ChannelAccountId account,
      String user,
      String id,
      String text,
      @Nullable String thread,
      @Nullable String phone) {
    var kind =
        account.equals(WEB)
            ? ChannelKind.WEB_CHAT
            : account.equals(SMS) ? ChannelKind.SMS_HTTP : ChannelKind.KAKAO_COUNSEL;
    var claim = phone == null ? null : new Claim("김고객", phone);
    return new Inbound.Spoken(
        LIFE,
        account,
        kind,
        user,
        id,
        false,
        thread,
        null,
        List.of(new Part.Text(text)),
        null,
        claim,
        Map.of(),
        null,
        NOW);
  }

  static Inbound.Spoken spoken(String user, String id, String text) {
    return spoken(KAKAO, user, id, text, null, null);
  }

  Receipt hear(Inbound inbound) {
    return join(intake.accept(inbound));
  }

  Message stored(Inbound inbound) {
    return hear(inbound) instanceof Receipt.Stored(var message, var _) ? message : fail();
  }

  private static Message fail() {
    throw new AssertionError("not stored");
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  double count(String name) {
    return meters.counter("ondam.intake." + name).count();
  }

  @Override
  public void close() {
    lanes.close();
  }
}

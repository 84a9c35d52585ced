package kr.ondam.gateway.webchat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.conversation.Carriage;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.SentFiles;
import kr.ondam.conversation.Signals;
import kr.ondam.customer.Visitor;
import kr.ondam.event.EventBus;
import kr.ondam.media.Attachments;
import kr.ondam.media.FileTypes;
import kr.ondam.media.FolderStore;
import kr.ondam.media.Inspection;
import kr.ondam.media.MalwareScan;
import kr.ondam.media.Spool;
import kr.ondam.media.Uploads;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingPolicy;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.security.Masking;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.Alarm;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.jspecify.annotations.Nullable;

/// The web chat over stores in memory, in time that passes only when a test says so. Rooms work on
/// the calling thread.
final class ChatFloor implements AutoCloseable {
  static final TenantId LIFE = new TenantId("life");
  static final ChannelAccountId WEB = new ChannelAccountId("web");
  static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");

  final VirtualTime time = new VirtualTime(NOW);
  final MemoryStores memory = new MemoryStores();
  final EventBus bus = new EventBus(time);
  final Signals signals = new Signals();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /// Runs whenever the chat sets a timer.
  volatile Runnable onAlarm = () -> {};

  /// The rules in force.
  volatile @Nullable RuleBook rules;

  /// How far the clock of the machine has been set forward; timers do not know.
  volatile Duration jump = Duration.ZERO;

  final Lanes lanes;
  final Replies replies;
  final ChatTools tools;
  final ChatHub hub;
  private final ChannelAccount account = account(true);

  ChatFloor() {
    this(ChatLimits.USUAL);
  }

  ChatFloor(ChatLimits limits) {
    this(limits, Lanes.Limits.USUAL);
  }

  ChatFloor(ChatLimits limits, Lanes.Limits waiting) {
    var stores = memory.stores();
    stores.tenants().save(new Tenant(LIFE, "한빛생명", TenantKind.AFFILIATE, 210));
    stores.channels().save(account);
    var ids = new TimeOrderedIds(time);
    lanes = new Lanes(stores.conversations(), stores.customers(), bus, ids, time, waiting);
    var hiding = new Replies.Hiding(Masking::maskReply, Masking::mask);
    var carriage = new Carriage(stores.channels(), Map.of());
    replies =
        new Replies(
            lanes, stores.conversations(), bus, time, hiding, SentFiles.NONE, carriage, _ -> {});
    lanes.start();
    var data = Path.of(System.getProperty("java.io.tmpdir"), "ondam-chat-floor");
    var files = new FolderStore(data);
    var uploads =
        new Uploads(
            new Uploads.Tools(
                stores.uploads(),
                stores.attachments(),
                stores.conversations(),
                files,
                new Spool(data),
                new Inspection(MalwareScan.NONE, new FileTypes()),
                Masking::mask,
                ids::next,
                time));
    var policy =
        new RoutingPolicy(Duration.ofSeconds(30), Duration.ofSeconds(60), 2, Duration.ofMinutes(3));
    tools =
        new ChatTools(
            stores.conversations(),
            stores.agents(),
            new Intake(lanes, meters),
            uploads,
            new Attachments(stores.attachments(), files, new FileTypes()),
            new Partitions(
                memory.sources(), bus, time, time, ids, policy, () -> Optional.ofNullable(rules)),
            bus,
            signals,
            () -> time.instant().plus(jump),
            time.with(this::after),
            () -> TimeUnit.MILLISECONDS.toNanos(time.millis()),
            new Random(7),
            Runnable::run,
            meters,
            limits);
    hub = new ChatHub(tools, stores.channels());
  }

  private static ChannelAccount account(boolean enabled) {
    return new ChannelAccount(
        LIFE,
        WEB,
        ChannelKind.WEB_CHAT,
        "웹",
        "",
        "pub_life_1",
        null,
        null,
        Map.of(),
        List.of("https://shop.kr"),
        List.of(),
        enabled);
  }

  /// The account is taken out of use, or into it.
  void use(boolean enabled) {
    memory.stores().channels().save(account(enabled));
  }

  private Alarm after(Duration delay, Runnable task) {
    onAlarm.run();
    return time.after(delay, task);
  }

  Visit visit(int visitor) {
    return visit(visitor, null);
  }

  Visit visit(int visitor, @Nullable String routingKey) {
    return new Visit(
        account,
        new Visitor(
            LIFE,
            new UUID(1, visitor),
            WEB,
            "홍길동",
            null,
            "hash" + visitor,
            NOW,
            NOW.plus(Duration.ofDays(400))),
        Map.of(),
        routingKey);
  }

  ChatSocket open(FakeSocket socket) {
    return open(socket, 1);
  }

  /// A socket of a page with a category.
  ChatSocket open(FakeSocket socket, String routingKey) {
    return ChatSocket.open(visit(1, routingKey), socket, tools, hub);
  }

  ChatSocket open(FakeSocket socket, int visitor) {
    return ChatSocket.open(visit(visitor), socket, tools, hub);
  }

  /// The conversation of the first visitor ends.
  void end() {
    var user = visit(1).visitor().identity().externalUser();
    tools
        .intake()
        .accept(new Inbound.SessionExpired(LIFE, WEB, user, null, NOW))
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  static String hello(String tab) {
    return "{\"t\":\"hello\",\"v\":1,\"conv\":null,\"lastSeq\":0,\"tab\":\"" + tab + "\"}";
  }

  static String say(String cmid, String text) {
    return "{\"t\":\"msg\",\"cmid\":\"%s\",\"parts\":[{\"k\":\"text\",\"text\":\"%s\"}]}"
        .formatted(cmid, text);
  }

  @Override
  public void close() {
    hub.close();
    lanes.close();
  }
}

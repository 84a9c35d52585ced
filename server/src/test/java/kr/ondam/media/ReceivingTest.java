package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Network;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Copies from a real host; everything runs on the thread that moves the time.
@Timeout(60)
final class ReceivingTest {
  private static final Instant START = Instant.parse("2026-11-26T00:00:00Z");
  private static final TenantId LIFE = new TenantId("life");

  private final MediaHost host = new MediaHost();
  private final VirtualTime time = new VirtualTime(START);
  private final EventBus bus = new EventBus(time);
  private final WantedFiles rows = new WantedFiles();
  private final List<Attachment> told = new ArrayList<>();
  private MalwareScan.Verdict verdict = MalwareScan.Verdict.CLEAN;

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init")
  private Receiving receiving;

  @BeforeEach
  void start() {
    receiving = begun();
    bus.subscribeEverywhere(published -> {
      if (published.fact() instanceof ConversationFact.AttachmentChanged(var changed, var _)) {
        told.add(changed);
      }
    });
  }

  private Receiving begun() {
    var begun = new Receiving(tools(Set.of(host.name()), InetAddress::getAllByName, Runnable::run));
    begun.start();
    return begun;
  }

  private Receiving.Tools tools(Set<String> hosts, MediaFetcher.Resolver resolver, Executor work) {
    var egress = new Egress(hosts, List.of(Network.parse("127.0.0.1")));
    return new Receiving.Tools(
        rows,
        new FolderStore(data),
        new MediaFetcher(egress, resolver, new Spool(data), time),
        _ -> Set.of(),
        new Inspection(_ -> verdict, new FileTypes()),
        bus,
        time,
        time,
        work,
        new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    receiving.close();
    host.close();
  }

  private AttachmentId wanted(String path, AttachmentKind kind) {
    return rows.want(LIFE, kind, "", host.url(path), time.instant());
  }

  private Attachment now(AttachmentId id) {
    return rows.find(LIFE, id).orElseThrow();
  }

  @Test
  void aPhotoIsCopiedAndItsArrivalTold() throws Exception {
    host.file("/a.png", Samples.picture("png", 640, 320));
    var id = wanted("/a.png", AttachmentKind.IMAGE);
    time.advance(Receiving.TICK);
    var ready = now(id);
    assertThat(ready.state()).isEqualTo(AttachmentState.READY);
    assertThat(ready.mime()).isEqualTo("image/png");
    assertThat(ready.sha256()).hasSize(64);
    assertThat(told).containsExactly(ready);
    var attachments = new Attachments(rows, new FolderStore(data), new FileTypes());
    var download = attachments.download(LIFE, id).orElseThrow();
    assertThat(download.copy().length()).isEqualTo(ready.bytes());
    assertThat(download.headers().get("content-disposition"))
        .startsWith("attachment; filename=\"image-1-1.png\"");
    assertThat(attachments.thumbnail(LIFE, id)).isPresent();
    assertThat(attachments.download(new TenantId("card"), id)).isEmpty();
    try (var files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(id.toString(), id + ".small");
    }
  }

  @Test
  void KK53_whatFailsIsTriedAgainWithGrowingPausesAndAfterTenMinutesEveryHourForTenDays() {
    host.answer("/a", "HTTP/1.1 503 Service Unavailable", new byte[0]);
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofMinutes(9));
    assertThat(now(id).slow()).isFalse();
    assertThat(now(id).tries()).isBetween(7, 8);
    time.advance(Duration.ofMinutes(2));
    assertThat(now(id).state()).isEqualTo(AttachmentState.PENDING);
    assertThat(now(id).slow()).isTrue();
    assertThat(now(id).missing()).isTrue();
    assertThat(now(id).reason()).isEqualTo("status_503");
    int asked = host.asked();
    time.advance(Duration.ofMinutes(30));
    assertThat(host.asked()).isEqualTo(asked);
    time.advance(Duration.ofHours(5));
    assertThat(host.asked()).isEqualTo(asked + 5);
    time.advance(Duration.ofDays(10));
    assertThat(now(id).state()).isEqualTo(AttachmentState.FAILED);
    asked = host.asked();
    time.advance(Duration.ofDays(1));
    assertThat(host.asked()).isEqualTo(asked);
  }

  @Test
  void KK53_whatWasAwayForElevenMinutesIsThereWithoutAnybodyDoingAnything() {
    host.answer("/a", "HTTP/1.1 503 Service Unavailable", new byte[0]);
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofMinutes(11));
    host.file("/a", "text".getBytes(StandardCharsets.UTF_8));
    time.advance(Duration.ofHours(1));
    assertThat(now(id).state()).isEqualTo(AttachmentState.READY);
  }

  @Test
  void KK53_whatIsMissingIsFetchedAtOnceWhenSomebodyWantsIt() {
    host.answer("/a", "HTTP/1.1 503 Service Unavailable", new byte[0]);
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofMinutes(11));
    var missing = new MissingFiles(rows, bus, time);
    int asked = host.asked();
    assertThat(missing.fetchAgain(LIFE, id)).map(Attachment::tries).contains(0);
    assertThat(host.asked()).as("at once").isEqualTo(asked + 1);
    assertThat(missing.fetchAgain(LIFE, id)).as("it is on its way").isEmpty();
    assertThat(missing.fetchAgain(new TenantId("card"), id)).isEmpty();
    time.advance(Receiving.TICK.multipliedBy(2));
    assertThat(host.asked()).as("in quick steps anew").isEqualTo(asked + 2);
    assertThat(now(id).missing()).as("late again").isTrue();
    time.advance(Duration.ofMinutes(11));
    host.file("/a", "text".getBytes(StandardCharsets.UTF_8));
    assertThat(missing.fetchAgain(LIFE, id)).isPresent();
    assertThat(now(id).state()).isEqualTo(AttachmentState.READY);
    assertThat(missing.fetchAgain(LIFE, id)).isEmpty();
  }

  @Test
  void KK53_aHostThatHangsHoldsUpNoOther() throws Exception {
    receiving.close();
    var over = new CountDownLatch(1);
    MediaFetcher.Resolver resolver =
        name -> {
          if (!name.equals("127.0.0.1")) {
            await(over);
            throw new UnknownHostException(name);
          }
          return InetAddress.getAllByName(name);
        };
    var work = Executors.newVirtualThreadPerTaskExecutor();
    var hosts = Set.of(host.name(), "hangs.example", "too.example");
    var tools = tools(hosts, resolver, work);
    for (int account = 0; account < 30; account++) {
      for (var hung : List.of("hangs", "too")) {
        var of = new AttachmentStore.Account(LIFE, new ChannelAccountId(hung + account));
        for (int i = 0; i < 3; i++) {
          rows.want(of, AttachmentKind.FILE, "", "http://" + hung + ".example/" + i, START);
        }
      }
    }
    host.file("/a", "text".getBytes(StandardCharsets.UTF_8));
    var id = wanted("/a", AttachmentKind.FILE);
    var there = new CompletableFuture<AttachmentState>();
    bus.subscribeEverywhere(published -> {
      if (published.fact() instanceof ConversationFact.AttachmentChanged(var changed, var _)
          && changed.id().equals(id)) {
        there.complete(changed.state());
      }
    });
    receiving = new Receiving(tools);
    receiving.start();
    time.advance(Receiving.TICK);
    assertThat(there.get(30, TimeUnit.SECONDS)).isEqualTo(AttachmentState.READY);
    over.countDown();
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatOnlyOurScannerKeepsAwayIsNotGivenUp() {
    host.file("/a", "text".getBytes(StandardCharsets.UTF_8));
    verdict = MalwareScan.Verdict.UNKNOWN;
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofHours(5));
    assertThat(now(id).state()).isEqualTo(AttachmentState.PENDING);
    assertThat(now(id).reason()).isEqualTo(Attachment.SCANNER);
    verdict = MalwareScan.Verdict.CLEAN;
    time.advance(Duration.ofMinutes(3));
    assertThat(now(id).state()).isEqualTo(AttachmentState.READY);
  }

  @Test
  void whatWaitsOverARestartIsFetchedThen() {
    receiving.close();
    host.file("/a", "text".getBytes(StandardCharsets.UTF_8));
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofMinutes(20));
    assertThat(now(id).state()).isEqualTo(AttachmentState.PENDING);
    receiving = begun();
    time.advance(Receiving.TICK);
    assertThat(now(id).state()).isEqualTo(AttachmentState.READY);
  }

  @Test
  void KK49_whatLeadsElsewhereIsBlockedAtOnce() {
    host.answer("/a", "HTTP/1.1 302 Found\nLocation: http://127.0.0.1/", new byte[0]);
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Receiving.TICK);
    assertThat(now(id).state()).isEqualTo(AttachmentState.FAILED);
    assertThat(now(id).reason()).isEqualTo(Attachment.BLOCKED);
  }

  @Test
  void whatTheScannerFindsIsNeverServed() throws Exception {
    host.file("/a", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
    verdict = MalwareScan.Verdict.HARMFUL;
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Receiving.TICK);
    assertThat(now(id).state()).isEqualTo(AttachmentState.QUARANTINED);
    assertThat(new Attachments(rows, new FolderStore(data), new FileTypes()).download(LIFE, id))
        .isEmpty();
    try (var files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void S5_whatAnEarlierTryKeptGoesWhenTheFileIsGivenUp() throws Exception {
    host.file("/a", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
    var id = wanted("/a", AttachmentKind.FILE);
    new FolderStore(data).put(LIFE, id, new byte[] {1}, new byte[] {1});
    verdict = MalwareScan.Verdict.HARMFUL;
    time.advance(Receiving.TICK);
    assertThat(now(id).state()).isEqualTo(AttachmentState.QUARANTINED);
    try (var files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void whatIsTooLargeForTheScannerIsGivenUpAndSaysSo() {
    host.file("/a", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
    verdict = MalwareScan.Verdict.TOO_LARGE;
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofHours(1));
    assertThat(now(id).state()).isEqualTo(AttachmentState.FAILED);
    assertThat(now(id).reason()).isEqualTo("unscannable");
    assertThat(now(id).missing()).isFalse();
    assertThat(host.asked()).isEqualTo(1);
    assertThat(new Attachments(rows, new FolderStore(data), new FileTypes()).download(LIFE, id))
        .isEmpty();
  }

  @Test
  void withoutTheScannerNothingIsServed() {
    host.file("/a", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
    verdict = MalwareScan.Verdict.UNKNOWN;
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Receiving.TICK);
    assertThat(now(id).state()).isEqualTo(AttachmentState.PENDING);
    assertThat(now(id).reason()).isEqualTo(Attachment.SCANNER);
    verdict = MalwareScan.Verdict.CLEAN;
    time.advance(Duration.ofSeconds(10));
    assertThat(now(id).state()).isEqualTo(AttachmentState.READY);
  }
}

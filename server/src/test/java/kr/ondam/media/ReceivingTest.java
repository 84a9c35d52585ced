package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    var egress = new Egress(Set.of(host.name()), List.of(Network.parse("127.0.0.1")));
    var begun =
        new Receiving(
            new Receiving.Tools(
                rows,
                new FolderStore(data),
                new MediaFetcher(egress, InetAddress::getAllByName, time),
                _ -> Set.of(),
                _ -> verdict,
                bus,
                time,
                time,
                Runnable::run,
                new SimpleMeterRegistry()));
    begun.start();
    return begun;
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
    var attachments = new Attachments(rows, new FolderStore(data));
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
  void whatFailsIsTriedAgainWithGrowingPausesForTenMinutes() {
    host.answer("/a", "HTTP/1.1 503 Service Unavailable", new byte[0]);
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Duration.ofMinutes(9));
    assertThat(now(id).state()).isEqualTo(AttachmentState.PENDING);
    assertThat(now(id).tries()).isBetween(7, 9);
    time.advance(Duration.ofMinutes(2));
    assertThat(now(id).state()).isEqualTo(AttachmentState.FAILED);
    assertThat(now(id).reason()).isEqualTo("status_503");
    int asked = host.asked();
    time.advance(Duration.ofMinutes(30));
    assertThat(host.asked()).isEqualTo(asked);
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
  void whatTheScannerFindsIsNeverServed() {
    host.file("/a", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
    verdict = MalwareScan.Verdict.HARMFUL;
    var id = wanted("/a", AttachmentKind.FILE);
    time.advance(Receiving.TICK);
    assertThat(now(id).state()).isEqualTo(AttachmentState.QUARANTINED);
    assertThat(new Attachments(rows, new FolderStore(data)).download(LIFE, id)).isEmpty();
    assertThat(data.resolve("media")).doesNotExist();
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

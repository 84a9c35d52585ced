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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Network;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
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
  private final Rows rows = new Rows();
  private final List<Attachment> told = new ArrayList<>();
  private MalwareScan.Verdict verdict = MalwareScan.Verdict.CLEAN;

  @TempDir private Path data;

  @SuppressWarnings("NullAway.Init")
  private Receiving receiving;

  /// Rows in memory.
  private static final class Rows implements AttachmentStore {
    private final Map<AttachmentId, Attachment> all = new LinkedHashMap<>();

    @Override
    public Optional<Attachment> find(TenantId tenant, AttachmentId id) {
      return Optional.ofNullable(all.get(id)).filter(a -> a.tenant().equals(tenant));
    }

    @Override
    public List<Attachment> of(TenantId tenant, ConversationId conversation) {
      return List.copyOf(all.values());
    }

    @Override
    public List<Attachment> due(Instant now, Set<Account> without, int limit) {
      return all.values().stream()
          .filter(a -> a.state() == AttachmentState.PENDING && !a.dueAt().isAfter(now))
          .filter(a -> !without.contains(new Account(a.tenant(), a.account())))
          .sorted(Comparator.comparing(Attachment::dueAt))
          .limit(limit)
          .toList();
    }

    @Override
    public boolean settle(Attachment attachment) {
      all.put(attachment.id(), attachment);
      return true;
    }
  }

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
                new MediaStore(data),
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
    var id = new AttachmentId(new UUID(0x0192_0000_0000_7000L, rows.all.size() + 1));
    rows.all.put(
        id,
        new Attachment(
            LIFE,
            id,
            new ConversationId(new UUID(1, 1)),
            1,
            0,
            new ChannelAccountId("kakao"),
            kind,
            "",
            host.url(path),
            AttachmentState.PENDING,
            null,
            null,
            0,
            null,
            false,
            0,
            time.instant(),
            time.instant()));
    return id;
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
    var attachments = new Attachments(rows, new MediaStore(data));
    var download = attachments.download(LIFE, id).orElseThrow();
    assertThat((long) download.body().length).isEqualTo(ready.bytes());
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
    assertThat(new Attachments(rows, new MediaStore(data)).download(LIFE, id)).isEmpty();
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

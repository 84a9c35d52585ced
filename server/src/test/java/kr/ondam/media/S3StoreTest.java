package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.channel.Network;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.SystemTimers;
import kr.ondam.time.Timers;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files in a bucket of a server that others wrote and that checks every signature.
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class S3StoreTest {
  private static final TenantId LIFE = new TenantId("life");
  private static final TenantId CARD = new TenantId("card");
  private static final byte[] NONE = {};

  private final SystemTimers timers = new SystemTimers();

  @SuppressWarnings("NullAway.Init")
  private S3Peer peer;

  @SuppressWarnings("NullAway.Init")
  private MediaStore store;

  private int number;

  @BeforeAll
  void start(@TempDir Path folder) {
    peer = new S3Peer(folder);
    store = store("S3RVER", timers);
  }

  @AfterAll
  void close() {
    store.close();
    timers.close();
    peer.close();
  }

  private MediaStore store(String secret, Timers alarms) {
    return new S3Store(peer.bucket(), S3Peer.secrets(secret), Clock.systemUTC(), alarms);
  }

  private AttachmentId id() {
    return new AttachmentId(new UUID(0x019a_0000_0000_7000L, ++number));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] read(AttachmentId id, MediaStore.Piece piece) throws IOException {
    try (var in = store.open(LIFE, id, piece)) {
      return in.readAllBytes();
    }
  }

  @Test
  void whatIsPutIsReadAndRemovedAndStaysWithItsTenant() throws IOException {
    var id = id();
    store.put(LIFE, id, bytes("약관 본문"), bytes("small"));
    assertThat(read(id, MediaStore.Piece.FILE)).isEqualTo(bytes("약관 본문"));
    assertThat(read(id, MediaStore.Piece.THUMBNAIL)).isEqualTo(bytes("small"));
    // What was just stored is remembered; another one has to ask.
    try (var other = store("S3RVER", timers);
        var in = other.open(LIFE, id, MediaStore.Piece.THUMBNAIL)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("small"));
    }
    assertThat(store.find(LIFE, id, MediaStore.Piece.FILE).orElseThrow().length()).isEqualTo(13);
    var name = "live/" + MediaStore.Piece.FILE.name(LIFE, id);
    assertThat(peer.names("live/life")).contains(name, name + ".small");
    assertThat(store.find(CARD, id, MediaStore.Piece.FILE)).isEmpty();
    store.put(LIFE, id, bytes("anew"), NONE);
    assertThat(read(id, MediaStore.Piece.FILE)).isEqualTo(bytes("anew"));
    store.remove(LIFE, id);
    store.remove(LIFE, id);
    assertThat(store.find(LIFE, id, MediaStore.Piece.FILE)).isEmpty();
    assertThat(peer.names(name)).isEmpty();
    assertThatThrownBy(() -> store.open(LIFE, id, MediaStore.Piece.FILE))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aLargeFileComesWholeAndMayBeLeftInTheMiddle() throws IOException {
    var large = new byte[MediaFetcher.LARGEST];
    new Random(7).nextBytes(large);
    var id = id();
    store.put(LIFE, id, large, NONE);
    for (int i = 0; i < 3; i++) {
      try (var in = store.open(LIFE, id, MediaStore.Piece.FILE)) {
        assertThat(in.readNBytes(1000)).isEqualTo(java.util.Arrays.copyOf(large, 1000));
      }
    }
    assertThat(read(id, MediaStore.Piece.FILE)).isEqualTo(large);
  }

  @Test
  void S3_aWrongSecretIsRefusedAndNotRepeated() {
    try (var wrong = store("not-the-secret", timers)) {
      assertThatThrownBy(() -> wrong.put(LIFE, id(), bytes("x"), NONE))
          .isInstanceOf(IOException.class)
          .hasMessage("S3 PUT: HTTP 403 SignatureDoesNotMatch");
      assertThatThrownBy(() -> wrong.find(LIFE, id(), MediaStore.Piece.FILE))
          .isInstanceOf(IOException.class)
          .hasMessage("S3 HEAD: HTTP 403");
      assertThatThrownBy(() -> wrong.remove(LIFE, id())).hasMessageContaining("HTTP 403");
    }
  }

  @Test
  void aBucketThatIsNotThereIsNoMissingFile() {
    var other = new S3Bucket(peer.uri(), "nobodys", "us-east-1", true, "", "ref:id", "ref:secret");
    try (var nowhere = new S3Store(other, S3Peer.secrets("S3RVER"), Clock.systemUTC(), timers)) {
      assertThatThrownBy(() -> nowhere.open(LIFE, id(), MediaStore.Piece.FILE))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(NoSuchFileException.class)
          .hasMessage("S3 GET: HTTP 404 NoSuchBucket");
    }
  }

  @Test
  void whileItIsAwayAFileWaitsAndNothingIsLost(@TempDir Path files) throws IOException {
    var time = new VirtualTime(Instant.parse("2026-11-26T00:00:00Z"));
    var rows = new WantedFiles();
    try (var host = new MediaHost();
        var away = store("S3RVER", timers)) {
      host.file("/a", bytes("영수증"));
      var id = rows.want(LIFE, AttachmentKind.FILE, "영수증 3월.txt", host.url("/a"), time.instant());
      var egress = new Egress(Set.of(host.name()), java.util.List.of(Network.parse("127.0.0.1")));
      try (var receiving =
          new Receiving(
              new Receiving.Tools(
                  rows,
                  away,
                  new MediaFetcher(egress, InetAddress::getAllByName, new Spool(files), time),
                  _ -> Set.of(),
                  new Inspection(MalwareScan.NONE, new FileTypes()),
                  new EventBus(time),
                  time,
                  time,
                  Runnable::run,
                  new SimpleMeterRegistry()))) {
        receiving.start();
        peer.leave();
        time.advance(Duration.ofHours(1));
        assertThat(rows.find(LIFE, id).orElseThrow().state()).isEqualTo(AttachmentState.PENDING);
        assertThat(rows.find(LIFE, id).orElseThrow().reason()).isEqualTo(Attachment.STORAGE);
        peer.comeBack();
        time.advance(Duration.ofMinutes(3));
        assertThat(rows.find(LIFE, id).orElseThrow().state()).isEqualTo(AttachmentState.READY);
      }
      var download = new Attachments(rows, away, new FileTypes()).download(LIFE, id).orElseThrow();
      assertThat(download.headers().get("content-disposition"))
          .startsWith("attachment;")
          .endsWith("filename*=UTF-8''%EC%98%81%EC%88%98%EC%A6%9D%203%EC%9B%94.txt");
      try (var in = download.copy().open()) {
        assertThat(in.readAllBytes()).isEqualTo(bytes("영수증"));
      }
    }
  }

  @Test
  void whoSendsNoMoreOfAnAnswerIsGivenUp() throws IOException {
    var ringing = new AtomicBoolean();
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerHalf(silent));
      var bucket =
          new S3Bucket(
              URI.create("http://127.0.0.1:" + silent.getLocalPort()),
              "files",
              "us-east-1",
              true,
              "",
              "ref:id",
              "ref:secret");
      Timers impatient =
          (_, task) -> {
            if (ringing.get()) {
              Thread.ofVirtual().start(task);
            }
            return () -> {};
          };
      try (var store = new S3Store(bucket, S3Peer.secrets("x"), Clock.systemUTC(), impatient);
          var in = store.open(LIFE, id(), MediaStore.Piece.FILE)) {
        assertThat(in.readNBytes(4)).isEqualTo(bytes("half"));
        ringing.set(true);
        assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
      }
    }
  }

  private static void answerHalf(ServerSocket silent) {
    try (var socket = silent.accept()) {
      InputStream in = socket.getInputStream();
      while (in.read() != '\n' || in.read() != '\r') {
        // To the end of the head.
      }
      socket.getOutputStream().write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
      socket.getOutputStream().flush();
      in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The other side has gone.
    }
  }
}

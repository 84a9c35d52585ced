package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.Upload;
import kr.ondam.customer.IdentityKey;
import kr.ondam.security.Masking;
import kr.ondam.store.MemoryStores;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadsTest {
  private static final TenantId LIFE = new TenantId("life");
  private static final IdentityKey HONG = new IdentityKey(new ChannelAccountId("web"), "v1");
  private static final IdentityKey LIM = new IdentityKey(new ChannelAccountId("web"), "v2");

  private final MemoryStores memory = new MemoryStores();
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-26T00:00:00Z"));
  private MalwareScan.Verdict verdict = MalwareScan.Verdict.CLEAN;
  private final Path data;
  private final Uploads uploads;

  UploadsTest(@TempDir Path data) {
    var stores = memory.stores();
    stores.tenants().save(new Tenant(LIFE, "한빛생명", TenantKind.AFFILIATE, 210));
    stores
        .channels()
        .save(
            new ChannelAccount(
                LIFE,
                HONG.account(),
                ChannelKind.WEB_CHAT,
                "웹",
                "",
                "key",
                null,
                (URI) null,
                Map.of(),
                List.of(),
                List.of(),
                true));
    this.data = data;
    uploads = new Uploads(tools(new FolderStore(data)));
  }

  private Uploads.Tools tools(MediaStore files) {
    var stores = memory.stores();
    return new Uploads.Tools(
        stores.uploads(),
        stores.attachments(),
        stores.conversations(),
        files,
        new Spool(data),
        new Inspection(_ -> verdict, new FileTypes()),
        Masking::mask,
        new TimeOrderedIds(time)::next,
        time);
  }

  private Uploads.Result take(String name, byte[] bytes) {
    return uploads.take(LIFE, HONG, true, name, bytes);
  }

  private Upload taken(String name, byte[] bytes) {
    return take(name, bytes) instanceof Uploads.Result.Taken(var upload)
        ? upload
        : org.assertj.core.api.Assertions.fail("not taken");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void S8_aPictureIsDrawnAnewAndNamedByWhatItIs() {
    var upload = taken("C:\\사진\\화면.gif", Samples.picture("gif", 40, 30));
    assertThat(upload.name()).isEqualTo("화면.png");
    assertThat(upload.mime()).isEqualTo("image/png");
    assertThat(upload.picture()).isTrue();
    assertThat(upload.width()).isEqualTo(40);
    assertThat(upload.height()).isEqualTo(30);
    assertThat(memory.stores().uploads().find(LIFE, upload.id())).contains(upload);
    assertThat(uploads.part(LIFE, HONG, true, upload.id().value()))
        .contains(new Part.Image(null, "화면.png", upload.id().value()));
  }

  @ParameterizedTest
  @CsvSource({
    "안내.mp4, ftypmp42, vide, VIDEO",
    "녹음.m4a, ftypmp42, soun, AUDIO",
    "녹음.m4a, 'ftypM4A ', soun, AUDIO",
    "녹화.mov, 'ftypqt  ', vide, FILE"
  })
  void aFilmAndASoundAreSentAsWhatTheyAre(String name, String brand, String track, String kind) {
    var file = "\0\0\0\20" + brand + "\0\0\0\0\0\0\0\41hdlr\0\0\0\0\0\0\0\0" + track;
    var upload = taken(name, bytes(file));
    var id = upload.id().value();
    var part =
        switch (kind) {
          case "VIDEO" -> new Part.Video(null, name, id);
          case "AUDIO" -> new Part.Audio(null, name, id);
          default -> new Part.File(null, name, id);
        };
    assertThat(upload.part()).isEqualTo(part);
    assertThat(uploads.part(LIFE, HONG, true, id)).contains(part);
    var song = taken("노래.mp3", bytes("ID3\4"));
    assertThat(song.part()).isEqualTo(new Part.Audio(null, "노래.mp3", song.id().value()));
  }

  @ParameterizedTest
  @CsvSource({
    "청구서.pdf, %PDF-1.7, ",
    "메모.txt, hello, ",
    "서류.hwp, \u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1, ",
    "서류.docx, PK\u0003\u0004 x, ",
    "사진.jpg, MZ, not_allowed",
    "사진.png, <svg onload=alert(1)>, not_allowed",
    "page.html, hello, not_allowed",
    "앱.apk, PK\u0003\u0004 x, not_allowed",
    "이름없음, PK\u0003\u0004 x, not_allowed",
    "메모.txt, %PDF-1.7, not_allowed",
    "메모.txt, a\u0000b, not_allowed",
    "그림.pdf, xyz, not_allowed",
    "사진.jpg, '', empty"
  })
  void BT62_onlyFilesOfAllowedKindsAreTaken(String name, String start, String refusal) {
    var result = take(name, bytes(start));
    if (refusal == null) {
      assertThat(result).isInstanceOf(Uploads.Result.Taken.class);
    } else {
      assertThat(result).isEqualTo(new Uploads.Result.Refused(refusal));
    }
  }

  @Test
  void whatIsTooLargeHarmfulOrCannotBeScannedIsNotTaken() {
    assertThat(take("큰.pdf", new byte[Uploads.LARGEST + 1]))
        .isEqualTo(new Uploads.Result.Refused("too_large"));
    assertThat(take("폭탄.png", Samples.bomb(60_000, 60_000)))
        .isEqualTo(new Uploads.Result.Refused("too_many_pixels"));
    verdict = MalwareScan.Verdict.HARMFUL;
    assertThat(take("a.pdf", bytes("%PDF-"))).isEqualTo(new Uploads.Result.Refused("harmful"));
    verdict = MalwareScan.Verdict.UNKNOWN;
    assertThat(take("a.pdf", bytes("%PDF-"))).isEqualTo(new Uploads.Result.Later());
    verdict = MalwareScan.Verdict.CLEAN;
    memory.down(true);
    assertThat(take("a.pdf", bytes("%PDF-"))).isEqualTo(new Uploads.Result.Later());
  }

  @Test
  void AP32_underAChosenIdAFileIsOneHoweverOftenItIsHandedIn() throws Exception {
    var id = new AttachmentId(new UUID(7, 7));
    Callable<Uploads.Result> call =
        () -> uploads.take(LIFE, HONG, true, "a.pdf", bytes("%PDF-"), id);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(Collections.nCopies(16, call))) {
        assertThat(((Uploads.Result.Taken) done.get()).upload().id()).isEqualTo(id);
      }
    }
    assertThat(memory.stores().uploads().waiting(LIFE, HONG, true)).hasSize(1);
    var other = new Uploads.Result.Refused("other_before");
    assertThat(uploads.take(LIFE, HONG, true, "a.pdf", bytes("%PDF-2"), id)).isEqualTo(other);
    assertThat(uploads.take(LIFE, HONG, true, "b.pdf", bytes("%PDF-"), id)).isEqualTo(other);
    var picture = Samples.picture("gif", 40, 30);
    var drawn = new AttachmentId(new UUID(7, 8));
    for (int i = 0; i < 2; i++) {
      assertThat(uploads.take(LIFE, HONG, true, "a.gif", picture, drawn))
          .isInstanceOf(Uploads.Result.Taken.class);
    }
  }

  @Test
  void BT61_WS62_aFileIsSentOnlyByWhoHandedItInAndOnlyToThatCustomer() {
    var id = taken("a.pdf", bytes("%PDF-")).id().value();
    assertThat(uploads.part(LIFE, HONG, true, id)).isPresent();
    assertThat(uploads.part(LIFE, HONG, false, id)).isEmpty();
    assertThat(uploads.part(LIFE, LIM, true, id)).isEmpty();
    assertThat(uploads.part(new TenantId("card"), HONG, true, id)).isEmpty();
    assertThat(uploads.part(LIFE, HONG, true, new UUID(9, 9))).isEmpty();
  }

  @Test
  void A8_whatNobodySendsWithinADayGoesWithItsFile() {
    var upload = taken("a.pdf", bytes("%PDF-"));
    time.advance(Duration.ofHours(23));
    assertThat(uploads.part(LIFE, HONG, true, upload.id().value())).isEmpty();
    assertThat(uploads.removeBefore(LIFE, true, upload.createdAt().plusSeconds(1), 9)).isEqualTo(1);
    assertThat(uploads.removeBefore(LIFE, true, upload.createdAt().plusSeconds(1), 9)).isZero();
  }

  @Test
  void S5_whatTheStorageCannotRemoveNowIsRemovedWhenItIsBack() throws IOException {
    var files = new AwayStore(new FolderStore(data));
    var some = new Uploads(tools(files));
    var id =
        some.take(LIFE, HONG, true, "a.png", Samples.picture("png", 40, 30))
                instanceof Uploads.Result.Taken(var upload)
            ? upload.id()
            : org.assertj.core.api.Assertions.<AttachmentId>fail("not taken");
    time.advance(Duration.ofDays(2));
    files.away(true);
    assertThat(some.withdraw(LIFE, HONG, true, id)).isFalse();
    assertThat(some.removeBefore(LIFE, true, time.instant(), 9)).isZero();
    assertThat(some.take(LIFE, HONG, true, "a.pdf", bytes("%PDF-")))
        .isEqualTo(new Uploads.Result.Later());
    files.away(false);
    assertThat(files.find(LIFE, id, MediaStore.Piece.FILE)).isPresent();
    assertThat(some.removeBefore(LIFE, true, time.instant(), 9))
        .as("with what may be left of the one that could not be kept")
        .isEqualTo(2);
    assertThat(files.find(LIFE, id, MediaStore.Piece.FILE)).isEmpty();
    assertThat(files.find(LIFE, id, MediaStore.Piece.THUMBNAIL)).isEmpty();
  }

  private boolean anyFile() throws IOException {
    try (var all = Files.walk(data.resolve("media"))) {
      return all.anyMatch(Files::isRegularFile);
    }
  }

  private static void theProcessEnds() {
    throw new IllegalStateException("the process ends");
  }

  @Test
  void S5_whatTheDatabaseDidNotHearOfGoesAsWell() throws IOException {
    var files = new AwayStore(new FolderStore(data));
    var some = new Uploads(tools(files));
    files.then(() -> memory.down(true));
    assertThat(some.take(LIFE, HONG, true, "a.png", Samples.picture("png", 40, 30)))
        .isEqualTo(new Uploads.Result.Later());
    memory.down(false);
    assertThat(anyFile()).isTrue();
    files.then(() -> {});
    time.advance(Duration.ofMinutes(59));
    assertThat(expired(some, true)).as("it may just be being stored").isZero();
    time.advance(Duration.ofMinutes(2));
    assertThat(expired(some, true)).isEqualTo(1);
    assertThat(anyFile()).isFalse();
  }

  private int expired(Uploads some, boolean byAgent) {
    var kept = byAgent ? Uploads.KEPT : Uploads.KEPT_OF_CUSTOMERS;
    return some.removeBefore(LIFE, byAgent, time.instant().minus(kept), 9);
  }

  @Test
  void S5_whenTheProcessEndsBetweenAFileAndItsRowNothingStays() throws IOException {
    var files = new AwayStore(new FolderStore(data));
    var some = new Uploads(tools(files));
    var id = new AttachmentId(new UUID(7, 9));
    files.then(UploadsTest::theProcessEnds);
    for (var chosen : Arrays.asList(id, null)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> some.take(LIFE, HONG, false, "a.pdf", bytes("%PDF-1"), chosen));
    }
    files.then(() -> {});
    assertThat(some.part(LIFE, HONG, false, id.value())).as("it may not be whole").isEmpty();
    assertThat(some.take(LIFE, HONG, false, "a.pdf", bytes("%PDF-1"), id))
        .isInstanceOf(Uploads.Result.Taken.class);
    assertThat(some.part(LIFE, HONG, false, id.value())).isPresent();
    files.then(UploadsTest::theProcessEnds);
    assertThatIllegalStateException().isThrownBy(() -> some.withdraw(LIFE, HONG, false, id));
    files.then(() -> {});
    assertThat(some.part(LIFE, HONG, false, id.value())).as("it may be gone").isEmpty();
    time.advance(Duration.ofMinutes(6));
    assertThat(expired(some, false)).isEqualTo(2);
    assertThat(anyFile()).isFalse();
    assertThat(memory.stores().uploads().bytes(LIFE)).isZero();
  }

  @Test
  void S5_halfAFileGoesWithItsRow() throws IOException {
    var id = taken("a.pdf", bytes("%PDF-1")).id();
    var half = data.resolve("media").resolve(MediaStore.Piece.FILE.name(LIFE, id) + ".part");
    Files.write(half, new byte[] {1});
    assertThat(uploads.withdraw(LIFE, HONG, true, id)).isTrue();
    assertThat(anyFile()).isFalse();
  }

  @Test
  void A8_aFileThatMakesRoomIsStillThereForTheMessageThatIsBeingStored() throws IOException {
    var first = taken("a.pdf", bytes("%PDF-"));
    var part = uploads.part(LIFE, HONG, true, first.id().value());
    time.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 20; i++) {
      taken("a.pdf", bytes("%PDF-" + i));
    }
    assertThat(part).isPresent();
    assertThat(memory.stores().uploads().find(LIFE, first.id())).as("for its message").isPresent();
    assertThat(new FolderStore(data).find(LIFE, first.id(), MediaStore.Piece.FILE)).isPresent();
    assertThat(uploads.part(LIFE, HONG, true, first.id().value())).as("for no other").isEmpty();
    time.advance(Duration.ofMinutes(61));
    assertThat(expired(uploads, true)).isEqualTo(1);
    assertThat(new FolderStore(data).find(LIFE, first.id(), MediaStore.Piece.FILE)).isEmpty();
  }

  @Test
  void BT62_filesThatMadeRoomAreNotWithoutBound() {
    for (int i = 0; i < 40; i++) {
      taken("a.pdf", bytes("%PDF-" + i));
    }
    assertThat(take("a.pdf", bytes("%PDF-"))).isEqualTo(new Uploads.Result.Later());
    assertThat(uploads.take(LIFE, LIM, true, "a.pdf", bytes("%PDF-")))
        .isInstanceOf(Uploads.Result.Taken.class);
    time.advance(Duration.ofMinutes(61));
    assertThat(expired(uploads, true)).isEqualTo(9);
    taken("a.pdf", bytes("%PDF-"));
  }

  @Test
  void theTwentyFirstUnsentFileOfACustomersConversationsTakesThePlaceOfTheOldest() {
    var first = taken("a.pdf", bytes("%PDF-"));
    time.advance(Duration.ofSeconds(1));
    var second = taken("a.pdf", bytes("%PDF-"));
    for (int i = 2; i < 20; i++) {
      taken("a.pdf", bytes("%PDF-" + i));
    }
    assertThat(uploads.unsent(LIFE, HONG, true, first.id().value())).contains(first);
    taken("a.pdf", bytes("%PDF-"));
    assertThat(uploads.unsent(LIFE, HONG, true, first.id().value())).isEmpty();
    assertThat(uploads.withdraw(LIFE, LIM, true, second.id())).isFalse();
    assertThat(uploads.withdraw(LIFE, HONG, true, second.id())).isTrue();
  }

  @Test
  void A8_whatACustomerDoesNotSendGoesAfterAnHour() {
    var result = uploads.take(LIFE, HONG, false, "a.pdf", bytes("%PDF-"));
    assertThat(result).isInstanceOf(Uploads.Result.Taken.class);
    var id = ((Uploads.Result.Taken) result).upload().id().value();
    time.advance(Duration.ofMinutes(54));
    assertThat(uploads.part(LIFE, HONG, false, id)).isPresent();
    time.advance(Duration.ofMinutes(1));
    assertThat(uploads.part(LIFE, HONG, false, id)).isEmpty();
    assertThat(uploads.removeBefore(LIFE, true, time.instant(), 9)).isZero();
    assertThat(uploads.removeBefore(LIFE, false, time.instant(), 9)).isEqualTo(1);
  }

  @Test
  void BT62_unsentFilesDoNotFillTheDisk() {
    var few = new Uploads(tools(new FolderStore(data)), 10);
    assertThat(few.take(LIFE, HONG, true, "a.pdf", bytes("%PDF-1")))
        .isInstanceOf(Uploads.Result.Taken.class);
    assertThat(few.take(LIFE, LIM, false, "a.pdf", bytes("%PDF-1")))
        .isEqualTo(new Uploads.Result.Later());
    var full = new Uploads(tools(new FolderStore(data, Long.MAX_VALUE / 2)));
    assertThat(full.take(LIFE, LIM, true, "a.pdf", bytes("%PDF-1")))
        .isEqualTo(new Uploads.Result.Later());
  }

  @Test
  void filesAreReceivedBeforeTheyTakeTurnsAndLeaveNothingBehind() throws IOException {
    var file = new ByteArrayInputStream(bytes("%PDF-1"));
    assertThat(uploads.take(LIFE, HONG, true, "a.pdf", file))
        .isInstanceOf(Uploads.Result.Taken.class);
    var large = new ByteArrayInputStream(new byte[Uploads.LARGEST + 9]);
    assertThat(uploads.take(LIFE, HONG, true, "a.pdf", large))
        .isEqualTo(new Uploads.Result.Refused("too_large"));
    try (var left = Files.list(data.resolve("media"))) {
      assertThat(left).allMatch(Files::isDirectory);
    }
  }
}

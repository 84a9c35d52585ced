package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.media.Inspection.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InspectionTest {
  private static final FileType WEBP = new FileType("image/webp", ".webp", FileType.Form.PICTURE);

  private final Inspection inspection = new Inspection(MalwareScan.NONE, new FileTypes());

  private Result of(AttachmentKind kind, byte[] file) {
    return inspection.of(kind, "", file);
  }

  private static Result scanned(MalwareScan.Verdict verdict) {
    return new Inspection(_ -> verdict, new FileTypes())
        .of(AttachmentKind.FILE, "", bytes("%PDF-1.7"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static BufferedImage decoded(byte[] picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture));
  }

  private Result.Kept kept(AttachmentKind kind, byte[] file) {
    return (Result.Kept) of(kind, file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><script>alert(1)</script>",
        "\u00EF\u00BB\u00BF \n<!DOCTYPE html>",
        "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<svg onload=alert(1)>",
        "%PDF-1.7",
        "hello"
      })
  void KK54_whatIsNoImageIsQuarantinedWhenItSaysSo(String file) {
    assertThat(of(AttachmentKind.IMAGE, bytes(file)))
        .isEqualTo(new Result.Harmful("not_what_it_says"));
  }

  @Test
  void BT62_aTextThatBeginsLikeAProgramIsNone() {
    assertThat(of(AttachmentKind.FILE, bytes("MZ generation\r\n"))).isInstanceOf(Result.Kept.class);
  }

  @ParameterizedTest
  @CsvSource({"IMAGE", "FILE", "AUDIO", "VIDEO"})
  void BT62_aProgramIsQuarantinedWhateverItSays(AttachmentKind kind) {
    for (var file : new String[] {"MZ\u0090\0", "\u007FELF\2", "#!/bin/sh\n"}) {
      assertThat(of(kind, bytes(file))).isEqualTo(new Result.Harmful("program"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ftypmp42, vide, video/mp4",
    "ftypisom, vide, video/mp4",
    "ftypMSNV, vide, video/mp4",
    "ftypM4V , vide, video/mp4",
    "ftypmp42, soun, audio/mp4",
    "ftypisom, soun, audio/mp4",
    "ftypM4A , soun, audio/mp4",
    "ftypqt  , vide, video/quicktime",
    "ftyp3gp5, vide, video/3gpp",
    "ftypmp42, text, video/mp4"
  })
  void aFilmAndAVoiceMessageAreToldApartByTheirTracks(String brand, String track, String type) {
    var box = "\0\0\0\20" + (brand + "    ").substring(0, 8) + "\0\0\0\0";
    var tracks = "\0\0\0\41hdlr\0\0\0\0\0\0\0\0" + track;
    for (var kind : new AttachmentKind[] {AttachmentKind.VIDEO, AttachmentKind.AUDIO}) {
      var kept = kept(kind, bytes(box + "x".repeat(2000) + tracks));
      assertThat(kept.type().mime()).isEqualTo(type);
      assertThat(kept.thumbnail()).isEmpty();
    }
    if (track.equals("soun")) {
      var both = bytes(box + tracks + tracks.replace("soun", "vide"));
      assertThat(kept(AttachmentKind.VIDEO, both).type().mime())
          .isEqualTo(brand.startsWith("ftypM4A") ? type : "video/mp4");
    }
  }

  @Test
  void KK56_aDocumentIsKeptAsItIsAndNeverOpened() {
    var pdf = bytes("%PDF-1.7 …");
    var kept = kept(AttachmentKind.FILE, pdf);
    assertThat(kept.type())
        .isEqualTo(new FileType("application/pdf", ".pdf", FileType.Form.DOCUMENT));
    assertThat(kept.file()).isEqualTo(pdf);
    assertThat(kept.thumbnail()).isEmpty();
    assertThat(kept(AttachmentKind.FILE, bytes("<html>")).type().active()).isTrue();
  }

  @Test
  void UI36_aPictureIsDrawnAnewWithoutWhatFollowsIt() throws IOException {
    var polyglot = new ByteArrayOutputStream();
    polyglot.writeBytes(Samples.picture("png", 1000, 500));
    polyglot.writeBytes(bytes("<script>alert(1)</script>"));
    var kept = kept(AttachmentKind.IMAGE, polyglot.toByteArray());
    assertThat(kept.type()).isEqualTo(FileType.PNG);
    assertThat(new String(kept.file(), StandardCharsets.ISO_8859_1)).doesNotContain("<script>");
    var small = decoded(kept.thumbnail());
    assertThat(small.getWidth()).isEqualTo(480);
    assertThat(small.getHeight()).isEqualTo(240);
    assertThat(small.getRGB(10, 10)).isEqualTo(0xFFFF0000);
    assertThat(small.getRGB(470, 10)).isEqualTo(0xFF0000FF);
  }

  @Test
  void KK57_aPhotoIsUprightAndSaysNotWhereItWasTaken() throws IOException {
    var kept = kept(AttachmentKind.IMAGE, Samples.photo(64, 32, 6));
    assertThat(new String(kept.file(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", "BUSAN");
    var picture = decoded(kept.file());
    assertThat(picture.getWidth()).isEqualTo(32);
    assertThat(picture.getHeight()).isEqualTo(64);
    assertThat(picture.getRGB(16, 5) & 0xFF).as("red at the top").isLessThan(64);
    assertThat(picture.getRGB(16, 60) >> 16 & 0xFF).as("blue at the bottom").isLessThan(64);
  }

  @Test
  void KK57_aPhotoThatCannotBeDrawnSaysNotWhereItWasTakenEither() {
    var photo = Samples.undrawable(Samples.photo(64, 32, 6));
    var kept = kept(AttachmentKind.IMAGE, photo);
    assertThat(kept.thumbnail()).as("it cannot be drawn").isEmpty();
    assertThat(new String(kept.file(), StandardCharsets.ISO_8859_1))
        .doesNotContain("BUSAN", "taken by", "a film");
    assertThat(Orientation.of(kept.file())).isEqualTo(6);
    assertThat(kept.file()).endsWith((byte) 0xFF, (byte) 0xD9);
  }

  @Test
  void KK57_whatIsLeftOfAPhotoIsTheWholePicture() throws IOException {
    var photo = Samples.photo(640, 320, 1);
    var without = Imprint.without(FileType.JPEG, photo);
    assertThat(new String(without, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "BUSAN");
    var before = decoded(photo);
    var after = decoded(without);
    for (int y = 0; y < 320; y++) {
      for (int x = 0; x < 640; x++) {
        assertThat(after.getRGB(x, y)).isEqualTo(before.getRGB(x, y));
      }
    }
    assertThat(Imprint.without(FileType.JPEG, without)).isEqualTo(without);
  }

  @Test
  void KK57_aWebpSaysNotWhereItWasTaken() {
    var kept = kept(AttachmentKind.IMAGE, Samples.webp("VP8X", "VP8 ", "EXIF", "ALPH", "XMP "));
    assertThat(kept.file()).isEqualTo(Samples.webp("VP8X", "VP8 ", "ALPH"));
    assertThat(kept.type().mime()).isEqualTo("image/webp");
  }

  @Test
  void KK57_cutOffAtWhateverPlaceNothingBreaks() {
    var photo = Samples.photo(16, 16, 6);
    var webp = Samples.webp("VP8X", "EXIF", "VP8 ");
    for (int end = 3; end < photo.length; end++) {
      assertThat(Imprint.without(FileType.JPEG, Arrays.copyOf(photo, end)).length)
          .isLessThanOrEqualTo(end + 36);
    }
    for (int end = 0; end < webp.length; end++) {
      assertThat(Imprint.without(WEBP, Arrays.copyOf(webp, end)).length).isLessThanOrEqualTo(end);
    }
  }

  @Test
  void KK56_aDocumentThatWouldFillADiskIsQuarantinedWithoutBeingOpened() {
    var docx = Zips.claiming(Map.of("[Content_Types].xml", 900L, "word/media/a.bmp", 5L << 30));
    assertThat(of(AttachmentKind.FILE, docx)).isEqualTo(new Result.Harmful("bomb"));
    assertThat(of(AttachmentKind.FILE, Zips.claimingLarge(5L << 30)))
        .isEqualTo(new Result.Harmful("bomb"));
    var behind = new ByteArrayOutputStream();
    behind.writeBytes(bytes("PK\u0003\u0004 something before it"));
    behind.writeBytes(docx);
    assertThat(of(AttachmentKind.FILE, behind.toByteArray())).isEqualTo(new Result.Harmful("bomb"));
  }

  @Test
  void KK56_aBombOfManyEntriesIsQuarantinedAndAZipOfManyFilesKept() {
    Map<String, Long> many = new TreeMap<>();
    Map<String, Long> small = new TreeMap<>();
    for (int i = 0; i < 5000; i++) {
      many.put("a" + i, 10_000_000L);
      small.put("a" + i, 1000L);
    }
    assertThat(of(AttachmentKind.FILE, Zips.claiming(many))).isEqualTo(new Result.Harmful("bomb"));
    var zip = Zips.claiming(small);
    assertThat(kept(AttachmentKind.FILE, zip).file()).isEqualTo(zip);
  }

  @Test
  void KK56_whatARealZipBecomesIsRead() throws IOException {
    var zeros = Zips.zeros(250 * 1024);
    assertThat(of(AttachmentKind.FILE, zeros)).isEqualTo(new Result.Harmful("bomb"));
    var log = Zips.zeros(150 * 1024);
    assertThat(kept(AttachmentKind.FILE, log).file()).as("large, but no bomb").isEqualTo(log);
  }

  @Test
  void KK56_aDirectoryThatCannotBeReadIsNoBomb() {
    var docx = Zips.claiming(Map.of("a", 5L << 30));
    for (int end = 4; end < docx.length; end++) {
      assertThat(ZipDirectory.bomb(Arrays.copyOf(docx, end))).isFalse();
    }
    var random = new Random(20261127);
    for (int i = 0; i < 5000; i++) {
      var broken = docx.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      assertThat(ZipDirectory.bomb(broken)).as("seed 20261127, " + i).isIn(true, false);
    }
  }

  @Test
  void KK56_ofTenThousandFramesOneIsDrawn() {
    var film = Samples.film(10_000);
    var kept = kept(AttachmentKind.IMAGE, film);
    assertThat(kept.type()).isEqualTo(FileType.PNG);
    assertThat(kept.file().length).isLessThan(film.length);
  }

  @Test
  void KK56_ofAGifOnlyTheFirstFrameIsDrawnAsAPng() {
    assertThat(kept(AttachmentKind.IMAGE, Samples.picture("gif", 20, 20)).type())
        .isEqualTo(FileType.PNG);
  }

  @Test
  void KK56_aPictureOfTooManyPixelsIsNotDecoded() {
    assertThat(of(AttachmentKind.IMAGE, Samples.bomb(50_000, 50_000)))
        .isEqualTo(new Result.Useless("too_many_pixels"));
  }

  @Test
  void aBrokenPictureIsOnlyKeptToBeDownloaded() {
    var broken = bytes("\u00FF\u00D8\u00FF\u00E0 broken");
    var kept = kept(AttachmentKind.IMAGE, broken);
    assertThat(kept.file()).isEqualTo(broken);
    assertThat(kept.thumbnail()).isEmpty();
    var cut = Samples.bomb(10, 10);
    assertThat(kept(AttachmentKind.IMAGE, cut).thumbnail()).isEmpty();
  }

  @Test
  void anEmptyFileIsNone() {
    assertThat(of(AttachmentKind.FILE, new byte[0])).isEqualTo(new Result.Useless("empty"));
  }

  @Test
  void whatTheScannerFindsIsQuarantinedAndWhatItCannotSayWaits() {
    assertThat(scanned(MalwareScan.Verdict.HARMFUL)).isEqualTo(new Result.Harmful("malware"));
    assertThat(scanned(MalwareScan.Verdict.UNKNOWN)).isEqualTo(new Result.Unscanned());
    assertThat(scanned(MalwareScan.Verdict.TOO_LARGE)).isEqualTo(new Result.Useless("unscannable"));
  }
}

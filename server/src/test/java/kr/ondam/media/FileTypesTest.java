package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import kr.ondam.conversation.AttachmentKind;
import kr.ondam.media.FileType.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What files are said to be.
final class FileTypesTest {
  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final FileTypes types = new FileTypes();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] file(String name) throws IOException {
    try (var in = FileTypesTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Test
  void KK56_aHangulDocumentIsToldByItsBytesAndWithoutAName() throws IOException {
    var hwp = new FileType("application/x-hwp", ".hwp", Form.DOCUMENT);
    var hwpx = new FileType("application/hwp+zip", ".hwpx", Form.ZIP);
    for (var name : new String[] {"", "신청서.hwp", "신청서.doc", "신청서.jpg"}) {
      assertThat(types.of(file("hello.hwp"), name)).isEqualTo(hwp);
      assertThat(types.of(file("page.hwpx"), name)).isEqualTo(hwpx);
    }
    assertThat(types.extension(hwp.mime())).isEqualTo(".hwp");
    assertThat(types.extension(hwpx.mime())).isEqualTo(".hwpx");
  }

  @Test
  void KK56_ofWhichOfficeAZipIsIsSaidByItsName() throws IOException {
    for (var first : new String[] {"[Content_Types].xml", "word/numbering.xml"}) {
      var zip = Zips.of(first, "word/document.xml");
      assertThat(types.of(zip, "견적서.docx")).isEqualTo(new FileType(WORD, ".docx", Form.ZIP));
      assertThat(types.of(zip, "견적서.XLSX")).isEqualTo(new FileType(EXCEL, ".xlsx", Form.ZIP));
      assertThat(types.of(zip, "")).isEqualTo(new FileType("application/zip", ".zip", Form.ZIP));
      assertThat(types.of(zip, "견적서.pdf").mime()).isEqualTo("application/zip");
    }
    var ole = bytes("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1");
    assertThat(types.of(ole, "표.xls"))
        .isEqualTo(new FileType("application/vnd.ms-excel", ".xls", Form.DOCUMENT));
    assertThat(types.of(ole, "서류.hwp").mime()).isEqualTo("application/x-hwp");
    assertThat(types.of(ole, "").mime()).isEqualTo("application/x-ole-storage");
  }

  @ParameterizedTest
  @CsvSource({
    "'MZ\u0090\0', 사진.jpg, application/x-msdownload, PROGRAM",
    "'\u007FELF\2', 보고서.docx, application/x-elf, PROGRAM",
    "'\u00FE\u00ED\u00FA\u00CE', 사진.png, application/x-mach-o, PROGRAM",
    "'<svg xmlns=''http://www.w3.org/2000/svg''/>', 사진.png, image/svg+xml, MARKUP",
    "'<svg onload=alert(1)>', 사진.png, text/html, MARKUP",
    "'\u00FF\u00FE<\0h\0t\0m\0l\0>\0', 사진.png, text/html, MARKUP",
    "'hello <script>alert(1)</script>', 사진.png, text/html, MARKUP",
    "'<html> %PDF-1.7', 문서.pdf, text/html, MARKUP",
    "'hello <script> %PDF-1.7', 문서.pdf, text/html, MARKUP",
    "'HWP Document File V3.00 <script>', 문서.hwp, text/html, MARKUP",
    "'\0\0\0\u00FF\u00FB <script>', 소리.mp3, text/html, MARKUP",
    "'abcdmoov\0 <svg onload=alert(1)>', 영상.mov, text/html, MARKUP"
  })
  void S8_whatIsActiveIsSoWhateverItIsCalled(String file, String name, String mime, Form form) {
    var type = types.of(bytes(file), name);
    assertThat(type.mime()).isEqualTo(mime);
    assertThat(type.form()).isEqualTo(form);
    assertThat(type.active()).isTrue();
    assertThat(type.kind()).isEqualTo(AttachmentKind.FILE);
    assertThat(type.extension()).isEqualTo(form == Form.MARKUP ? ".txt" : "");
  }

  @ParameterizedTest
  @CsvSource({"page.html", "앱.apk", "사진.jpg", "설치.exe", "서류.docx", "a.svg"})
  void S8_aNameMakesNothingOfAText(String name) {
    var type = types.of(bytes("hello"), name);
    assertThat(type).isEqualTo(new FileType("text/plain", "", Form.OTHER));
    var unknown = types.of(bytes("a\0b"), name);
    assertThat(unknown).isEqualTo(new FileType("application/octet-stream", "", Form.OTHER));
  }

  @ParameterizedTest
  @CsvSource({
    "'\u00FF\u00F1P\u0080', audio/aac, SOUND",
    "'\u00FF\u00FB\u0090d', audio/mpeg, SOUND",
    "'#!AMR\n', audio/amr, SOUND",
    "'OggS\0\2', audio/ogg, SOUND",
    "'RIFF1234WAVEfmt ', audio/wav, SOUND",
    "'RIFF1234AVI LIST', video/x-msvideo, FILM",
    "'\u001A\u0045\u00DF\u00A3\u0001\0\0\0\0\0\0\u001FB\u0082\u0084webm', video/webm, FILM",
    "'1234ftypheix', image/heic, PICTURE",
    "'1234ftypavif', image/avif, PICTURE"
  })
  void whatPhonesAndBrowsersRecordIsKnown(String file, String mime, Form form) {
    var type = types.of(bytes(file), "");
    assertThat(type.mime()).isEqualTo(mime);
    assertThat(type.form()).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({
    "audio/mpeg, .mp3",
    "audio/mp4, .m4a",
    "audio/wav, .wav",
    "audio/aac, .aac",
    "video/quicktime, .mov",
    "image/jpeg, .jpg",
    "application/x-ole-storage, .doc",
    "text/html, .txt",
    "image/svg+xml, .txt",
    "application/x-msdownload, ''",
    "no type, ''"
  })
  void extensionsAreThoseThatPeopleKnowAndNoneOpensAsAPage(String mime, String extension) {
    assertThat(types.extension(mime)).isEqualTo(extension);
  }

  @Test
  void everyPictureTheJdkWritesIsOne() throws IOException {
    for (var format : ImageIO.getWriterMIMETypes()) {
      var out = new ByteArrayOutputStream();
      var image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_BINARY);
      var writer = ImageIO.getImageWritersByMIMEType(format).next();
      try (var to = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(to);
        writer.write(image);
      }
      if (!format.equals("image/vnd.wap.wbmp")) {
        assertThat(types.of(out.toByteArray(), "").image()).as(format).isTrue();
      }
    }
  }

  @Test
  void KK56_whateverComesIsSomething() throws IOException {
    var random = new Random(20261127);
    var seeds =
        new byte[][] {
          file("hello.hwp"),
          file("page.hwpx"),
          bytes(
              "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;"),
          bytes("\u00FF\u00F1P\u0080".repeat(600)),
          Samples.photo(16, 16, 6)
        };
    for (int i = 0; i < 300; i++) {
      var broken = seeds[i % seeds.length].clone();
      for (int n = 0; n < 4; n++) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      assertThat(types.of(broken, "a.hwp").mime()).as("seed 20261127, " + i).contains("/");
    }
  }
}

package kr.ondam.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kr.ondam.media.FileType.Form;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypeException;
import org.apache.tika.mime.MimeTypes;
import org.apache.tika.mime.MimeTypesFactory;
import org.jspecify.annotations.Nullable;

/// The table of Apache Tika with what `file-types.xml` puts before it, and what of its answers is
/// not taken as it is (decision 0010). Making one takes long.
final class TypeTable {
  private static final String QUICKTIME = "video/quicktime";
  private static final FileType FILM = new FileType("video/mp4", ".mp4", Form.FILM);
  private static final FileType SOUND = new FileType("audio/mp4", ".m4a", Form.SOUND);

  private static final MediaType PDF = MediaType.application("pdf");
  private static final MediaType OLE = MediaType.application("x-tika-msoffice");
  private static final MediaType OGG = MediaType.audio("ogg");
  private static final MediaType MATROSKA = MediaType.application("x-matroska");

  /// What holds documents of many programs: which one's is said by the name.
  private static final Set<MediaType> CONTAINERS =
      Set.of(MediaType.APPLICATION_ZIP, MediaType.application("x-tika-ooxml"), OLE, MATROSKA);

  private static final Set<String> PICTURES =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/gif",
          "image/webp",
          "image/heic",
          "image/heif",
          "image/avif",
          "image/heic-sequence",
          "image/heif-sequence",
          "image/bmp",
          "image/tiff");
  private static final Set<String> SOUNDS =
      Set.of(
          "audio/vnd.wave",
          "audio/mpeg",
          "audio/x-aac",
          "audio/amr",
          "audio/amr-wb",
          "audio/mp4",
          "application/ogg");
  private static final Set<String> FILMS =
      Set.of(QUICKTIME, "video/3gpp", "video/3gpp2", "video/mp4", "video/x-m4v", "video/x-msvideo");

  /// The names that everybody knows for those of Tika.
  private static final Map<String, String> NAMES =
      Map.of(
          "application/x-tika-msoffice", "application/x-ole-storage",
          "application/x-tika-ooxml", "application/zip",
          "application/x-matroska", "video/x-matroska",
          "application/ogg", "audio/ogg",
          "audio/vnd.wave", "audio/wav",
          "audio/x-aac", "audio/aac");

  /// From the name of a `hdlr` box to the kind of its track: version, flags and an unused field.
  private static final int HANDLER = 4 + 4 + 4;

  private final MimeTypes table = read();

  /// As [FileTypes#of].
  FileType of(byte[] file, String name) {
    var type = detected(file, name);
    var form = form(type, file);
    var mime = NAMES.getOrDefault(type.toString(), type.toString());
    if (form == Form.FILM && mpeg4(mime, file)) {
      return !hasTrack(file, "vide") && hasTrack(file, "soun") ? SOUND : FILM;
    }
    // It may be a text in which Tika sees no markup.
    boolean hidden = form == Form.MARKUP && !inXml(type);
    return new FileType(hidden ? "text/html" : mime, extension(form, type), form);
  }

  /// As [FileTypes#extension].
  String extension(String mime) {
    var type = MediaType.parse(mime);
    if (type == null) {
      return "";
    }
    var known = table.getMediaTypeRegistry().normalize(type);
    return extension(form(known), known);
  }

  private String extension(Form form, MediaType type) {
    return switch (form) {
      case PICTURE, SOUND, FILM -> usual(type, "");
      case ZIP -> usual(type, ".zip");
      case DOCUMENT -> usual(type, ".doc");
      case MARKUP -> ".txt";
      case PROGRAM, OTHER -> "";
    };
  }

  private String usual(MediaType type, String otherwise) {
    try {
      var extension = table.forName(type.toString()).getExtension();
      return extension.isEmpty() ? otherwise : extension;
    } catch (MimeTypeException _) {
      return otherwise;
    }
  }

  private MediaType detected(byte[] file, String name) {
    var byBytes = detected(new ByteArrayInputStream(file), new Metadata());
    if (name.isEmpty() || !CONTAINERS.contains(byBytes)) {
      return byBytes;
    }
    var named = new Metadata();
    named.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    var byName = detected(null, named);
    return table.getMediaTypeRegistry().isSpecializationOf(byName, byBytes) ? byName : byBytes;
  }

  private MediaType detected(@Nullable InputStream file, Metadata about) {
    try {
      return table.detect(file, about).getBaseType();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Nothing that is active is taken for something else because Tika finds its sign further on.
  private Form form(MediaType type, byte[] file) {
    if (ActiveContent.program(file)) {
      return Form.PROGRAM;
    }
    if (ActiveContent.beginsAsMarkup(file)) {
      return Form.MARKUP;
    }
    var form = form(type);
    if (form == Form.OTHER || elsewhere(type.toString(), file)) {
      return ActiveContent.containsMarkup(file) ? Form.MARKUP : Form.OTHER;
    }
    return form;
  }

  /// Whether the sign that Tika goes by need not stand where such a file begins. Of 한글 that is one
  /// of before 2000, which is no OLE file.
  private static boolean elsewhere(String mime, byte[] file) {
    return switch (mime) {
      case "application/pdf", "application/illustrator" -> !at(file, 0, "%PDF-");
      case "application/x-hwp" -> at(file, 0, "HWP");
      case QUICKTIME -> !at(file, 4, "ftyp");
      case "video/x-msvideo" -> !at(file, 0, "RIFF");
      case "audio/mpeg" -> !at(file, 0, "ID3") && (file.length == 0 || file[0] != (byte) 0xFF);
      default -> false;
    };
  }

  private Form form(MediaType type) {
    var mime = type.toString();
    if (PICTURES.contains(mime)) {
      return Form.PICTURE;
    }
    if (SOUNDS.contains(mime) || is(type, OGG)) {
      return Form.SOUND;
    }
    if (FILMS.contains(mime) || is(type, MATROSKA)) {
      return Form.FILM;
    }
    if (is(type, MediaType.APPLICATION_ZIP)) {
      return Form.ZIP;
    }
    if (is(type, OLE) || is(type, PDF)) {
      return Form.DOCUMENT;
    }
    return inXml(type) ? Form.MARKUP : Form.OTHER;
  }

  private boolean inXml(MediaType type) {
    return is(type, MediaType.TEXT_HTML) || is(type, MediaType.APPLICATION_XML);
  }

  private boolean is(MediaType type, MediaType general) {
    return table.getMediaTypeRegistry().isInstanceOf(type, general);
  }

  /// Whether it is a film of MPEG-4, of whatever brand; what recorders write calls itself one, too.
  private static boolean mpeg4(String mime, byte[] file) {
    return mime.equals(FILM.mime())
        || mime.equals("video/x-m4v")
        || mime.equals(QUICKTIME) && !at(file, 8, "qt");
  }

  /// Whether a file of ISO 14496-12 says of a track that it is of a kind, such as `soun`.
  private static boolean hasTrack(byte[] file, String kind) {
    for (int i = 0; i + HANDLER + kind.length() <= file.length; i++) {
      if (file[i] == 'h' && at(file, i, "hdlr") && at(file, i + HANDLER, kind)) {
        return true;
      }
    }
    return false;
  }

  private static boolean at(byte[] file, int place, String sign) {
    int end = place + sign.length();
    return end <= file.length
        && Arrays.equals(
            file, place, end, sign.getBytes(StandardCharsets.US_ASCII), 0, sign.length());
  }

  private static MimeTypes read() {
    try (var ours = resource(TypeTable.class, "file-types.xml");
        var tika = resource(MimeTypes.class, "tika-mimetypes.xml")) {
      return MimeTypesFactory.create(ours, tika);
    } catch (IOException | MimeTypeException e) {
      throw new IllegalStateException("the table of types", e);
    }
  }

  private static InputStream resource(Class<?> beside, String name) {
    return Objects.requireNonNull(beside.getResourceAsStream(name), name);
  }
}

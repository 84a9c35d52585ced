package kr.ondam.channel.kakao;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Multipart;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.PictureShapes;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;

/// Hands a file of ours to the dealer, because only what lies on Kakao's servers can be sent.
final class Handing {
  private static final long MIB = 1024 * 1024;
  private static final long LARGEST_IMAGE = 5 * MIB;

  /// How many files of an account are handed over at once.
  private static final int AT_ONCE = 2;

  private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif");

  /// The setting that lets pictures of any shape through, if it is [#ANY].
  static final String RATIO = "image-ratio";

  static final String ANY = "any";

  private final StrictJson json;
  private final ProviderHttp http;
  private final ConcurrentHashMap<String, Semaphore> turns = new ConcurrentHashMap<>();

  Handing(StrictJson json, ProviderHttp http) {
    this.json = json;
    this.http = http;
  }

  /// Of pictures that may be sent by an account.
  static PictureShapes shapes(ChannelAccount account) {
    return account.settings().getOrDefault(RATIO, "").equals(ANY)
        ? PictureShapes.ANY
        : PictureShapes.COUNSEL;
  }

  /// What came of it.
  sealed interface Handed {
    /// `address` is the one to be sent.
    record Taken(String address) implements Handed {}

    /// `outcome` is what that means for the message, which has not been sent.
    record Not(Outcome outcome) implements Handed {}
  }

  /// Blocks until the dealer has answered: the usual time and a second for every MiB, after at most
  /// two others of the account.
  ///
  /// @param credentials of the account, as headers
  Handed hand(
      ChannelAccount account,
      ProviderCall.Upload upload,
      Profile profile,
      Map<String, String> credentials) {
    try {
      var wrong = wrong(upload, shapes(account));
      if (wrong != null) {
        return new Handed.Not(wrong);
      }
    } catch (FileNotFoundException | NoSuchFileException _) {
      // Ours is missing: the dealer has no part in it, and it does not come back.
      return new Handed.Not(new Outcome.Permanent("file_gone", ""));
    } catch (IOException _) {
      return new Handed.Not(new Outcome.Unmade("file"));
    }
    var turns = turns(account);
    try {
      turns.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Handed.Not(new Outcome.Retry(ProviderHttp.PAUSE, "interrupted"));
    }
    try {
      return handed(upload, profile, credentials);
    } finally {
      turns.release();
    }
  }

  private Semaphore turns(ChannelAccount account) {
    return turns.computeIfAbsent(
        account.tenant() + "/" + account.id(), _ -> new Semaphore(AT_ONCE));
  }

  private Handed handed(
      ProviderCall.Upload upload, Profile profile, Map<String, String> credentials) {
    var body = new Multipart(upload.file().id());
    upload.fields().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> body.field(field.getKey(), field.getValue()));
    var most = ProviderHttp.TOTAL.plusSeconds(upload.file().size() / MIB);
    var request =
        HttpRequest.newBuilder(upload.uri())
            .timeout(most)
            .header("Content-Type", body.type())
            .POST(body.with(upload.field(), upload.file()));
    credentials.forEach(request::header);
    return switch (http.call(request.build(), most)) {
      case ProviderHttp.Heard.NoAnswer none -> new Handed.Not(ProviderHttp.unseen(none));
      case ProviderHttp.Heard.Answer(var response) -> heard(upload, profile, response);
    };
  }

  /// Null when the dealer will take it.
  ///
  /// @throws IOException when it cannot be read
  private static @Nullable Outcome wrong(ProviderCall.Upload upload, PictureShapes shapes)
      throws IOException {
    var file = upload.file();
    if (!upload.field().equals("image")) {
      file.open().close();
      return null;
    }
    if (!IMAGES.contains(file.mime())) {
      return new Outcome.Permanent("image_type", file.mime());
    }
    if (file.size() > LARGEST_IMAGE) {
      return new Outcome.Permanent("image_size", file.size() + " bytes");
    }
    if (shapes.equals(PictureShapes.ANY)) {
      file.open().close();
      return null;
    }
    return taken(file, shapes) ? null : new Outcome.Permanent("image_ratio", "");
  }

  /// By what the head of the picture says; nothing is decoded.
  ///
  /// @throws IOException when it cannot be opened
  private static boolean taken(OutboundFile file, PictureShapes shapes) throws IOException {
    try (var bytes = file.open()) {
      return taken(bytes, shapes);
    }
  }

  private static boolean taken(InputStream bytes, PictureShapes shapes) {
    try (var in = new MemoryCacheImageInputStream(bytes)) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return false;
      }
      var reader = readers.next();
      try {
        reader.setInput(in);
        return shapes.take(reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private Handed heard(ProviderCall.Upload upload, Profile profile, HttpResponse<byte[]> response) {
    var refused = ProviderHttp.unseen(response);
    if (refused != null) {
      return new Handed.Not(refused);
    }
    return read(profile, upload.field(), response.statusCode(), response.body());
  }

  /// What an answer says that is no trouble of credentials or of the dealer's server.
  ///
  /// @param field of the address
  Handed read(Profile profile, String field, int status, byte[] body) {
    var root = json.document(body);
    var address = root.path(field).asString("");
    boolean taken = profile.says("ok", root.path("code").asString(""));
    if (status / 100 == 2 && taken && !address.isBlank()) {
      return new Handed.Taken(address);
    }
    var code = root.path("code").asString("http_" + status);
    var message = root.path("message").asString("");
    return new Handed.Not(
        new Outcome.Permanent(code, message.substring(0, Math.min(message.length(), 200))));
  }
}

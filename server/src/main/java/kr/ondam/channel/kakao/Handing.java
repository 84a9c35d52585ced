package kr.ondam.channel.kakao;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;

/// Hands a file of ours to the dealer, because only what lies on Kakao's servers can be sent.
final class Handing {
  private static final long LARGEST_IMAGE = 5L * 1024 * 1024;
  private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif");

  /// The widest and the tallest picture: 2:1 and 3:4.
  private static final double WIDEST = 2.0;

  private static final double TALLEST = 3.0 / 4.0;

  private final StrictJson json;
  private final ProviderHttp http;

  Handing(StrictJson json, ProviderHttp http) {
    this.json = json;
    this.http = http;
  }

  /// What came of it.
  sealed interface Handed {
    /// `address` is the one to be sent.
    record Taken(String address) implements Handed {}

    /// `outcome` is what that means for the message, which has not been sent.
    record Not(Outcome outcome) implements Handed {}
  }

  /// Blocks until the dealer has answered.
  ///
  /// @param anyRatio whether pictures of all shapes may be sent
  /// @param credentials of the account, as headers
  Handed hand(ProviderCall.Upload upload, boolean anyRatio, Map<String, String> credentials) {
    try {
      byte[] bytes = read(upload.file());
      var wrong = upload.field().equals("image") ? wrong(upload.file(), bytes, anyRatio) : null;
      if (wrong != null) {
        return new Handed.Not(wrong);
      }
      var body = new Multipart(upload.file().id());
      upload.fields().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> body.field(field.getKey(), field.getValue()));
      body.file(upload.field(), upload.file().name(), upload.file().mime(), bytes);
      var request =
          HttpRequest.newBuilder(upload.uri())
              .timeout(ProviderHttp.TOTAL)
              .header("Content-Type", body.type())
              .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()));
      credentials.forEach(request::header);
      return switch (http.call(request.build())) {
        case ProviderHttp.Heard.NoAnswer(var outcome) -> new Handed.Not(again(outcome));
        case ProviderHttp.Heard.Answer(var response) -> heard(upload, response);
      };
    } catch (IOException e) {
      return new Handed.Not(new Outcome.Retry(ProviderHttp.PAUSE, "file"));
    }
  }

  /// The customer has seen nothing of what was only handed over, so it may be handed over again.
  private static Outcome again(Outcome outcome) {
    return outcome instanceof Outcome.Uncertain(var reason)
        ? new Outcome.Retry(ProviderHttp.PAUSE, reason)
        : outcome;
  }

  private static byte[] read(OutboundFile file) throws IOException {
    try (var in = file.open()) {
      return in.readAllBytes();
    }
  }

  private static @Nullable Outcome wrong(OutboundFile file, byte[] bytes, boolean anyRatio) {
    if (!IMAGES.contains(file.mime())) {
      return new Outcome.Permanent("image_type", file.mime());
    }
    if (bytes.length > LARGEST_IMAGE) {
      return new Outcome.Permanent("image_size", bytes.length + " bytes");
    }
    if (anyRatio) {
      return null;
    }
    var ratio = ratio(bytes);
    return ratio > WIDEST || ratio < TALLEST ? new Outcome.Permanent("image_ratio", "") : null;
  }

  /// Width by height as the head of the picture says; nothing is decoded.
  private static double ratio(byte[] bytes) {
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return 0;
      }
      var reader = readers.next();
      try {
        reader.setInput(in);
        return (double) reader.getWidth(0) / reader.getHeight(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException _) {
      return 0;
    }
  }

  private Handed heard(ProviderCall.Upload upload, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return new Handed.Not(new Outcome.Unauthorised("HTTP " + status));
    }
    if (status == 429 || status >= 500) {
      var after = ProviderHttp.retryAfter(response, ProviderHttp.PAUSE);
      return new Handed.Not(new Outcome.Retry(after, "HTTP " + status));
    }
    var root =
        json.read(response.body()) instanceof StrictJson.Reading.Document(var document, var _)
            ? document
            : json.mapper().createObjectNode();
    var address = root.path(upload.field()).asString("");
    if (status / 100 == 2 && root.path("code").asString("").equals("0") && !address.isBlank()) {
      return new Handed.Taken(address);
    }
    var code = root.path("code").asString("http_" + status);
    var message = root.path("message").asString("");
    return new Handed.Not(
        new Outcome.Permanent(code, message.substring(0, Math.min(message.length(), 200))));
  }
}

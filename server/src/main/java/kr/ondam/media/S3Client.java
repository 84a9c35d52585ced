package kr.ondam.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Secrets;
import kr.ondam.time.Timers;

/// The four calls to an S3-compatible storage that attachments need. Every one is signed, its body
/// included, and limited in time. The secrets are read for each call, so that an operator can
/// change them while the server runs.
final class S3Client implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /// Until the answer begins, and as long as nothing more of it comes.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MIB = 1024 * 1024;
  private static final int LARGEST_PROBLEM = 8 * 1024;
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,64})</Code>");
  private static final byte[] NOTHING = {};

  private final S3Bucket bucket;
  private final Secrets secrets;
  private final InstantSource clock;
  private final Timers timers;
  private final LazyHttpClient http = new LazyHttpClient(S3Client::client);

  S3Client(S3Bucket bucket, Secrets secrets, InstantSource clock, Timers timers) {
    this.bucket = bucket;
    this.secrets = secrets;
    this.clock = clock;
    this.timers = timers;
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        // A signature is for one host.
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /// Stores bytes under a name, whole or not at all.
  void put(String name, byte[] bytes) throws IOException {
    var most = PATIENCE.plusSeconds(bytes.length / MIB);
    done("PUT", call("PUT", name, bytes, most));
  }

  /// The size of what lies under a name; empty when nothing does.
  OptionalLong size(String name) throws IOException {
    var answer = call("HEAD", name, NOTHING, PATIENCE);
    answer.body().close();
    if (answer.statusCode() == 404) {
      return OptionalLong.empty();
    }
    if (answer.statusCode() != 200) {
      throw new IOException("S3 HEAD: HTTP " + answer.statusCode());
    }
    var length = answer.headers().firstValueAsLong("content-length");
    if (length.isEmpty()) {
      throw new IOException("S3 HEAD: no content-length");
    }
    return length;
  }

  /// The bytes under a name.
  ///
  /// @throws NoSuchFileException when there are none
  InputStream get(String name) throws IOException {
    var answer = call("GET", name, NOTHING, PATIENCE);
    if (answer.statusCode() == 200) {
      return body(answer);
    }
    var code = code(answer);
    if (answer.statusCode() == 404 && code.equals("NoSuchKey")) {
      throw new NoSuchFileException(name);
    }
    throw refused("GET", answer, code);
  }

  /// Removes what lies under a name, if anything does.
  void delete(String name) throws IOException {
    var answer = call("DELETE", name, NOTHING, PATIENCE);
    if (answer.statusCode() == 404 && code(answer).equals("NoSuchKey")) {
      return;
    }
    done("DELETE", answer);
  }

  private HttpResponse<InputStream> call(String method, String name, byte[] body, Duration most)
      throws IOException {
    var address = bucket.address(name);
    var given =
        method.equals("PUT")
            ? Map.of("content-type", "application/octet-stream")
            : Map.<String, String>of();
    var request =
        HttpRequest.newBuilder(address)
            .timeout(most)
            .method(
                method,
                body.length == 0 && !method.equals("PUT")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(body));
    signer()
        .sign(method, address, given, Digests.sha256(body), clock.instant())
        .forEach((header, value) -> {
          if (!header.equals("host")) {
            request.header(header, value);
          }
        });
    try {
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("S3 " + method);
    }
  }

  private SigV4 signer() throws IOException {
    return new SigV4(bucket.region(), secret(bucket.accessKey()), secret(bucket.secretKey()));
  }

  private String secret(String reference) throws IOException {
    return secrets
        .value(reference)
        .map(String::strip)
        .orElseThrow(() -> new IOException("S3: a secret of media.s3 is not there any more"));
  }

  private InputStream body(HttpResponse<InputStream> answer) {
    return new Impatient(answer.body(), timers, PATIENCE);
  }

  private void done(String method, HttpResponse<InputStream> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw refused(method, answer, code(answer));
    }
    try (var rest = body(answer)) {
      rest.readNBytes(LARGEST_PROBLEM);
    }
  }

  private static IOException refused(String method, HttpResponse<InputStream> answer, String code) {
    return new IOException(
        ("S3 %s: HTTP %d %s").formatted(method, answer.statusCode(), code).strip());
  }

  /// What the storage calls the problem; its message may repeat what was sent and is left away.
  private String code(HttpResponse<InputStream> answer) throws IOException {
    try (var said = body(answer)) {
      var text = new String(said.readNBytes(LARGEST_PROBLEM), StandardCharsets.UTF_8);
      var code = CODE.matcher(text);
      return code.find() ? code.group(1) : "";
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

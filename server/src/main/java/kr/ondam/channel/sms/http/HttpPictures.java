package kr.ondam.channel.sms.http;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Multipart;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;

/// Hands pictures of ours to a provider, as small as it wants them, before the message that shows
/// them.
final class HttpPictures {
  private static final int RANDOM = 20;
  private static final int READ_AT_ONCE = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// Tells the customer and the provider nothing of what the counsellor's file is called.
  private static final String NAME = "picture.jpg";

  private final ProviderHttp http;
  private final HttpAuth auth;
  private final PictureFitter fitter;
  private final StrictJson json = new StrictJson();

  /// Until they are fitted, few pictures at once are held in memory.
  private final Semaphore reading = new Semaphore(READ_AT_ONCE, true);

  /// An account has one of those places at most, so that its pictures keep nobody else's waiting.
  private final ConcurrentHashMap<String, Semaphore> turns = new ConcurrentHashMap<>();

  HttpPictures(HttpClient client, HttpAuth auth, PictureFitter fitter) {
    http = new ProviderHttp(client);
    this.auth = auth;
    this.fitter = fitter;
  }

  /// What came of it.
  sealed interface Handed {
    /// `body` is the call's, with the provider's names of the pictures.
    record Taken(String body) implements Handed {}

    /// `outcome` is what that means for the message, which has not been sent: [Outcome.Aside]
    /// unless the provider does not let us in.
    record Not(Outcome outcome) implements Handed {}
  }

  /// Blocks until the provider has all of them, for each for its turn of at most 20 s too.
  Handed hand(ChannelAccount account, HttpProfile profile, ProviderCall call) {
    var body = call.body();
    for (var upload : call.uploads()) {
      switch (one(account, profile, upload)) {
        case Handed.Not not -> {
          return not;
        }
        // A number stays a number.
        case Handed.Taken(var name) -> body = body.replace("\"" + upload.place() + "\"", name);
      }
    }
    return new Handed.Taken(body);
  }

  /// The credentials come first, so that nothing is drawn for a provider that does not let us in.
  private Handed one(ChannelAccount account, HttpProfile profile, ProviderCall.Upload upload) {
    return switch (auth.of(account, profile)) {
      case HttpAuth.Access.Denied(var outcome) -> new Handed.Not(outcome);
      case HttpAuth.Access.Granted(var credentials) -> one(account, profile, upload, credentials);
    };
  }

  private Handed one(
      ChannelAccount account,
      HttpProfile profile,
      ProviderCall.Upload upload,
      HttpAuth.Credentials credentials) {
    try {
      var turn = turns.computeIfAbsent(HttpAuth.name(account), _ -> new Semaphore(1, true));
      if (!turn.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        return aside(new Outcome.Unmade("pictures"));
      }
      Optional<byte[]> fitting;
      try {
        if (!reading.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
          return aside(new Outcome.Unmade("pictures"));
        }
        fitting = fitting(profile, upload);
      } finally {
        turn.release();
      }
      return fitting.isEmpty()
          ? aside(new Outcome.Permanent("picture_unfit", ""))
          : one(account, profile, upload, fitting.get(), credentials);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return aside(new Outcome.Retry(ProviderHttp.PAUSE, "interrupted"));
    } catch (FileNotFoundException | NoSuchFileException _) {
      // Ours is missing: the provider has no part in it, and it does not come back.
      return aside(new Outcome.Permanent("file_gone", ""));
    } catch (IOException _) {
      return aside(new Outcome.Unmade("file"));
    }
  }

  /// It was a picture that failed, which says nothing about messages without one.
  private static Handed aside(Outcome outcome) {
    return new Handed.Not(new Outcome.Aside(outcome));
  }

  /// Gives the place among those who read back.
  ///
  /// @throws IOException when it cannot be read
  private Optional<byte[]> fitting(HttpProfile profile, ProviderCall.Upload upload)
      throws IOException {
    try (var in = upload.file().open()) {
      return fitter.fit(in.readAllBytes(), profile.pictureLimits());
    } finally {
      reading.release();
    }
  }

  private Handed one(
      ChannelAccount account,
      HttpProfile profile,
      ProviderCall.Upload upload,
      byte[] picture,
      HttpAuth.Credentials credentials) {
    var how = profile.section("pictures").path("upload");
    HttpRequest request;
    try {
      request = request(how, upload, picture, credentials);
    } catch (IllegalArgumentException _) {
      return aside(new Outcome.Permanent("client", "a value that no header can carry"));
    }
    return switch (http.call(request)) {
      case ProviderHttp.Heard.NoAnswer none -> aside(ProviderHttp.unseen(none));
      case ProviderHttp.Heard.Answer(var response) -> {
        var handed = heard(profile, how, response);
        if (handed instanceof Handed.Not(Outcome.Aside(Outcome.Unauthorised _))) {
          auth.refused(account, credentials);
        }
        yield handed;
      }
    };
  }

  private static HttpRequest request(
      JsonNode how, ProviderCall.Upload upload, byte[] picture, HttpAuth.Credentials credentials) {
    var names =
        Map.of(
            "file-name", NAME,
            "file-base64", Base64.getEncoder().encodeToString(picture),
            "file-random", UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM));
    UnaryOperator<String> values = name -> names.getOrDefault(name, "");
    var builder = HttpRequest.newBuilder(upload.uri()).timeout(ProviderHttp.TOTAL);
    if (upload.field().isEmpty()) {
      builder.header("Content-Type", "application/json; charset=utf-8");
      builder.POST(
          HttpRequest.BodyPublishers.ofString(
              Template.fill(how.path("fields"), values).toString()));
    } else {
      var body = new Multipart(UUID.randomUUID());
      how.path("fields")
          .properties()
          .forEach(p -> body.field(p.getKey(), Template.fill(p.getValue().asString(), values)));
      var file =
          new OutboundFile(
              upload.file().id(),
              NAME,
              "image/jpeg",
              picture.length,
              () -> new ByteArrayInputStream(picture));
      builder.header("Content-Type", body.type());
      builder.POST(body.with(upload.field(), file));
    }
    credentials.headers().forEach(builder::header);
    return builder.build();
  }

  private Handed heard(HttpProfile profile, JsonNode how, HttpResponse<byte[]> response) {
    var refused = ProviderHttp.unseen(response);
    if (refused != null) {
      return aside(refused);
    }
    int status = response.statusCode();
    var root = json.document(response.body());
    var code = HttpReader.at(root, how, "code");
    boolean taken = status / 100 == 2 && (!how.has("ok") || HttpReader.names(how, "ok", code));
    for (JsonNode place : how.path("value")) {
      var name = root.at(place.asString());
      boolean named = name.isString() && !name.stringValue().isEmpty() || name.isIntegralNumber();
      if (taken && named) {
        return new Handed.Taken(name.toString());
      }
    }
    var message = HttpReader.at(root, how, "message");
    var answer = profile.section("answer");
    if (HttpReader.names(answer, "throttled", code)) {
      return aside(new Outcome.Throttled(ProviderHttp.PAUSE));
    }
    // A picture that may have come does no harm: the customer sees none until a message names it.
    if (HttpReader.names(answer, "again", code) || HttpReader.names(answer, "doubt", code)) {
      return aside(new Outcome.Retry(ProviderHttp.PAUSE, code));
    }
    return aside(
        new Outcome.Permanent(
            code.isEmpty() ? "http_" + status : HttpReader.cut(code), HttpReader.cut(message)));
  }
}

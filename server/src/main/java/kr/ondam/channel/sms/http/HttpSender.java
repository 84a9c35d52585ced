package kr.ondam.channel.sms.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.sms.SmsText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes a planned call and says how it ended. A text message costs money, so that what may have
/// been taken is never tried again by itself.
final class HttpSender {
  private final ProviderHttp http;
  private final HttpAuth auth;
  private final HttpPictures pictures;
  private final StrictJson json = new StrictJson();

  HttpSender(HttpClient client, HttpAuth auth, HttpPictures pictures) {
    http = new ProviderHttp(client);
    this.auth = auth;
    this.pictures = pictures;
  }

  Outcome send(ChannelAccount account, HttpProfile profile, ProviderCall call) {
    return switch (pictures.hand(account, profile, call)) {
      case HttpPictures.Handed.Not(var outcome) -> outcome;
      case HttpPictures.Handed.Taken(var body) -> send(account, profile, call, body);
    };
  }

  private Outcome send(
      ChannelAccount account, HttpProfile profile, ProviderCall call, String body) {
    return switch (auth.of(account, profile)) {
      case HttpAuth.Access.Denied(var outcome) -> outcome;
      case HttpAuth.Access.Granted(var credentials) ->
          send(account, profile, call, body, credentials);
    };
  }

  private Outcome send(
      ChannelAccount account,
      HttpProfile profile,
      ProviderCall call,
      String body,
      HttpAuth.Credentials credentials) {
    HttpRequest request;
    try {
      request = request(profile, call, body, credentials);
    } catch (IllegalArgumentException _) {
      // Its words hold the value that no header can carry, which may be the secret.
      return new Outcome.Permanent("client", "a value that no header can carry");
    }
    return switch (http.call(request)) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> outcome;
      case ProviderHttp.Heard.Answer(var response) -> {
        var outcome = outcome(profile, call, response);
        if (outcome instanceof Outcome.Unauthorised) {
          auth.refused(account, credentials);
        }
        yield outcome;
      }
    };
  }

  private static HttpRequest request(
      HttpProfile profile, ProviderCall call, String body, HttpAuth.Credentials credentials) {
    var fields = (ObjectNode) JsonMapper.shared().readTree(body);
    credentials.fields().forEach(fields::put);
    var uri = call.uri();
    var publisher = HttpRequest.BodyPublishers.noBody();
    var builder = HttpRequest.newBuilder();
    String type = null;
    switch (profile.send("format", SmsText.Size.SMS).asString()) {
      case "query" -> uri = URI.create(uri + "?" + HttpFields.write(fields));
      case "headers" -> {
        publisher = HttpRequest.BodyPublishers.ofString(fields.path("text").asString(""));
        type = "text/plain; charset=utf-8";
        fields.remove("text");
        fields.properties().forEach(p -> builder.header(p.getKey(), p.getValue().asString()));
      }
      case "form" -> {
        publisher = HttpRequest.BodyPublishers.ofString(HttpFields.write(fields));
        type = "application/x-www-form-urlencoded; charset=utf-8";
      }
      default -> {
        publisher = HttpRequest.BodyPublishers.ofString(fields.toString());
        type = "application/json; charset=utf-8";
      }
    }
    builder.uri(uri).timeout(ProviderHttp.TOTAL).method(call.method(), publisher);
    if (type != null) {
      builder.header("Content-Type", type);
    }
    credentials.headers().forEach(builder::header);
    return builder.build();
  }

  private Outcome outcome(HttpProfile profile, ProviderCall call, HttpResponse<byte[]> response) {
    var trouble = ProviderHttp.seen(response);
    if (trouble != null) {
      return trouble;
    }
    int status = response.statusCode();
    var answer = profile.section("answer");
    if (answer.has("text")) {
      var text = new String(response.body(), StandardCharsets.UTF_8);
      boolean taken =
          status / 100 == 2 && Pattern.compile(answer.path("text").asString()).matcher(text).find();
      return taken
          ? new Outcome.Ok(ours(answer, call))
          : new Outcome.Permanent("http_" + status, HttpReader.cut(text));
    }
    if (!(json.read(response.body()) instanceof StrictJson.Reading.Document(var root, var _))) {
      return status / 100 == 2
          ? new Outcome.Uncertain("unreadable answer")
          : new Outcome.Permanent("http_" + status, "HTTP " + status);
    }
    return judged(answer, status, root, call);
  }

  private static Outcome judged(JsonNode answer, int status, JsonNode root, ProviderCall call) {
    var code = HttpReader.at(root, answer, "code");
    var message = HttpReader.cut(HttpReader.at(root, answer, "message"));
    boolean taken =
        status / 100 == 2 && (!answer.has("ok") || HttpReader.names(answer, "ok", code))
            || HttpReader.names(answer, "known", code);
    if (taken) {
      var ours = ours(answer, call);
      return new Outcome.Ok(ours.isEmpty() ? HttpReader.reference(root, answer) : ours);
    }
    if (HttpReader.names(answer, "throttled", code)) {
      return new Outcome.Throttled(ProviderHttp.PAUSE);
    }
    if (HttpReader.names(answer, "again", code)) {
      return new Outcome.Retry(ProviderHttp.PAUSE, code + " " + message);
    }
    if (HttpReader.names(answer, "doubt", code)) {
      return new Outcome.Uncertain(code + " " + message);
    }
    return new Outcome.Permanent(code.isEmpty() ? "http_" + status : HttpReader.cut(code), message);
  }

  /// A reference that is our own id, empty where it is the provider's.
  private static String ours(JsonNode answer, ProviderCall call) {
    var reference = answer.path("reference");
    return reference.asString("").equals("${serial}") ? call.serial() : "";
  }
}

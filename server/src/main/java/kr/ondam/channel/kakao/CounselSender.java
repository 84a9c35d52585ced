package kr.ondam.channel.kakao;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;

/// Makes a planned call and says how it ended.
final class CounselSender {
  static final Duration CONNECT = Duration.ofSeconds(3);

  private final StrictJson json;
  private final Profiles profiles;
  private final Secrets secrets;
  private final ProviderHttp http;
  private final Handing handing;

  CounselSender(StrictJson json, Profiles profiles, Secrets secrets, HttpClient client) {
    this.json = json;
    this.profiles = profiles;
    this.secrets = secrets;
    http = new ProviderHttp(client);
    handing = new Handing(json, http);
  }

  Outcome send(ChannelAccount account, ProviderCall call) {
    var profile = profiles.of(account);
    var credentials = credentials(account, profile);
    if (credentials == null) {
      return new Outcome.Unauthorised("client secret unknown");
    }
    var upload = call.upload();
    if (upload == null) {
      return send(profile, call, credentials, call.body());
    }
    return switch (handing.hand(account, upload, profile, credentials)) {
      case Handing.Handed.Not(var outcome) -> new Outcome.Aside(outcome);
      case Handing.Handed.Taken(var address) -> {
        var quoted = json.mapper().writeValueAsString(address);
        var place = "\"" + ProviderCall.Upload.ADDRESS + "\"";
        yield send(profile, call, credentials, call.body().replace(place, quoted));
      }
    };
  }

  private Outcome send(
      Profile profile, ProviderCall call, Map<String, String> credentials, String body) {
    var request =
        HttpRequest.newBuilder(call.uri())
            .timeout(ProviderHttp.TOTAL)
            .method(call.method(), HttpRequest.BodyPublishers.ofString(body));
    call.headers().forEach(request::header);
    credentials.forEach(request::header);
    return switch (http.call(request.build())) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> judged(profile, call, outcome);
      case ProviderHttp.Heard.Answer(var response) ->
          judged(profile, call, outcome(profile, response));
    };
  }

  /// A session that is gone already has ended, as was asked, and nobody is there for a farewell.
  private static Outcome judged(Profile profile, ProviderCall call, Outcome outcome) {
    boolean ends = call.uri().getPath().endsWith(profile.path("end"));
    boolean closing = CounselWriter.isFarewell(call) || ends;
    return closing && outcome instanceof Outcome.SessionGone ? new Outcome.Ok("") : outcome;
  }

  /// The headers by which the dealer knows the account, none when it does not have all of their
  /// settings; null when a secret is not known.
  private @Nullable Map<String, String> credentials(ChannelAccount account, Profile profile) {
    Map<String, String> headers = new HashMap<>();
    for (var header : profile.headers().entrySet()) {
      var setting = account.settings().get(header.getValue());
      if (setting == null) {
        return Map.of();
      }
      headers.put(header.getKey(), secrets.value(setting).orElse(""));
    }
    return headers.containsValue("") ? null : headers;
  }

  private Outcome outcome(Profile profile, HttpResponse<byte[]> response) {
    var trouble = ProviderHttp.seen(response);
    return trouble != null ? trouble : read(profile, response.statusCode(), response.body());
  }

  /// What an answer says that is no trouble of credentials or of the dealer's server.
  Outcome read(Profile profile, int status, byte[] body) {
    if (!(json.read(body) instanceof StrictJson.Reading.Document document)) {
      return status / 100 == 2
          ? new Outcome.Uncertain("unreadable answer")
          : new Outcome.Permanent("http_" + status, "HTTP " + status);
    }
    var root = document.root();
    var code = root.path("code").asString("");
    var message = root.path("message").asString("");
    if (profile.says("ok", code) && status / 100 == 2) {
      return new Outcome.Ok(root.path("serial_number").asString(""));
    }
    return refused(profile, code.isEmpty() ? "http_" + status : code, message);
  }

  private static Outcome refused(Profile profile, String code, String message) {
    if (profile.says("gone", code)) {
      return new Outcome.SessionGone();
    }
    if (profile.says("known", code) || profile.saysKnown(message)) {
      return new Outcome.Ok("");
    }
    return new Outcome.Permanent(code, message.substring(0, Math.min(message.length(), 200)));
  }
}

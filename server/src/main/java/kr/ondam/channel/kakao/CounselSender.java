package kr.ondam.channel.kakao;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
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
  /// The setting that lets pictures of any shape through, if it is [#ANY].
  static final String RATIO = "image-ratio";

  static final String ANY = "any";

  static final Duration CONNECT = Duration.ofSeconds(3);

  private final StrictJson json;
  private final Secrets secrets;
  private final ProviderHttp http;
  private final Handing handing;

  CounselSender(StrictJson json, Secrets secrets, HttpClient client) {
    this.json = json;
    this.secrets = secrets;
    http = new ProviderHttp(client);
    handing = new Handing(json, http);
  }

  Outcome send(ChannelAccount account, ProviderCall call) {
    var credentials = credentials(account);
    if (credentials == null) {
      return new Outcome.Unauthorised("client secret unknown");
    }
    var upload = call.upload();
    if (upload == null) {
      return send(account, call, credentials, call.body());
    }
    boolean anyRatio = account.settings().getOrDefault(RATIO, "").equals(ANY);
    return switch (handing.hand(account, upload, anyRatio, credentials)) {
      case Handing.Handed.Not(var outcome) -> new Outcome.Aside(outcome);
      case Handing.Handed.Taken(var address) -> {
        var quoted = json.mapper().writeValueAsString(address);
        var place = "\"" + ProviderCall.Upload.ADDRESS + "\"";
        yield send(account, call, credentials, call.body().replace(place, quoted));
      }
    };
  }

  private Outcome send(
      ChannelAccount account, ProviderCall call, Map<String, String> credentials, String body) {
    var request =
        HttpRequest.newBuilder(call.uri())
            .timeout(ProviderHttp.TOTAL)
            .method(call.method(), HttpRequest.BodyPublishers.ofString(body));
    call.headers().forEach(request::header);
    credentials.forEach(request::header);
    return switch (http.call(request.build())) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> judged(account, call, outcome);
      case ProviderHttp.Heard.Answer(var response) -> judged(account, call, outcome(response));
    };
  }

  /// A session that is gone already has ended, as was asked, and nobody is there for a farewell.
  private static Outcome judged(ChannelAccount account, ProviderCall call, Outcome outcome) {
    boolean closing = CounselWriter.isFarewell(call) || ends(account, call);
    return closing && outcome instanceof Outcome.SessionGone ? new Outcome.Ok("") : outcome;
  }

  private static boolean ends(ChannelAccount account, ProviderCall call) {
    return call.uri().getPath().endsWith(Profile.named(account.profile()).paths().end());
  }

  /// The headers by which the dealer knows the account; null when a secret is not known.
  private @Nullable Map<String, String> credentials(ChannelAccount account) {
    var profile = Profile.named(account.profile());
    var id = account.settings().get("client-id");
    var secret = account.settings().get("client-secret");
    if (id == null || secret == null) {
      return Map.of();
    }
    var idValue = secrets.value(id);
    var secretValue = secrets.value(secret);
    return idValue.isEmpty() || secretValue.isEmpty()
        ? null
        : Map.of(profile.idHeader(), idValue.get(), profile.secretHeader(), secretValue.get());
  }

  private Outcome outcome(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 429) {
      return new Outcome.Throttled(ProviderHttp.retryAfter(response, Duration.ofSeconds(1)));
    }
    if (status == 401 || status == 403) {
      return new Outcome.Unauthorised("HTTP " + status);
    }
    if (status == 503) {
      return new Outcome.Retry(ProviderHttp.retryAfter(response, ProviderHttp.PAUSE), "HTTP 503");
    }
    if (status >= 500) {
      return new Outcome.Uncertain("HTTP " + status);
    }
    if (!(json.read(response.body()) instanceof StrictJson.Reading.Document document)) {
      return status / 100 == 2
          ? new Outcome.Uncertain("unreadable answer")
          : new Outcome.Permanent("http_" + status, "HTTP " + status);
    }
    var root = document.root();
    var code = root.path("code").asString("");
    var message = root.path("message").asString("");
    if (code.equals("0") && status / 100 == 2) {
      return new Outcome.Ok(root.path("serial_number").asString(""));
    }
    return refused(code.isEmpty() ? "http_" + status : code, message);
  }

  private static Outcome refused(String code, String message) {
    if (code.equals("-502")) {
      return new Outcome.SessionGone();
    }
    var words = message.toLowerCase(Locale.ROOT);
    if (code.equals("3012") || words.contains("duplicat") && words.contains("serial")) {
      return new Outcome.Ok("");
    }
    return new Outcome.Permanent(code, message.substring(0, Math.min(message.length(), 200)));
  }
}

package kr.ondam.channel.kakao.skill;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import kr.ondam.tenant.StoreUnavailable;
import tools.jackson.databind.node.ObjectNode;

/// Brings an answer to a customer: to the newest one-time address that is still good, else as an
/// event; without the Event API what has no address waits for the one of the customer's next words.
final class SkillSender {
  /// An address is good for a minute; the rest is for the way.
  static final Duration GOOD = Duration.ofSeconds(58);

  private static final int LONGEST_REASON = 150;

  private final StrictJson json;
  private final Secrets secrets;
  private final ProviderHttp http;
  private final SkillWriter writer;
  private final CallbackStore callbacks;
  private final InstantSource clock;

  SkillSender(
      StrictJson json,
      Secrets secrets,
      HttpClient client,
      CallbackStore callbacks,
      InstantSource clock) {
    this.json = json;
    this.secrets = secrets;
    http = new ProviderHttp(client);
    writer = new SkillWriter(json);
    this.callbacks = callbacks;
    this.clock = clock;
  }

  Outcome send(ChannelAccount account, ProviderCall call) {
    var body = json.mapper().readTree(call.body());
    var user = body.path("user").asString("");
    var template = (ObjectNode) body.path("template");
    try {
      var settings = SkillSettings.of(account);
      var taken = take(account, user);
      while (taken.isPresent()) {
        var outcome = answer(account, settings, taken.get(), template);
        if (!(outcome instanceof Outcome.Permanent)) {
          return outcome;
        }
        taken = take(account, user);
      }
      return event(account, settings, user, template);
    } catch (StoreUnavailable e) {
      // Only taking an address fails so, and giving one back to which nothing was brought.
      return new Outcome.Retry(ProviderHttp.PAUSE, "store");
    }
  }

  private Optional<Callback> take(ChannelAccount account, String user) {
    return callbacks.take(account.tenant(), account.id(), user, clock.instant().minus(GOOD));
  }

  /// Permanent when the address was refused for certain, so that another way is open. An address is
  /// used when what was sent there is taken: one at which Kakao asks for a pause is good
  /// afterwards, unless its minute is over by then.
  private Outcome answer(
      ChannelAccount account, SkillSettings settings, Callback callback, ObjectNode template) {
    if (settings.callback(callback.uri().toString()).isEmpty()) {
      return new Outcome.Permanent("skill_callback", "not an allowed address");
    }
    var request = request(callback.uri(), writer.response(template)).build();
    return switch (http.call(request)) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> {
        if (outcome instanceof Outcome.Retry) {
          callbacks.giveBack(account.tenant(), account.id(), callback);
        }
        yield outcome;
      }
      case ProviderHttp.Heard.Answer(var response) -> {
        var outcome = outcome(response);
        if (comesBack(settings, callback, outcome)) {
          callbacks.giveBack(account.tenant(), account.id(), callback);
          yield outcome;
        }
        // Whatever is the matter with this address, it will not be asked again.
        yield outcome instanceof Outcome.Ok || outcome instanceof Outcome.Uncertain
            ? outcome
            : new Outcome.Permanent("skill_callback", "HTTP " + response.statusCode());
      }
    };
  }

  /// Whether to ask at the address again. Where there is no other way it is not given up for one
  /// that comes too late, because older ones are over before it.
  private boolean comesBack(SkillSettings settings, Callback callback, Outcome outcome) {
    var pause =
        switch (outcome) {
          case Outcome.Throttled(var after) -> after;
          case Outcome.Retry(var after, var _) -> after;
          default -> null;
        };
    if (pause == null) {
      return false;
    }
    var again = clock.instant().plus(pause);
    return settings.event() == null || again.isBefore(callback.receivedAt().plus(GOOD));
  }

  private Outcome event(
      ChannelAccount account, SkillSettings settings, String user, ObjectNode template) {
    var event = settings.event();
    if (event == null) {
      return new Outcome.CustomerFirst();
    }
    var key = secrets.value(account.settings().getOrDefault(SkillSettings.API_KEY, "")).orElse("");
    if (key.isEmpty()) {
      return new Outcome.Unauthorised("client secret unknown");
    }
    HttpRequest request;
    try {
      request =
          request(event.talk(), writer.event(event, user, template))
              .header("Authorization", "KakaoAK " + key)
              .build();
    } catch (IllegalArgumentException _) {
      // Its words hold the value that no header can carry, which is the secret.
      return new Outcome.Permanent("client", "a value that no header can carry");
    }
    return switch (http.call(request)) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> outcome;
      case ProviderHttp.Heard.Answer(var response) -> outcome(response);
    };
  }

  private static HttpRequest.Builder request(URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .timeout(ProviderHttp.TOTAL)
        .header("Content-Type", "application/json; charset=utf-8")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /// Both ways answer alike: `{"taskId","status":"SUCCESS|FAIL|ERROR","message","timestamp"}`.
  private Outcome outcome(HttpResponse<byte[]> response) {
    var trouble = ProviderHttp.seen(response);
    return trouble != null ? trouble : read(response.statusCode(), response.body());
  }

  /// What an answer says that is no trouble of credentials or of Kakao's server.
  Outcome read(int status, byte[] body) {
    if (!(json.read(body) instanceof StrictJson.Reading.Document(var root, var _))) {
      return status / 100 == 2
          ? new Outcome.Uncertain("unreadable answer")
          : new Outcome.Permanent("http_" + status, "HTTP " + status);
    }
    var message = root.path("message").asString("");
    var reason = message.substring(0, Math.min(message.length(), LONGEST_REASON));
    var said = root.path("status").asString("");
    if (status / 100 != 2) {
      return new Outcome.Permanent("http_" + status, reason);
    }
    return switch (said) {
      case "SUCCESS" -> new Outcome.Ok(root.path("taskId").asString(""));
      case "FAIL" -> new Outcome.Permanent("FAIL", reason);
      // Kakao failed on it, and does not say how far it had come.
      default -> new Outcome.Uncertain(said.isEmpty() ? "unreadable answer" : said + " " + reason);
    };
  }
}

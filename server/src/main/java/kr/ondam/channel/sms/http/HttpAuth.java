package kr.ondam.channel.sms.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Adds an account's secrets to a call at the moment it is made. Tokens that providers lend are
/// kept until they run out or are refused.
final class HttpAuth {
  private static final String TOKEN_HEADER = "Authorization";
  private static final int NONCE = 20;

  /// @param fields to add to the call's own
  record Credentials(Map<String, String> headers, Map<String, String> fields) {}

  /// Whether a call can be made.
  sealed interface Access {
    record Granted(Credentials credentials) implements Access {}

    /// @param outcome what that means for the message, of which nothing was sent
    record Denied(Outcome outcome) implements Access {}
  }

  private sealed interface Asked {
    record Token(String value) implements Asked {}

    record Failed(Outcome outcome) implements Asked {}
  }

  /// A clock that was set back behind its beginning ends it.
  private record Kept(Asked asked, Instant from, Instant until) {
    boolean counts(Instant now) {
      return !now.isBefore(from) && until.isAfter(now);
    }
  }

  /// Everything of an account that a token depends on.
  private record Basis(
      String profile, @Nullable URI base, Map<String, String> settings, List<String> secrets) {}

  private final Secrets secrets;
  private final ProviderHttp http;
  private final InstantSource clock;
  private final StrictJson json = new StrictJson();
  private final ConcurrentHashMap<String, Lender> lenders = new ConcurrentHashMap<>();

  HttpAuth(Secrets secrets, HttpClient client, InstantSource clock) {
    this.secrets = secrets;
    http = new ProviderHttp(client);
    this.clock = clock;
  }

  /// Blocks while the provider is asked for a token, which is asked once for all who wait.
  Access of(ChannelAccount account, HttpProfile profile) {
    var auth = profile.section("auth");
    for (String setting : profile.settings(true)) {
      var reference = account.settings().get(setting);
      if (reference != null && secrets.value(reference).isEmpty()) {
        return new Access.Denied(new Outcome.Unauthorised("client secret unknown"));
      }
    }
    Map<String, String> headers = new LinkedHashMap<>(filled(account, auth.path("headers")));
    if (auth.has("basic")) {
      var pair =
          value(account, auth.path("basic").get(0))
              + ":"
              + value(account, auth.path("basic").get(1));
      var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      headers.put("Authorization", "Basic " + encoded);
    }
    if (auth.has("solapi")) {
      var solapi = auth.path("solapi");
      headers.put(
          "Authorization",
          Signatures.solapi(
              value(account, solapi.path("key")),
              value(account, solapi.path("secret")),
              clock.instant().toString(),
              UUID.randomUUID().toString().replace("-", "")));
    }
    if (auth.has("token")) {
      var how = auth.path("token");
      switch (lender(account, profile)
          .ask(() -> lend(account, how), how.path("minutes").asInt(60))) {
        case Asked.Failed(var outcome) -> {
          return new Access.Denied(outcome);
        }
        case Asked.Token(var value) ->
            headers.put(TOKEN_HEADER, how.path("scheme").asString() + " " + value);
      }
    }
    return new Access.Granted(new Credentials(headers, filled(account, auth.path("fields"))));
  }

  /// The provider does not accept what it lent.
  void refused(ChannelAccount account, Credentials credentials) {
    var lender = lenders.get(name(account));
    if (lender != null) {
      lender.forget(credentials.headers().getOrDefault(TOKEN_HEADER, ""));
    }
  }

  static String name(ChannelAccount account) {
    return account.tenant() + "/" + account.id();
  }

  /// A token is lent to who asked with these settings and secrets, and is good where it was lent.
  private Lender lender(ChannelAccount account, HttpProfile profile) {
    List<String> secretly =
        profile.settings(true).stream().map(setting -> setting(account, setting)).toList();
    var basis = new Basis(account.profile(), account.baseUrl(), account.settings(), secretly);
    return lenders.compute(
        name(account),
        (_, lender) -> lender != null && lender.basis.equals(basis) ? lender : new Lender(basis));
  }

  /// One account's token, or why there is none.
  private final class Lender {
    private final Basis basis;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Kept kept;

    Lender(Basis basis) {
      this.basis = basis;
    }

    Asked ask(Supplier<Asked> call, int minutes) {
      lock.lock();
      try {
        var now = clock.instant();
        if (kept != null && kept.counts(now)) {
          return kept.asked();
        }
        var asked = call.get();
        kept =
            switch (asked) {
              case Asked.Token _ -> new Kept(asked, now, now.plus(Duration.ofMinutes(minutes)));
              case Asked.Failed _ -> {
                // Those who waited meanwhile are not made to ask one after the other.
                var failed = clock.instant();
                yield new Kept(asked, failed, failed.plus(ProviderHttp.PAUSE));
              }
            };
        return asked;
      } finally {
        lock.unlock();
      }
    }

    void forget(String header) {
      lock.lock();
      try {
        if (kept != null
            && kept.asked() instanceof Asked.Token(var value)
            && header.endsWith(value)) {
          kept = null;
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// Nothing of a message was sent yet, so that it may be tried again whatever went wrong, unless
  /// the provider does not know the account.
  private Asked lend(ChannelAccount account, JsonNode how) {
    var base = String.valueOf(account.baseUrl()).replaceAll("/+$", "");
    var names = names(account, how);
    HttpRequest request;
    try {
      var path = Template.fill(how.path("path").asString(), names);
      var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(ProviderHttp.TOTAL);
      if (how.has("body")) {
        var body = Template.fill(how.path("body"), names).toString();
        builder.POST(HttpRequest.BodyPublishers.ofString(body));
        builder.header("Content-Type", "application/json; charset=utf-8");
      } else {
        builder.POST(HttpRequest.BodyPublishers.noBody());
      }
      filled(account, how.path("headers")).forEach(builder::header);
      request = builder.build();
    } catch (IllegalArgumentException _) {
      return new Asked.Failed(new Outcome.Permanent("client", "a value that no header can carry"));
    }
    return switch (http.call(request)) {
      case ProviderHttp.Heard.NoAnswer _ ->
          new Asked.Failed(new Outcome.Retry(ProviderHttp.PAUSE, "no answer to a token request"));
      case ProviderHttp.Heard.Answer(var response) -> read(response, how);
    };
  }

  /// The settings, and what is computed of them for this one request.
  private UnaryOperator<String> names(ChannelAccount account, JsonNode how) {
    Map<String, String> computed = new HashMap<>();
    if (how.has("msghub")) {
      var nonce = UUID.randomUUID().toString().replace("-", "").substring(0, NONCE);
      computed.put("nonce", nonce);
      computed.put(
          "signed", Signatures.msghub(setting(account, how.path("msghub").asString()), nonce));
    }
    return name -> {
      var known = computed.get(name);
      return known == null ? setting(account, name) : known;
    };
  }

  private Asked read(HttpResponse<byte[]> response, JsonNode how) {
    int status = response.statusCode();
    if (status / 100 == 2
        && json.read(response.body()) instanceof StrictJson.Reading.Document(var root, var _)) {
      var value = root.at(how.path("value").asString()).asString("");
      if (!value.isEmpty()) {
        return new Asked.Token(value);
      }
    }
    var pause = ProviderHttp.retryAfter(response, ProviderHttp.PAUSE);
    return new Asked.Failed(
        switch (status / 100) {
          case 4 ->
              status == 429
                  ? new Outcome.Throttled(pause)
                  : new Outcome.Unauthorised("token request: HTTP " + status);
          default -> new Outcome.Retry(pause, "token request: HTTP " + status);
        });
  }

  private Map<String, String> filled(ChannelAccount account, JsonNode templates) {
    Map<String, String> filled = new LinkedHashMap<>();
    templates.properties().forEach(p -> filled.put(p.getKey(), value(account, p.getValue())));
    return filled;
  }

  private String value(ChannelAccount account, JsonNode template) {
    return Template.fill(template.asString(), name -> setting(account, name));
  }

  private String setting(ChannelAccount account, String name) {
    return secrets.value(account.settings().getOrDefault(name, "")).orElse("");
  }
}

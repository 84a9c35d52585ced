package kr.ondam.channel.sms.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderHttp;
import tools.jackson.databind.JsonNode;

/// Asks a provider for what it keeps for us, and tells it what we have taken.
final class HttpAsker {
  /// Octets of an answer; nobody would get a longer one again.
  private static final int LARGEST = 16 << 20;

  /// What came of a request.
  sealed interface Asked {
    record Answered(byte[] body) implements Asked {}

    /// @param after the provider wants to be asked again, at the earliest
    /// @param reason fit for a log
    record Failed(Duration after, String reason) implements Asked {}
  }

  private final ProviderHttp http;
  private final HttpAuth auth;

  HttpAsker(HttpClient client, HttpAuth auth) {
    http = new ProviderHttp(client);
    this.auth = auth;
  }

  /// Blocks until the answer is there, at most [ProviderHttp#TOTAL] and as long for a token.
  ///
  /// @param how with `method` (GET when missing), `path` and `fields` for a body of JSON
  /// @param values of the names in path and fields
  Asked ask(
      ChannelAccount account, HttpProfile profile, JsonNode how, UnaryOperator<String> values) {
    return switch (auth.of(account, profile)) {
      case HttpAuth.Access.Denied(var outcome) -> failed(outcome);
      case HttpAuth.Access.Granted(var credentials) -> ask(account, how, values, credentials);
    };
  }

  private Asked ask(
      ChannelAccount account,
      JsonNode how,
      UnaryOperator<String> values,
      HttpAuth.Credentials credentials) {
    HttpRequest request;
    try {
      request = request(account, how, values, credentials);
    } catch (IllegalArgumentException _) {
      return new Asked.Failed(ProviderHttp.PAUSE, "a value that no request can carry");
    }
    return switch (http.call(request, ProviderHttp.TOTAL, LARGEST)) {
      case ProviderHttp.Heard.NoAnswer(var outcome) -> failed(outcome);
      case ProviderHttp.Heard.Answer(var response) -> heard(account, credentials, response);
    };
  }

  private static HttpRequest request(
      ChannelAccount account,
      JsonNode how,
      UnaryOperator<String> values,
      HttpAuth.Credentials credentials) {
    var base = String.valueOf(account.baseUrl()).replaceAll("/+$", "");
    var path =
        Template.fill(
            how.path("path").asString(),
            name -> URLEncoder.encode(values.apply(name), StandardCharsets.UTF_8));
    var builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(ProviderHttp.TOTAL);
    var body = HttpRequest.BodyPublishers.noBody();
    if (how.has("fields")) {
      body =
          HttpRequest.BodyPublishers.ofString(Template.fill(how.path("fields"), values).toString());
      builder.header("Content-Type", "application/json; charset=utf-8");
    }
    builder.method(how.path("method").asString("GET"), body);
    credentials.headers().forEach(builder::header);
    return builder.build();
  }

  private Asked heard(
      ChannelAccount account, HttpAuth.Credentials credentials, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      auth.refused(account, credentials);
    }
    return status / 100 == 2
        ? new Asked.Answered(response.body())
        : new Asked.Failed(ProviderHttp.retryAfter(response, ProviderHttp.PAUSE), "HTTP " + status);
  }

  private static Asked failed(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Retry(var after, var reason) -> new Asked.Failed(after, reason);
      case Outcome.Throttled(var after) -> new Asked.Failed(after, "throttled");
      case Outcome.Unauthorised(var reason) -> new Asked.Failed(ProviderHttp.PAUSE, reason);
      case Outcome.Uncertain(var reason) -> new Asked.Failed(ProviderHttp.PAUSE, reason);
      case Outcome.Permanent(var code, var reason) ->
          new Asked.Failed(ProviderHttp.PAUSE, code + " " + reason);
      case Outcome.Aside(var before) -> failed(before);
      case Outcome.Unmade(var reason) -> new Asked.Failed(ProviderHttp.PAUSE, reason);
      case Outcome.Ok _, Outcome.CustomerFirst _, Outcome.SessionGone _ ->
          new Asked.Failed(ProviderHttp.PAUSE, "no answer");
    };
  }
}

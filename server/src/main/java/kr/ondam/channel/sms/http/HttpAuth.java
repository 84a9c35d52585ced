package kr.ondam.channel.sms.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.JsonNode;

/// Adds an account's secrets to a call at the moment it is made. Tokens that providers lend are
/// kept until they run out or are refused.
final class HttpAuth {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int LARGEST_ANSWER = 64 * 1024;

  /// @param fields to add to the call's own
  record Credentials(Map<String, String> headers, Map<String, String> fields) {}

  private record Token(String value, Instant until) {}

  private final Secrets secrets;
  private final HttpClient client;
  private final InstantSource clock;
  private final StrictJson json = new StrictJson();
  private final ConcurrentHashMap<String, Token> tokens = new ConcurrentHashMap<>();

  HttpAuth(Secrets secrets, HttpClient client, InstantSource clock) {
    this.secrets = secrets;
    this.client = client;
    this.clock = clock;
  }

  /// Empty when a secret is not known or the provider lends no token.
  Optional<Credentials> of(ChannelAccount account, HttpProfile profile) {
    var auth = profile.section("auth");
    for (String setting : profile.settings(true)) {
      var reference = account.settings().get(setting);
      if (reference != null && secrets.value(reference).isEmpty()) {
        return Optional.empty();
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
      var token = token(account, auth.path("token"));
      if (token.isEmpty()) {
        return Optional.empty();
      }
      headers.put(
          "Authorization", auth.path("token").path("scheme").asString() + " " + token.get());
    }
    return Optional.of(new Credentials(headers, filled(account, auth.path("fields"))));
  }

  /// The provider does not accept what it lent.
  void refused(ChannelAccount account) {
    tokens.remove(name(account));
  }

  private Optional<String> token(ChannelAccount account, JsonNode how) {
    var kept = tokens.get(name(account));
    if (kept != null && kept.until().isAfter(clock.instant())) {
      return Optional.of(kept.value());
    }
    var lent = lend(account, how);
    var until = clock.instant().plus(Duration.ofMinutes(how.path("minutes").asInt(60)));
    lent.ifPresent(value -> tokens.put(name(account), new Token(value, until)));
    return lent;
  }

  private Optional<String> lend(ChannelAccount account, JsonNode how) {
    var base = String.valueOf(account.baseUrl()).replaceAll("/+$", "");
    var request =
        HttpRequest.newBuilder(URI.create(base + how.path("path").asString()))
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.noBody());
    filled(account, how.path("headers")).forEach(request::header);
    try {
      var response =
          client.send(
              request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
      return response.statusCode() / 100 == 2
              && json.read(response.body()) instanceof StrictJson.Reading.Document(var root, var _)
          ? Optional.of(root.at(how.path("value").asString()).asString(""))
              .filter(t -> !t.isEmpty())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Map<String, String> filled(ChannelAccount account, JsonNode templates) {
    Map<String, String> filled = new LinkedHashMap<>();
    templates.properties().forEach(p -> filled.put(p.getKey(), value(account, p.getValue())));
    return filled;
  }

  private String value(ChannelAccount account, JsonNode template) {
    return Template.fill(
        template.asString(),
        name -> {
          var given = account.settings().getOrDefault(name, "");
          return secrets.value(given).orElse("");
        });
  }

  private static String name(ChannelAccount account) {
    return account.tenant() + "/" + account.id();
  }
}

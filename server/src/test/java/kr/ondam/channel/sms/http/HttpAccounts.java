package kr.ondam.channel.sms.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.RawRequest;
import kr.ondam.tenant.TenantId;

/// An account of every provider; of one that is not named here its settings are those that its
/// profile wants, each with its own name as the value.
final class HttpAccounts {
  static final String KEY = "k_life_sms_0002";
  static final Map<String, Map<String, String>> SETTINGS =
      Map.of(
          "kannel",
          Map.of("public-url", "https://talk.example.kr/", "username", "italk", "password", "pw"),
          "infobank-omni",
          Map.of("client-id", "ib-client", "client-password", "ib-secret"),
          "nhn-v3",
          Map.of("app-key", "APP", "secret-key", "nhn-secret", "webhook-secret", "hook-secret"),
          "solapi-v4",
          Map.of("api-key", "SK", "api-secret", "solapi-secret"),
          "uplus-msghub",
          Map.of("api-key", FakeMsghub.KEY, "api-password", FakeMsghub.PASSWORD),
          "twilio",
          Map.of(
              "public-url",
              "https://talk.example.kr",
              "account-sid",
              "AC1",
              "auth-token",
              "12345"));

  static final HttpSettings PROVIDERS = new HttpSettings(HttpProfiles.shipped());

  /// For `@MethodSource`: every provider that comes with the program, so that a further one is at
  /// once under the tests that hold for all.
  static final String PROFILES = "kr.ondam.channel.sms.http.HttpAccounts#profiles";

  private HttpAccounts() {}

  static Stream<String> profiles() {
    return HttpProfiles.shipped().names().stream();
  }

  static HttpProfile profile(String name) {
    return HttpProfiles.shipped().named(name).orElseThrow();
  }

  static ChannelAccount of(String profile, URI base, String... more) {
    Map<String, String> settings = new HashMap<>();
    PROVIDERS.keys(profile).forEach(key -> settings.put(key, key));
    PROVIDERS.addresses(profile).forEach(key -> settings.put(key, base.toString()));
    settings.put("public-url", "https://talk.example.kr");
    if (SETTINGS.containsKey(profile)) {
      settings.clear();
      settings.putAll(SETTINGS.get(profile));
    }
    settings.put("number", "15881234");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return new ChannelAccount(
        new TenantId("life"),
        new ChannelAccountId("life-sms"),
        ChannelKind.SMS_HTTP,
        "문자",
        profile,
        KEY,
        null,
        base,
        settings,
        List.of(),
        List.of(),
        true);
  }

  static RawRequest get(String tail, String query) {
    return new RawRequest(tail, query, Map.of(), new byte[0], "127.0.0.1");
  }

  static RawRequest post(String tail, String body, Map<String, String> headers) {
    return new RawRequest(tail, "", headers, body.getBytes(StandardCharsets.UTF_8), "127.0.0.1");
  }
}

package kr.ondam.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole server with two tenants that have the same shape: an agent, a 상담톡 account, a web chat,
/// two queues and an API key each. `life` speaks happytalk-v3 with its dealer, `card` happytalk-v1.
public final class TestServer implements AutoCloseable {
  /// One of the two tenants.
  public enum Home {
    LIFE("happytalk-v3", "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"),
    CARD("happytalk-v1", "1b2c3d4e5f60718293a4b5c6d7e8f90123456789");

    private final String profile;
    private final String sender;

    Home(String profile, String sender) {
      this.profile = profile;
      this.sender = sender;
    }

    public String tenant() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    public String sender() {
      return sender;
    }

    /// The key of the 상담톡 account.
    public String channelKey() {
      return "k_" + tenant() + "_kakao_0001";
    }

    /// The public key of the web chat, which pages of `shop.example.kr` may open.
    public String chatKey() {
      return "pub_" + tenant() + "_1";
    }

    public String apiKey() {
      return tenant() + "-api-key-6b1f0c7e52d94a83";
    }
  }

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Server server;
  private final URI dealer;
  private final HttpClient client = HttpClient.newHttpClient();

  /// Starts it with its files below the folder.
  public TestServer(Path folder, URI dealer) {
    this(folder, dealer, List.of());
  }

  /// @param more channel accounts of `life`, each as a map of YAML in one line
  public TestServer(Path folder, URI dealer, List<String> more) {
    this(folder, dealer, more, 0);
  }

  /// @param port of the gateway, 0 for a free one
  public TestServer(Path folder, URI dealer, List<String> more, int port) {
    this(folder, dealer, more, port, "", "", "", Map.of());
  }

  /// @param media more of the section `media` of the configuration, such as `, s3: {}`
  TestServer(Path folder, URI dealer, String media, Map<String, String> environment) {
    this(folder, dealer, List.of(), 0, "", "", media, environment);
  }

  /// @param routing more of the section `routing` of the configuration, such as `, overflow: []`
  /// @param rules the rule file of `life`, empty for none
  TestServer(Path folder, URI dealer, String routing, String rules) {
    this(folder, dealer, List.of(), 0, routing, rules, "", Map.of());
  }

  private TestServer(
      Path folder,
      URI dealer,
      List<String> more,
      int port,
      String routing,
      String rules,
      String media,
      Map<String, String> environment) {
    this.dealer = dealer;
    try {
      var config = Files.createDirectories(folder.resolve("config"));
      Files.writeString(
          config.resolve("ondam.yaml"),
          """
          gateway: {host: 127.0.0.1, port: %d, api-calls-per-second: 5000}
          console: {host: 127.0.0.1, port: 0}
          database: {durability: process}
          routing: {offer-timeout: 10m%s}
          media: {hosts: ['127.0.0.1:%d'], private-networks: [127.0.0.1]%s}
          """
              .formatted(port, routing, dealer.getPort(), media));
      if (!rules.isEmpty()) {
        Files.writeString(
            Files.createDirectories(config.resolve("routing")).resolve("life.yaml"), rules);
      }
      Files.writeString(
          config.resolve("group.yaml"),
          "group: {name: 시험}\ntenants:\n"
              + tenant(Home.LIFE, dealer, more)
              + tenant(Home.CARD, dealer, List.of()));
      server =
          Server.start(
              ServerConfig.read(config.resolve("ondam.yaml"), Map.of()),
              config,
              folder.resolve("data"),
              environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String tenant(Home home, URI dealer, List<String> more) {
    var accounts = new StringBuilder();
    more.forEach(line -> accounts.append("      - ").append(line).append('\n'));
    return """
      - id: %1$s
        name: %1$s
        kind: AFFILIATE
        centres: [{id: %1$s-main, name: 본센터}]
        users:
          - {login: %1$s-kim, name: 김상담, roles: [AGENT], centre: %1$s-main, capacity: 1000, skills: {상담기본: 3}, password: test-password}
          - {login: %1$s-lee, name: 이하늘, roles: [AGENT], centre: %1$s-main, capacity: 1000, skills: {상담기본: 3}, password: test-password}
        channels:
          - {id: %1$s-kakao, kind: KAKAO_COUNSEL, profile: %2$s, key: %3$s, sender-key: %4$s, base-url: '%5$s', client-id: %1$s-client, client-secret: %1$s-secret, notice-profile: lunasoft, notice-url: '%5$s', notice-key: s3cret, notice-webhook-secret: h00k, template-CS_01: '#{이름}님, 답변이 준비되었습니다.'}
          - {id: %1$s-web, kind: WEB_CHAT, key: pub_%1$s_1, origins: ['https://shop.example.kr'], welcome: 무엇을 도와드릴까요?}
    %7$s    queues:
          - {id: general, name: 일반, skills: {상담기본: 1}}
          - {id: %1$s-claims, name: 보험금, skills: {상담기본: 1}, routing-keys: [busan_billing]}
        dispositions: [{code: '911', name: 단순 문의}]
        api-keys:
          - {name: test, key: %6$s, roles: [AGENT, MANAGER]}
          - {name: reader, key: %6$s-reader, roles: [AUDITOR]}
    """
        .formatted(
            home.tenant(),
            home.profile,
            home.channelKey(),
            home.sender,
            dealer,
            home.apiKey(),
            accounts);
  }

  public Server server() {
    return server;
  }

  /// Where the dealer is, who also keeps what customers send.
  public URI dealer() {
    return dealer;
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.gatewayPort()).resolve(path);
  }

  /// Calls the REST interface with the key of a tenant; an empty body sends none.
  ///
  /// @param headers names and values in turn
  public HttpResponse<String> api(
      Home home, String method, String path, String body, String... headers) {
    var all =
        Stream.concat(Stream.of("Authorization", "Bearer " + home.apiKey()), Stream.of(headers))
            .toArray(String[]::new);
    return send(method, path, body, all);
  }

  /// Calls without any key.
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    var publisher =
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, publisher);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Reads a resource that must be there.
  public JsonNode get(Home home, String path) {
    var response = api(home, "GET", path, "");
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body());
  }

  /// What the dealer posts.
  public int post(Home home, String tail, String body) {
    return send("POST", "/ch/kakao/" + home.channelKey() + "/" + tail, body).statusCode();
  }

  /// The id of the agent with the login `{tenant}-{name}`.
  public String agent(Home home, String name) {
    for (JsonNode agent : get(home, "/api/v1/agents").get("items")) {
      if (agent.get("login").asString().equals(home.tenant() + "-" + name)) {
        return agent.get("id").asString();
      }
    }
    throw new IllegalArgumentException("agent: " + name + " (expected: kim or lee)");
  }

  /// Listens to the event stream of a tenant.
  public TestEvents events(Home home) {
    var request =
        HttpRequest.newBuilder(uri("/api/v1/events"))
            .header("Authorization", "Bearer " + home.apiKey())
            .build();
    try {
      return new TestEvents(client.send(request, HttpResponse.BodyHandlers.ofLines()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}

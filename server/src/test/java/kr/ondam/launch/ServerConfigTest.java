package kr.ondam.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kr.ondam.media.S3Bucket;
import kr.ondam.routing.OverflowAgreement;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerConfigTest {
  @TempDir private Path folder;

  @Test
  void theShippedFileSaysTheDefaults() {
    var shipped = ServerConfig.read(Path.of("../config/ondam.yaml"), Map.of());
    assertThat(shipped).isEqualTo(read("{}"));
  }

  @Test
  void everyKeyIsRead() {
    var config =
        read(
            """
            gateway: {host: 0.0.0.0, port: 81, public-url: 'https://chat', allowed-hosts: [a], trusted-proxies: [10.0.0.0/8], api-calls-per-second: 7, metrics-from: [10.1.0.0/16]}
            console: {host: 10.0.0.1, port: 91, idle-timeout: 10m}
            database: {url: 'jdbc:postgresql://db/ondam', user: u, password: 'ref:p', durability: process}
            routing: {offer-timeout: 20s, decline-exclusion: 2m, missed-offers: 3, agent-grace: 45s, wrap-up-limit: 5m, record-days: 7, overflow: [{from: a, to: b, basis: 위탁, contract: '7', approver: 정통합, until: 2027-12-31}]}
            intake: {lanes: 4, waiting: 100}
            media: {hosts: ['files.example.kr:8443'], private-networks: [10.20.0.0/24], clamd: 'unix:/run/clamd', s3: {endpoint: 'https://s3.example.kr:9000', bucket: ondam-files, region: ap-northeast-2, path-style: false, prefix: live/, access-key: 'ref:a', secret-key: 'ref:b'}}
            """);
    assertThat(config)
        .isEqualTo(
            new ServerConfig(
                new ServerConfig.Gateway(
                    "0.0.0.0",
                    81,
                    List.of("a"),
                    List.of("10.0.0.0/8"),
                    "https://chat",
                    7,
                    List.of("10.1.0.0/16")),
                new ServerConfig.Console("10.0.0.1", 91, Duration.ofMinutes(10)),
                new ServerConfig.Storage(
                    "jdbc:postgresql://db/ondam", "u", "ref:p", ServerConfig.Durability.PROCESS),
                new ServerConfig.Routing(
                    Duration.ofSeconds(20),
                    Duration.ofMinutes(2),
                    3,
                    Duration.ofSeconds(45),
                    Duration.ofMinutes(5),
                    Duration.ofDays(7),
                    List.of(
                        new OverflowAgreement(
                            new TenantId("a"),
                            new TenantId("b"),
                            "위탁",
                            "7",
                            "정통합",
                            Instant.parse("2027-12-31T15:00:00Z")))),
                new ServerConfig.Intake(4, 100),
                new ServerConfig.Media(
                    List.of("files.example.kr:8443"),
                    List.of("10.20.0.0/24"),
                    "unix:/run/clamd",
                    new S3Bucket(
                        URI.create("https://s3.example.kr:9000"),
                        "ondam-files",
                        "ap-northeast-2",
                        false,
                        "live/",
                        "ref:a",
                        "ref:b"))));
  }

  @Test
  void whereFilesComeFromIsChecked() {
    assertThatThrownBy(() ->
            read(
                "media: {hosts: ['https://a'], private-networks: [10.0.0.0/33], clamd: somewhere}"))
        .hasMessageContaining("media.hosts: 'https://a' (expected: a host in small letters")
        .hasMessageContaining("media.private-networks: '10.0.0.0/33' (expected: an address")
        .hasMessageContaining("media.clamd: 'somewhere' (expected: host:port or unix:/path");
  }

  @Test
  void aBucketIsCheckedAndASecretTypedThereIsNotRepeated() {
    assertThatThrownBy(() ->
            read(
                "media: {s3: {endpoint: 's3.example.kr/x', bucket: Files_1, region: 'a b', prefix: ../up, access-key: '', secret-key: wJalrXUtnFEMI}}"))
        .hasMessageContaining("media.s3.endpoint: 's3.example.kr/x' (expected: https://host")
        .hasMessageContaining("media.s3.bucket: 'Files_1' (expected: 3 to 63 of a-z")
        .hasMessageContaining("media.s3.region: 'a b' (expected: a name such as")
        .hasMessageContaining("media.s3.prefix: '../up' (expected: names that each end with '/'")
        .hasMessageContaining("media.s3.access-key: '' (expected: a reference such as")
        .hasMessageContaining("media.s3.secret-key: '…' (expected: a reference such as")
        .message()
        .doesNotContain("wJalrXUtnFEMI");
    assertThatThrownBy(() ->
            read(
                "media: {s3: {endpoint: 'https://a', bucket: a.b-c, path-style: false, access-key: 'ref:a', secret-key: 'ref:b'}}"))
        .hasMessageContaining("media.s3.path-style: 'false' (expected: true for a bucket with");
    assertThatThrownBy(
            () -> read("media: {s3: {bucket: files, access-key: 'ref:a', secret-key: 'ref:b'}}"))
        .hasMessageContaining("media.s3.endpoint: '' (expected: https://host");
  }

  @Test
  void theEnvironmentOverridesTheFile() {
    var config =
        ServerConfig.read(
            ConfigTree.parse("f", "gateway: {port: 81}"),
            Map.of("ONDAM_GATEWAY_PORT", "0", "ONDAM_ROUTING_OFFER_TIMEOUT", "40s"));
    assertThat(config.gateway().port()).isZero();
    assertThat(config.routing().offerTimeout()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void CF01_aMissingFileIsNamed() {
    assertThatThrownBy(() -> ServerConfig.read(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("none.yaml")
        .hasMessageContaining("no such file");
  }

  @Test
  void CF02_anEmptyFileIsRefused() {
    refused("", "f: is empty");
  }

  @Test
  void CF06_onlyUtf8IsRead() throws IOException {
    var file = folder.resolve("euc.yaml");
    Files.write(file, "gateway: {host: 서울}".getBytes(Charset.forName("x-windows-949")));
    assertThatThrownBy(() -> ServerConfig.read(file, Map.of()))
        .hasMessageContaining("is not UTF-8");
    var bom = folder.resolve("bom.yaml");
    Files.writeString(bom, "\uFEFFgateway: {port: 5}");
    assertThat(ServerConfig.read(bom, Map.of()).gateway().port()).isEqualTo(5);
  }

  @Test
  void CF08_aSyntaxErrorHasItsPlace() {
    refused("gateway:\n  port: [1\n", "f:3:1");
  }

  @Test
  void CF09_anUnknownKeyGetsASuggestion() {
    refused("gatway: {port: 1}", "f:1:1: unknown key 'gatway', did you mean 'gateway'?");
    refused("gateway: {prt: 1}", "f:1:11: unknown key 'gateway.prt', did you mean 'gateway.port'?");
  }

  @Test
  void CF10_aDuplicateKeyNamesBothPlaces() {
    refused("gateway: {port: 1}\ngateway: {port: 2}", "f:2:1: 'gateway' already stands at f:1:1");
  }

  @Test
  void CF13_aWrongTypeIsNamedWithWhatIsExpected() {
    refused(
        "gateway: {port: eighty}",
        "f:1:17: gateway.port: 'eighty' (expected: a whole number from 0 to 65535)");
    refused("gateway: {port: 65536}", "'65536'");
  }

  @Test
  void CF16_aDurationNeedsItsUnitAndRange() {
    for (var wrong : List.of("30", "30sec", "-5s", "1e9d", "PT30S", "1d")) {
      refused("routing: {offer-timeout: " + wrong + "}", "routing.offer-timeout: '" + wrong + "'");
    }
  }

  @Test
  void CF20_aListWhereAValueBelongsIsRefused() {
    refused("gateway: {host: [a, b]}", "f:1:17: gateway.host (expected: one value)");
    refused("gateway: 5", "f:1:10: gateway (expected: keys with values)");
  }

  @Test
  void CF22_anAliasBombIsRefused() {
    refused("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "f");
  }

  @Test
  void CF24_deepNestingIsRefused() {
    refused("a: " + "[".repeat(200) + "]".repeat(200), "f");
  }

  @Test
  void CF45_everythingAsTrustedProxyIsRefused() {
    refused("gateway: {trusted-proxies: ['0.0.0.0/0']}", "gateway.trusted-proxies: '0.0.0.0/0'");
  }

  @Test
  void CF58_aConsoleWithoutIdleTimeoutIsRefused() {
    refused("console: {idle-timeout: 0s}", "console.idle-timeout: '0s'");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(() -> read("gateway: {port: x}\nconsole: {port: y}\nfoo: 1"))
        .isInstanceOfSatisfying(
            ConfigProblem.class, problem -> assertThat(problem.problems()).hasSize(3));
  }

  private static ServerConfig read(String yaml) {
    return ServerConfig.read(ConfigTree.parse("f", yaml), Map.of());
  }

  private static void refused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining(message);
  }
}

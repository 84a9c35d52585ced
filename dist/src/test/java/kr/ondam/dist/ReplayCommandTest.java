package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A day at the demo installation, recorded by the server, and run again by the command `replay` in
/// a process of its own once the server has stopped.
final class ReplayCommandTest {
  private static final Path SHIPPED = Path.of("..", "config");
  private static final int CUSTOMERS = 12;

  @TempDir private Path temporary;
  private final HttpClient provider = HttpClient.newHttpClient();
  private Path config;
  private Path data;
  private Path others;

  @BeforeEach
  void install() throws IOException {
    config = Files.createDirectories(temporary.resolve("config"));
    data = temporary.resolve("data");
    others = Files.createDirectories(temporary.resolve("others"));
    // The demo's telephone would add a consultation of its own.
    Files.writeString(
        config.resolve("group.yaml"),
        Files.readString(SHIPPED.resolve("group.yaml"))
            .replace("http://127.0.0.1:9900", "http://127.0.0.2:9900"));
    Files.writeString(
        config.resolve("ondam.yaml"),
        "gateway: {host: 127.0.0.1, port: 0}\nconsole: {host: 127.0.0.1, port: 0}\n");
    copy(SHIPPED.resolve("secrets"), config.resolve("secrets"));
    copy(SHIPPED.resolve("routing"), config.resolve("routing"));
    copy(SHIPPED.resolve("routing"), others);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void aRecordedDayIsRunAgainUnderOtherRules() throws Exception {
    LocalDate day = LocalDate.now(ZoneId.of("Asia/Seoul"));
    record();
    var life = others.resolve("hanbit-life.yaml");
    Files.writeString(life, Files.readString(life).replace("가중: 3.0", "가중: 3.5"));

    var replayed = replay("--day", day.toString(), "--rules", others.toString());
    assertThat(replayed.errors()).isEmpty();
    assertThat(replayed.code()).isZero();
    assertThat(replayed.out()).contains("한빛생명", "그날 규칙", "새 규칙");
    assertThat(replayed.out()).doesNotContain("NaN");

    var english = replay("--day", day.toString(), "--rules", others.toString(), "--lang", "en");
    assertThat(english.out()).contains("rules of the day", "new rules");
  }

  @Test
  void aDayOfWhichNothingIsKnownAndRulesThatAreBrokenAreSaidSo() throws Exception {
    record();
    var unknown = replay("--day", "2020-01-01", "--rules", others.toString());
    assertThat(unknown.code()).isEqualTo(66);
    assertThat(unknown.errors()).contains("그날의 배정 기록이 없습니다");

    var life = others.resolve("hanbit-life.yaml");
    Files.writeString(life, Files.readString(life).replace("순위: 1", "순위: 첫째"));
    String today = LocalDate.now(ZoneId.of("Asia/Seoul")).toString();
    var broken = replay("--day", today, "--rules", others.toString());
    assertThat(broken.code()).isEqualTo(65);
    assertThat(broken.errors()).containsPattern("hanbit-life\\.yaml:\\d+:\\d+: ");
  }

  /// Customers write, and the server stops once all of them are where the rules want them.
  private void record() throws IOException, InterruptedException {
    try (var server = serve();
        var api = new ApiClient(server.gateway(), secret("demo-life-api-key"))) {
      for (int i = 0; i < CUSTOMERS; i++) {
        customerWrites(server.gateway(), i);
      }
      Awaitility.await()
          .until(() ->
              api.all("/api/v1/conversations").size() == CUSTOMERS
                  && api.all("/api/v1/conversations").stream()
                      .allMatch(each -> !each.get("queue").isNull()));
      assertThat(server.stop(Duration.ofSeconds(40))).isZero();
    }
  }

  private ServerProcess serve() throws IOException {
    return ServerProcess.start(
        temporary.resolve("server.log"),
        List.of("-Xmx256m", "-Duser.timezone=Asia/Seoul"),
        "kr.ondam.dist.Main",
        "run",
        "--config",
        config.toString(),
        "--data",
        data.toString());
  }

  private String secret(String name) throws IOException {
    return Files.readString(config.resolve("secrets").resolve(name)).strip();
  }

  private void customerWrites(URI gateway, int customer) throws IOException, InterruptedException {
    String body =
        """
        {"user_key":"replay%d","sender_key":"0a1b2c3d4e5f60718293a4b5c6d7e8f901234567","session_id":"%d","time":1795305226123,
         "serial_number":%d,"type":"text","contents":["문의드립니다"],"attachment":null,"extra":null}
        """
            .formatted(customer, 1000 + customer, customer + 1);
    var request =
        HttpRequest.newBuilder(gateway.resolve("/ch/kakao/k_life_kakao_0001/message"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertThat(provider.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(200);
  }

  /// What the command said and how it ended.
  private record Said(int code, String out, String errors) {}

  private Said replay(String... arguments) throws IOException, InterruptedException {
    var command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "kr.ondam.dist.Main",
                    "replay",
                    "--config",
                    config.toString(),
                    "--data",
                    data.toString()),
                Stream.of(arguments))
            .toList();
    var out = temporary.resolve("out");
    var errors = temporary.resolve("errors");
    var process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    int code = process.waitFor();
    return new Said(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }
}

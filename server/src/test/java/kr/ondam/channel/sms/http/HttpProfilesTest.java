package kr.ondam.channel.sms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.ProfileFiles;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Providers that an operator describes.
final class HttpProfilesTest {
  private static final String ACME =
      """
      {
        "settings": {"user": "required", "api-key": "secret"},
        "limits": "ms949",
        "send": {
          "method": "POST", "path": "/send/${user}", "format": "form",
          "fields": {"to": "${to}", "from": "${from}", "msg": "${text}", "ref": "${serial}"}
        },
        "auth": {"headers": {"X-Key": "${api-key}"}},
        "answer": {"code": "/result", "ok": ["0"], "message": "/why", "reference": "/id"},
        "messages": {"format": "form", "from": "/from", "to": "/to", "text": "/msg", "id": "/id"},
        "reports": {
          "format": "form", "reference": "/id", "state": "/state", "delivered": ["ok"], "failed": ["*"]
        },
        "accepted": {"type": "text/plain", "body": "OK"}
      }
      """;

  @TempDir private Path folder;

  static Stream<String> shipped() {
    return ProfileFiles.names("sms").stream();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void thoseThatComeWithTheProgramAreAsOthersMustBe(String name) {
    assertThat(ProfileShape.problems(ProfileFiles.read("sms", name).orElseThrow())).isEmpty();
  }

  private HttpProfiles read(String file, String text, List<String> problems) throws IOException {
    Files.writeString(folder.resolve(file), text);
    return HttpProfiles.with(folder, problems);
  }

  @Test
  void aFileBesideTheConfigurationIsOneMoreProvider() throws IOException {
    List<String> problems = new ArrayList<>();
    var profiles = read("acme.json", ACME, problems);
    assertThat(problems).isEmpty();
    assertThat(profiles.names()).contains("acme", "kannel").isSorted();
    var settings = new HttpSettings(profiles);
    assertThat(settings.keys("acme")).containsExactlyInAnyOrder("user", "api-key");
    assertThat(settings.problems("acme", true, Map.of("number", "15881234", "user", "u")))
        .containsExactly(new SettingProblem("api-key", "", "ref:NAME of a secret"));
    try (var gateway = new FakeGateway()) {
      var time = new VirtualTime(Instant.parse("2026-11-26T09:00:00Z"));
      var client = KakaoCounsel.client();
      var sms = new HttpSms(Optional::of, client, time, PictureFitter.NONE, profiles);
      var account = HttpAccounts.of("acme", gateway.uri(), "user", "u", "api-key", "k");
      var parts = List.<Part>of(new Part.Text("네"));
      var out =
          new Outbound(new UUID(1, 2), account.tenant(), account.id(), "01012345678", null, parts);
      gateway.next(200, "{\"result\":0,\"id\":\"a1\"}");
      assertThat(sms.send(account, sms.plan(account, out).getFirst()))
          .isEqualTo(new Outcome.Ok("a1"));
      assertThat(gateway.calls().getLast().path()).isEqualTo("/send/u");
      assertThat(gateway.calls().getLast().headers()).containsEntry("x-key", "k");
      var call = HttpAccounts.post("mo", "from=01012345678&to=15881234&msg=hi&id=7", Map.of());
      assertThat(sms.parse(account, call, time.instant())).isInstanceOf(Parsed.Understood.class);
    }
  }

  @Test
  void withoutTheFolderThoseOfTheProgramAreKnown() {
    List<String> problems = new ArrayList<>();
    assertThat(HttpProfiles.with(folder.resolve("none"), problems).names())
        .isEqualTo(HttpProfiles.shipped().names());
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"POST\"; \"GET\"; :5: /send/method: 'GET' (expected: POST, PUT or PATCH)",
        "\"limits\": \"ms949\"; \"limits\": 7; :3: /limits: '7' (expected: ms949 or none)",
        "\"limits\": \"ms949\",; ''; :1: /: '' (expected: the key limits)",
        "\"reference\": \"/id\"}; \"reference\": \"id\"}; :9: /answer/reference: 'id'",
        "\"answer\"; \"anwser\"; :9: /anwser: 'anwser' (expected: one of accepted, answer, auth",
        "${user}\"; ${usr}\"; :5: /send/path: '/send/${usr}' (expected: no other names than",
        "\"secret\"; \"geheim\"; :2: /settings/api-key: 'geheim' (expected: required, optional, secret",
        "\"ok\": [\"0\"]; \"ok\": \"0\"; :9: /answer/ok: '0' (expected: a list)",
        "\"delivered\": [\"ok\"]; \"delivered\": [1]; :12: /reports/delivered/0: '1' (expected: a text)",
        "\"user\": \"req; \"number\": \"req; :2: /settings/number: 'number' (expected: a name of small",
        "\"limits\"; \"settings\": {}, \"limits\"; :3: Duplicate",
        "\"body\": \"OK\"}; \"body\": \"OK\"; : Unexpected end",
      })
  void whatIsWrongIsNamedWithItsLine(String part, String wrong, String problem) throws IOException {
    List<String> problems = new ArrayList<>();
    var text = ACME.replace(part, wrong);
    assertThat(text).isNotEqualTo(ACME);
    assertThat(read("acme.json", text, problems).names()).doesNotContain("acme");
    assertThat(problems)
        .anySatisfy(told ->
            assertThat(told).startsWith(folder.resolve("acme.json").toString()).contains(problem));
  }

  @Test
  void noFileTakesTheNameOfOneThatComesWithTheProgram() throws IOException {
    List<String> problems = new ArrayList<>();
    read("kannel.json", ACME, problems);
    read("ACME.json", ACME, problems);
    Files.write(folder.resolve("euc.json"), "{\"가\":1}".getBytes(StandardCharsets.UTF_16));
    var profiles = HttpProfiles.with(folder, problems);
    assertThat(problems)
        .anyMatch(told -> told.contains("kannel.json: 'kannel' comes with the program"))
        .anyMatch(told -> told.contains("ACME.json: 'ACME' (expected: small letters"))
        .anyMatch(told -> told.contains("euc.json: is not UTF-8"));
    assertThat(profiles.names()).isEqualTo(HttpProfiles.shipped().names());
  }
}

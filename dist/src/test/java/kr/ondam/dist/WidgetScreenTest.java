package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real widget on the demo page in a real browser, before the whole product.
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WidgetScreenTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @SuppressWarnings("NullAway.Init")
  private ServerProcess server;

  @SuppressWarnings("NullAway.Init")
  private Chromium chromium;

  @SuppressWarnings("NullAway.Init")
  private Window window;

  @BeforeAll
  void start(@TempDir Path fresh) throws IOException {
    folder = fresh;
    TestInstall.write(folder.resolve("config"), 1, 1000, "", "process");
    server = run();
    chromium = new Chromium();
    api(
        "PUT",
        "/api/v1/agents/" + agent() + "/presence",
        JsonMapper.shared().createObjectNode().put("presence", "READY").toString());
  }

  @BeforeEach
  void openBrowser() {
    window = chromium.window(new Window.Look(1280, 860, false, false));
  }

  @AfterEach
  void closeBrowser() {
    window.close();
  }

  @AfterAll
  void stop() {
    chromium.close();
    server.close();
    client.shutdownNow();
  }

  private ServerProcess run() throws IOException {
    return ServerProcess.start(
        folder.resolve("server.log"),
        List.of("-Xmx512m"),
        Main.class.getName(),
        "run",
        "--config",
        folder.resolve("config").toString(),
        "--data",
        folder.resolve("data").toString());
  }

  @Test
  void aCustomerFillsInTheFormIsAnsweredAndSeesTheEnd() throws Exception {
    var page = visit();
    page.locator("ondam-chat button.primary").click();
    assertThat(page.locator("ondam-chat #name-error")).not().isEmpty();
    assertThat(page.locator("ondam-chat #consent-error")).not().isEmpty();
    begin(page);
    say(page, "청구하고 싶어요");
    var conversation = accept("청구하고 싶어요");
    assertThat(page.locator("ondam-chat .status")).containsText("상담사1");
    answer(conversation, "<b>도와</b>드릴게요 https://a.example.kr/x");
    var bubble = bubbles(page, "agent").last();
    assertThat(bubble).containsText("<b>도와</b>드릴게요 a.example.kr/x");
    assertThat(bubbles(page, "own").last()).containsText("청구하고 싶어요");
    assertThat(page.locator("ondam-chat .own .state").last()).hasText("읽음");
    awaitDelivery(conversation, "READ");
    close(conversation);
    assertThat(bubbles(page, "system").last()).hasText("상담이 종료되었습니다");
    page.reload();
    assertThat(bubbles(page, "own")).hasCount(1);
    say(page, "한 가지 더요");
    assertThat(bubbles(page, "own")).hasCount(2);
    assertThat(page.locator("ondam-chat .status")).containsText("상담사를 기다리고");
    window.assertQuiet(server.gateway());
  }

  @Test
  void whatIsWrittenWhileTheServerIsGoneIsSentOnce() throws Exception {
    var page = visit();
    begin(page);
    say(page, "하나");
    var conversation = accept("하나");
    keepPort();
    server.kill();
    List<String> written = new ArrayList<>(List.of("하나"));
    for (int i = 0; i < 14; i++) {
      written.add("끊긴 동안 " + i);
      say(page, written.getLast());
    }
    assertThat(page.locator("ondam-chat .banner")).isVisible();
    server = run();
    // It waits up to 30 s between its tries.
    assertThat(page.locator("ondam-chat .banner"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(60_000));
    // More than the server takes in ten seconds: the widget sends the rest by itself.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(texts(conversation)).containsExactlyElementsOf(written));
    answer(conversation, "받았습니다");
    assertThat(bubbles(page, "agent").last()).hasText("받았습니다");
    assertThat(bubbles(page, "own")).hasCount(15);
    assertThat(page.locator("ondam-chat .again")).hasCount(0);
  }

  @Test
  void twoTabsShowTheSame() throws Exception {
    var page = visit();
    begin(page);
    say(page, "첫 탭");
    var conversation = accept("첫 탭");
    var second = window.tab();
    second.navigate(page.url());
    second.locator(".open-chat:visible").first().click();
    assertThat(bubbles(second, "own").last()).hasText("첫 탭");
    say(second, "둘째 탭");
    assertThat(bubbles(page, "own").last()).hasText("둘째 탭");
    answer(conversation, "두 탭에");
    for (var tab : List.of(page, second)) {
      assertThat(bubbles(tab, "agent").last()).hasText("두 탭에");
      assertThat(bubbles(tab, "own")).hasCount(2);
    }
    window.assertQuiet(server.gateway());
  }

  @Test
  void whatIsWrittenWhileEarlierMessagesWaitIsSentAfterThem() {
    var page = visit();
    begin(page);
    say(page, "하나");
    assertThat(page.locator("ondam-chat .own .state").last()).hasText("보냄");
    var sent =
        page.evaluate(
            """
            () => {
              const chat = document.querySelector("ondam-chat");
              const sent = [];
              chat.link.send = (frame) => (frame.t === "msg" && sent.push(frame.parts[0].text), true);
              chat.say([{ k: "text", text: "둘" }]);
              chat.failed({ cmid: [...chat.thread.pending.keys()][0], code: "rate", retry: true });
              chat.say([{ k: "text", text: "셋" }]);
              const before = sent.length;
              chat.pushAll?.();
              return [before, ...sent];
            }
            """);
    assertThat(sent).isEqualTo(List.of(1, "둘", "둘", "셋"));
  }

  private Page visit() {
    window.open(server.gateway(), "/demo?key=pub_bench_1");
    var page = window.page();
    page.locator(".open-chat:visible").first().click();
    return page;
  }

  private static void begin(Page page) {
    page.locator("ondam-chat #name").fill("홍길동");
    page.locator("ondam-chat #phone").fill("010-1234-5678");
    page.locator("ondam-chat input[name=consent]").check();
    page.locator("ondam-chat button.primary").click();
  }

  private static void say(Page page, String text) {
    page.locator("ondam-chat textarea").fill(text);
    page.locator("ondam-chat textarea").press("Enter");
  }

  private static Locator bubbles(Page page, String kind) {
    return page.locator("ondam-chat [role=log] ." + kind + " .bubble");
  }

  /// The next start takes the port that pages know.
  private void keepPort() throws IOException {
    var file = folder.resolve("config/ondam.yaml");
    var fixed = "gateway: {host: 127.0.0.1, port: " + server.gateway().getPort() + "}";
    Files.writeString(file, Files.readString(file).replaceFirst("gateway: .*", fixed));
  }

  /// Takes the offer of the conversation that begins with this text.
  private String accept(String first) {
    return await().until(() -> offered(first), found -> !found.isEmpty());
  }

  private String offered(String first) {
    for (var offer : api("GET", "/api/v1/offers", "").get("items")) {
      var conversation = offer.get("conversation").asString();
      if (texts(conversation).contains(first)) {
        api("POST", "/api/v1/offers/" + offer.get("id").asString() + "/accept", "{}");
        return conversation;
      }
    }
    return "";
  }

  private void answer(String conversation, String text) {
    var body = JsonMapper.shared().createObjectNode().put("agent", agent());
    body.putArray("parts").addObject().put("k", "text").put("text", text);
    api("POST", "/api/v1/conversations/" + conversation + "/messages", body.toString());
  }

  private void close(String conversation) {
    var body = JsonMapper.shared().createObjectNode().put("agent", agent());
    body.put("disposition", "911");
    api("POST", "/api/v1/conversations/" + conversation + "/close", body.toString());
  }

  private void awaitDelivery(String conversation, String delivery) {
    await()
        .until(() -> {
          for (var message : messages(conversation)) {
            if (message.get("delivery").asString().equals(delivery)) {
              return true;
            }
          }
          return false;
        });
  }

  private List<String> texts(String conversation) {
    List<String> texts = new ArrayList<>();
    for (var message : messages(conversation)) {
      if (message.get("direction").asString().equals("IN")) {
        texts.add(message.get("parts").get(0).get("text").asString());
      }
    }
    return texts;
  }

  private JsonNode messages(String conversation) {
    return api("GET", "/api/v1/conversations/" + conversation + "/messages", "").get("items");
  }

  private String agent() {
    return api("GET", "/api/v1/agents", "").get("items").get(0).get("id").asString();
  }

  private JsonNode api(String method, String path, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(server.gateway().toString()).resolve(path))
            .header("Authorization", "Bearer " + TestInstall.API_KEY)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(method + " " + path).isLessThan(300);
      return JsonMapper.shared().readTree(response.body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

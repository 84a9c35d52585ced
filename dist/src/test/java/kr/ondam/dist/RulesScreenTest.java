package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Administrators bring rule files into force, on a server of their own with the shipped rules.
final class RulesScreenTest {
  private static final Path SHIPPED = Path.of("..", "config");

  /// As many tests pass as there are.
  private static final Pattern ALL = Pattern.compile("(?<!\\d)(\\d+)/\\1(?!\\d)");

  private static final String PASSWORD = "rules-screen-1";

  @TempDir private Path folder;
  private Path life;
  private ServerProcess server;
  private Chromium chromium;

  @BeforeEach
  void start() throws IOException {
    var config = folder.resolve("config");
    copy(SHIPPED.resolve("routing"), config.resolve("routing"));
    var group =
        Files.readString(SHIPPED.resolve("group.yaml"))
            .replace("'ref:demo-password'", "'" + PASSWORD + "'")
            .replaceAll("'ref:(demo-[a-z-]+)'", "'$1-5d1f0c7e52d94a83'")
            .replaceFirst(
                "    users:\n",
                "    users:\n      - {login: life-admin, name: 한관리, roles: [ADMIN], capacity: 0, password: '"
                    + PASSWORD
                    + "'}\n");
    Files.writeString(config.resolve("group.yaml"), group);
    Files.writeString(
        config.resolve("ondam.yaml"),
        """
        gateway: {host: 127.0.0.1, port: 0}
        console: {host: 127.0.0.1, port: 0}
        database: {durability: process}
        """);
    life = config.resolve("routing/hanbit-life.yaml");
    server =
        ServerProcess.start(
            folder.resolve("server.log"),
            List.of("-Xmx512m", "-Duser.timezone=Asia/Seoul"),
            Main.class.getName(),
            "run",
            "--config",
            config.toString(),
            "--data",
            folder.resolve("data").toString());
    chromium = new Chromium();
  }

  @AfterEach
  void stop() {
    chromium.close();
    server.close();
  }

  @Test
  void aBrokenDraftIsShownWithItsPlaceAMendedOneIsActivatedAndRolledBack() throws IOException {
    var window = signIn("admin", Window.Look.usual());
    var page = window.page();
    assertThat(card(page, "rules.inForce")).containsText("2026-11-20.1");
    assertThat(card(page, "rules.draft")).containsText("적용 중인 규칙과 같음");
    assertThat(tab(page, "시험")).hasText(ALL);
    window.picture("rules-same");

    replace("문의유형 == '보험금청구'", "문의유형 == '보험금청규'");
    assertThat(card(page, "rules.draft")).containsText("오류가 있음");
    assertThat(page.locator(".rules-finding").first()).containsText("hanbit-life.yaml:36:44");
    assertThat(page.locator(".rules-finding").first()).containsText("혹시 '보험금청구' 인가요?");
    assertThat(page.locator(".rules-code").first()).containsText("^^^^");
    assertThat(apply(page)).isDisabled();
    window.picture("rules-broken");

    replace("문의유형 == '보험금청규'", "문의유형 == '보험금청구'");
    replace("목표: {응답: 90초}", "목표: {응답: 75초}");
    assertThat(card(page, "rules.draft")).containsText("바뀜");
    tab(page, "변경 내용").click();
    assertThat(page.locator("vaadin-grid:visible")).containsText("큐.보험금.목표.응답");
    window.picture("rules-changed");
    apply(page).click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("값 1개가 바뀝니다 (한빛생명 1)");
    button(dialog, "적용").click();
    assertThat(dialog).containsText("이유를 적어 주세요.");
    dialog.getByLabel("이유").fill("부산센터 응답 목표를 앞당김");
    window.picture("rules-reason");
    button(dialog, "적용").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    assertThat(card(page, "rules.draft")).containsText("적용 중인 규칙과 같음");
    assertThat(card(page, "rules.inForce")).containsText("최관리 (admin) · 부산센터 응답 목표를 앞당김");

    tab(page, "이력").click();
    assertThat(page.locator("vaadin-grid:visible")).containsText("첫 시작");
    window.picture("rules-history");
    button(page.locator("vaadin-grid:visible"), "되돌리기").click();
    page.getByRole(AriaRole.DIALOG).getByLabel("이유").fill("대기가 길어짐");
    button(page.getByRole(AriaRole.DIALOG), "되돌리기").click();
    assertThat(card(page, "rules.inForce")).containsText("대기가 길어짐");
    assertThat(card(page, "rules.draft")).containsText("바뀜");

    tab(page, "현재 규칙").click();
    page.getByPlaceholder("항목이나 값에서 찾기").last().fill("보험금.목표");
    assertThat(page.locator("vaadin-grid:visible")).containsText("hanbit-life.yaml:");
    window.picture("rules-values");
    window.assertQuiet(server.console());
    assertThat(Files.readAllLines(life.resolveSibling("history/activations.jsonl"))).hasSize(3);
  }

  @Test
  void anAdministratorOfOneTenantSeesAndChangesItsPartOnly() throws IOException {
    var window = signIn("life-admin", new Window.Look(1440, 900, true, true));
    var page = window.page();
    assertThat(tab(page, "Tests")).hasText(ALL);
    var card = life.resolveSibling("hanbit-card.yaml");
    var text = Files.readString(card);
    Files.writeString(card, text + "큐: [\n");
    assertThat(card(page, "rules.draft")).containsText("With errors");
    tab(page, "Findings").click();
    assertThat(page.locator(".rules-findings")).containsText("of other affiliates have");
    assertThat(page.locator(".rules-findings")).not().containsText("hanbit-card.yaml");
    window.picture("rules-elsewhere-dark");

    Files.writeString(card, text.replace("응답: 45초", "응답: 50초"));
    replace("목표: {응답: 90초}", "목표: {응답: 75초}");
    assertThat(card(page, "rules.draft")).containsText("Changed");
    apply(page).click();
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel("Reason").fill("faster in Busan");
    button(dialog, "Activate").click();
    assertThat(dialog).containsText("only an administrator of the group can do this.");
    window.picture("rules-out-of-reach-dark");
    page.keyboard().press("Escape");

    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    Files.writeString(card, text);
    replace("목표: {응답: 75초}", "목표: {응답: 70초}");
    tab(page, "Changes").click();
    assertThat(page.locator("vaadin-grid:visible")).containsText("70초");
    apply(page).click();
    dialog.getByLabel("Reason").fill("faster in Busan");
    button(dialog, "Activate").click();
    assertThat(card(page, "rules.draft")).containsText("Same as in force");
    tab(page, "Rules now").click();
    assertThat(page.locator(".rules-values")).not().containsText("hanbit-card.yaml");
    window.picture("rules-values-dark");
  }

  private Window signIn(String login, Window.Look look) {
    var window = chromium.window(look);
    var screen = SignInScreen.open(window, server.console());
    screen.signIn(login, PASSWORD);
    screen.awaitInside();
    var page = window.page();
    page.navigate(server.console().resolve("/admin").toString());
    tab(page, look.english() ? "Routing rules" : "배정 규칙").click();
    page.locator(".rules-cards").waitFor();
    return window;
  }

  private static Locator card(Page page, String key) {
    return page.locator("[data-card='" + key + "']");
  }

  private static Locator tab(Page page, String name) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator apply(Page page) {
    return card(page, "rules.draft").locator("vaadin-button");
  }

  private static Locator button(Locator in, String name) {
    return in.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private void replace(String from, String to) throws IOException {
    var text = Files.readString(life);
    assertThat(text).contains(from);
    Files.writeString(life, text.replace(from, to));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
  }
}

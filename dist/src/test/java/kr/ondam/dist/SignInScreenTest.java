package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who gets in, who does not, and where each may go.
@ExtendWith(Product.class)
@Tag(Product.ONE_TENANT)
final class SignInScreenTest {
  private static final String USED = "/auth/used";

  @Test
  void S7_theSessionChangesItsIdWithTheSignIn(Office office) {
    var window = office.window(Window.Look.usual());
    var screen = SignInScreen.open(window, office.console());
    var before = window.session();
    screen.signIn(office.login("kim"), "not the password");
    assertThat(screen.problem()).containsText("로그인할 수 없습니다");
    assertThat(window.page().locator("input[name=username]")).hasValue(office.login("kim"));
    assertThat(window.page().locator("input[name=password]")).isFocused();
    screen = SignInScreen.of(window);
    screen.signIn(office.login("kim"), Product.PASSWORD);
    screen.awaitInside();
    assertThat(before).isNotEmpty();
    assertThat(window.session()).isNotEmpty().isNotEqualTo(before);
    window.picture("sign-in-done");
  }

  @Test
  void S6_fiveWrongTriesLockAndSayForHowLong(Office office) {
    var window = office.window(Window.Look.usual());
    var screen = SignInScreen.open(window, office.console());
    for (int i = 0; i < 5; i++) {
      screen.signIn(office.login("lee"), "wrong-" + i);
      assertThat(screen.problem()).isVisible();
      screen = SignInScreen.open(window, office.console());
    }
    screen.signIn(office.login("lee"), Product.PASSWORD);
    assertThat(screen.problem()).containsText("5분 동안 로그인할 수 없습니다");
    window.picture("sign-in-locked");
  }

  @Test
  void S7_anEndedSessionLeadsBackToTheSignInWithASentence(Office office) {
    var desk = office.desk("kim");
    desk.window().endSession(office.console());
    desk.tab("대기열").click();
    var screen = SignInScreen.of(desk.window());
    assertThat(screen.problem()).containsText("로그인이 끝났습니다");
    assertThat(screen.problem()).containsText("다시 로그인해 주세요");
    desk.window().picture("sign-in-ended");
    // The refused request is what this test asked for.
    desk.window().forgive();
  }

  @Test
  void S1_anAgentCanNeitherSeeNorOpenTheOtherPages(Office office) {
    var desk = office.desk("kim");
    assertThat(desk.page().locator(".bar nav a")).hasText(new String[] {"상담 데스크"});
    for (String path : new String[] {"/admin", "/centre", "/problems"}) {
      desk.window().open(office.console(), path);
      assertThat(desk.page().locator("h1")).hasText("없는 화면입니다");
    }
    desk.window().picture("unknown-page");
    var centre = office.centre();
    assertThat(centre.window().page().locator(".bar nav a"))
        .hasText(new String[] {"실시간 현황", "전송 문제"});
    for (String path : new String[] {"/admin", "/desk"}) {
      centre.window().open(office.console(), path);
      assertThat(centre.window().page().locator("h1")).hasText("없는 화면입니다");
    }
  }

  @Test
  void S7_onlyWhatAPersonDoesIsUse(Office office) {
    var desk = office.desk("kim");
    var centre = office.centre();
    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    office.say("hong", "안녕하세요");
    assertThat(centre.tile("대기")).hasText("1");
    assertThat(desk.queueTile()).containsText("대기 1");
    for (var window : List.of(desk.window(), centre.window(), admin.window())) {
      assertThat(window.asked(USED)).isZero();
      var told =
          window.page().waitForResponse("**" + USED, () -> window.page().keyboard().press("Shift"));
      assertThat(told.status()).isEqualTo(204);
      window.page().mouse().click(2, 2);
      assertThat(window.asked(USED)).as("not more than once a minute").isOne();
    }
  }

  /// Nobody looks at customers' data until the next sign of life of the page.
  @Test
  void S7_whenTheIdleTimeIsOverThePageLeavesByItself(Office office) {
    var window = office.window(Window.Look.usual());
    window.page().clock().install();
    SignInScreen.open(window, office.console()).signIn(office.login("kim"), Product.PASSWORD);
    window.page().locator(".desk").waitFor();
    window.page().route("**/*v-r=heartbeat*", Route::abort);
    window.endSession(office.console());
    window.page().clock().fastForward("25:00:00");
    assertThat(SignInScreen.of(window).problem()).containsText("로그인이 끝났습니다");
    window.forgive();
  }

  @Test
  void S7_nobodySignsInOverSomebodyElse(Office office) {
    var desk = office.desk("kim");
    desk.page()
        .evaluate(
            "form => fetch('/auth/sign-in', {method: 'POST', body: new URLSearchParams(form)})",
            Map.of("username", office.login("lee"), "password", Product.PASSWORD));
    desk.window().open(office.console(), "/desk");
    assertThat(desk.page().locator(".bar")).containsText("김상담");
  }

  @Test
  void signingOutEndsTheSession(Office office) {
    var desk = office.desk("kim");
    desk.page().getByText("로그아웃").click();
    SignInScreen.of(desk.window());
    desk.window().open(office.console(), "/desk");
    SignInScreen.of(desk.window());
    assertThat(desk.page().locator(".desk")).hasCount(0);
    // The page says that its connection was cut, which is what signing out does.
    desk.window().forgive();
  }

  @Test
  void everyAnswerSaysWhatItMayDo(Office office) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (String path : List.of("/login", "/console.js", "/auth/used", "/attachments/none")) {
        var answer =
            client.send(
                HttpRequest.newBuilder(office.console().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
        var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
            .as(path)
            .contains("default-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("*");
        boolean page = path.equals("/login");
        assertThat(policy.contains("'nonce-")).as(path + " " + policy).isEqualTo(page);
      }
    }
  }
}

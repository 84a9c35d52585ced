package kr.ondam.dist;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.regex.Pattern;

/// 로그인.
final class SignInScreen {
  private final Page page;

  private SignInScreen(Page page) {
    this.page = page;
  }

  static SignInScreen open(Window window, URI console) {
    window.open(console, "/login");
    return of(window);
  }

  /// The page that is shown already, or will be.
  static SignInScreen of(Window window) {
    return of(window.page());
  }

  static SignInScreen of(Page page) {
    var screen = new SignInScreen(page);
    screen.login().waitFor();
    return screen;
  }

  private Locator login() {
    return page.locator("input[name=username]");
  }

  /// Signs in with the keyboard alone.
  void signIn(String login, String password) {
    login().fill(login);
    page.keyboard().press("Tab");
    page.keyboard().type(password);
    page.keyboard().press("Enter");
  }

  void awaitInside() {
    page.waitForURL(Pattern.compile(".*/(desk|centre|admin)$"));
    page.locator(".shell").waitFor();
  }

  /// The words of the problem.
  Locator problem() {
    return page.locator("vaadin-login-form [part=error-message]").first();
  }
}

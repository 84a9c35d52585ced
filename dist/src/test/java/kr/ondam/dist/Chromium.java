package kr.ondam.dist;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The browser of the machine, without a screen. It is never downloaded.
final class Chromium implements AutoCloseable {
  /// A busy machine is slow, not wrong.
  private static final double PATIENCE = 20_000;

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;
  private final Deque<BrowserContext> free = new ArrayDeque<>();

  /// @throws IllegalStateException when there is none
  Chromium() {
    var program =
        program()
            .orElseThrow(() ->
                new IllegalStateException(
                    "the browser tests need Chromium; install it, for example: apt-get install"
                        + " chromium"));
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  /// The first of the usual names on the PATH.
  static Optional<Path> program() {
    var folders = System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator, -1);
    return NAMES.stream()
        .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// A window of its own, with nobody signed in. The program of the pages may be known from an
  /// earlier window, as it is at the second visit of a real person; nothing else is.
  Window window(Window.Look look) {
    var known = free.poll();
    return new Window(known == null ? context() : known, look, free::push);
  }

  private BrowserContext context() {
    var context = browser.newContext(new Browser.NewContextOptions().setLocale("ko-KR"));
    context.setDefaultTimeout(PATIENCE);
    return context;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}

package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.WebError;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// One person's browser window. It keeps everything the page complained about and every address it
/// asked for, so that a test can say that nothing was wrong.
final class Window implements AutoCloseable {
  private static final Path SHOTS = Path.of("target", "screenshots");

  /// What the person sees it in.
  ///
  /// @param english whether in English instead of Korean
  record Look(int width, int height, boolean dark, boolean english) {
    static Look usual() {
      return new Look(1440, 900, false, false);
    }

    static Look darkEnglish() {
      return new Look(1440, 900, true, true);
    }
  }

  private final BrowserContext context;
  private final Page page;
  private final Look look;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Consumer<BrowserContext> release;
  private final Consumer<Request> onRequest = request -> asked.add(request.url());
  private final Consumer<WebError> onError = error -> complaints.add(error.error());
  private final Consumer<ConsoleMessage> onMessage =
      message -> {
        if (Set.of("error", "warning").contains(message.type())) {
          complaints.add(message.text());
        }
      };

  /// @param context where nobody is signed in
  /// @param release takes the context when the window is closed, again with nobody signed in
  Window(BrowserContext context, Look look, Consumer<BrowserContext> release) {
    this.context = context;
    this.look = look;
    this.release = release;
    context.onRequest(onRequest);
    context.onConsoleMessage(onMessage);
    context.onWebError(onError);
    page = tab();
  }

  Page page() {
    return page;
  }

  /// A second tab that shares the sign-in.
  Page tab() {
    var tab = context.newPage();
    tab.setViewportSize(look.width(), look.height());
    return tab;
  }

  /// Opens an address of the console in the chosen language and colours.
  void open(URI console, String path) {
    if (look.dark()) {
      context.addCookies(List.of(new Cookie("ondam-colours", "dark").setUrl(console.toString())));
    }
    if (look.english()) {
      context.addCookies(List.of(new Cookie("ondam-language", "en").setUrl(console.toString())));
    }
    page.navigate(console.resolve(path).toString());
  }

  /// How often an address with this path was asked for.
  long asked(String path) {
    return List.copyOf(asked).stream()
        .filter(url -> URI.create(url).getPath().equals(path))
        .count();
  }

  /// The value of the console's session cookie; empty when there is none.
  String session() {
    return context.cookies().stream()
        .filter(cookie -> cookie.name.equals("ONDAM_CONSOLE"))
        .map(cookie -> cookie.value)
        .findFirst()
        .orElse("");
  }

  /// As if the server had ended the session meanwhile.
  void endSession(URI console) {
    context.addCookies(List.of(new Cookie("ONDAM_CONSOLE", "ended").setUrl(console.toString())));
  }

  /// As if the browser had been started afresh.
  void forgetSession() {
    context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("ONDAM_CONSOLE"));
  }

  void disconnected(boolean offline) {
    context.setOffline(offline);
  }

  /// Keeps a picture below `target/screenshots`.
  void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
  }

  /// A picture of a part of the page only.
  void picture(String name, Locator part) {
    part.screenshot(new Locator.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
  }

  /// Forgets complaints that the test caused itself.
  void forgive() {
    complaints.clear();
  }

  /// Nothing broke on the page, no rule of its content security policy was hit, and it asked no
  /// other machine for anything.
  void assertQuiet(URI... allowed) {
    assertThat(complaints).as("what the console of the page says").isEmpty();
    List<String> ours = new ArrayList<>();
    for (var uri : allowed) {
      ours.add(uri.getAuthority());
    }
    assertThat(hosts()).as("hosts asked").isSubsetOf(ours);
  }

  private Set<String> hosts() {
    Set<String> hosts = new TreeSet<>();
    for (String url : List.copyOf(asked)) {
      var uri = URI.create(url.split("[?#|]", 2)[0]);
      if (uri.getAuthority() != null) {
        hosts.add(uri.getAuthority());
      }
    }
    return hosts;
  }

  /// Forgets everything but the files of the pages.
  @Override
  public void close() {
    context.offRequest(onRequest);
    context.offConsoleMessage(onMessage);
    context.offWebError(onError);
    context.setOffline(false);
    context.pages().stream().filter(tab -> tab != page).forEach(Page::close);
    page.navigate("about:blank");
    context.clearCookies();
    var devTools = context.newCDPSession(page);
    for (String host : hosts()) {
      var site = new JsonObject();
      site.addProperty("origin", "http://" + host);
      site.addProperty("storageTypes", "local_storage,indexeddb");
      devTools.send("Storage.clearDataForOrigin", site);
    }
    page.close();
    release.accept(context);
  }
}

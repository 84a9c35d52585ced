package kr.ondam.dist;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;

/// The web chat on the demo page, as a customer uses it.
final class WidgetScreen {
  private final Window window;
  private final Page page;

  private WidgetScreen(Window window) {
    this.window = window;
    page = window.page();
  }

  /// Opens the demo page of an account and its chat.
  static WidgetScreen open(Window window, java.net.URI gateway, String key) {
    window.open(gateway, "/demo?key=" + key);
    var screen = new WidgetScreen(window);
    screen.page.locator("main:not([hidden]) .open-chat").first().click();
    return screen;
  }

  Window window() {
    return window;
  }

  Page page() {
    return page;
  }

  /// Says who one is.
  void begin(String name, String phone) {
    page.locator("ondam-chat #name").fill(name);
    page.locator("ondam-chat #phone").fill(phone);
    page.locator("ondam-chat input[name=consent]").check();
    page.locator("ondam-chat button.primary").click();
  }

  void type(String text) {
    page.locator("ondam-chat .editor textarea").pressSequentially(text);
  }

  void say(String text) {
    var field = page.locator("ondam-chat .editor textarea");
    field.fill(text);
    field.press("Enter");
  }

  /// Chooses a file to go with the next message, and waits until it is taken.
  void attach(FilePayload file) {
    page.locator("ondam-chat input[type=file]").setInputFiles(file);
    page.locator("ondam-chat .chip span").getByText("첨부됨").waitFor();
  }

  void send() {
    page.locator("ondam-chat .editor button:not(.clip)").click();
  }

  /// A button under a message or on a card.
  Locator answer(String label) {
    return page.locator("ondam-chat .quick button, ondam-chat .card button")
        .filter(new Locator.FilterOptions().setHasText(label));
  }

  /// A form the customer is asked to fill in.
  Locator form() {
    return page.locator("ondam-chat .form");
  }

  Locator pictures() {
    return page.locator("ondam-chat [role=log] canvas");
  }

  /// Everything that was said, and what the chat says about it.
  Locator log() {
    return page.locator("ondam-chat [role=log]");
  }
}

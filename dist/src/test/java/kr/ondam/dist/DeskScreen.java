package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;

/// 상담 데스크, as a counsellor works at it.
final class DeskScreen {
  private final Window window;
  private final Page page;

  DeskScreen(Window window) {
    this(window, window.page());
  }

  private DeskScreen(Window window, Page page) {
    this.window = window;
    this.page = page;
    page.locator(".desk-list").waitFor();
  }

  /// The same desk in a second tab.
  DeskScreen secondTab(java.net.URI console) {
    var tab = window.tab();
    tab.navigate(console.resolve("/desk").toString());
    return new DeskScreen(window, tab);
  }

  Window window() {
    return window;
  }

  Page page() {
    return page;
  }

  // ---- top bar

  Locator presence() {
    return page.locator("#presence");
  }

  void become(String presence) {
    // The first presence is set by the arrival itself.
    assertThat(presence()).not().containsText("상태 선택");
    presence().click();
    option(presence).click();
    assertThat(presence()).containsText(presence);
  }

  Locator queueTile() {
    return page.locator(".queue-tile");
  }

  Locator slots() {
    return page.locator(".slots");
  }

  // ---- list

  Locator offers() {
    return page.locator(".offer");
  }

  Locator rows() {
    return page.locator(".conv:visible");
  }

  /// The row of a conversation whose last words are these.
  Locator row(String words) {
    return rows().filter(new Locator.FilterOptions().setHasText(words));
  }

  Locator tab(String name) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
  }

  /// Accepts the first offer and waits until its conversation is open.
  void accept() {
    var words = offers().first().locator(".offer-words").textContent();
    button(offers().first(), "수락").click();
    awaitOpen(words);
  }

  void awaitOpen(String words) {
    assertThat(log()).containsText(words);
  }

  // ---- thread

  Locator title() {
    return page.locator(".thread-header h2");
  }

  Locator state() {
    return page.locator(".thread-header .state");
  }

  Locator log() {
    return page.locator(".log");
  }

  Locator messages() {
    return page.locator(".log .message");
  }

  /// What is on its way longer than usual.
  Locator sending() {
    return page.locator(".on-its-way .message");
  }

  /// Says that there is no connection.
  Locator line() {
    return page.locator("ondam-line");
  }

  Locator taken() {
    return page.locator(".taken");
  }

  Locator button(String name) {
    return button(page.locator(".thread-header"), name);
  }

  private static Locator button(Locator inside, String name) {
    return inside.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  // ---- editor

  Locator editor() {
    return page.locator("#editor textarea");
  }

  /// The tab that says whether a reply or a note is written.
  Locator writingMode() {
    return page.locator(".editor vaadin-tab[selected]");
  }

  Locator send() {
    return page.locator("#send");
  }

  /// What is shown when a reply must not leave as it is.
  Locator blocked() {
    return page.locator(".blocked");
  }

  /// Why a reply did not arrive.
  Locator failure() {
    return page.locator(".log .failure");
  }

  Locator resend() {
    return page.locator(".log .resend");
  }

  /// Why what was written does not go.
  Locator problem() {
    return page.locator(".editor-problem:not(:empty)");
  }

  Locator counter() {
    return page.locator(".counter");
  }

  void type(String text) {
    editor().click();
    page.keyboard().type(text);
  }

  /// Chooses a file by the button, and waits until it is taken.
  void attach(FilePayload file) {
    page.waitForFileChooser(() -> page.locator("#attach").click()).setFiles(file);
    chips().filter(new Locator.FilterOptions().setHasText(file.name)).waitFor();
  }

  /// The files that go with the next reply.
  Locator chips() {
    return page.locator(".file-chip");
  }

  /// Adds an answer that the customer may press.
  void offerAnswer(String label) {
    var field = page.locator("#answer input");
    if (!field.isVisible()) {
      page.locator("#answers").click();
    }
    field.fill(label);
    field.press("Enter");
    page.locator(".answer-chip").getByText(label).waitFor();
  }

  /// What the channel makes of the message that is being written.
  Locator carried() {
    return page.locator(".carried");
  }

  void press(String keys) {
    page.keyboard().press(keys);
  }

  // ---- side

  Locator history() {
    return page.locator(".history");
  }

  Locator cards() {
    return page.locator(".history .card");
  }

  void customer(String name, String phone) {
    tab("고객 정보").click();
    page.locator("#customer-name input").fill(name);
    page.locator("#customer-phone input").fill(phone);
    page.locator("#customer-save").click();
  }

  Locator disposition() {
    return page.locator("#disposition input");
  }

  /// Chooses a disposition by its code, with the field focused already.
  void choose(String code) {
    assertThat(disposition()).isFocused();
    page.keyboard().type(code);
    option(code).waitFor();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(disposition()).hasValue(java.util.regex.Pattern.compile(code + ".*"));
  }

  /// Ends the open conversation.
  void end(String code) {
    press("Alt+KeyE");
    choose(code);
    page.locator("#finish").click();
    notice("상담을 종료하고 결과를 저장했습니다.").waitFor();
  }

  /// Ends the open conversation where there are no dispositions.
  void endUntyped() {
    page.locator("#finish").click();
    notice("상담을 종료하고 결과를 저장했습니다.").waitFor();
  }

  /// Fills the dialog of a transfer to a colleague and sends it off.
  void transferTo(String colleague, String memo) {
    var dialog = page.getByRole(AriaRole.DIALOG);
    dialog
        .locator("vaadin-radio-button")
        .filter(new Locator.FilterOptions().setHasText("상담사에게"))
        .click();
    dialog.locator("vaadin-combo-box input").fill(colleague);
    option(colleague).click();
    dialog.locator("vaadin-text-area textarea").fill(memo);
    dialog.locator("#transfer-do").click();
  }

  /// The newest of those with the text: the one of a moment ago may still be there.
  Locator notice(String text) {
    return page.locator("vaadin-notification-card")
        .filter(new Locator.FilterOptions().setHasText(text))
        .last();
  }

  /// An entry of the menu that is open.
  Locator option(String words) {
    return page.getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText(words))
        .first();
  }
}

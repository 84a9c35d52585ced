package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// 관리, as an administrator works with it.
final class AdminScreen {
  private final Window window;
  private final Page page;

  AdminScreen(Window window) {
    this.window = window;
    page = window.page();
    page.locator(".admin").waitFor();
  }

  Window window() {
    return window;
  }

  Page page() {
    return page;
  }

  /// Turns to a tenant.
  void choose(String tenant) {
    pick(tenant);
    assertThat(channels()).isVisible();
  }

  /// Turns to the group itself.
  void chooseGroup(String group) {
    pick(group);
    assertThat(channels()).isHidden();
  }

  private void pick(String name) {
    var chooser = page.locator(".centre-header vaadin-select");
    chooser.click();
    option(name).click();
    assertThat(chooser).containsText(name);
  }

  /// Tenants have channels, the group has none.
  private Locator channels() {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("채널 계정"));
  }

  void tab(String name) {
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
  }

  /// What the open tab lists.
  Locator table() {
    return page.locator("vaadin-grid:visible");
  }

  void create(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    dialog().getByText("저장").waitFor();
  }

  /// Opens the only row of the open tab.
  void edit() {
    edit(0);
  }

  /// Opens the n-th row of the open tab, from 0.
  void edit(int n) {
    table().locator("vaadin-button").getByText("수정").nth(n).click();
    dialog().getByText("저장").waitFor();
  }

  /// Opens the row in which this stands alone in a cell.
  void editRow(String words) {
    table()
        .locator(
            "xpath=.//vaadin-grid-cell-content[normalize-space(.)='%s']/following-sibling::*[.//vaadin-button][1]//vaadin-button"
                .formatted(words))
        .click();
    dialog().getByText("저장").waitFor();
  }

  /// Ticks whether something is in use.
  void use(boolean yes) {
    dialog().locator("vaadin-checkbox input").last().setChecked(yes);
  }

  Locator field(String label) {
    return dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
  }

  void fill(String label, String text) {
    field(label).fill(text);
  }

  /// Chooses in a field that takes several.
  void pickMany(String label, String item) {
    field(label).click();
    option(item).click();
    page.keyboard().press("Escape");
  }

  /// Chooses the item of a select.
  void pickOne(String label, String item) {
    dialog().locator("vaadin-select").filter(new Locator.FilterOptions().setHasText(label)).click();
    option(item).click();
  }

  /// Chooses what kind of channel account is made.
  void pickKind(String kind) {
    dialog().locator("vaadin-select").first().click();
    page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(kind).setExact(true))
        .click();
  }

  void tick(String label) {
    dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).check();
  }

  void save() {
    dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("저장")).click();
  }

  /// The fields that say what is wrong with them.
  Locator problems() {
    return dialog().locator("[invalid][has-error-message]");
  }

  void awaitClosed() {
    assertThat(dialog()).hasCount(0);
  }

  /// What is shown once after a channel account was made.
  String keyOnce() {
    var text = dialog().locator(".admin-key textarea");
    text.waitFor();
    return text.inputValue();
  }

  void closeKey() {
    dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("닫기")).click();
    awaitClosed();
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  private Locator option(String words) {
    return page.getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText(words))
        .first();
  }
}

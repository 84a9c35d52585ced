package kr.ondam.dist;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// 실시간 현황, as a manager works with it.
final class CentreScreen {
  private final Window window;
  private final Page page;

  CentreScreen(Window window) {
    this.window = window;
    page = window.page();
    page.locator(".centre-tiles").waitFor();
  }

  Window window() {
    return window;
  }

  /// The number of a tile.
  Locator tile(String name) {
    return page.locator(".centre-tile")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator(".name", new Page.LocatorOptions().setHasText(name))))
        .first()
        .locator(".value");
  }

  /// The tenants of the group.
  Locator group() {
    return page.locator(".centre-group");
  }

  /// What stands below the numbers, from above.
  Locator panels() {
    return page.locator(".centre-whole, .centre-middle, .centre > .centre-panel:last-child");
  }

  Locator agents() {
    return page.locator(".centre-agents");
  }

  Locator queues() {
    return page.locator(".centre-queues");
  }

  Locator conversations() {
    return page.locator(".centre-conversations");
  }

  /// Marks the n-th conversation, from 1.
  void select(int n) {
    // The first checkbox marks all.
    conversations().locator("vaadin-checkbox").nth(n).click();
  }

  /// Gives what is marked to an agent.
  void reassignTo(String agent) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("재배정 (1건)")).click();
    var dialog = dialog();
    dialog.locator("vaadin-combo-box input").fill(agent);
    option(agent).click();
    dialog.locator("vaadin-select").filter(new Locator.FilterOptions().setHasText("사유")).click();
    option("인수인계").click();
    dialog
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("재배정").setExact(true))
        .click();
  }

  /// Changes an agent's presence.
  void presence(String agent, String presence) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(agent + " 상담사 상태 변경"))
        .click();
    dialog().locator("vaadin-select").click();
    option(presence).click();
    dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("상태 변경").setExact(true))
        .click();
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

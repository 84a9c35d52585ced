package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A manager sees to what did not reach customers and to what could not be read.
@ExtendWith(Product.class)
final class ProblemsScreenTest {
  @Test
  void O2_whatFailedIsListedSentAgainOrDismissed(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "언제 처리되나요?");
    desk.accept();
    for (var text : new String[] {"오늘 안에 처리됩니다.", "내일 다시 안내드리겠습니다."}) {
      office.dealer().next(200, "{\"code\":-203,\"message\":\"차단한 사용자입니다\"}");
      desk.type(text);
      desk.press("Enter");
      assertThat(desk.messages().last().locator(".delivery")).hasText("실패");
    }
    office.sayUnreadable("누구일까요");
    var manager = office.signIn(office.login("park"), Window.Look.usual());
    var page = manager.page();
    assertThat(page.locator(".nav-badge")).hasText("3");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("전송 문제")).click();
    var table = page.locator(".admin vaadin-grid:visible");
    assertThat(table).containsText("중계사가 거절했습니다: -203 차단한 사용자입니다");
    assertThat(table).containsText("김상담");
    manager.picture("problems-outbound");
    button(table, "다시 보내기").first().click();
    assertThat(button(table, "다시 보내기")).hasCount(1);
    office.awaitHeard("hong", "오늘 안에 처리됩니다.", "내일 다시 안내드리겠습니다.", "내일 다시 안내드리겠습니다.");
    button(table, "확인함").first().click();
    assertThat(table).containsText("전송 문제가 없습니다");
    manager.picture("problems-none");
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("미처리 수신")).click();
    assertThat(table).containsText("누가 보냈는지(user_key) 적혀 있지 않습니다");
    assertThat(table).not().containsText("누구일까요");
    assertThat(button(table, "원문 보기")).hasCount(0);
    button(table, "다시 처리").click();
    assertThat(page.getByText("아직 읽을 수 없습니다")).isVisible();
    manager.picture("problems-inbound");
    button(table, "버리기").click();
    page.getByRole(AriaRole.ALERTDIALOG)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("버리기"))
        .click();
    assertThat(table).containsText("미처리 수신이 없습니다");
    assertThat(page.locator(".nav-badge")).isHidden();
  }

  @Test
  void O2_noticesThatFailedAreSentAgainTogetherAndTheHistoryFollows(Office office) {
    var desk = office.readyDesk("kim");
    office.text("01012345678", "문자로 문의합니다");
    desk.accept();
    var history = desk.page().locator(".history");
    office.refuseNotice("3019", "카카오톡 사용자가 아닙니다");
    office.sendNotice();
    assertThat(history.locator(".card").first()).containsText("알림톡 CS_01");
    assertThat(history.locator(".card").first()).containsText("중계사가 거절했습니다: 3019 카카오톡 사용자가 아닙니다");
    office.refuseNotice("3005", "AckTimeout");
    office.refuseNotice("1001", "x");
    office.sendNotice();
    assertThat(history.locator(".delivery.unknown")).hasCount(1);
    desk.window().picture("notices-history");
    var manager = office.signIn(office.login("park"), Window.Look.usual());
    var page = manager.page();
    assertThat(page.locator(".nav-badge")).hasText("2");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("전송 문제")).click();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("알림톡 2")).click();
    var table = page.locator(".admin vaadin-grid:visible");
    assertThat(table).containsText("확인필요");
    assertThat(table).containsText("중계사가 거절했습니다: 3019 카카오톡 사용자가 아닙니다");
    table.locator("vaadin-checkbox").first().click();
    var together = page.locator(".problem-bar:visible");
    assertThat(together).containsText("선택 2건 다시 보내기");
    manager.picture("problems-notices");
    button(together, "다시 보내기").click();
    var dialog = page.getByRole(AriaRole.ALERTDIALOG);
    assertThat(dialog).containsText("그중 1건은 고객에게 갔는지 알 수 없어");
    manager.picture("problems-notices-question");
    dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("다시 보내기")).click();
    assertThat(page.locator(".problem-result:visible")).hasText("2건을 처리했습니다.");
    assertThat(table).containsText("문제가 있는 알림톡이 없습니다");
    assertThat(page.locator(".nav-badge")).isHidden();
    assertThat(history.locator(".delivery.sent")).hasCount(2);
    desk.window().picture("notices-history-again");
  }

  @Test
  void A12_severalLettersAreProcessedOrDiscardedWithOneQuestion(Office office) {
    office.sayUnreadable("누구일까요");
    office.sayUnreadable("나예요");
    var manager = office.signIn(office.login("park"), Window.Look.usual());
    var page = manager.page();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("전송 문제")).click();
    page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("미처리 수신 2")).click();
    var table = page.locator(".admin vaadin-grid:visible");
    var together = page.locator(".problem-bar:visible");
    for (var act : new String[] {"다시 처리", "버리기"}) {
      table.locator("vaadin-checkbox").first().click();
      button(together, act).click();
      page.getByRole(AriaRole.ALERTDIALOG)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(act))
          .click();
      assertThat(page.locator(".problem-result:visible"))
          .hasText(
              act.equals("버리기")
                  ? "2건을 처리했습니다."
                  : "0건을 처리했고 2건은 그대로입니다: 아직 읽을 수 없습니다. 목록에 그대로 둡니다. (2)");
      manager.picture("problems-letters-" + (act.equals("버리기") ? "gone" : "stay"));
    }
    assertThat(table).containsText("미처리 수신이 없습니다");
  }

  @Test
  void UI06_inEnglishInTheDarkAndNotForCounsellors(Office office) {
    office.sayUnreadable("누구일까요");
    var manager = office.signIn(office.login("park"), Window.Look.darkEnglish());
    manager
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Delivery problems"))
        .click();
    assertThat(manager.page().locator(".admin vaadin-grid:visible"))
        .containsText("There are no delivery problems");
    manager.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Dead")).click();
    assertThat(manager.page().locator(".admin vaadin-grid:visible")).containsText("who sent it");
    manager.picture("problems-inbound-dark-english");
    var counsellor = office.desk("kim");
    assertThat(
            counsellor
                .page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("전송 문제")))
        .hasCount(0);
    counsellor.window().open(office.console(), "/problems");
    assertThat(counsellor.page().locator("body")).not().containsText("다시 처리");
  }

  @Test
  void aSystemAdministratorSeesWhatCameInForNobodyAndForEveryTenant(Office office) {
    office.sayUnreadable("누구일까요");
    office.sayToNobody("어디로 가나요");
    var admin = office.signIn("admin", Window.Look.usual());
    var page = admin.page();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("전송 문제")).click();
    var table = page.locator(".admin vaadin-grid:visible");
    assertThat(table).containsText("이 주소의 키를 가진 채널이 없습니다");
    assertThat(page.locator("vaadin-tab:visible")).hasCount(1);
    assertThat(button(table, "다시 처리")).hasCount(0);
    button(table, "원문 보기").first().click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("어디로 가나요");
    admin.picture("problems-group-original");
    page.keyboard().press("Escape");
    page.locator(".centre-header vaadin-select").click();
    page.getByRole(AriaRole.OPTION)
        .filter(new Locator.FilterOptions().setHasText(office.tenantName()))
        .first()
        .click();
    assertThat(table).containsText("누가 보냈는지(user_key) 적혀 있지 않습니다");
    assertThat(button(table, "다시 처리")).hasCount(1);
    admin.picture("problems-tenant");
  }

  private static Locator button(Locator table, String name) {
    return table
        .locator("vaadin-button:visible")
        .filter(new Locator.FilterOptions().setHasText(name));
  }
}

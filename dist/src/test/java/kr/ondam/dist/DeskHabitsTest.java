package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a counsellor may rely on from one conversation to the next: the keyboard is somewhere, a
/// thing is said once, and a page that is drawn again stands where it stood.
@ExtendWith(Product.class)
final class DeskHabitsTest {
  private static final Pattern UNREAD = Pattern.compile(".*unread.*");

  @Test
  void inAnotherLanguageTheDeskStandsWhereItStood(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "첫 고객입니다");
    desk.accept();
    office.say("park", "둘째 고객입니다");
    desk.accept();
    assertThat(desk.rows()).hasCount(2);
    desk.page()
        .getByText("EN", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
        .click();
    assertThat(desk.tab("Mine")).isVisible();
    desk.awaitOpen("둘째 고객입니다");
    assertThat(desk.rows()).hasCount(2);
    assertThat(desk.row("첫 고객입니다")).not().hasClass(UNREAD);
  }

  @Test
  void theEndOfAConversationIsSaidOnceAndTheListTakesTheKeyboard(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "첫 고객입니다");
    desk.accept();
    office.say("park", "둘째 고객입니다");
    desk.accept();
    desk.button("이관").click();
    var dialog = desk.page().locator("vaadin-dialog vaadin-radio-button").first();
    assertThat(dialog.locator("input")).isFocused();
    desk.window().picture("desk-transfer-focus");
    desk.press("Escape");
    desk.tab("고객 정보").click();
    var memo = desk.page().locator("#customer-memo textarea");
    memo.fill("가".repeat(2001));
    desk.page().locator("#customer-save").click();
    assertThat(desk.page().getByText("2,000자까지 저장할 수 있습니다. 지금 2,001자입니다.")).isVisible();
    assertThat(memo).isFocused();
    desk.end("911");
    assertThat(desk.rows()).hasCount(1);
    assertThat(desk.rows().first()).isFocused();
    assertThat(desk.page().locator("vaadin-notification-card")).hasCount(1);
    desk.window().picture("desk-ended");
    desk.page().getByText("로그아웃").click();
    assertThat(desk.page().getByText("계속 상담")).isFocused();
    desk.window().picture("desk-leave");
  }

  @Test
  void onANarrowScreenTheDrawerIsClosedAsItWasOpened(Office office) {
    var desk =
        new DeskScreen(
            office.signIn(office.login("kim"), new Window.Look(1100, 760, false, false)));
    desk.become("대기");
    office.say("hong", "길게 씁니다. ".repeat(60));
    assertThat(desk.offers().locator(".offer-words")).hasText(Pattern.compile("^.{100}…$"));
    desk.press("Alt+KeyA");
    desk.awaitOpen("길게 씁니다.");
    var drawer = desk.page().locator(".drawer-button");
    var side = desk.page().locator(".desk-side");
    assertThat(side).isHidden();
    drawer.click();
    assertThat(side).isVisible();
    assertThat(drawer).hasText("닫기");
    desk.window().picture("desk-drawer");
    drawer.click();
    assertThat(side).isHidden();
    assertThat(drawer).hasText("고객 정보");
  }

  @Test
  void theChatThatFillsAPhoneKeepsTheKeyboard(Office office) {
    var customer = office.widget(new Window.Look(390, 780, false, false));
    for (int i = 0; i < 12; i++) {
      customer.page().keyboard().press("Tab");
      assertThat(customer.page().locator("ondam-chat")).isFocused();
    }
    customer.page().keyboard().press("Shift+Tab");
    assertThat(customer.page().locator("ondam-chat")).isFocused();
    customer.begin("손님", "");
    customer.page().locator("ondam-chat .editor textarea").waitFor();
    customer.window().picture("widget-phone");
  }
}

package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Replies that must not leave as they are, and replies that did not arrive.
@ExtendWith(Product.class)
final class DeskSendingTest {
  @Test
  void UI06_aRegistrationNumberIsBlockedHighlightedAndSentMasked(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "제 정보를 확인해 주세요");
    desk.accept();
    desk.type("주민등록번호 900101-1234567, 카드 4111-1111-1111-1111 맞으시죠?");
    desk.press("Enter");
    assertThat(desk.blocked()).isVisible();
    assertThat(desk.blocked().locator(".secret")).hasText(new String[] {"1234567", "11-1111"});
    assertThat(desk.editor()).hasValue("주민등록번호 900101-1234567, 카드 4111-1111-1111-1111 맞으시죠?");
    assertThat(desk.messages()).hasCount(1);
    desk.window().picture("desk-blocked");
    desk.blocked().getByText("고쳐 쓰기").click();
    assertThat(desk.blocked()).isHidden();
    assertThat(desk.editor()).isFocused();
    desk.press("Enter");
    desk.page().locator("#send-masked").click();
    assertThat(desk.blocked()).isHidden();
    assertThat(desk.editor()).hasValue("");
    office.awaitHeard("hong", "주민등록번호 900101-*******, 카드 4111-11**-****-1111 맞으시죠?");
    desk.press("Alt+KeyP");
    desk.page().keyboard().type("본인 확인 900101-1234567");
    desk.press("Enter");
    assertThat(desk.log()).containsText("본인 확인 900101-*******");
    assertThat(desk.messages()).hasCount(3);
    desk.window().picture("desk-masked");
    assertThat(desk.log().textContent()).doesNotContain("1234567", "1111-1111");
    desk.customer("홍길동 900101-1234567", "010-1234-5678");
    desk.notice("고객 정보를 저장했습니다.").waitFor();
    assertThat(desk.title()).hasText("홍길동 900101-*******");
    var english = new DeskScreen(office.signIn(office.login("kim"), Window.Look.darkEnglish()));
    english.rows().first().click();
    english.awaitOpen("4111-11**-****-1111");
    english.type("cvc 123?");
    english.press("Enter");
    assertThat(english.blocked()).containsText("Mask and send");
    english.window().picture("desk-blocked-dark-english");
  }

  @Test
  void C2_aFailedReplySaysWhyAndIsSentAgainOnce(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "언제 처리되나요?");
    desk.accept();
    office.dealer().next(200, "{\"code\":-203,\"message\":\"차단한 사용자입니다\"}");
    desk.type("오늘 안에 처리됩니다.");
    desk.press("Enter");
    assertThat(desk.failure()).hasText("중계사가 거절했습니다: -203 차단한 사용자입니다");
    desk.window().picture("desk-failed");
    desk.resend().dblclick();
    assertThat(desk.messages()).hasCount(3);
    assertThat(desk.resend()).hasCount(0);
    assertThat(desk.messages().nth(1)).containsText("아래에서 다시 보냈습니다");
    assertThat(desk.messages().last().locator(".delivery")).hasText("발송");
    office.awaitHeard("hong", "오늘 안에 처리됩니다.", "오늘 안에 처리됩니다.");
    desk.window().picture("desk-resent");
    desk.page().reload();
    var again = new DeskScreen(desk.window());
    again.rows().first().click();
    again.awaitOpen("아래에서 다시 보냈습니다");
    assertThat(again.messages()).hasCount(3);
    assertThat(again.resend()).hasCount(0);
    assertThat(office.heard("hong")).hasSize(2);
  }
}

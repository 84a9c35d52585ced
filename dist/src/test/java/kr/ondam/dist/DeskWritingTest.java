package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What becomes of what a counsellor writes: it can always be written, and what has not left says
/// so.
@ExtendWith(Product.class)
final class DeskWritingTest {
  @Test
  void theNextConversationIsAnsweredAtOnceAfterATransfer(Office office) {
    var desk = office.readyDesk("kim");
    var colleague = office.desk("lee");
    colleague.become("이관만 수신");
    office.say("hong", "첫 고객입니다");
    desk.accept();
    desk.button("이관").click();
    desk.transferTo("이하늘", "");
    assertThat(desk.rows()).hasCount(0);
    office.say("park", "둘째 고객입니다");
    desk.accept();
    assertThat(desk.writingMode()).hasText("답장");
    desk.type("바로 답합니다");
    desk.press("Enter");
    office.awaitHeard("park", "바로 답합니다");
  }

  @Test
  void whatWaitsUnsentGoesWithTheNextSignIn(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "첫 고객입니다");
    desk.accept();
    desk.window().disconnected(true);
    for (var text : new String[] {"첫 답장", "둘째 답장", "주민등록번호 900101-1234567"}) {
      desk.type(text);
      desk.press("Enter");
    }
    assertThat(desk.sending()).hasCount(3);
    desk.window().endSession(office.console());
    desk.window().disconnected(false);
    var screen = SignInScreen.of(desk.window());
    // As if another conversation had been open last.
    desk.page()
        .evaluate(
            "Object.keys(sessionStorage).filter((key) => key.startsWith('ondam.open'))"
                + ".forEach((key) => sessionStorage.removeItem(key))");
    screen.signIn(office.login("kim"), Product.PASSWORD);
    screen.awaitInside();
    office.awaitHeard("hong", "첫 답장", "둘째 답장");
    var again = new DeskScreen(desk.window());
    // What must not leave came back, and the list says where.
    assertThat(again.rows().first()).hasAttribute("data-unsent", "보내지 못한 답장");
    again.window().picture("desk-unsent");
    again.rows().first().click();
    again.awaitOpen("둘째 답장");
    assertThat(again.editor()).hasValue("주민등록번호 900101-1234567");
    assertThat(again.messages()).hasCount(3);
    assertThat(office.heard("hong")).hasSize(2);
    again.window().forgive();
  }

  @Test
  void whatIsTooLongOrInvisibleIsNotSentAndSaysSo(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "길게 써 주세요");
    desk.accept();
    desk.editor().fill("가".repeat(1001));
    desk.press("Enter");
    assertThat(desk.problem()).hasText("글이 너무 깁니다. 나누어 보내 주세요.");
    assertThat(desk.editor()).hasValue("가".repeat(1001));
    desk.window().picture("desk-too-long");
    desk.editor().fill("나".repeat(1000));
    assertThat(desk.problem()).hasCount(0);
    desk.editor().fill("\u200b \u200b");
    desk.send().click();
    desk.editor().fill("보이는 글");
    desk.press("Enter");
    office.awaitHeard("hong", "보이는 글");
    assertThat(desk.messages()).hasCount(2);
  }

  @Test
  void aTransferThatNobodyTookSaysSoToTheSenderAlone(Office office) {
    var desk = office.readyDesk("kim");
    var colleague = office.desk("lee");
    colleague.become("이관만 수신");
    var customer = office.widget();
    customer.begin("손님", "");
    customer.say("누가 도와주나요?");
    desk.accept();
    assertThat(desk.log()).containsText("김상담 상담사에게 배정되었습니다");
    desk.button("이관").click();
    desk.transferTo("이하늘", "");
    assertThat(desk.rows()).hasCount(0);
    assertThat(colleague.offers()).containsText("이관 받은 상담");
    colleague.press("Alt+KeyX");
    desk.notice("이하늘 상담사가 받지 않아 이관한 상담이 돌아왔습니다.").waitFor();
    desk.rows().first().click();
    assertThat(desk.log()).containsText("이하늘 상담사가 받지 않아 돌아왔습니다");
    assertThat(desk.log().getByText("배정되었습니다")).hasCount(1);
    desk.page().locator("#why-here vaadin-details-summary").click();
    assertThat(desk.page().locator("#why-here")).containsText("이하늘 상담사가 받지 않아 김상담 상담사에게 돌아왔습니다");
    desk.window().picture("desk-returned");
    desk.type("계속 도와드릴게요");
    desk.press("Enter");
    assertThat(customer.log()).containsText("계속 도와드릴게요");
    assertThat(customer.log().getByText("연결되었습니다")).hasCount(1);
    assertThat(customer.log()).not().containsText("돌아왔습니다");
  }

  @Test
  void whatIsInvisibleIsNotSentByACustomer(Office office) {
    var customer = office.widget();
    customer.begin("손님", "");
    customer.say("\u200b \u3164");
    customer.say("보이는 글");
    assertThat(customer.log()).containsText("보이는 글");
    assertThat(customer.page().locator("ondam-chat .row.own")).hasCount(1);
  }
}

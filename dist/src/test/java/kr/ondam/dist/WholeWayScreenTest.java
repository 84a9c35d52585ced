package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The main job, end to end: a customer in the web chat, a counsellor, and a manager, each in a
/// browser of their own.
@ExtendWith(Product.class)
final class WholeWayScreenTest {
  private static final String PHONE = "010-2345-6789";

  @Test
  void aCustomerOfTheWebChatIsKnownFromKakaoTalkAndAnswered(Office office) {
    var centre = office.centre();
    var desk = office.readyDesk("kim");
    // The earlier consultation, on KakaoTalk, under the same number.
    office.say("hong", "보험금 청구 서류를 알려 주세요");
    desk.accept();
    desk.customer("홍길동", PHONE);
    assertThat(desk.title()).hasText("홍길동");
    desk.type("진단서와 신분증 사본입니다");
    desk.press("Enter");
    office.awaitHeard("hong", "진단서와 신분증 사본입니다");
    desk.end("111");

    var widget = office.widget();
    widget.begin("홍길동", PHONE);
    widget.say("서류를 사진으로 보내도 되나요?");
    assertThat(desk.offers()).containsText("웹채팅");
    assertThat(centre.tile("대기")).hasText("1");
    desk.accept();
    assertThat(centre.tile("상담중")).hasText("1");
    assertThat(centre.tile("대기")).hasText("0");
    assertThat(desk.title()).hasText("홍길동");
    assertThat(desk.cards()).hasCount(1);
    assertThat(desk.history()).containsText("카카오 상담톡");
    assertThat(desk.history()).containsText("보험금 › 청구 › 청구 서류 안내");
    desk.history().getByText("대화 보기").click();
    assertThat(desk.history()).containsText("진단서와 신분증 사본입니다");
    desk.type("네, 앱에서 사진으로 올리시면 됩니다.");
    desk.press("Enter");
    assertThat(widget.log()).containsText("네, 앱에서 사진으로 올리시면 됩니다.");
    assertThat(desk.messages().last().locator(".delivery")).hasText("읽음");
    widget.window().picture("whole-way-widget");
    desk.window().picture("whole-way-desk");
    centre.window().picture("whole-way-centre");
    widget.type("감사");
    assertThat(desk.page().getByText("고객이 입력하고 있습니다…")).isVisible();
    widget.say("감사합니다!");
    assertThat(desk.log()).containsText("감사합니다!");
    desk.end("911");
    assertThat(widget.log()).containsText("종료");
    assertThat(centre.tile("상담중")).hasText("0");
    widget.window().picture("whole-way-ended");
    assertThat(office.conversations().getFirst().get("disposition").asString()).isEqualTo("911");
  }
}

package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A counsellor at the desk, with customers on 상담톡 and a dealer that checks every field.
@ExtendWith(Product.class)
final class DeskScreenTest {
  @Test
  void aConsultationFromTheOfferToItsDisposition(Office office) {
    office.past("hong", "보험금 청구 서류를 알려 주세요", "진단서와 신분증 사본입니다", "111");
    var centre = office.centre();
    var desk = office.readyDesk("kim");
    office.say("hong", "서류를 우편으로 보내도 되나요?");
    assertThat(desk.offers()).hasCount(1);
    assertThat(centre.tile("대기")).hasText("1");
    assertThat(desk.queueTile()).containsText("대기 1");
    desk.window().picture("desk-offer");
    desk.accept();
    assertThat(desk.cards()).hasCount(1);
    assertThat(desk.history()).containsText("보험금 › 청구 › 청구 서류 안내");
    desk.history().getByText("대화 보기").click();
    assertThat(desk.history()).containsText("진단서와 신분증 사본입니다");
    desk.type("네, 보내실 주소를 알려 드릴게요.");
    desk.press("Enter");
    office.awaitHeard("hong", "진단서와 신분증 사본입니다", "네, 보내실 주소를 알려 드릴게요.");
    assertThat(desk.messages().last().locator(".delivery")).hasText("발송");
    assertThat(centre.tile("상담중")).hasText("1");
    assertThat(centre.tile("대기")).hasText("0");
    desk.window().picture("desk-answered");
    desk.button("보류").click();
    assertThat(desk.state()).hasText("보류");
    assertThat(centre.conversations()).containsText("보류");
    desk.button("보류 해제").click();
    assertThat(desk.state()).hasText("상담중");
    desk.end("911");
    assertThat(desk.rows()).hasCount(0);
    assertThat(centre.tile("상담중")).hasText("0");
    assertThat(centre.agents()).containsText("0/100");
    centre.window().picture("centre-after");
    assertThat(office.conversations().getFirst().get("disposition").asString()).isEqualTo("911");
  }

  @Test
  void C2_sendPressedTwiceIsOneMessage(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "안녕하세요");
    desk.accept();
    for (int i = 1; i <= 5; i++) {
      desk.type("답장 " + i);
      desk.send().dblclick();
      assertThat(desk.editor()).hasValue("");
    }
    assertThat(desk.messages()).hasCount(6);
    office.awaitHeard("hong", "답장 1", "답장 2", "답장 3", "답장 4", "답장 5");
  }

  @Test
  void C5_twoTabsOfOneCounsellorShowTheSame(Office office) {
    var desk = office.readyDesk("kim");
    var other = desk.secondTab(office.console());
    office.say("hong", "두 화면에서 보이나요?");
    assertThat(other.offers()).hasCount(1);
    desk.accept();
    assertThat(other.offers()).hasCount(0);
    other.rows().first().click();
    other.awaitOpen("두 화면에서 보이나요?");
    desk.type("네, 두 곳에서 보입니다");
    desk.press("Enter");
    assertThat(other.log()).containsText("네, 두 곳에서 보입니다");
    other.press("Alt+KeyP");
    other.page().keyboard().type("두 번째 화면의 메모");
    other.press("Enter");
    assertThat(desk.log()).containsText("두 번째 화면의 메모");
    assertThat(other.messages()).hasCount(3);
    assertThat(desk.messages()).hasCount(3);
    office.awaitHeard("hong", "네, 두 곳에서 보입니다");
  }

  @Test
  void enterDoesNotSendWhileHangulIsComposed(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "안녕하세요");
    desk.accept();
    desk.editor().click();
    var ime = desk.page().context().newCDPSession(desk.page());
    ime.send("Input.imeSetComposition", composition("하"));
    ime.send("Input.imeSetComposition", composition("한"));
    assertThat(desk.editor()).hasValue("한");
    // While composing, browsers report the key of the input method.
    ime.send("Input.dispatchKeyEvent", imeEnter("rawKeyDown"));
    ime.send("Input.dispatchKeyEvent", imeEnter("keyUp"));
    assertThat(desk.editor()).hasValue("한");
    assertThat(desk.messages()).hasCount(1);
    var text = new JsonObject();
    text.addProperty("text", "한");
    ime.send("Input.insertText", text);
    desk.page().keyboard().type("글입니다");
    desk.press("Shift+Enter");
    desk.page().keyboard().type("둘째 줄");
    desk.press("Enter");
    office.awaitHeard("hong", "한글입니다\n둘째 줄");
  }

  private static JsonObject composition(String text) {
    var composition = new JsonObject();
    composition.addProperty("text", text);
    composition.addProperty("selectionStart", text.length());
    composition.addProperty("selectionEnd", text.length());
    return composition;
  }

  private static JsonObject imeEnter(String type) {
    var key = new JsonObject();
    key.addProperty("type", type);
    key.addProperty("key", "Enter");
    key.addProperty("code", "Enter");
    key.addProperty("windowsVirtualKeyCode", 229);
    return key;
  }

  @Test
  void whetherEnterSendsIsTheCounsellorsChoice(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "안녕하세요");
    desk.accept();
    desk.page().locator(".editor .hint").click();
    desk.type("첫 줄");
    desk.press("Enter");
    desk.page().keyboard().type("둘째 줄");
    assertThat(desk.editor()).hasValue("첫 줄\n둘째 줄");
    desk.press("Control+Enter");
    office.awaitHeard("hong", "첫 줄\n둘째 줄");
  }

  @Test
  void KK41_KK36_KK42_hostileTextIsShownAsItIs(Office office) {
    var desk = office.readyDesk("kim");
    var script = "<img src=x onerror=\"document.title='pwned'\">";
    office.say("hong", script);
    desk.accept();
    office.say("hong", "글" + "\u0301".repeat(200) + "자");
    office.say("hong", "[은행](https://evil.example)");
    assertThat(desk.messages()).hasCount(3);
    assertThat(desk.messages().nth(0).locator(".words")).hasText(script);
    assertThat(desk.messages().nth(1).locator(".words")).hasText("글\u0301\u0301\u0301자");
    // Words never name a link: it shows the host it leads to.
    assertThat(desk.messages().nth(2).locator(".words")).hasText("[은행](evil.example)");
    assertThat(desk.log().locator("a")).hasCount(1);
    assertThat(desk.log().locator("a")).hasText("evil.example");
    assertThat(desk.log().locator("a")).hasAttribute("rel", "noopener noreferrer");
    assertThat(desk.log().locator("img, script")).hasCount(0);
    assertThat(desk.rows().first().locator("img, a")).hasCount(0);
    assertThat(desk.page().title()).doesNotContain("pwned");
    desk.window().picture("desk-hostile");
  }

  @Test
  void anOfferNeverTakesTheFocusAndIsAnsweredByKeys(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "첫 고객입니다");
    desk.accept();
    desk.type("쓰는 중");
    office.say("park", "둘째 고객입니다");
    assertThat(desk.offers()).hasCount(1);
    assertThat(desk.editor()).isFocused();
    desk.page().keyboard().type("에도 계속");
    assertThat(desk.editor()).hasValue("쓰는 중에도 계속");
    desk.press("Alt+KeyX");
    assertThat(desk.offers()).hasCount(0);
    assertThat(desk.editor()).isFocused();
    office.say("choi", "셋째 고객입니다");
    assertThat(desk.offers()).hasCount(1);
    desk.press("Alt+KeyA");
    desk.awaitOpen("셋째 고객입니다");
    assertThat(desk.editor()).hasValue("");
    // The draft of the first conversation is where it was left.
    desk.row("첫 고객입니다").click();
    desk.awaitOpen("첫 고객입니다");
    assertThat(desk.editor()).hasValue("쓰는 중에도 계속");
    assertThat(desk.counter()).hasText("9 / 1,000");
    desk.press("Control+Slash");
    assertThat(desk.page().getByText("배정 제안 거절")).isVisible();
    desk.window().picture("desk-shortcuts");
    desk.press("Escape");
    assertThat(desk.page().getByText("배정 제안 거절")).isHidden();
    assertThat(desk.title()).isVisible();
  }

  @Test
  void aCustomerIsRecognisedByThePhoneNumber(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "계좌를 바꾸고 싶어요");
    desk.accept();
    desk.customer("홍길동", "010-2345-6789");
    assertThat(desk.title()).hasText("홍길동");
    assertThat(desk.rows().first()).containsText("홍*동");
    desk.end("911");
    office.say("other", "다른 곳에서 문의합니다");
    desk.accept();
    assertThat(desk.history()).containsText("첫 상담 고객입니다.");
    desk.customer("홍길동", "nonsense");
    assertThat(desk.page().getByText("전화번호를 확인해 주세요. 예: 010-1234-5678")).isVisible();
    desk.customer("홍길동", "+82 10 2345 6789");
    desk.tab("상담 이력").click();
    assertThat(desk.cards()).hasCount(1);
    assertThat(desk.history()).containsText("계좌를 바꾸고 싶어요");
    desk.window().picture("desk-recognised");
  }

  @Test
  void whatAnotherSystemKnowsOfACustomerStandsBesideTheirName(Office office) {
    var desk = office.readyDesk("kim");
    office.say("tagged", "문의합니다");
    desk.accept();
    office.describe("{\"tags\":[\"민원이력\",\"재문의\"],\"contracts\":3,\"region\":\"영남\"}");
    desk.page().reload();
    desk.row("문의합니다").click();
    desk.tab("고객 정보").click();
    assertThat(desk.page().locator("#customer-tags .chip")).hasCount(2);
    assertThat(desk.page().locator("#customer-tags")).containsText("민원이력");
    assertThat(desk.page().locator("#customer-known")).hasText("계약 3건 · 영남");
    desk.window().picture("desk-traits");
  }

  @Test
  void KK61_whyACustomerCameStandsAsTextBesideTheirName(Office office) {
    var desk = office.readyDesk("kim");
    office.refer(
        "referred",
        "{\"extra\":\"busan_billing\",\"text\":\"<img src=x onerror=alert(1)> 요금 문의\"}");
    office.say("referred", "요금이요");
    desk.accept();
    desk.tab("고객 정보").click();
    var entry = desk.page().locator("#customer-entry");
    assertThat(entry).containsText("상담 경로");
    assertThat(entry).containsText("진입점busan_billing");
    assertThat(entry).containsText("<img src=x onerror=alert(1)> 요금 문의");
    assertThat(entry.locator("img")).hasCount(0);
    desk.window().picture("desk-entry");
  }

  @Test
  void aNoteStaysInsideAndATransferKeepsIt(Office office) {
    var desk = office.readyDesk("kim");
    var colleague = office.desk("lee");
    office.say("hong", "해지 환급금이 얼마인가요?");
    desk.accept();
    desk.press("Alt+KeyP");
    desk.page().keyboard().type("VIP 고객");
    desk.press("Enter");
    assertThat(desk.page().locator(".log .note")).containsText("VIP 고객");
    colleague.become("대기");
    desk.button("이관").click();
    desk.transferTo("이하늘", "환급금 계산 부탁드립니다");
    assertThat(desk.rows()).hasCount(0);
    assertThat(desk.title()).isHidden();
    assertThat(colleague.offers()).containsText("이관 받은 상담");
    colleague.accept();
    assertThat(colleague.log()).containsText("VIP 고객");
    assertThat(colleague.log()).containsText("환급금 계산 부탁드립니다");
    assertThat(office.heard("hong")).isEmpty();
  }

  @Test
  void aHalfWrittenNoteNeverComesBackAsAReply(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "첫 고객입니다");
    desk.accept();
    office.say("park", "둘째 고객입니다");
    desk.accept();
    desk.type("쓰다 만 답장");
    desk.press("Alt+KeyP");
    assertThat(desk.editor()).hasValue("");
    desk.type("쓰다 만 메모");
    desk.press("Alt+KeyJ");
    desk.awaitOpen("첫 고객입니다");
    assertThat(desk.editor()).hasValue("");
    assertThat(desk.writingMode()).hasText("답장");
    desk.press("Alt+KeyJ");
    desk.awaitOpen("둘째 고객입니다");
    assertThat(desk.editor()).hasValue("쓰다 만 메모");
    assertThat(desk.writingMode()).hasText("상담 메모");
    desk.page().reload();
    desk.row("둘째 고객입니다").click();
    desk.awaitOpen("둘째 고객입니다");
    assertThat(desk.editor()).hasValue("쓰다 만 메모");
    desk.window().picture("desk-half-note");
    desk.editor().click();
    desk.press("Enter");
    assertThat(desk.page().locator(".log .note")).hasText(Pattern.compile(".*쓰다 만 메모.*"));
    desk.press("Alt+KeyL");
    assertThat(desk.editor()).hasValue("쓰다 만 답장");
    assertThat(office.heard("park")).isEmpty();
  }

  @Test
  void aConsultationIsEndedFirstAndClassifiedAfterwards(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "감사합니다");
    desk.accept();
    desk.press("Alt+KeyE");
    desk.page().locator("#finish").click();
    assertThat(desk.page().getByText("상담 유형을 선택해 주세요.")).isVisible();
    desk.page().locator("#finish-later").click();
    assertThat(desk.state()).hasText("후처리");
    desk.disposition().click();
    desk.press("Escape");
    desk.choose("111");
    desk.press("Control+Alt+KeyE");
    desk.notice("상담을 종료하고 결과를 저장했습니다.").waitFor();
    assertThat(desk.rows()).hasCount(0);
    assertThat(office.conversations().getFirst().get("disposition").asString()).isEqualTo("111");
  }

  @Test
  void C1_whatIsTypedOutlivesALostConnection(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "들리세요?");
    desk.accept();
    desk.window().disconnected(true);
    desk.type("연결이 없어도 씁니다");
    desk.press("Enter");
    assertThat(desk.line()).containsText("입력한 글은 이 브라우저에 보관 중입니다");
    var bar = desk.page().locator(".bar").boundingBox();
    assertThat(desk.line().boundingBox().y).isGreaterThanOrEqualTo(bar.y + bar.height);
    assertThat(desk.sending()).containsText("연결이 없어도 씁니다");
    assertThat(desk.sending()).containsText("보내는 중");
    desk.window().picture("desk-offline");
    desk.window().disconnected(false);
    office.awaitHeard("hong", "연결이 없어도 씁니다");
    assertThat(desk.sending()).hasCount(0);
    assertThat(desk.line()).isEmpty();
    assertThat(desk.messages()).hasCount(2);
    // The failed requests are what this test asked for.
    desk.window().forgive();
  }

  @Test
  void theThreadMarksWhatIsNewAndLeadsToTheLatest(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "질문이 많습니다");
    desk.accept();
    office.say("park", "다른 고객입니다");
    desk.accept();
    for (int i = 1; i <= 30; i++) {
      office.say("hong", "질문 " + i);
    }
    assertThat(desk.row("질문 30")).hasClass(Pattern.compile(".*unread.*"));
    desk.row("질문 30").click();
    desk.awaitOpen("질문 30");
    assertThat(desk.page().locator(".unread-line")).hasText("여기부터 새 메시지");
    assertThat(desk.page().locator(".unread-line")).isInViewport();
    assertThat(desk.page().locator(".jump")).isVisible();
    office.say("hong", "질문 31");
    assertThat(desk.page().locator(".jump")).containsText("새 메시지 1");
    desk.window().picture("desk-unread");
    desk.page().locator(".jump").click();
    assertThat(desk.messages().last()).isInViewport();
    assertThat(desk.page().locator(".jump")).isHidden();
    Awaitility.await().until(() -> desk.messages().count() == 32);
  }
}

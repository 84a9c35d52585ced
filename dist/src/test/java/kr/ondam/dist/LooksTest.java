package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Takes pictures of every page, in both languages and both colours, with the work of a busy
/// morning on it. Those of the group that is shipped stand in the documents: `docs/images/`.
@ExtendWith(Product.class)
@Tag(Product.DEMO_GROUP)
final class LooksTest {
  private static final Window.Look SMALL = new Window.Look(1280, 800, false, false);

  @Test
  void everyPageInEveryLook(Office office) {
    office.past("yoo", "실손보험금 청구 서류를 알려 주세요", "진단서와 영수증, 신분증 사본을 준비해 주세요.", "111");
    var desk = office.readyDesk("kim");
    office.happened("{\"kind\":\"visit\",\"title\":\"부산지점 방문: 청구 서류 문의\"}");
    office.say("yoo", "안녕하세요. 지난번에 안내받은 서류를 준비했어요.");
    desk.accept();
    desk.customer("유하늘", "010-2345-6789");
    desk.notice("고객 정보를 저장했습니다.").waitFor();
    office.say("seo", "해지하면 환급금이 얼마인가요?");
    desk.accept();
    desk.customer("서지안", "010-8765-4321");
    desk.notice("고객 정보를 저장했습니다.").waitFor();
    desk.type("확인해 보겠습니다. 잠시만 기다려 주세요.");
    desk.press("Enter");
    desk.row("준비했어요").click();
    desk.awaitOpen("준비했어요");
    desk.type("네, 확인했습니다. 서류는 앱의 [보험금 청구] 메뉴에서 사진으로 올리시면 됩니다.");
    desk.press("Enter");
    assertThat(desk.messages().last()).containsText("[보험금 청구]");
    office.say("yoo", "사진은 몇 장까지 올릴 수 있나요?");
    assertThat(desk.log()).containsText("몇 장까지");
    desk.press("Alt+KeyP");
    desk.page().keyboard().type("앱 사용이 익숙한 고객");
    desk.press("Enter");
    assertThat(desk.log()).containsText("익숙한 고객");
    desk.press("Alt+KeyL");
    desk.page().keyboard().type("한 번에 10장까지 올리실 수 있어요.");
    office.say("min", "계약자 주소를 바꾸고 싶습니다");
    assertThat(desk.offers()).hasCount(1);
    desk.history().getByText("대화 보기").click();
    assertThat(desk.history()).containsText("신분증 사본을 준비해");
    assertThat(desk.page().locator("vaadin-notification-card")).hasCount(0);
    desk.editor().click();
    desk.window().picture("desk");
    documents(office, desk);
    pictures(office, SMALL, "small");
    pictures(office, Window.Look.darkEnglish(), "dark-english");
  }

  /// What the documents show beside the desk.
  private static void documents(Office office, DeskScreen desk) {
    desk.page().locator("#why-here vaadin-details-summary").click();
    assertThat(desk.page().locator("#why-here")).containsText("상담사: ");
    desk.window().picture("why");
    assertThat(desk.history()).containsText("부산지점 방문");
    desk.window().picture("history", desk.history());
    var widget = office.widget();
    widget.begin("정하나", "010-2222-3333");
    widget.say("보험금 청구는 어떻게 하나요?");
    assertThat(widget.log()).containsText("어떻게 하나요?");
    widget.window().picture("widget");
    var centre = office.centre();
    assertThat(centre.conversations()).containsText("정*나");
    centre.window().picture("centre");
    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    admin.choose(office.tenantName());
    admin.tab("채널 계정");
    assertThat(admin.table()).containsText("한빛생명 카카오톡");
    admin.window().picture("channels");
    admin.edit(1);
    assertThat(admin.field("클라이언트 아이디")).hasValue("demo-client");
    admin.window().picture("channel");
    admin.page().keyboard().press("Escape");
  }

  /// All pages in one window, by one person after the other.
  private static void pictures(Office office, Window.Look look, String name) {
    var window = office.window(look);
    var signIn = SignInScreen.open(window, office.console());
    window.picture("sign-in-" + name);
    enter(signIn, office.login("kim"));
    var desk = new DeskScreen(window);
    desk.row("유*늘").click();
    desk.awaitOpen("몇 장까지");
    assertThat(desk.cards()).hasCount(2);
    window.picture("desk-" + name);
    enter(another(office, window), office.login("park"));
    var centre = new CentreScreen(window);
    assertThat(centre.agents()).containsText("김상담");
    window.picture("centre-" + name);
    enter(another(office, window), "admin");
    var admin = new AdminScreen(window);
    assertThat(admin.table()).containsText(office.tenantName());
    window.picture("admin-" + name);
  }

  private static SignInScreen another(Office office, Window window) {
    window.forgetSession();
    return SignInScreen.open(window, office.console());
  }

  private static void enter(SignInScreen screen, String login) {
    screen.signIn(login, Product.PASSWORD);
    screen.awaitInside();
  }
}

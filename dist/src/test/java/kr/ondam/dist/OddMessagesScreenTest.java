package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What customers send that cannot be shown, or not at once, as a counsellor sees it.
@ExtendWith(Product.class)
final class OddMessagesScreenTest {
  @Test
  void KK33_aMessageOfNothingThatCanBeSeenSaysSo(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "안녕하세요");
    desk.accept();
    for (var nothing : new String[] {"", "  ", "\u200B"}) {
      int before = desk.messages().count();
      office.say("hong", nothing);
      assertThat(desk.messages()).hasCount(before + 1);
      assertThat(desk.messages().last().locator(".bubble")).containsText("(빈 메시지)");
    }
  }

  @Test
  void KK32_KK46_whatCannotBeShownSaysWhatItIsAndAnAdministratorSeesTheOriginal(Office office) {
    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    admin.choose(office.tenantName());
    admin.tab("사용자");
    admin.editRow("이하늘");
    admin.pickMany("역할", "관리자");
    admin.save();
    admin.awaitClosed();
    var kim = office.readyDesk("kim");
    office.say("hong", "이것 보세요");
    kim.accept();
    office.sayOdd("hong", "\"type\":\"XX\",\"contents\":[\"별난 것\"]");
    assertThat(kim.messages().last()).containsText("지원하지 않는 메시지 (XX)");
    office.sayOdd("hong", "\"type\":\"text\",\"contents\":[\"긴 이야기 " + "가".repeat(65_536) + "\"]");
    assertThat(kim.messages().last()).containsText("긴 이야기");
    assertThat(kim.messages().last()).containsText("메시지가 너무 깁니다");
    assertThat(kim.log().locator(".original")).hasCount(0);
    kim.window().picture("odd-unknown");
    office.say("hong", "둘 다 보이나요?");
    assertThat(kim.messages().last()).containsText("둘 다 보이나요?");

    var lee = office.readyDesk("lee");
    kim.press("Alt+KeyT");
    kim.transferTo("이하늘", "확인 부탁드립니다");
    lee.accept();
    lee.log().locator(".original").first().click();
    var original = lee.page().getByRole(AriaRole.DIALOG);
    assertThat(original).containsText("\"type\":\"XX\"");
    lee.window().picture("odd-original");
    original.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("닫기")).click();
    admin.tab("감사 기록");
    admin.page().reload();
    admin.choose(office.tenantName());
    admin.tab("감사 기록");
    assertThat(admin.table()).containsText("메시지 원문 조회");
  }

  @Test
  void KK53_aFileThatDidNotComeIsFetchedAgain(Office office) {
    office.dealer().picturesAway(true);
    try {
      var desk = office.readyDesk("kim");
      office.say("hong", "사진 보낼게요");
      desk.accept();
      office.sayPhoto("hong");
      assertThat(desk.log()).containsText("받는 중");
      var again = desk.log().locator(".fetch-again");
      assertThat(again).isVisible();
      desk.window().picture("file-missing");
      office.dealer().picturesAway(false);
      again.click();
      desk.notice("파일을 다시 받고 있습니다").waitFor();
      assertThat(desk.log().locator(".thumbnail img")).hasCount(1);
      assertThat(again).hasCount(0);
      desk.window().picture("file-fetched-again");
    } finally {
      office.dealer().picturesAway(false);
    }
  }

  @Test
  void aSessionThatIsOverSaysSoInItsLastLine(Office office) {
    var desk = office.readyDesk("kim");
    office.say("hong", "잠깐만요");
    desk.accept();
    office.sessionOver("hong");
    assertThat(desk.log().locator(".line").last()).containsText("고객이 나갔거나 채널 세션이 끝나 상담이 종료되었습니다");
    desk.window().picture("odd-session-over");
  }
}

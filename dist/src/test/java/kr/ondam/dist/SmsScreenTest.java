package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Customers of text messages from other countries, and the account that may answer them.
@ExtendWith(Product.class)
final class SmsScreenTest {
  private static final String ABROAD = "해외 번호로도 답함";

  @Test
  void SM68_aNumberAbroadIsAnsweredOnceItsAccountMay(Office office) {
    var desk = office.readyDesk("kim");
    office.text("+14155550100", "Where is my order?");
    desk.accept();
    desk.awaitOpen("Where is my order?");
    var limits = desk.page().locator(".limits");
    assertThat(limits).containsText("해외 번호여서 답할 수 없음");
    desk.window().picture("desk-number-abroad");

    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    admin.choose(office.tenantName());
    admin.tab("채널 계정");
    admin.editRow("대표문자");
    assertThat(admin.field(ABROAD)).not().isChecked();
    admin.tick(ABROAD);
    admin.fill("password", "ref:kannel");
    admin.window().picture("admin-channel-sms");
    admin.save();
    admin.awaitClosed();
    admin.editRow("대표문자");
    assertThat(admin.field(ABROAD)).isChecked();

    desk.page().reload();
    desk.rows().first().click();
    desk.awaitOpen("Where is my order?");
    assertThat(limits).isHidden();
    desk.type("On its way.");
    assertThat(desk.send()).isEnabled();
    desk.window().picture("desk-number-abroad-open");
  }

  @Test
  void SM68_anAccountOverSmppMayToo(Office office) {
    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    admin.choose(office.tenantName());
    admin.tab("채널 계정");
    admin.create("새 채널 계정");
    admin.pickKind("문자 (SMPP)");
    admin.fill("아이디", office.login("t") + "-smpp");
    admin.fill("이름", "해외문자");
    admin.fill("문자 센터 주소", "127.0.0.1");
    admin.fill("시스템 아이디", "italk");
    admin.fill("대표번호", "15889999");
    admin.fill("비밀값", "ref:smsc");
    admin.tick(ABROAD);
    admin.use(false);
    admin.window().picture("admin-channel-smpp");
    admin.save();
    admin.awaitClosed();
    admin.editRow("해외문자");
    assertThat(admin.field(ABROAD)).isChecked();
  }
}

package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A system administrator sets up a new affiliate, and it works.
@ExtendWith(Product.class)
final class AdminScreenTest {
  private static final Pattern KEY = Pattern.compile("/ch/kakao/([^/]+)/message");

  @Test
  void aNewAffiliateWithItsFirstUserChannelAndQueueTakesCustomers(Office office) {
    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    var id = "new" + office.login("");
    admin.create("새 계열사·지역센터");
    admin.save();
    assertThat(admin.problems()).hasCount(4);
    admin.window().picture("admin-tenant-problems");
    admin.fill("아이디", id);
    admin.fill("이름", "한빛증권");
    admin.fill("첫 센터 아이디", "main");
    admin.fill("첫 센터 이름", "본센터");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("한빛증권");

    admin.choose("한빛증권");
    admin.tab("사용자");
    admin.create("새 사용자");
    admin.save();
    assertThat(admin.problems()).hasCount(4);
    var login = id + "-oh";
    admin.fill("로그인 아이디", login);
    admin.fill("이름", "오상담");
    admin.fill("기술", "상담기본:3");
    admin.fill("첫 비밀번호", Product.PASSWORD);
    admin.pickMany("역할", "상담사");
    admin.window().picture("admin-user");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("오상담");

    admin.tab("대기열");
    admin.create("새 대기열");
    // A new tenant has one queue already.
    admin.fill("아이디", "general");
    admin.fill("이름", "증권 주문");
    admin.save();
    assertThat(admin.problems()).hasCount(1);
    admin.fill("아이디", "orders");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("증권 주문");

    editTheDispositions(admin);
    admin.tab("채널 계정");
    admin.create("새 채널 계정");
    var sender = Office.senderKey(90_000_000 + Integer.parseInt(office.login("")));
    admin.fill("아이디", "kakao");
    admin.fill("이름", "한빛증권 카카오톡");
    admin.fill("발신프로필 키", sender);
    admin.fill("발신 주소", "ftp://nowhere");
    admin.save();
    assertThat(admin.problems()).hasCount(1);
    admin.fill("발신 주소", "http://127.0.0.1:9");
    admin.pickOne("센터", "본센터");
    admin.save();
    var shown = KEY.matcher(admin.keyOnce());
    assertThat(shown.find()).isTrue();
    admin.window().picture("admin-key");
    admin.closeKey();
    assertThat(admin.table()).containsText("한빛증권 카카오톡");
    assertThat(admin.table()).containsText("본센터");
    assertThat(admin.page().content()).doesNotContain(shown.group(1));

    var desk = new DeskScreen(office.signIn(login, Window.Look.usual()));
    desk.become("대기");
    office.say(shown.group(1), sender, "hong", "새 계열사에 문의합니다");
    desk.accept();
    assertThat(desk.log()).containsText("새 계열사에 문의합니다");
    closeWithADisposition(desk);
    useNoDisposition(admin);
    office.say(shown.group(1), sender, "hong", "유형이 없을 때 묻습니다");
    desk.accept();
    desk.press("Alt+KeyE");
    assertThat(desk.disposition()).isHidden();
    desk.window().picture("desk-outcome-untyped");
    desk.endUntyped();
    assertThat(desk.rows()).hasCount(0);
    office.say(shown.group(1), sender, "hong", "한 가지 더 묻습니다");
    desk.accept();
    changeTheChannel(office, admin, shown.group(1), sender);
    resetThePassword(office, admin, desk, login);
    // What an administrator of the group did stands in the record of the group.
    admin.chooseGroup("한빛그룹");
    admin.tab("감사 기록");
    assertThat(admin.table()).containsText("채널 계정 생성");
    assertThat(admin.table()).containsText("채널 계정 수정");
    assertThat(admin.table()).containsText("비밀번호 재설정");
    admin.window().picture("admin-audit");
    // What was done to a tenant stands in its own record, too, with the logins of the people.
    admin.choose("한빛증권");
    admin.tab("감사 기록");
    for (var words : List.of("사용자 생성", "채널 계정 생성", "상담 유형 수정", login, "admin")) {
      assertThat(admin.table()).containsText(words);
    }
    admin.window().picture("admin-audit-tenant");
    rename(admin, id);
  }

  private static void editTheDispositions(AdminScreen admin) {
    admin.tab("상담 유형");
    assertThat(admin.table()).containsText("단순 문의");
    admin.create("새 상담 유형");
    admin.fill("코드", "1 1");
    admin.save();
    assertThat(admin.problems()).hasCount(2);
    admin.fill("코드", "100");
    admin.fill("이름", "주문 정정");
    admin.save();
    assertThat(admin.problems()).hasCount(1);
    admin.window().picture("admin-disposition-problem");
    admin.fill("코드", "110");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("주문 정정");
    admin.edit(0);
    admin.fill("이름", "일반 문의");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("일반 문의");
    admin.edit(2);
    admin.use(false);
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("미사용");
    admin.window().picture("admin-dispositions");
  }

  private static void closeWithADisposition(DeskScreen desk) {
    desk.end("110");
    assertThat(desk.rows()).hasCount(0);
  }

  private static void useNoDisposition(AdminScreen admin) {
    admin.tab("상담 유형");
    for (int row : new int[] {0, 1, 3, 4, 5}) {
      admin.edit(row);
      admin.use(false);
      admin.save();
      admin.awaitClosed();
    }
  }

  private static void rename(AdminScreen admin, String id) {
    admin.tab("계열사·센터");
    admin.editRow(id);
    admin.fill("이름", "<b>증권</b>\u202eabc");
    admin.save();
    assertThat(admin.problems()).hasCount(1);
    admin.window().picture("admin-tenant-name");
    admin.fill("이름", "한빛투자증권");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("한빛투자증권");
  }

  /// Who may call, and whether anybody may.
  private static void changeTheChannel(
      Office office, AdminScreen admin, String key, String sender) {
    admin.tab("채널 계정");
    admin.edit();
    assertThat(admin.field("발신프로필 키")).hasValue(sender);
    admin.fill("허용 IP", "127.0.0.1/99");
    admin.fill("수신 비밀값", "the secret itself");
    admin.save();
    assertThat(admin.problems()).hasCount(2);
    admin.window().picture("admin-channel-problems");
    admin.fill("허용 IP", "203.0.113.0/24");
    admin.fill("수신 비밀값", "");
    admin.save();
    admin.awaitClosed();
    assertThat(admin.table()).containsText("203.0.113.0/24");
    Assertions.assertThat(office.status(key, sender, "jang")).isEqualTo(403);
    admin.edit();
    admin.fill("허용 IP", "");
    admin.fill("수신 비밀값", "ref:dealer-secret");
    admin.save();
    admin.awaitClosed();
    Assertions.assertThat(office.status(key, sender, "jang")).isEqualTo(401);
    admin.edit();
    admin.fill("수신 비밀값", "");
    admin.use(false);
    admin.save();
    admin.awaitClosed();
    Assertions.assertThat(office.status(key, sender, "jang")).isEqualTo(404);
    admin.edit();
    admin.use(true);
    admin.save();
    admin.awaitClosed();
    Assertions.assertThat(office.status(key, sender, "jang")).isEqualTo(200);
  }

  /// C8: whoever gets a new password or is disabled loses the open desk at once.
  private static void resetThePassword(
      Office office, AdminScreen admin, DeskScreen desk, String login) {
    admin.tab("사용자");
    admin.edit();
    admin.fill("새 비밀번호", "short");
    admin.save();
    assertThat(admin.problems()).hasCount(1);
    admin.fill("새 비밀번호", "another-browser-2");
    admin.save();
    admin.awaitClosed();
    var screen = SignInScreen.of(desk.window());
    assertThat(screen.problem()).containsText("로그인이 끝났습니다");
    screen.signIn(login, Product.PASSWORD);
    assertThat(screen.problem()).containsText("로그인할 수 없습니다");
    screen = SignInScreen.of(desk.window());
    screen.signIn(login, "another-browser-2");
    screen.awaitInside();
    admin.edit();
    admin.use(false);
    admin.save();
    admin.awaitClosed();
    SignInScreen.of(desk.window());
    assertThat(desk.page().locator(".desk")).hasCount(0);
    desk.window().forgive();
  }
}

package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.regex.Pattern;
import kr.ondam.channel.bot.FakeBot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A bot, from its connection by an administrator to the help it is to a counsellor.
@ExtendWith(Product.class)
final class BotScreenTest {
  private static final String FORM =
      """
      {"messages":[[{"k":"text","text":"방문하실 날을 알려 주세요."},
       {"k":"form","title":"방문 예약","fields":[
        {"name":"name","label":"이름","kind":"TEXT","required":true,"options":[]},
        {"name":"people","label":"인원","kind":"NUMBER","required":false,"options":[]},
        {"name":"day","label":"희망일","kind":"DATE","required":true,"options":[]},
        {"name":"centre","label":"센터","kind":"CHOICE","required":true,"options":["서울센터","부산센터"]},
        {"name":"memo","label":"전하실 말","kind":"LONG_TEXT","required":false,"options":[]},
        {"name":"agree","label":"방문 안내 문자를 받겠습니다","kind":"CONSENT","required":true,"options":[]}]}]]}
      """;
  private static final String HANDOVER =
      """
      {"messages":[[{"k":"text","text":"확인했습니다. 상담사를 연결해 드릴게요."}]],
       "handoff":{"summary":"부산센터 방문 예약"}}
      """;

  private final FakeBot bot = new FakeBot();

  @AfterEach
  void close() {
    bot.close();
  }

  @Test
  void aBotIsConnectedAsksAFormHandsOverAndSuggests(Office office) {
    connect(office);
    var desk = office.readyDesk("kim");
    var widget = office.widget();
    widget.begin("홍길동", "010-2345-6789");
    bot.next(200, FORM);
    bot.next(200, HANDOVER);
    widget.say("방문 예약을 하고 싶어요");
    fillIn(widget);
    assertThat(bot.told("ondam.message.received.v1").getLast().at("/parts/0/answers/3/value"))
        .hasToString("\"부산센터\"");

    assertThat(desk.offers()).hasCount(1);
    desk.press("Alt+KeyA");
    desk.awaitOpen("상담사를 연결해 드릴게요");
    var fold = desk.page().locator(".bot-fold");
    var answers = desk.log().locator(".answers-table");
    assertThat(fold).hasText("챗봇 대화 4건");
    assertThat(answers).isHidden();
    desk.window().picture("bot-desk-folded");
    fold.click();
    assertThat(answers).isVisible();
    assertThat(answers.getByRole(AriaRole.ROW)).hasCount(6);
    assertThat(answers).containsText("부산센터");
    assertThat(answers.getByRole(AriaRole.ROW).last()).containsText("예");
    desk.window().picture("bot-desk-unfolded");

    bot.next(200, FakeBot.says("네, 건물 지하에 무료로 주차하실 수 있습니다."));
    widget.say("주차도 되나요?");
    var suggestion = desk.log().locator(".bot-note").filter(text("지하에"));
    suggestion.locator(".into-reply").click();
    assertThat(desk.editor()).hasValue(Pattern.compile(".*무료로 주차.*"));
    desk.window().picture("bot-desk-suggestion");
    desk.press("Enter");
    assertThat(widget.log()).containsText("무료로 주차하실 수 있습니다");

    var dark = new DeskScreen(office.signIn(office.login("kim"), Window.Look.darkEnglish()));
    dark.rows().first().click();
    dark.awaitOpen("주차도 되나요?");
    dark.page().locator(".bot-fold").click();
    assertThat(dark.log().locator(".answers-table")).containsText("Yes");
    dark.window().picture("bot-desk-dark-english");
    askAgainAndEnd(office, desk, widget);
  }

  @Test
  void aFilmWithoutANameIsCalledByItsKindAndIsOnlyDownloaded(Office office) throws IOException {
    connect(office);
    var widget = office.widget();
    widget.begin("홍길동", "010-2345-6789");
    var film = "\0\0\0\20ftypisom\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    var address = "data:video/mp4;base64," + Base64.getEncoder().encodeToString(film);
    bot.next(
        200,
        "{\"messages\":[[{\"k\":\"video\",\"url\":\"%s\"},{\"k\":\"text\",\"text\":\"영상입니다.\"}]]}"
            .formatted(address));
    widget.say("사용법을 보여 주세요");
    var shown = widget.log().locator(".doc");
    assertThat(shown).hasText("동영상");
    assertThat(widget.log().locator("video, audio, iframe, embed, object")).hasCount(0);
    widget.window().picture("bot-widget-film");
    var download = widget.window().page().waitForDownload(shown::click);
    assertThat(download.suggestedFilename()).endsWith(".mp4");
    assertThat(Files.readAllBytes(download.path())).isEqualTo(film);
  }

  /// An administrator connects the bot, after a wrong address.
  private void connect(Office office) {
    var admin = new AdminScreen(office.signIn("admin", Window.Look.usual()));
    admin.choose(office.tenantName());
    admin.tab("채널 계정");
    admin.create("새 채널 계정");
    admin.pickKind("챗봇");
    admin.fill("아이디", "guide");
    admin.fill("이름", "안내봇");
    admin.fill("챗봇 주소", "ftp://nowhere");
    admin.fill("맡을 채널 계정", office.login("t") + "-web");
    admin.fill("비밀값", "ref:bot-secret");
    admin.tick("상담 중에도 듣고 상담사에게 제안");
    admin.save();
    assertThat(admin.problems()).hasCount(1);
    admin.window().picture("bot-admin-wrong");
    admin.fill("챗봇 주소", bot.uri().toString());
    admin.save();
    admin.keyOnce();
    admin.closeKey();
    assertThat(admin.table()).containsText("안내봇");
    admin.window().picture("bot-admin");
  }

  private static void fillIn(WidgetScreen widget) {
    var form = widget.form();
    form.getByText("제출", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(form.locator("[aria-invalid=true]")).hasCount(4);
    assertThat(form.getByLabel("이름")).isFocused();
    widget.window().picture("bot-widget-form-wrong");
    form.getByLabel("이름").fill("홍길동");
    form.getByLabel("인원").fill("2");
    form.getByLabel("희망일").fill("2026-12-01");
    form.getByLabel("센터").selectOption("부산센터");
    form.getByLabel("방문 안내 문자를").check();
    assertThat(form.locator("[aria-invalid=true]")).hasCount(0);
    widget.window().picture("bot-widget-form");
    form.getByLabel("이름").press("Enter");
    assertThat(form).containsText("제출했습니다");
    assertThat(form.locator("input")).hasCount(0);
    assertThat(form).containsText("2026년 12월 1일");
    assertThat(form).containsText("동의함");
    assertThat(widget.log()).containsText("상담사를 연결해 드릴게요");
    widget.window().picture("bot-widget-form-done");
    widget.window().page().reload();
    assertThat(form).containsText("부산센터");
    assertThat(form.locator("input")).hasCount(0);
  }

  /// A form that nobody has filled in when the conversation ends stays as it is.
  private static void askAgainAndEnd(Office office, DeskScreen desk, WidgetScreen widget) {
    office.sayByProgram(
        "kim",
        "[{\"k\":\"form\",\"title\":\"만족도\",\"fields\":[{\"name\":\"score\",\"label\":\"점수\",\"kind\":\"NUMBER\"}]}]");
    var last = widget.form().last();
    assertThat(last.getByLabel("점수")).isEnabled();
    desk.end("911");
    assertThat(last).containsText("상담이 종료되어 제출할 수 없습니다");
    assertThat(last.getByLabel("점수")).isDisabled();
    widget.window().picture("bot-widget-form-over");
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}

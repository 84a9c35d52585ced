package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A manager who watches and steers while counsellors work.
@ExtendWith(Product.class)
final class CentreScreenTest {
  @Test
  void aReassignmentKeepsTheDraftAndSaysWhoTookOver(Office office) {
    var desk = office.readyDesk("kim");
    var colleague = office.readyDesk("lee");
    var centre = office.centre();
    office.say("hong", "도와주세요");
    // Either may have been offered it; the other one declines nothing.
    var first = office.awaitOffered(desk, colleague);
    var second = first == desk ? colleague : desk;
    var secondName = first == desk ? "이하늘" : "김상담";
    first.accept();
    first.type("아직 다 쓰지 못한");
    assertThat(centre.conversations()).containsText("상담중");
    centre.select(1);
    centre.reassignTo(secondName);
    assertThat(first.taken()).containsText(secondName + " 상담사가 이 상담을 이어받았습니다");
    assertThat(first.taken()).containsText("보관");
    assertThat(first.editor()).hasValue("아직 다 쓰지 못한");
    assertThat(first.editor()).not().isEditable();
    first.window().picture("desk-taken");
    assertThat(second.rows()).hasCount(1);
    second.rows().first().click();
    second.type("이어서 도와드리겠습니다");
    second.press("Enter");
    office.awaitHeard("hong", "이어서 도와드리겠습니다");
    // It comes back, and so does the draft.
    centre.select(1);
    centre.reassignTo(first == desk ? "김상담" : "이하늘");
    assertThat(first.rows()).hasCount(1);
    first.rows().first().click();
    first.awaitOpen("이어서 도와드리겠습니다");
    assertThat(first.editor()).hasValue("아직 다 쓰지 못한");
    assertThat(first.editor()).isEditable();
  }

  @Test
  void queuesAndAgentsMoveWithoutAReload(Office office) {
    var centre = office.centre();
    assertThat(centre.tile("대기 상담사")).hasText("0");
    office.say("hong", "아무도 없나요?");
    assertThat(centre.tile("대기")).hasText("1");
    assertThat(centre.queues()).containsText("1");
    centre.window().picture("centre-waiting");
    var desk = office.desk("kim");
    assertThat(centre.agents()).containsText("업무");
    assertThat(desk.presence()).containsText("업무");
    centre.presence("김상담", "대기");
    assertThat(desk.presence()).containsText("대기");
    assertThat(centre.tile("대기 상담사")).hasText("1");
    assertThat(desk.offers()).hasCount(1);
    desk.accept();
    assertThat(centre.tile("상담중")).hasText("1");
    assertThat(centre.tile("대기")).hasText("0");
    centre.presence("김상담", "이석");
    assertThat(desk.presence()).containsText("이석");
    centre.window().picture("centre-moved");
    assertThat(office.api().all("/api/v1/agents")).isNotEmpty();
    // A full desk fills its bar.
    assertThat(centre.agents().locator(".load-bar").first()).hasCSS("padding-right", "0px");
  }

  @ParameterizedTest
  @CsvSource({"1440,900", "1366,768", "1024,700"})
  void noPanelOfTheGroupsManagerCoversAnother(int width, int height, Office office) {
    var look = new Window.Look(width, height, false, false);
    var centre = new CentreScreen(office.signIn("group", look));
    assertThat(centre.group()).containsText(office.tenantName());
    centre.window().picture("centre-group-" + width);
    double under = 0;
    for (var panel : centre.panels().all()) {
      var box = panel.boundingBox();
      assertThat(box.y).isGreaterThanOrEqualTo(under);
      assertThat(box.height).isGreaterThanOrEqualTo(190);
      under = box.y + box.height;
    }
    // What does not fit is reached by scrolling.
    centre.conversations().scrollIntoViewIfNeeded();
    centre.window().picture("centre-group-end-" + width);
  }
}

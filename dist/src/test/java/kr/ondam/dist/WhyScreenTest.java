package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever wonders why a conversation came here, or why nobody takes it, is told on the page.
@ExtendWith(Product.class)
final class WhyScreenTest {
  @Test
  void theDeskAndTheManagersPageSayWhy(Office office) {
    var centre = office.centre();
    office.say("hong", "도와주세요");
    var centrePage = centre.window().page();
    assertThat(centre.conversations()).containsText("대기");
    centrePage.locator("button.why").first().click();
    var dialog = centrePage.locator(".reasons");
    assertThat(dialog).containsText("번째");
    assertThat(dialog).containsText("갖춘 상담사");
    centre.window().picture("centre-why");
    centrePage.keyboard().press("Escape");
    var desk = office.readyDesk("kim");
    desk.accept();
    var why = desk.page().locator("#why-here");
    why.locator("vaadin-details-summary").click();
    assertThat(why).containsText("김상담 상담사: 여유우선");
    assertThat(why).containsText("이하늘");
    desk.window().picture("desk-why");
  }
}

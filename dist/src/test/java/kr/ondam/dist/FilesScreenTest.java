package kr.ondam.dist;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Files and answers to press, as a customer and a counsellor send and see them.
@ExtendWith(Product.class)
final class FilesScreenTest {
  @Test
  void picturesAndAnswersGoBothWays(Office office) {
    var desk = office.readyDesk("kim");
    var widget = office.widget();
    widget.begin("홍길동", "010-2345-6789");
    widget.say("영수증을 보내도 되나요?");
    desk.accept();
    widget.attach(picture("영수증.png", 0x3366CC));
    widget.window().picture("files-widget-tray");
    widget.send();
    assertThat(widget.pictures()).hasCount(1);
    assertThat(desk.log().locator(".thumbnail img")).hasCount(1);

    desk.attach(picture("안내.png", 0xCC6633));
    desk.offerAnswer("네, 맞아요");
    desk.offerAnswer("아니요");
    desk.type("이 서류가 맞나요?");
    desk.window().picture("files-desk-tray");
    desk.press("Enter");
    assertThat(desk.chips()).hasCount(0);
    assertThat(desk.log().locator(".thumbnail img")).hasCount(2);
    assertThat(widget.pictures()).hasCount(2);
    widget.window().picture("files-widget-answers");
    widget.answer("네, 맞아요").click();
    assertThat(desk.messages().last()).containsText("네, 맞아요");
    office.sayByProgram(
        "kim",
        """
        [{"k":"card","title":"보험금 청구","body":"필요한 서류를 골라 주세요.",
          "buttons":[{"label":"진단서"},{"label":"안내 보기","action":"link","value":"https://www.example.kr/claim"}]},
         {"k":"location","lat":37.49795,"lon":127.02758,"label":"강남센터"}]
        """);
    assertThat(widget.log()).containsText("강남센터");
    assertThat(desk.log().locator(".part-card")).containsText("보험금 청구");
    widget.window().picture("files-widget-card");
    desk.window().picture("files-desk");
    widget.answer("진단서").click();
    assertThat(desk.messages().last()).containsText("진단서");
  }

  @Test
  void picturesOfCarouselsAreShownAndAskedForAgainWhenTheyDoNotCome(Office office) {
    var desk = office.readyDesk("kim");
    var widget = office.widget();
    widget.begin("홍길동", "010-2345-6789");
    widget.say("상품을 보여 주세요");
    desk.accept();
    desk.attach(picture("상품.png", 0x33AA66));
    desk.type("이 상품입니다.");
    desk.press("Enter");
    assertThat(widget.pictures()).hasCount(1);
    var file = office.lastFile();
    var page = widget.window().page();
    page.route("**/thumbnail", route -> route.abort());
    var card =
        "{\"title\":\"%s\",\"body\":\"매달 3만"
            + " 원부터\",\"image\":{\"fileId\":\"%s\"},\"buttons\":[{\"label\":\"%s 상담\"}]}";
    office.sayByProgram(
        "kim",
        "[{\"k\":\"carousel\",\"cards\":[%s,%s]}]"
            .formatted(card.formatted("실손보험", file, "실손"), card.formatted("암보험", file, "암")));
    var broken = page.locator("ondam-chat .carousel .pic.broken");
    assertThat(broken).hasCount(2);
    widget.window().picture("files-widget-carousel-broken");
    page.unroute("**/thumbnail");
    widget.window().forgive();
    broken.first().click();
    assertThat(broken).hasCount(1);
    broken.click();
    assertThat(page.locator("ondam-chat .carousel canvas")).hasCount(2);
    assertThat(desk.log().locator(".carousel .thumbnail img")).hasCount(2);
    widget.window().picture("files-widget-carousel");
    desk.window().picture("files-desk-carousel");
    widget.answer("실손 상담").click();
    assertThat(desk.messages().last()).containsText("실손 상담");
  }

  @Test
  void aTextMessageSaysBeforehandWhatBecomesOfIt(Office office) {
    var desk = office.readyDesk("kim");
    office.text("+821023456789", "보험금 문의입니다");
    desk.accept();
    assertThat(desk.page().locator("#attach")).isDisabled();
    desk.offerAnswer("청구");
    desk.offerAnswer("해지");
    assertThat(desk.carried()).hasText("문자: 버튼 2개는 번호 목록으로 갑니다");
    desk.type("무엇을 도와드릴까요?");
    desk.window().picture("files-desk-sms");
    desk.press("Enter");
    assertThat(desk.carried()).isHidden();
    assertThat(desk.messages().last()).containsText("발송");
    office.text("+821023456789", "2");
    assertThat(desk.messages().last()).containsText("해지");
    desk.window().picture("files-desk-sms-answer");
    desk.editor().fill("가".repeat(1601));
    assertThat(desk.carried()).hasText("문자: 1,601자는 보낼 수 없습니다 (최대 1,600자)");
  }

  @Test
  void B15_aPictureOfAShapeThatKakaoRefusesIsToldBeforeItIsSent(Office office) {
    var desk = office.readyDesk("kim");
    office.say("shape-1", "약도를 보내 주세요");
    desk.accept();
    desk.attach(picture("약도.png", 0x3366CC));
    assertThat(desk.chips()).hasCount(1);
    assertThat(desk.carried()).isHidden();
    desk.attach(picture("띠.png", 0xCC6633, 401, 200));
    assertThat(desk.carried()).hasText("카카오 상담톡: 띠.png 사진은 가로세로 비율이 2:1에서 3:4 사이가 아니어서 보낼 수 없습니다");
    desk.window().picture("files-desk-shape");
  }

  private static FilePayload picture(String name, int colour) {
    return picture(name, colour, 320, 200);
  }

  private static FilePayload picture(String name, int colour, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x / 20 + y / 20) % 2 == 0 ? colour : 0xFFFFFF);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FilePayload(name, "image/png", bytes.toByteArray());
  }
}

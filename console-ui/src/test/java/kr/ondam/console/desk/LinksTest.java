package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinksTest {
  /// Where the first address of a text leads, and what is shown for it.
  private static List<String> link(String text) {
    return Links.pieces(text).stream()
        .filter(piece -> !piece.href().isEmpty())
        .flatMap(piece -> java.util.stream.Stream.of(piece.href(), piece.words()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "https://kakao.com@evil.kr, https://evil.kr, evil.kr",
    "https://kakao.com:443@evil.kr/pay, https://evil.kr/pay, evil.kr/pay",
    "http://evil.kr:8080?a=b, http://evil.kr:8080?a=b, evil.kr:8080?a=b",
  })
  void KK44_whatIsShownIsTheHostAndNotTheNameBeforeIt(String text, String href, String shown) {
    assertThat(link("여기 " + text + " 보세요")).containsExactly(href, shown);
  }

  @ParameterizedTest
  @CsvSource({
    "https://аpple.com/id, https://xn--pple-43d.com/id, xn--pple-43d.com/id",
    "https://한국.kr, https://xn--3e0b707e.kr, xn--3e0b707e.kr",
  })
  void KK45_aHostThatIsNotAsciiIsShownAsPunycode(String text, String href, String shown) {
    assertThat(link(text)).containsExactly(href, shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https://",
        "https://@",
        "www.example.kr",
        "https://a..kr",
        "https://-.kr",
        "data:text/html,x",
        "https://kakao.com\\@evil .kr"
      })
  void onlyAddressesBecomeLinks(String text) {
    assertThat(link(text)).doesNotContain("javascript:alert(1)").hasSizeLessThanOrEqualTo(2);
    assertThat(link(text)).allSatisfy(part -> assertThat(part).doesNotContain("evil"));
  }

  @Test
  void whatStandsAroundAnAddressStays() {
    assertThat(Links.pieces("(https://a.kr/b?c=1#d), 그리고 https://b.kr에서 보세요."))
        .containsExactly(
            new Links.Piece("(", ""),
            new Links.Piece("a.kr/b?c=1#d", "https://a.kr/b?c=1#d"),
            new Links.Piece("), 그리고 ", ""),
            new Links.Piece("b.kr", "https://b.kr"),
            new Links.Piece("에서 보세요.", ""));
  }

  @Test
  void KK42_markupStaysWords() {
    var shown = Links.words("[은행](https://evil.kr) <a href=\"https://x.kr\">은행</a>");
    assertThat(
            shown.getChildren().filter(Anchor.class::isInstance).map(a -> ((Anchor) a).getText()))
        .containsExactly("evil.kr", "x.kr");
    assertThat(shown.getElement().getTextRecursively())
        .startsWith("[은행](evil.kr")
        .contains("<a href=");
    shown
        .getChildren()
        .filter(Anchor.class::isInstance)
        .forEach(
            a -> assertThat(a.getElement().getAttribute("rel")).isEqualTo("noopener noreferrer"));
  }
}

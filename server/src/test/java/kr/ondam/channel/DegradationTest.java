package kr.ondam.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import kr.ondam.channel.sms.SmsCheck;
import kr.ondam.channel.sms.SmsText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The capability matrix of channels.md section 6.
final class DegradationTest {
  private static final UUID FILE = new UUID(1, 2);
  private static final Capabilities SMS =
      Capabilities.text(Capabilities.Measure.MS949, SmsText.LMS_OCTETS);
  private static final Capabilities WEB = Capabilities.of(ChannelKind.WEB_CHAT);
  private static final Part.QuickReplies CHOICES =
      new Part.QuickReplies(List.of(reply("예"), reply("아니요"), reply("상담사 연결")));

  private static Part.Button reply(String label) {
    return new Part.Button(label, Part.ButtonAction.REPLY, label);
  }

  private static Degradation.Result of(Capabilities can, Part... parts) {
    return Degradation.of(can, List.of(parts), _ -> 1000);
  }

  @Test
  void quickRepliesBecomeANumberedListUnderTheWords() {
    var sent = of(SMS, new Part.Text("계속할까요?"), CHOICES);
    assertThat(sent.parts()).containsExactly(new Part.Text("계속할까요?\n1) 예\n2) 아니요\n3) 상담사 연결"));
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.CHOICES_AS_LIST, 3, ""));
    assertThat(Degradation.numbered(List.of(CHOICES))).isEqualTo(CHOICES.items());
  }

  @Test
  void numbersGoOnThroughAMessageAndAddressesHaveNone() {
    var link = new Part.Button("안내", Part.ButtonAction.LINK, "https://hanbit.example/a");
    var card = new Part.Card(null, "보험금", "골라 주세요", List.of(reply("청구"), link));
    var sent = of(SMS, card, CHOICES);
    assertThat(sent.parts())
        .containsExactly(
            new Part.Text(
                "보험금\n골라 주세요\n1) 청구\n안내: https://hanbit.example/a\n2) 예\n3) 아니요\n4) 상담사 연결"));
    assertThat(Degradation.numbered(List.of(card, CHOICES))).hasSize(4).doesNotContain(link);
  }

  @Test
  void aFileThatCannotGoIsSaidToBeLeftOut() {
    var picture = new Part.Image(null, "영수증.jpg", FILE);
    var sent = of(SMS, picture, new Part.File(null, "a.pdf", FILE));
    assertThat(sent.arrives()).isFalse();
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.FILE_LEFT_OUT, 2, ""));
    assertThat(sent.losses().getFirst().kind().grave()).isTrue();
    var small = new Capabilities(Capabilities.Measure.CHARACTERS, 1000, 999, 0, 0, 0, false, false);
    assertThat(of(small, picture).losses())
        .containsExactly(new Loss(Loss.Kind.FILE_TOO_LARGE, 1, "영수증.jpg"));
  }

  @ParameterizedTest
  @MethodSource("kr.ondam.channel.PartJsonTest#parts")
  void theWebCarriesEverythingButFormsAsItIs(Part part) {
    var sent = of(WEB, part);
    if (part instanceof Part.Form) {
      assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.FORM_AS_TEXT, 1, ""));
    } else {
      assertThat(sent.parts()).containsExactly(part);
      assertThat(sent.losses()).isEmpty();
    }
  }

  @Test
  void moreChoicesThanAChannelHasGoAsAList() {
    var few = new Capabilities(Capabilities.Measure.CHARACTERS, 1000, 0, 0, 2, 100, false, false);
    assertThat(of(few, CHOICES).parts()).containsExactly(new Part.Text("1) 예\n2) 아니요\n3) 상담사 연결"));
    var shortOnes =
        new Capabilities(Capabilities.Measure.CHARACTERS, 1000, 0, 0, 5, 5, false, false);
    assertThat(of(shortOnes, CHOICES).losses())
        .containsExactly(new Loss(Loss.Kind.CHOICES_AS_LIST, 3, ""));
    assertThat(of(Capabilities.of(ChannelKind.KAKAO_COUNSEL), CHOICES).losses()).isEmpty();
  }

  @Test
  void whatACarrierCannotEncodeIsKnownBeforeItIsSent() {
    var check = SmsCheck.of(List.of(new Part.Text("똠방각하 😀 뷁 😀")));
    assertThat(check.losses()).containsExactly(new Loss(Loss.Kind.UNENCODABLE, 1, "😀"));
    assertThat(SmsCheck.of(List.of(new Part.Text("가".repeat(45)))))
        .isEqualTo(new SmsCheck(90, SmsText.Size.SMS, List.of()));
    assertThat(SmsCheck.of(List.of(new Part.Text("가".repeat(46)))))
        .isEqualTo(new SmsCheck(92, SmsText.Size.LMS, List.of()));
    assertThat(SmsCheck.of(List.of(new Part.Text("가".repeat(1001)))).losses())
        .containsExactly(new Loss(Loss.Kind.TOO_LONG, 2002, ""));
  }
}

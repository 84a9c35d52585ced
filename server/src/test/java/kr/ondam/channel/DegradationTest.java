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
    assertThat(sent.numbered()).isEqualTo(CHOICES.items());
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
    assertThat(sent.numbered()).hasSize(4).doesNotContain(link);
  }

  @Test
  void aPictureThatABotNamedGoesAsItsAddressWhereItsCopyCannotGo() {
    var counsel = Capabilities.of(ChannelKind.KAKAO_COUNSEL);
    var picture = new Part.Image("https://a.kr/a.png", "집", FILE);
    var file = new Part.File("https://a.kr/a.pdf", "약관.pdf", FILE);
    assertThat(of(counsel, picture).parts()).containsExactly(picture);
    assertThat(of(SMS, picture).parts()).containsExactly(new Part.Image("https://a.kr/a.png", "집"));
    assertThat(of(Capabilities.of(ChannelKind.KAKAO_SKILL), picture).parts())
        .containsExactly(new Part.Image("https://a.kr/a.png", "집"));
    // Its copy did not come in time.
    assertThat(Degradation.of(counsel, List.of(picture, file), _ -> 0).parts())
        .containsExactly(
            new Part.Text("https://a.kr/a.png"), new Part.Text("약관.pdf\nhttps://a.kr/a.pdf"));
    var card = new Part.Card(picture, "집", "", List.of());
    assertThat(Degradation.of(counsel, List.of(card), _ -> 0).parts())
        .containsExactly(
            new Part.Card(new Part.Image("https://a.kr/a.png", "집"), "집", "", List.of()));
  }

  @Test
  void aSoundOrFilmThatABotNamedGoesWhereFilesGoElseAsItsAddress() {
    var counsel = Capabilities.of(ChannelKind.KAKAO_COUNSEL);
    var sound = new Part.Audio("https://a.kr/a.mp3", "", FILE);
    var film = new Part.Video("https://a.kr/a.mp4", "", FILE);
    assertThat(of(WEB, sound, film).parts()).containsExactly(sound, film);
    assertThat(of(counsel, sound, film).parts())
        .containsExactly(
            new Part.File("https://a.kr/a.mp3", "", FILE),
            new Part.File("https://a.kr/a.mp4", "", FILE));
    assertThat(of(SMS, sound, film).parts())
        .containsExactly(
            new Part.Audio("https://a.kr/a.mp3"), new Part.Video("https://a.kr/a.mp4"));
    assertThat(Degradation.of(counsel, List.of(sound, film), _ -> 0).parts())
        .containsExactly(new Part.Text("https://a.kr/a.mp3"), new Part.Text("https://a.kr/a.mp4"));
    var large = Degradation.of(counsel, List.of(film), _ -> Long.MAX_VALUE);
    assertThat(large.parts()).containsExactly(new Part.Text("https://a.kr/a.mp4"));
    assertThat(large.losses()).containsExactly(new Loss(Loss.Kind.FILE_TOO_LARGE, 1, ""));
    assertThat(of(SMS, new Part.Audio(InlineFile.TAKEN, "", FILE)).parts())
        .containsExactly(new Part.Text("[보낼 수 없는 파일]"));
  }

  @Test
  void aFilmGoesAsSuchElseAsAFileElseNotAtAll() {
    var film = new Part.Video(null, "안내.mp4", FILE);
    var sound = new Part.Audio(null, "녹음.m4a", FILE);
    var web = Capabilities.of(ChannelKind.WEB_CHAT);
    assertThat(of(web, film, sound))
        .isEqualTo(new Degradation.Result(List.of(film, sound), List.of(), List.of()));
    var files = Capabilities.of(ChannelKind.KAKAO_COUNSEL);
    var sent = of(files.playing(0, 1000), film, sound);
    assertThat(sent.parts()).containsExactly(new Part.File(null, "안내.mp4", FILE), sound);
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.MEDIA_AS_FILE, 1, ""));
    assertThat(sent.losses().getFirst().kind().grave()).isFalse();
    assertThat(of(files.playing(0, 999), sound, film).losses())
        .containsExactly(new Loss(Loss.Kind.MEDIA_AS_FILE, 2, ""));
    assertThat(of(SMS, film, sound).losses())
        .containsExactly(new Loss(Loss.Kind.FILE_LEFT_OUT, 2, ""));
    assertThat(of(SMS, film, sound).arrives()).isFalse();
    var named = new Part.Video("https://a.kr/v.mp4");
    assertThat(of(files, named).parts()).as("not copied").containsExactly(named);
  }

  @Test
  void aPictureThatCameInItsMessageIsSaidNotToGo() {
    var picture = new Part.Image(InlineFile.TAKEN, "집", FILE);
    assertThat(of(SMS, picture).parts()).containsExactly(new Part.Text("[보낼 수 없는 사진]"));
    var card = new Part.Card(picture, "", "", List.of());
    assertThat(of(Capabilities.of(ChannelKind.KAKAO_SKILL), card).parts())
        .containsExactly(new Part.Card(null, "", "[보낼 수 없는 사진]", List.of()));
    assertThat(of(Capabilities.of(ChannelKind.KAKAO_COUNSEL), card).parts()).containsExactly(card);
  }

  @Test
  void aFileThatCannotGoIsSaidToBeLeftOut() {
    var picture = new Part.Image(null, "영수증.jpg", FILE);
    var sent = of(SMS, picture, new Part.File(null, "a.pdf", FILE));
    assertThat(sent.arrives()).isFalse();
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.FILE_LEFT_OUT, 2, ""));
    assertThat(sent.losses().getFirst().kind().grave()).isTrue();
    var small =
        new Capabilities(
            Capabilities.Measure.CHARACTERS,
            1000,
            999,
            0,
            Capabilities.Buttons.NONE,
            null,
            false,
            false);
    assertThat(of(small, picture).losses())
        .containsExactly(new Loss(Loss.Kind.FILE_TOO_LARGE, 1, "영수증.jpg"));
  }

  @ParameterizedTest
  @MethodSource("kr.ondam.channel.PartJsonTest#parts")
  void theWebCarriesEverythingAsItIs(Part part) {
    var sent = of(WEB, part);
    assertThat(sent.parts()).containsExactly(part);
    assertThat(sent.losses()).isEmpty();
  }

  @Test
  void whereNoFormCanBeFilledInItsQuestionsGoAsText() {
    var field = new Part.Field("name", "이름", Part.FieldKind.TEXT, true, List.of());
    var sent = of(SMS, new Part.Form("예약", List.of(field)));
    assertThat(sent.parts()).containsExactly(new Part.Text("예약\n· 이름"));
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.FORM_AS_TEXT, 1, ""));
  }

  @Test
  void moreChoicesThanAChannelHasGoAsAList() {
    var few = choosing(2, 100);
    assertThat(of(few, CHOICES).parts()).containsExactly(new Part.Text("1) 예\n2) 아니요\n3) 상담사 연결"));
    var shortOnes = choosing(5, 5);
    assertThat(of(shortOnes, CHOICES).losses())
        .containsExactly(new Loss(Loss.Kind.CHOICES_AS_LIST, 3, ""));
    var buttons = of(Capabilities.of(ChannelKind.KAKAO_COUNSEL), CHOICES);
    assertThat(buttons.losses()).isEmpty();
    assertThat(buttons.numbered()).as("buttons have no numbers").isEmpty();
  }

  private static Capabilities choosing(int most, int label) {
    return Capabilities.text(Capabilities.Measure.CHARACTERS, 1000)
        .choosing(new Capabilities.Buttons(most, label, true, ""));
  }

  @Test
  void whatKakaoCannotShowAsACardGoesAsTextUnderOneNumbering() {
    var counsel = Capabilities.of(ChannelKind.KAKAO_COUNSEL);
    var call = new Part.Button("전화", Part.ButtonAction.PHONE, "15881234");
    var first = new Part.Card(null, "하나", "", List.of(reply("가"), call));
    var second = new Part.Card(null, "둘", "", List.of(reply("나"), call));
    var sent = of(counsel, new Part.Carousel(List.of(first, second)));
    assertThat(sent.parts())
        .containsExactly(
            new Part.Text("하나\n1) 가\n전화: 15881234"), new Part.Text("둘\n2) 나\n전화: 15881234"));
    assertThat(sent.numbered()).extracting(Part.Button::label).containsExactly("가", "나");
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.CARD_AS_TEXT, 2, ""));
  }

  @Test
  void aPictureOfACardThatASkillCannotShowIsSaidToBeLeftOut() {
    var card = new Part.Card(new Part.Image(null, "a.jpg", FILE), "제목", "글", List.of());
    var sent = of(Capabilities.of(ChannelKind.KAKAO_SKILL), card);
    assertThat(sent.parts()).containsExactly(new Part.Card(null, "제목", "글", List.of()));
    assertThat(sent.losses()).containsExactly(new Loss(Loss.Kind.FILE_LEFT_OUT, 1, ""));
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
        .containsExactly(new Loss(Loss.Kind.TOO_LONG, 2002, "2000"));
  }

  @Test
  void SM64_SM65_eachWayOfSendingTextsHasItsOwnLimits() {
    assertThat(losses(ChannelKind.SMS_HTTP, SMS, "가".repeat(1000))).isEmpty();
    assertThat(losses(ChannelKind.SMS_HTTP, SMS, "가".repeat(1001) + "😀"))
        .containsExactly(
            new Loss(Loss.Kind.UNENCODABLE, 1, "😀"), new Loss(Loss.Kind.TOO_LONG, 2003, "2000"));
    var other = Capabilities.of(ChannelKind.SMS_HTTP);
    assertThat(losses(ChannelKind.SMS_HTTP, other, "😀".repeat(800))).isEmpty();
    assertThat(losses(ChannelKind.SMS_HTTP, other, "가".repeat(1601)))
        .containsExactly(new Loss(Loss.Kind.TOO_LONG, 1601, "1600"));
    var kakao = ChannelKind.KAKAO_COUNSEL;
    assertThat(losses(kakao, Capabilities.of(kakao), "가".repeat(4000)))
        .as("is cut into bubbles")
        .isEmpty();
  }

  private static List<Loss> losses(ChannelKind kind, Capabilities can, String text) {
    return SmsCheck.losses(kind, can, List.of(new Part.Text(text)));
  }
}

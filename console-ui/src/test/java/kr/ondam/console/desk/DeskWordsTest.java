package kr.ondam.console.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import kr.ondam.channel.Part;
import kr.ondam.console.live.Failures;
import kr.ondam.conversation.Disposition;
import kr.ondam.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeskWordsTest {
  private static final TenantId LIFE = new TenantId("life");
  private static final List<Disposition> CODES =
      List.of(
          new Disposition(LIFE, "100", "보험금", null, true),
          new Disposition(LIFE, "110", "청구", "100", true),
          new Disposition(LIFE, "111", "청구 서류 안내", "110", true),
          new Disposition(LIFE, "112", "지급 지연", "110", false),
          new Disposition(LIFE, "200", "기타", null, true));

  @ParameterizedTest
  @CsvSource({
    "+821012345678, 010-1234-5678",
    "+8221234567, 02-123-4567",
    "+82311234567, 031-123-4567",
    "+16505550100, +16505550100"
  })
  void numbersAreWrittenAsPeopleWriteThem(String number, String shown) {
    assertThat(DeskText.phone(number)).isEqualTo(shown);
  }

  @Test
  void aMessageInOneLineSaysWhatWasSent() {
    assertThat(DeskText.plain(List.of(new Part.Text("영수증\n보냅니다"), new Part.Image(null, null))))
        .isEqualTo("영수증 보냅니다 [사진]");
    assertThat(
            DeskText.plain(
                List.of(
                    new Part.Card(null, "보험금 청구", "서류를 골라 주세요", List.of()),
                    new Part.Location(37.5, 127.0, "강남센터"),
                    new Part.FormReply(List.of(new Part.Answer("name", "이름", "홍길동"))))))
        .isEqualTo("보험금 청구 서류를 골라 주세요 [위치] 강남센터 [양식] 홍길동");
    assertThat(DeskText.plain(List.of(new Part.SystemEvent("x", java.util.Map.of())))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "세션 종료, failure.session",
    "unreachable, failure.unreachable",
    "HTTP 503, failure.busy",
    "throttled, failure.busy",
    "HTTP 401, failure.credentials",
    "24 h, failure.late",
    "no channel, failure.channel",
    "store, failure.store",
    "interrupted, failure.interrupted",
    "adapter failed, failure.adapter",
    "plan this message cannot be sent on this channel, failure.plan",
    "-203 차단한 사용자입니다, failure.refused",
    "timeouts, failure.refused"
  })
  void O2_everyFailureIsASentence(String failure, String key) {
    assertThat(Failures.key(failure)).isEqualTo(key);
    assertThat(ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT).getString(key))
        .endsWith(key.equals("failure.refused") ? "{0}" : ".");
  }

  @Test
  void B24_whatWaitsForTheCustomerSaysSo() {
    assertThat(Failures.waiting("customer")).isEqualTo("waiting.customer");
    assertThat(ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT))
        .satisfies(words -> assertThat(words.getString("waiting.customer")).contains("고객이 다시 말하면"));
  }

  @ParameterizedTest
  @CsvSource({
    "desk.session.days, 1, Session: 1 day left",
    "desk.session.days, 29, Session: 29 days left",
    "shell.leave.title, 1, You hold 1 conversation",
    "shell.leave.title, 2, You hold 2 conversations",
    "desk.customer.contracts, 0, 0 contracts",
    "desk.customer.contracts, 1, 1 contract",
    "desk.bot.fold, 3, 3 messages with the bot"
  })
  void oneIsOneInEnglish(String key, int number, String said) {
    var words = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ENGLISH);
    assertThat(
            new MessageFormat(words.getString(key), Locale.ENGLISH).format(new Object[] {number}))
        .isEqualTo(said);
  }

  @Test
  void clocksShowTheTimeOfTheZone() {
    var at = Instant.parse("2026-11-24T15:01:00Z");
    var seoul = ZoneId.of("Asia/Seoul");
    assertThat(DeskText.clock(at, seoul)).isEqualTo("00:01");
    assertThat(DeskText.stamp(at, seoul)).isEqualTo("2026.11.25 00:01");
  }

  @Test
  void onlyCodesInUseWithNothingBelowThemCanBeChosen() {
    var choices = Dispositions.choices(CODES);
    assertThat(choices)
        .containsExactly(
            new Dispositions.Choice("111", "보험금 › 청구 › 청구 서류 안내"),
            new Dispositions.Choice("200", "기타"));
    assertThat(choices.getFirst().matches("서류")).isTrue();
    assertThat(choices.getFirst().matches("11")).isTrue();
    assertThat(choices.getFirst().matches("200")).isFalse();
  }

  @Test
  void aCodeThatIsItsOwnParentDoesNotHang() {
    var odd = List.of(new Disposition(LIFE, "1", "하나", "1", true));
    assertThat(Dispositions.path("1", odd)).isEqualTo("하나");
    assertThat(Dispositions.path("없음", odd)).isEqualTo("없음");
  }

  @Test
  void shortcutsGoByThePlaceOfTheKey() {
    assertThat(DeskKeys.of("KeyA")).contains(new DeskKeys.Press.Accept());
    assertThat(DeskKeys.of("Digit7")).contains(new DeskKeys.Press.Slot(7));
    assertThat(DeskKeys.of("Digit0")).contains(new DeskKeys.Press.Ready());
    assertThat(DeskKeys.of("KeyQ")).contains(new DeskKeys.Press.Slot(1));
    assertThat(DeskKeys.of("<script>")).isEmpty();
  }

  @Test
  void everyShortcutIsExplained() {
    var texts = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);
    assertThat(DeskKeys.sheet())
        .allSatisfy(line -> assertThat(texts.containsKey(line.text())).isTrue());
  }
}

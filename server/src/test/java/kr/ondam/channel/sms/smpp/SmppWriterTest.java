package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmppWriterTest {
  private static Outbound to(String customer, UUID id, Part... parts) {
    var account = Sms.account(1);
    return new Outbound(id, account.tenant(), account.id(), customer, null, List.of(parts));
  }

  private static List<ProviderCall> plan(String text, UUID id, String... settings) {
    return SmppWriter.plan(
        Sms.settings(2775, settings), to("01012345678", id, new Part.Text(text)));
  }

  @Test
  void aCallSaysAllOfItsMessage() {
    var call = plan("네", new UUID(1, 2)).getFirst();
    assertThat(call.uri()).hasToString("smpp://127.0.0.1:2775");
    assertThat(call.headers())
        .isEqualTo(
            Map.of(
                "source", "15881234",
                "destination", "01012345678",
                "esm-class", "0",
                "data-coding", "8",
                "parameters", ""));
    assertThat(call.body()).isEqualTo("b124");
    assertThat(call.serial()).endsWith("-0");
    assertThat(call.toString()).doesNotContain("secret");
  }

  @Test
  void SM69_onlyANumberOfTheAccountIsTheSender() {
    var calls = plan("네", new UUID(1, 2), "number", "15881234, 15885678");
    assertThat(calls.getFirst().headers()).containsEntry("source", "15881234");
  }

  @Test
  void SM09_whoKnowsNoParametersGetsNoneUnlessTheAccountSaysSo() {
    assertThat(plan("가".repeat(150), new UUID(1, 2)))
        .allMatch(call -> call.headers().getOrDefault("parameters", "?").isEmpty());
  }

  @Test
  void theRestOfOneThatIsSentAgainJoinsWhatCameBefore() {
    var first = plan("가".repeat(150), new UUID(1, 2));
    var again = plan("가".repeat(150), new UUID(3, 4));
    assertThat(first).hasSize(3);
    assertThat(again)
        .extracting(ProviderCall::body)
        .isEqualTo(first.stream().map(ProviderCall::body).toList());
    assertThat(again.getFirst().serial()).isNotEqualTo(first.getFirst().serial());
  }

  @ParameterizedTest
  @ValueSource(strings = {"udh8", "udh16", "sar", "payload"})
  void whatWasPlannedIsWhatIsSent(String joining) {
    var text = "가나다라 👍🏽 ".repeat(30).strip();
    var settings = Sms.settings(2775, "long-text", joining);
    var octets = Octets.NONE;
    for (ProviderCall call : plan(text, new UUID(1, 2), "long-text", joining)) {
      var message = SmppWriter.message(settings, call);
      assertThat(message.registeredDelivery()).isEqualTo(1);
      octets = octets.plus(Fragment.of(message).orElseThrow().text());
    }
    assertThat(TextCoding.UCS2.decode(octets)).isEqualTo(text);
  }

  @Test
  void SM65_aTextTheCodingCannotHoldGoesOutAsUcs2() {
    assertThat(plan("뷁", new UUID(1, 2), "encoding", "ks-c-5601").getFirst().headers())
        .containsEntry("data-coding", "14");
    assertThat(plan("뷁 ❤", new UUID(1, 2), "encoding", "ks-c-5601").getFirst().headers())
        .containsEntry("data-coding", "8");
    assertThat(plan("Hello", new UUID(1, 2), "encoding", "gsm").getFirst().headers())
        .containsEntry("data-coding", "0");
  }

  @Test
  void choicesAreNumberedAndWhatIsNotForTheCustomerIsLeftAway() {
    var buttons =
        new Part.QuickReplies(
            List.of(
                new Part.Button("예", Part.ButtonAction.REPLY, "y"),
                new Part.Button("아니요", Part.ButtonAction.REPLY, "n")));
    var calls =
        SmppWriter.plan(
            Sms.settings(2775), to("01012345678", new UUID(1, 2), new Part.Text("맞나요?"), buttons));
    assertThat(TextCoding.UCS2.decode(Octets.hex(calls.getFirst().body())))
        .isEqualTo("맞나요?\n1) 예\n2) 아니요");
    var closed = new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of());
    assertThat(SmppWriter.plan(Sms.settings(2775), to("01012345678", new UUID(1, 2), closed)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14155550100", "14155550100", "0014155550100"})
  void SM68_aNumberAbroadIsWrittenToOnlyByAnAccountThatMay(String customer) {
    var outbound = to(customer, new UUID(1, 2), new Part.Text("Hi"));
    assertThatThrownBy(() -> SmppWriter.plan(Sms.settings(2775), outbound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("abroad: true");
    var may = Sms.settings(2775, "abroad", "true");
    var call = SmppWriter.plan(may, outbound).getFirst();
    assertThat(SmppWriter.message(may, call).destination())
        .isEqualTo(new Address(Address.INTERNATIONAL, Address.TELEPHONE, "14155550100"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"KAKAO", "번호없음", "; drop", "12"})
  void SM34_whoHasNoNumberCannotBeAnswered(String customer) {
    assertThatThrownBy(() ->
            SmppWriter.plan(Sms.settings(2775), to(customer, new UUID(1, 2), new Part.Text("네"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

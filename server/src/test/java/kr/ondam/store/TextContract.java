package kr.ondam.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Part;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.Message;
import org.junit.jupiter.api.Test;

/// What every store keeps exactly as it was written, however strange.
interface TextContract extends StoresOfTwoTenants {
  List<String> TEXTS =
      List.of(
          "\u0000\u0001\b\u001b[31m\u0085",
          "a" + "\u0301".repeat(200),
          "👩‍👩‍👧‍👦 👍🏽 🇰🇷",
          "ﾡﾢ ㄱㅏ 나랏말ᄊᆞ미",
          "<img src=x onerror=alert(1)>",
          "[은행](https://evil)",
          "\u202egpj.exe",
          "가".repeat(65_536));

  @Test
  default void KK34_KK36_KK38_KK40_KK41_KK42_textsComeBackAsTheyWereWritten() {
    var conversation = sample().open(Sample.LIFE, "u1", "s/1");
    List<Incoming> messages = new ArrayList<>();
    for (String text : TEXTS) {
      long seq = messages.size() + 2L;
      messages.add(Sample.incoming(sample().message(conversation, seq, text), "s/" + seq));
    }
    var progress = Sample.progress(conversation, messages.size() + 1L);
    stores()
        .conversations()
        .append(Sample.messages(Sample.LIFE, List.of(), messages, List.of(progress)));
    assertThat(stores().conversations().messages(Sample.LIFE, conversation.id(), 1, 100))
        .extracting(Message::parts)
        .isEqualTo(TEXTS.stream().map(text -> List.<Part>of(new Part.Text(text))).toList());
  }

  @Test
  default void KK61_theLargestAttributesFit() {
    var largest = "\u0001".repeat(4096);
    var attributes = Map.of("extra", largest, "image_url", largest, "oddity", "foreign_session");
    var customer = sample().customer(Sample.LIFE, "+821011112222");
    var conversation = sample().conversation(customer, "u1", attributes);
    stores().conversations().append(sample().opening(customer, conversation, "s/1"));
    assertThat(stores().conversations().find(Sample.LIFE, conversation.id()))
        .contains(conversation);
  }
}

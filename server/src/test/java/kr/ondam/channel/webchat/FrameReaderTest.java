package kr.ondam.channel.webchat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameReaderTest {
  private final FrameReader reader = new FrameReader();

  private ClientFrame say(String text) {
    return reader.read(
        "{\"t\":\"msg\",\"cmid\":\"a-1\",\"parts\":[{\"k\":\"text\",\"text\":\"" + text + "\"}]}");
  }

  @Test
  void theFramesOfTheDocumentAreRead() {
    assertThat(
            reader.read("{\"t\":\"hello\",\"v\":1,\"conv\":null,\"lastSeq\":0,\"tab\":\"k3x9\"}"))
        .isEqualTo(new ClientFrame.Hello(1, null, 0, "k3x9"));
    assertThat(reader.read("{\"t\":\"hello\",\"v\":1,\"conv\":\"c-1001\",\"lastSeq\":41}"))
        .isEqualTo(new ClientFrame.Hello(1, "c-1001", 41, ""));
    assertThat(say("감사합니다"))
        .isEqualTo(new ClientFrame.Say("a-1", List.of(new Part.Text("감사합니다")), null));
    assertThat(
            reader.read(
                "{\"t\":\"msg\",\"cmid\":\"7f1d\",\"parts\":[{\"k\":\"text\",\"text\":\"보험금"
                    + " 청구\",\"postback\":\"claim\"}]}"))
        .isEqualTo(new ClientFrame.Say("7f1d", List.of(new Part.Text("보험금 청구")), "claim"));
    var longest = "v".repeat(1000);
    assertThat(
            reader.read(
                "{\"t\":\"msg\",\"cmid\":\"7f1d\",\"parts\":[{\"k\":\"text\",\"text\":\"예\",\"postback\":\""
                    + longest
                    + "\"}]}"))
        .as("a bot's longest value")
        .isEqualTo(new ClientFrame.Say("7f1d", List.of(new Part.Text("예")), longest));
    assertThat(reader.read("{\"t\":\"read\",\"seq\":44}"))
        .isEqualTo(new ClientFrame.Read(null, 44));
    assertThat(reader.read("{\"t\":\"typing\",\"on\":true}"))
        .isEqualTo(new ClientFrame.Typing(true));
    assertThat(reader.read("{\"t\":\"ping\"}")).isEqualTo(new ClientFrame.Ping());
    assertThat(reader.read("{\"t\":\"pong\"}")).isEqualTo(new ClientFrame.Pong());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "\"hello\"",
        "{",
        "{}",
        "{\"t\":7}",
        "{\"t\":\"ping\",\"t\":\"pong\"}",
        "{\"t\":\"msg\",\"parts\":[]}",
        "{\"t\":\"msg\",\"cmid\":\"\",\"parts\":[{\"k\":\"text\",\"text\":\"x\"}]}",
        "{\"t\":\"msg\",\"cmid\":\"a b\",\"parts\":[{\"k\":\"text\",\"text\":\"x\"}]}",
        "{\"t\":\"typing\",\"on\":1}",
        "{\"t\":\"hello\",\"v\":1,\"conv\":7,\"lastSeq\":0}"
      })
  void WS40_whatIsNoFrameIsRefusedByACode(String text) {
    assertThat(reader.read(text)).isEqualTo(new ClientFrame.Refused(null, "bad_frame"));
  }

  @Test
  void aTextInWhichNothingIsVisibleIsNoMessage() {
    assertThat(say("\u200b \ufeff")).isEqualTo(new ClientFrame.Refused("a-1", "bad_part"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"accept", "assign", "note", "__proto__"})
  void WS13_commandsOfAgentsAreUnknownHere(String type) {
    assertThat(reader.read("{\"t\":\"" + type + "\"}"))
        .isEqualTo(new ClientFrame.Refused(null, "unknown_frame"));
  }

  @Test
  void WS41_aTypeOf10KbIsNotRepeated() {
    var refused = reader.read("{\"t\":\"" + "x".repeat(10_240) + "\"}");
    assertThat(refused).isEqualTo(new ClientFrame.Refused(null, "unknown_frame"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"t\":\"read\",\"seq\":-1}",
        "{\"t\":\"read\",\"seq\":0}",
        "{\"t\":\"read\",\"seq\":1.5}",
        "{\"t\":\"read\",\"seq\":\"44\"}",
        "{\"t\":\"read\",\"seq\":99999999999999999999}",
        "{\"t\":\"hello\",\"v\":1,\"lastSeq\":-1}",
        "{\"t\":\"hello\",\"v\":1,\"lastSeq\":0.5}"
      })
  void WS46_positionsAreWholeNumbers(String text) {
    assertThat(reader.read(text)).isEqualTo(new ClientFrame.Refused(null, "bad_frame"));
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "\\u0007", "\\n"})
  void WS61_anEmptyTextIsRefused(String text) {
    assertThat(say(text)).isEqualTo(new ClientFrame.Refused("a-1", "bad_part"));
  }

  @Test
  void WS61_controlCharactersAreStrippedAndLinesStay() {
    assertThat(say("a\\u0000\\u001bb\\r\\n\\tc\\u0085"))
        .isEqualTo(new ClientFrame.Say("a-1", List.of(new Part.Text("ab\n\tc")), null));
  }

  @Test
  void WS61_halfASurrogatePairBecomesAReplacement() {
    assertThat(say("a\\ud83db\\ud83d\\ude00"))
        .isEqualTo(new ClientFrame.Say("a-1", List.of(new Part.Text("a\uFFFDb😀")), null));
  }

  @Test
  void WS61_moreThan4000CharactersAreTooLong() {
    assertThat(say("가".repeat(4000))).isInstanceOf(ClientFrame.Say.class);
    assertThat(say("가".repeat(4001))).isEqualTo(new ClientFrame.Refused("a-1", "too_long"));
  }

  @Test
  void WS65_whatTheClientSaysAboutTimeAndAuthorIsIgnored() {
    assertThat(
            reader.read(
                "{\"t\":\"msg\",\"cmid\":\"a\",\"ts\":9999999999999,\"from\":\"agent\",\"parts\":[{\"k\":\"text\",\"text\":\"x\"}]}"))
        .isEqualTo(new ClientFrame.Say("a", List.of(new Part.Text("x")), null));
  }

  @Test
  void WS69_protoAndConstructorAreFieldsLikeAnyUnknownOne() {
    assertThat(reader.read("{\"__proto__\":{\"t\":\"msg\"},\"constructor\":1,\"t\":\"ping\"}"))
        .isEqualTo(new ClientFrame.Ping());
  }

  @Test
  void WS62_aFileIsNamedByItsIdOnly() {
    var id = new UUID(1, 2);
    var file = "{\"k\":\"file\",\"fileId\":\"" + id + "\",\"name\":\"x.exe\",\"url\":\"http://a\"}";
    assertThat(reader.read("{\"t\":\"msg\",\"cmid\":\"a\",\"parts\":[" + file + "]}"))
        .isEqualTo(new ClientFrame.Say("a", List.of(new Part.File(null, "", id)), null));
  }

  private ClientFrame filled(String cmid, String parts) {
    return reader.read("{\"t\":\"msg\",\"cmid\":\"" + cmid + "\",\"parts\":" + parts + "}");
  }

  @Test
  void theAnswersToAFormNameItByTheirCmid() {
    var place = new FormPlace(new UUID(1, 2).toString(), 44, 1);
    var cmid = "form_" + place.conversation() + "_44_1";
    var reply =
        "[{\"k\":\"formReply\",\"answers\":[{\"name\":\"a\",\"label\":\"거짓\",\"value\":\" 홍\\u0007"
            + " \"}]}]";
    var expected = new Part.FormReply(List.of(new Part.Answer("a", "", "홍")));
    assertThat(filled(cmid, reply)).isEqualTo(new ClientFrame.Say(cmid, List.of(expected), null));
    assertThat(((ClientFrame.Say) filled(cmid, reply)).form()).isEqualTo(place);
    for (var other : List.of("a-1", "form_c_0_1", "form_c_1_100", "form__1_1", "form_c_1")) {
      assertThat(filled(other, reply)).isEqualTo(new ClientFrame.Refused(other, "bad_part"));
    }
  }

  @Test
  void answersThatCannotBeAnyAreRefused() {
    var cmid = "form_c-1_2_0";
    var one = "{\"k\":\"formReply\",\"answers\":[]}";
    var text = "{\"k\":\"text\",\"text\":\"x\"}";
    for (var parts :
        List.of(
            "[" + text + "]",
            "[" + one + "," + text + "]",
            "[" + text + "," + one + "]",
            "[{\"k\":\"formReply\"}]",
            "[{\"k\":\"formReply\",\"answers\":[7]}]",
            "[{\"k\":\"formReply\",\"answers\":[{\"name\":\"a\",\"value\":7}]}]",
            "[{\"k\":\"formReply\",\"answers\":[{\"name\":\"\",\"value\":\"\"}]}]")) {
      assertThat(filled(cmid, parts)).isEqualTo(new ClientFrame.Refused(cmid, "bad_part"));
    }
    var longest = "[{\"k\":\"formReply\",\"answers\":[{\"name\":\"a\",\"value\":\"%s\"}]}]";
    assertThat(filled(cmid, longest.formatted("가".repeat(4001))))
        .isEqualTo(new ClientFrame.Refused(cmid, "too_long"));
  }

  @Test
  void otherPartsAreRefusedForTheirMessageOnly() {
    for (var parts : List.of("[]", "{}", "[{\"k\":\"file\",\"fileId\":\"f\"}]", "[7]")) {
      assertThat(reader.read("{\"t\":\"msg\",\"cmid\":\"a\",\"parts\":" + parts + "}"))
          .isEqualTo(new ClientFrame.Refused("a", "bad_part"));
    }
  }

  @Test
  void whateverComesNothingIsThrown() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var sample = "{\"t\":\"msg\",\"cmid\":\"a-1\",\"parts\":[{\"k\":\"text\",\"text\":\"x\"}]}";
    for (int round = 0; round < 5000; round++) {
      var text = sample.toCharArray();
      for (int i = random.nextInt(4); i >= 0; i--) {
        text[random.nextInt(text.length)] = (char) random.nextInt(0x10000);
      }
      assertThat(reader.read(new String(text))).as("seed %d", seed).isNotNull();
    }
  }
}

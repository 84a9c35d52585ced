package kr.ondam.channel.kakao;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import kr.ondam.channel.Part;
import kr.ondam.channel.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The shapes in which dealers send what customers say (channels.md 1.2).
final class CounselPartsTest {
  private static final String URL = "https://talk.kakaocdn.net/dna/a.bin";
  private static final String OBJECT = "{\"url\":\"" + URL + "\"}";

  static Stream<Arguments> shapes() {
    var in = string(OBJECT);
    var image = List.of(new Part.Image(URL, null));
    var receipt = "{\"url\":\"" + URL + "\",\"comment\":\"영수증\"}";
    return Stream.of(
        of("photo", "\"content\":\"" + URL + "\"", image),
        of("photo", "\"content\":" + OBJECT, image),
        of("photo", "\"content\":" + in, image),
        of("photo", "\"content\":" + string(" " + OBJECT), image),
        of("photo", "\"contents\":[\"" + URL + "\"]", image),
        of("photo", "\"contents\":[" + OBJECT + "]", image),
        of("photo", "\"contents\":[" + in + "]", image),
        of("photo", "\"contents\":" + string("[" + OBJECT + "]"), image),
        of("photo", "\"content\":" + string(receipt), List.of(new Part.Image(URL, "영수증"))),
        of("photo", "\"attachment\":" + OBJECT, image),
        of("photo", "\"attachment\":" + in, image),
        of("photo", "\"content\":\"\",\"image_url\":\"" + URL + "\"", image),
        of("image", "\"contents\":null,\"image_url\":\"" + URL + "\"", image),
        of("video", "\"content\":" + OBJECT, List.of(new Part.Video(URL))),
        of("video", "\"attachment\":" + OBJECT, List.of(new Part.Video(URL))),
        of("audio", "\"content\":" + in, List.of(new Part.Audio(URL))),
        of("audio", "\"contents\":[\"" + URL + "\"]", List.of(new Part.Audio(URL))),
        of(
            "file",
            "\"content\":\"" + URL + "?x=1\"",
            List.of(new Part.File(URL + "?x=1", "a.bin"))),
        of(
            "file",
            "\"content\":" + string("{\"url\":\"" + URL + "\",\"name\":\"계약서.pdf\"}"),
            List.of(new Part.File(URL, "계약서.pdf"))),
        of(
            "text",
            "\"content\":\"앞부분\",\"attachment\":" + OBJECT,
            List.of(new Part.Text("앞부분"), new Part.File(URL, "message.txt"))),
        of("TX", "\"attachment\":" + in, List.of(new Part.File(URL, "message.txt"))),
        // What a customer writes stays as it was written, whatever it looks like.
        of("text", "\"content\":" + in, List.of(new Part.Text(OBJECT))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("shapes")
  void everyShapeOfADealerIsUnderstood(String type, String fields, List<Part> parts) {
    assertThat(parts(type, fields)).isEqualTo(parts);
  }

  @Test
  void aStringThatIsNeitherAnAddressNorReadableIsKeptAsAPlaceholder() {
    for (var content : List.of("{\"url\":", "{}", "[1,2]", "{\"url\":7}")) {
      assertThat(parts("photo", "\"content\":" + string(content)))
          .as(content)
          .singleElement()
          .isInstanceOf(Part.Unsupported.class);
    }
  }

  private static Arguments of(String type, String fields, List<? extends Part> parts) {
    return Arguments.of(type, fields, parts);
  }

  private static String string(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private static List<Part> parts(String type, String fields) {
    var json = new StrictJson();
    var text = "{\"type\":\"" + type + "\"," + fields + "}";
    var reading = json.read(text.getBytes(StandardCharsets.UTF_8));
    return new CounselParts(json).of(((StrictJson.Reading.Document) reading).root());
  }
}

package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kr.ondam.channel.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

final class ApiFormsTest {
  private static List<Part> parts(String parts) {
    var body = JsonMapper.shared().readTree("{\"parts\":" + parts + "}");
    return ApiParts.of(ApiBody.of(body, "parts", "mask"));
  }

  @Test
  void aFormIsReadWithAllItsKinds() {
    assertThat(
            parts(
                """
                [{"k":"form","title":"방문 예약","fields":[
                  {"name":"name","label":"이름","kind":"TEXT","required":true},
                  {"name":"where","label":"센터","kind":"CHOICE","options":["서울","부산"]}]}]
                """))
        .containsExactly(
            new Part.Form(
                "방문 예약",
                List.of(
                    new Part.Field("name", "이름", Part.FieldKind.TEXT, true, List.of()),
                    new Part.Field(
                        "where", "센터", Part.FieldKind.CHOICE, false, List.of("서울", "부산")))));
  }

  @Test
  void aCarouselIsReadCardByCard() {
    assertThat(
            parts(
                """
                [{"k":"carousel","cards":[{"title":"하나","buttons":[{"label":"고르기"}]},
                  {"body":"둘","image":{"fileId":"00000000-0000-0001-0000-000000000002"}}]}]
                """))
        .singleElement()
        .satisfies(part -> assertThat(part.files()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | parts[0].fields",
        "[{\"name\":\"a\",\"label\":\"이름\",\"kind\":\"EMAIL\"}] | parts[0].fields[0].kind",
        "[{\"name\":\"a\",\"label\":\"이름\",\"kind\":\"CHOICE\"}] | parts[0].fields[0].options",
        "[{\"name\":\"a\",\"label\":\"이름\",\"kind\":\"TEXT\",\"options\":[\"x\"]}] |"
            + " parts[0].fields[0].options",
        "[{\"name\":\"a\",\"kind\":\"TEXT\"}] | parts[0].fields[0].label",
        "[{\"name\":\"a\",\"label\":\"1\",\"kind\":\"TEXT\"},{\"name\":\"a\",\"label\":\"2\",\"kind\":\"TEXT\"}]"
            + " | parts[0].fields[1].name"
      })
  void AP14_whatIsWrongWithAFormIsNamed(String fields, String where) {
    assertThatThrownBy(() -> parts("[{\"k\":\"form\",\"fields\":" + fields + "}]"))
        .hasMessageContaining(where);
  }
}

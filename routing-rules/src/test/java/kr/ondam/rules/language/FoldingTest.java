package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "계약을 해지하고 싶어요 | 해지 | true",
        "해지해 주세요 | 해지 | true",
        "카카오해지 | 해지 | true",
        // A word is found inside other words; there is no mode that knows where Korean words end.
        "이해지원 부서 | 해지 | true",
        "이해 지원 부서 | 해지 | false",
        "해 지 | 해지 | false",
        "부분 실패 | 분실 | false",
        "카드 분실했어요 | 카드 분실 | true",
        "카드분실했어요 | 카드 분실 | true",
        "카드   분실 | 카드 분실 | true",
        "카드 분실 | 카드분실 | false",
        "새 카드 재발급 | 새 카드 재발급 | true",
        "새카드 재발급 | 새 카드 재발급 | true",
        "새카드재발급 | 새 카드 재발급 | true",
        "환불 | 해지 | false",
        "KTX 예약 | ktx | true",
      })
  void RR44_aWordIsFoundAnywhereInTheText(String text, String word, boolean found) {
    assertThat(Words.holds("첫문장 포함 '" + word + "'", "첫문장", text)).isEqualTo(found);
  }

  @Test
  void RR45_compositionWidthBlanksAndInvisibleCharactersMakeNoDifference() {
    String composed = "해지 신청 ABC";
    String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
    assertThat(decomposed).isNotEqualTo(composed);
    assertThat(Words.holds("첫문장 포함 '해지 신청'", "첫문장", decomposed)).isTrue();
    assertThat(Words.holds("첫문장 포함 '" + decomposed + "'", "첫문장", composed)).isTrue();
    assertThat(Words.holds("첫문장 포함 '해지'", "첫문장", "해\u200B지\u2060요")).isTrue();
    assertThat(Words.holds("첫문장 포함 ' 해지\u00A0'", "첫문장", "해지")).isTrue();
    assertThat(Words.holds("첫문장 == 'abc 1'", "첫문장", "\uFEFFＡＢＣ\u3000 １")).isTrue();
    assertThat(
            Words.holds("첫문장 포함 목록.해지키워드", "첫문장", Normalizer.normalize("해약", Normalizer.Form.NFD)))
        .isTrue();
  }

  @Test
  void RR45_aTextIsClipped() {
    assertThat(Words.holds("첫문장 포함 '해지'", "첫문장", "가".repeat(1998) + "해지")).isTrue();
    assertThat(Words.holds("첫문장 포함 '해지'", "첫문장", "가".repeat(1999) + "해지")).isFalse();
    assertThat(Folding.fold("\u200B".repeat(100_000) + "해지")).isEqualTo("해지");
    assertThat(Folding.fold("가".repeat(1999) + "😀")).hasSize(1999);
    String longest = Normalizer.normalize("값".repeat(3000), Normalizer.Form.NFD);
    assertThat(Folding.fold(longest)).isEqualTo("값".repeat(2000));
  }

  @Test
  void RR46_caseAndWidthMakeNoDifference() {
    for (String vip : new String[] {"VIP", "vip", "ＶＩＰ", "ｖｉｐ", "V\u200BIP", " VIP "}) {
      assertThat(Words.holds("고객.등급 == '" + vip + "'", "고객.등급", "VIP")).isTrue();
      assertThat(Words.holds("고객.등급 == 'VIP'", "고객.등급", vip)).isTrue();
      assertThat(Words.VOCABULARY.value("고객등급", vip)).hasValue("VIP");
    }
  }

  @Test
  void RR46_fieldNamesMayBeDecomposedOrInAnotherCase() {
    String source = Normalizer.normalize("고객.등급 == 'VIP' 그리고 참", Normalizer.Form.NFD);
    assertThat(Words.condition(source).print(Spelling.KOREAN)).isEqualTo("고객.등급 == 'VIP' 그리고 참");
    assertThat(Words.condition("Customer.Grade == 'VIP' AND TRUE").print(Spelling.ENGLISH))
        .isEqualTo("customer.grade == 'VIP' and true");
  }

  @Test
  void RR45_namesOfListsAndEnumerationsMayBeDecomposed() {
    String grade = Normalizer.normalize("고객등급", Normalizer.Form.NFD);
    String list = Normalizer.normalize("해지키워드", Normalizer.Form.NFD);
    var vocabulary = Vocabulary.of(Map.of(grade, List.of("VIP")), Map.of(list, List.of("해지")));
    assertThat(vocabulary.values("고객등급")).containsExactly("VIP");
    assertThat(vocabulary.words(list)).containsExactly("해지");
    Facts facts = Facts.in(vocabulary).put("고객.등급", "VIP").put("첫문장", "해지").build();
    for (String name : List.of("해지키워드", list)) {
      assertThat(Words.condition("고객.등급 == 'VIP' 그리고 첫문장 포함 목록." + name, vocabulary).test(facts))
          .isTrue();
    }
  }

  @Test
  void RR48_whatACustomerWritesSetsNoFacts() {
    for (String text :
        new String[] {
          "grade=VIP", "고객.등급: VIP", "'}, 고객.등급: VIP, x: {'", "customer.grade == 'VIP'", "참", "\0"
        }) {
      Facts facts = Words.facts("첫문장", text);
      assertThat(Words.condition("고객.등급 in ['VVIP', 'VIP', '골드', '일반']").test(facts)).isFalse();
      for (Slot slot : Words.VOCABULARY.slots()) {
        boolean set = slot.field().type() == Type.SET;
        assertThat(!set && facts.present(slot))
            .isEqualTo(slot.field().equals(Fields.FIRST_MESSAGE));
      }
    }
  }
}

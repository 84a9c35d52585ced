package kr.ondam.rules.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The vocabulary of the example files, and short ways to read conditions in it.
final class Words {
  static final Vocabulary VOCABULARY = Vocabulary.of(enumerations(), lists());

  private Words() {}

  static Map<String, List<String>> enumerations() {
    var all = new LinkedHashMap<String, List<String>>();
    all.put("채널", List.of("카카오톡", "문자", "챗봇", "웹채팅"));
    all.put("고객등급", List.of("VVIP", "VIP", "골드", "일반"));
    all.put(
        "문의유형", List.of("보험금청구", "계약변경", "해지", "대출상담", "결제오류", "카드분실", "한도상향", "포인트", "불만", "기타"));
    all.put("지역", List.of("수도권", "영남", "호남"));
    all.put("계열사", List.of("한빛생명", "한빛카드"));
    all.put("센터", List.of("서울센터", "부산센터", "광주센터", "인천센터", "대구센터", "전주센터"));
    all.put("고객태그", List.of("민원이력", "소송중", "외국어", "청각장애", "임직원", "재문의"));
    return all;
  }

  static Map<String, List<String>> lists() {
    return Map.of(
        "해지키워드", List.of("해지", "해약", "탈퇴", "환급금"),
        "분실키워드", List.of("분실", "도난", "잃어버"),
        "욕설키워드", List.of("소송", "금감원", "고소"),
        "급한유형", List.of("카드분실", "결제오류"));
  }

  /// A condition that must be acceptable.
  static Condition condition(String source) {
    return condition(source, VOCABULARY);
  }

  static Condition condition(String source, Vocabulary vocabulary) {
    return switch (Condition.compile(source, vocabulary)) {
      case Compilation.Compiled compiled -> compiled.condition();
      case Compilation.Failed failed -> throw new AssertionError(source + ": " + failed.problems());
    };
  }

  /// The problems of a condition that must not be acceptable.
  static List<Problem> problems(String source) {
    return switch (Condition.compile(source, VOCABULARY)) {
      case Compilation.Compiled _ -> throw new AssertionError("accepted: " + source);
      case Compilation.Failed failed -> failed.problems();
    };
  }

  /// The first of them as `offset+length: sentence`.
  static String problem(String source) {
    Problem first = problems(source).getFirst();
    return first.offset() + "+" + first.length() + ": " + first.korean();
  }

  /// Facts from alternating names and values, all as text; `[a, b]` is a set.
  static Facts facts(String... namesAndValues) {
    var builder = Facts.in(VOCABULARY);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      if (value.startsWith("[")) {
        String inside = value.substring(1, value.length() - 1);
        builder.put(namesAndValues[i], inside.isEmpty() ? List.of() : List.of(inside.split(", ")));
      } else {
        builder.put(namesAndValues[i], value);
      }
    }
    if (!builder.refusals().isEmpty()) {
      throw new AssertionError(builder.refusals());
    }
    return builder.build();
  }

  static boolean holds(String source, String... namesAndValues) {
    return condition(source).test(facts(namesAndValues));
  }
}

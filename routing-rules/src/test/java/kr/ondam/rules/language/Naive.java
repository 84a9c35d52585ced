package kr.ondam.rules.language;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The language's meaning in the plainest form: facts are a map from names to objects. Written from
/// the documentation alone, to compare the product with.
final class Naive {
  static final List<String> LISTED = List.of("채널", "문의유형", "고객.등급", "지역", "현재.요일");
  static final List<String> NUMBERS = List.of("고객.나이", "고객.계약수", "챗봇실패");
  static final List<String> WORDS = List.of("해지", "해약", "분실", "it's", "도난 신고", "가");
  static final List<String> NAMED = List.of("해지", "해약", "탈퇴", "환급금");
  static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("채널", "channel"),
          Map.entry("문의유형", "topic"),
          Map.entry("고객.등급", "customer.grade"),
          Map.entry("지역", "region"),
          Map.entry("현재.요일", "now.weekday"),
          Map.entry("고객.나이", "customer.age"),
          Map.entry("고객.계약수", "customer.contracts"),
          Map.entry("챗봇실패", "bot_failures"),
          Map.entry("고객.태그", "customer.tags"),
          Map.entry("현재.시각", "now.time"),
          Map.entry("현재.공휴일", "now.holiday"),
          Map.entry("고객.최근상담", "customer.last_contact"),
          Map.entry("첫문장", "first_message"));

  private Naive() {}

  /// Something that holds for some facts.
  interface Test {
    boolean test(Map<String, Object> facts);
  }

  /// Something with a number, null if absent.
  interface Number {
    @Nullable Long of(Map<String, Object> facts);
  }

  static @Nullable Long add(List<Number> terms, Map<String, Object> facts) {
    long total = 0;
    for (Number term : terms) {
      Long value = term.of(facts);
      if (value == null) {
        return null;
      }
      total += value;
    }
    return total;
  }

  static List<String> values(String field) {
    return switch (field) {
      case "고객.등급" -> Words.enumerations().getOrDefault("고객등급", List.of());
      case "고객.태그" -> Words.enumerations().getOrDefault("고객태그", List.of());
      case "현재.요일" -> List.of("월", "화", "수", "목", "금", "토", "일");
      default -> Words.enumerations().getOrDefault(field, List.of());
    };
  }

  /// Random facts, each absent now and then.
  static Map<String, Object> facts(Random random) {
    var facts = new HashMap<String, Object>();
    for (String field : LISTED) {
      put(random, facts, field, values(field).get(random.nextInt(values(field).size())));
    }
    for (String field : NUMBERS) {
      put(random, facts, field, (long) random.nextInt(8) - 1);
    }
    var tags = values("고객.태그");
    put(random, facts, "고객.태그", tags.stream().filter(_ -> random.nextInt(3) == 0).toList());
    put(random, facts, "현재.시각", (long) random.nextInt(24 * 60));
    put(random, facts, "현재.공휴일", random.nextBoolean());
    put(random, facts, "고객.최근상담", 1000L * random.nextInt(200_000));
    put(random, facts, "첫문장", text(random));
    return facts;
  }

  private static String text(Random random) {
    var text = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
    for (int i = random.nextInt(3); i > 0; i--) {
      text.append(random.nextBoolean() ? " " : "").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private static void put(Random random, Map<String, Object> facts, String field, Object value) {
    if (random.nextInt(5) > 0) {
      facts.put(field, value);
    }
  }

  /// The same facts in the product's form, set by either name.
  static Facts product(Map<String, Object> facts, Random random) {
    var builder = Facts.in(Words.VOCABULARY);
    facts.forEach((korean, value) -> {
      String name = random.nextBoolean() ? korean : ENGLISH.getOrDefault(korean, korean);
      switch (value) {
        case Boolean truth -> builder.put(name, truth);
        case List<?> tags -> builder.put(name, tags.stream().map(Object::toString).toList());
        case Long number when korean.equals("현재.시각") ->
            builder.put(name, java.time.LocalTime.MIN.plusMinutes(number));
        case Long number when korean.equals("고객.최근상담") ->
            builder.put(name, java.time.Duration.ofMillis(number));
        case Long number -> builder.put(name, number.longValue());
        default -> builder.put(name, value.toString());
      }
    });
    if (!builder.refusals().isEmpty()) {
      throw new AssertionError(builder.refusals());
    }
    return builder.build();
  }
}

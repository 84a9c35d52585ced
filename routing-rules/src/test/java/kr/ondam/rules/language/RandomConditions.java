package kr.ondam.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Writes random conditions of the whole grammar together with what they mean. The meaning is a
/// [Naive], a tree that looks facts up by name in a map and knows nothing of the product's code.
final class RandomConditions {
  private static final List<String> OPERATORS = List.of("==", "!=", "<", "<=", ">", ">=");

  private final Random random;

  RandomConditions(Random random) {
    this.random = random;
  }

  /// A text and its meaning.
  record Written(String text, Naive.Test meaning) {}

  Written condition(int depth) {
    int choice = depth <= 0 ? 3 + random.nextInt(9) : random.nextInt(12);
    return switch (choice) {
      case 0 -> joined(depth, true);
      case 1 -> joined(depth, false);
      case 2 -> {
        Written inner = condition(depth - 1);
        yield new Written(
            one("아님 ", "not ", "!") + "(" + inner.text + ")", f -> !inner.meaning.test(f));
      }
      case 3 -> value();
      case 4 -> anyValue();
      case 5 -> members();
      case 6, 7 -> numbers();
      case 8 -> times();
      case 9 -> words();
      case 10 -> sameText();
      default -> truth(depth);
    };
  }

  private Written joined(int depth, boolean all) {
    int count = 2 + random.nextInt(3);
    var parts = new ArrayList<Naive.Test>();
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      Written part = condition(depth - 1);
      parts.add(part.meaning);
      text.append(i == 0 ? "" : all ? one(" 그리고 ", " and ", "&&") : one(" 또는 ", " or ", "||"));
      text.append(i % 2 == 0 ? "(" + part.text + ")" : gap() + "( " + part.text + ")" + gap());
    }
    Naive.Test meaning =
        all
            ? f -> parts.stream().allMatch(part -> part.test(f))
            : f -> parts.stream().anyMatch(part -> part.test(f));
    return new Written(text.toString(), meaning);
  }

  /// 그리고 binds closer than 또는, without parentheses.
  Written unparenthesised() {
    Written a = condition(0);
    Written b = condition(0);
    Written c = condition(0);
    Written d = condition(0);
    return new Written(
        a.text + " 또는 " + b.text + " and " + c.text + " || not " + d.text,
        f -> a.meaning.test(f) || b.meaning.test(f) && c.meaning.test(f) || !d.meaning.test(f));
  }

  private Written value() {
    String field = pick(Naive.LISTED);
    String value = pick(Naive.values(field));
    boolean equal = random.nextBoolean();
    String text =
        random.nextInt(4) == 0
            ? quoted(value) + (equal ? " == " : " != ") + name(field)
            : name(field) + gap() + (equal ? "==" : "!=") + gap() + quoted(value);
    return new Written(text, f -> value.equals(f.get(field)) == equal);
  }

  private Written anyValue() {
    String field = pick(Naive.LISTED);
    var values = some(Naive.values(field));
    boolean in = random.nextBoolean();
    String operator = in ? one(" in ", " 중 ") : one(" not in ", " 아님 중 ", " !in ");
    return new Written(
        name(field) + operator + list(values),
        f -> (f.get(field) != null && values.contains(f.get(field))) == in);
  }

  private Written members() {
    var values = some(Naive.values("고객.태그"));
    String right =
        values.size() == 1 && random.nextBoolean() ? quoted(values.getFirst()) : list(values);
    return new Written(
        name("고객.태그") + one(" 포함 ", " contains ") + right,
        f -> f.get("고객.태그") instanceof List<?> tags && tags.stream().anyMatch(values::contains));
  }

  private Written numbers() {
    var left = sum();
    var right = sum();
    String operator = pick(OPERATORS);
    return new Written(
        left.text + gap() + operator + gap() + right.text,
        f -> compare(left.value.of(f), operator, right.value.of(f)));
  }

  private record Sum(String text, Naive.Number value) {}

  private Sum sum() {
    var text = new StringBuilder();
    var terms = new ArrayList<Naive.Number>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int sign = i > 0 && random.nextBoolean() ? -1 : 1;
      text.append(i == 0 ? "" : sign < 0 ? " - " : "+");
      if (random.nextBoolean()) {
        String field = pick(Naive.NUMBERS);
        text.append(name(field));
        terms.add(f -> f.get(field) instanceof Long n ? (Long) (sign * n) : null);
      } else {
        long number = random.nextInt(12) == 0 ? Limits.NUMBER : random.nextInt(6);
        text.append(number);
        terms.add(_ -> sign * number);
      }
    }
    return new Sum(text.toString(), f -> Naive.add(terms, f));
  }

  private Written times() {
    String operator = pick(OPERATORS);
    if (random.nextBoolean()) {
      long minute = random.nextInt(24 * 60);
      String clock = "%02d:%02d".formatted(minute / 60, minute % 60);
      return new Written(
          name("현재.시각") + operator + clock, f -> compare((Long) f.get("현재.시각"), operator, minute));
    }
    int amount = random.nextInt(4);
    int unit = random.nextInt(4);
    long millis = amount * List.of(1_000L, 60_000L, 3_600_000L, 86_400_000L).get(unit);
    String written =
        amount + List.of(one("초", "s"), one("분", "min"), one("시간", "h"), one("일", "d")).get(unit);
    return new Written(
        written + operator + name("고객.최근상담"),
        f -> compare(millis, operator, (Long) f.get("고객.최근상담")));
  }

  private Written words() {
    var words = some(Naive.WORDS);
    boolean starts = random.nextInt(3) == 0;
    String operator = starts ? one(" 시작 ", " startswith ") : one(" 포함 ", " contains ");
    boolean named = random.nextInt(4) == 0;
    var sought = named ? Naive.NAMED : words;
    String right =
        named
            ? one("목록", "list") + ".해지키워드"
            : words.size() == 1 ? quoted(words.getFirst()) : list(words);
    return new Written(
        name("첫문장") + operator + right,
        f ->
            f.get("첫문장") instanceof String text
                && sought.stream()
                    .anyMatch(word -> starts ? text.startsWith(word) : text.contains(word)));
  }

  private Written sameText() {
    String word = pick(Naive.WORDS);
    boolean equal = random.nextBoolean();
    return new Written(
        name("첫문장") + (equal ? " == " : " != ") + quoted(word),
        f -> word.equals(f.get("첫문장")) == equal);
  }

  private Written truth(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> new Written(one("참", "true"), _ -> true);
      case 1 -> new Written(one("거짓", "false"), _ -> false);
      case 2 -> new Written(name("현재.공휴일"), f -> Boolean.TRUE.equals(f.get("현재.공휴일")));
      case 3 -> {
        boolean wanted = random.nextBoolean();
        yield new Written(
            name("현재.공휴일") + " == " + (wanted ? "참" : "false"),
            f -> Boolean.valueOf(wanted).equals(f.get("현재.공휴일")));
      }
      default -> {
        Written a = condition(Math.min(depth, 1) - 1);
        Written b = condition(Math.min(depth, 1) - 1);
        // A bare truth is a fact and may be absent; everything else is just true or false.
        yield new Written(
            "(" + a.text + " 또는 거짓 또는 " + a.text + ") == (" + b.text + " 또는 " + b.text + ")",
            f -> a.meaning.test(f) == b.meaning.test(f));
      }
    };
  }

  private static boolean compare(@Nullable Long left, String operator, @Nullable Long right) {
    boolean known = left != null && right != null;
    int sign = left == null || right == null ? 0 : Long.compare(left, right);
    return switch (operator) {
      case "==" -> known && sign == 0;
      case "!=" -> !known || sign != 0;
      case "<" -> known && sign < 0;
      case "<=" -> known && sign <= 0;
      case ">" -> known && sign > 0;
      default -> known && sign >= 0;
    };
  }

  private String name(String korean) {
    return random.nextBoolean() ? korean : Naive.ENGLISH.getOrDefault(korean, korean);
  }

  private String list(List<String> values) {
    return "["
        + String.join(random.nextBoolean() ? "," : ", ", values.stream().map(this::quoted).toList())
        + "]";
  }

  private String quoted(String text) {
    return random.nextBoolean() ? "'" + text.replace("'", "\\'") + "'" : "\"" + text + "\"";
  }

  private String gap() {
    return one(" ", "  ", "\n", "\t", " # 주석 'x' (\n");
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private <T> List<T> some(List<T> list) {
    int count = 1 + random.nextInt(3);
    var picked = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      picked.add(pick(list));
    }
    return picked;
  }
}

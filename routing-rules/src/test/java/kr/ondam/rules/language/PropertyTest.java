package kr.ondam.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertyTest {
  private static final int CONDITIONS = 20_000;
  private static final int FACTS = 3;

  @Test
  void evaluatesLikeTheNaiveTreeAndReadsWhatItPrints() {
    long seed = seed("evaluates");
    var random = new Random(seed);
    var conditions = new RandomConditions(random);
    int held = 0;
    for (int i = 0; i < CONDITIONS; i++) {
      var written = i % 10 == 0 ? conditions.unparenthesised() : conditions.condition(1 + i % 3);
      Condition condition = Words.condition(written.text());
      Condition korean = Words.condition(condition.print(Spelling.KOREAN));
      Condition english = Words.condition(condition.print(Spelling.ENGLISH));
      assertThat(korean.print(Spelling.KOREAN)).isEqualTo(condition.print(Spelling.KOREAN));
      assertThat(english.print(Spelling.ENGLISH)).isEqualTo(condition.print(Spelling.ENGLISH));
      assertThat(english.print(Spelling.KOREAN)).isEqualTo(condition.print(Spelling.KOREAN));
      for (int j = 0; j < FACTS; j++) {
        Map<String, Object> plain = Naive.facts(random);
        Facts facts = Naive.product(plain, random);
        boolean expected = written.meaning().test(plain);
        held += expected ? 1 : 0;
        if (condition.test(facts) != expected
            || english.test(facts) != expected
            || korean.test(facts) != expected
            || j == 0 && condition.trace(facts).holds() != expected) {
          throw new AssertionError(
              "seed " + seed + " case " + i + ": " + written.text() + "\n" + plain);
        }
      }
    }
    assertThat(held).isBetween(CONDITIONS * FACTS / 5, CONDITIONS * FACTS * 4 / 5);
  }

  @Test
  void theFirstMatchIsTheFirstThatHolds() {
    long seed = seed("first match");
    var random = new Random(seed);
    var conditions = new RandomConditions(random);
    for (int i = 0; i < 200; i++) {
      var rules = new ArrayList<Condition>();
      int count = random.nextInt(150);
      int kind = i % 3;
      for (int r = 0; r < count; r++) {
        String narrow = "문의유형 == '" + Naive.values("문의유형").get(random.nextInt(10)) + "' 그리고 ";
        String text = "(" + conditions.condition(kind).text() + ")";
        rules.add(Words.condition(random.nextInt(4) > 0 ? narrow + text : text));
      }
      var index = FirstMatch.of(rules);
      for (int f = 0; f < 40; f++) {
        Facts facts = Naive.product(Naive.facts(random), random);
        var expected = new ArrayList<Integer>();
        for (int r = 0; r < count; r++) {
          if (rules.get(r).test(facts)) {
            expected.add(r);
          }
        }
        assertThat(all(index, facts)).as("seed %d case %d", seed, i).isEqualTo(expected);
      }
    }
  }

  @Test
  void aSetTestInsideAnotherTestDoesNotStandForTheOneOutside() {
    String topics = "(문의유형 == '해지' 그리고 고객.태그 포함 '소송중' 또는 문의유형 == '불만')";
    var index =
        FirstMatch.of(
            List.of(
                Words.condition(topics + " 그리고 고객.태그 포함 '외국어'"),
                Words.condition(
                    "(문의유형 == '해지' 그리고 고객.태그 포함 '소송중') 그리고 (고객.태그 포함 '외국어' 그리고 채널 == '문자')")));
    assertThat(all(index, Words.facts("문의유형", "해지", "고객.태그", "[소송중]", "채널", "문자"))).isEmpty();
    assertThat(all(index, Words.facts("문의유형", "해지", "고객.태그", "[소송중, 외국어]", "채널", "문자")))
        .containsExactly(0, 1);
  }

  /// Few fields and values, so that tests of a set meet in every nesting of 그리고 and 또는.
  @Test
  void theFirstMatchIsTheFirstThatHoldsWhereverSetsAreTested() {
    long seed = seed("first match with sets");
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      var rules = new ArrayList<Condition>();
      for (int r = 0; r < 30; r++) {
        rules.add(Words.condition(nested(random, 1 + random.nextInt(3))));
      }
      var index = FirstMatch.of(rules);
      for (int f = 0; f < 30; f++) {
        Facts facts = Naive.product(Naive.facts(random), random);
        var expected = new ArrayList<Integer>();
        for (int r = 0; r < rules.size(); r++) {
          if (rules.get(r).test(facts)) {
            expected.add(r);
          }
        }
        assertThat(all(index, facts)).as("seed %d case %d", seed, i).isEqualTo(expected);
      }
    }
  }

  private static String nested(Random random, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      var tags = Naive.values("고객.태그");
      return switch (random.nextInt(6)) {
        case 0 -> "문의유형 == '" + Naive.values("문의유형").get(random.nextInt(3)) + "'";
        case 1 -> "첫문장 포함 '" + Naive.WORDS.get(random.nextInt(3)).replace("'", "\\'") + "'";
        case 2 -> "아님 (고객.태그 포함 '" + tags.get(random.nextInt(3)) + "')";
        default -> "고객.태그 포함 '" + tags.get(random.nextInt(tags.size())) + "'";
      };
    }
    String joint = random.nextBoolean() ? " 그리고 " : " 또는 ";
    var text = new StringBuilder("(" + nested(random, depth - 1) + ")");
    for (int n = 1 + random.nextInt(2); n > 0; n--) {
      text.append(joint).append('(').append(nested(random, depth - 1)).append(')');
    }
    return text.toString();
  }

  private static List<Integer> all(FirstMatch index, Facts facts) {
    var found = new ArrayList<Integer>();
    for (int at = index.find(facts); at >= 0; at = index.next(facts, at + 1)) {
      found.add(at);
    }
    return found;
  }

  @Test
  void randomGarbageNeverThrowsAndEveryProblemHasAPlace() {
    long seed = seed("garbage");
    var random = new Random(seed);
    var conditions = new RandomConditions(random);
    for (int i = 0; i < 50_000; i++) {
      String text = garbage(random, conditions);
      switch (Condition.compile(text, Words.VOCABULARY)) {
        case Compilation.Compiled compiled -> compiled.condition().test(Words.facts());
        case Compilation.Failed failed -> {
          assertThat(failed.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(10);
          for (Problem problem : failed.problems()) {
            boolean inside = problem.offset() + problem.length() <= text.length();
            if (!inside || problem.korean().isBlank() || problem.english().isBlank()) {
              throw new AssertionError("seed " + seed + " case " + i + ": " + text + " " + problem);
            }
            assertThat(problem.caret(text)).contains("^");
          }
        }
      }
    }
  }

  private static String garbage(Random random, RandomConditions conditions) {
    if (random.nextInt(3) == 0) {
      var text = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        String some = "()[]'\"\\.,:=!<>&|+-*/~#\n\t 09시분참가\uFEFF\u200B\uD83D＝‘a_\0";
        text.append(
            random.nextInt(20) == 0
                ? (char) random.nextInt(0x10000)
                : some.charAt(random.nextInt(some.length())));
      }
      return text.toString();
    }
    var text = new StringBuilder(conditions.condition(2).text());
    for (int n = 1 + random.nextInt(3); n > 0 && !text.isEmpty(); n--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
        default -> text.setLength(at);
      }
    }
    return text.toString();
  }

  private static long seed(String what) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println(what + ": seed " + seed);
    return seed;
  }
}

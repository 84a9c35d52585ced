package kr.ondam.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import kr.ondam.rules.language.Compilation;
import kr.ondam.rules.language.Condition;
import kr.ondam.rules.language.Facts;
import kr.ondam.rules.language.FirstMatch;
import kr.ondam.rules.language.Vocabulary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// 200 rules as administrators write them, over 256 conversations of which more than half reach the
/// last rule: one condition, the first match by index, and the rival, looking at one after another.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class ConditionBench {
  private static final int RULES = 200;
  private static final int CONVERSATIONS = 256;
  private static final List<String> CHANNELS = List.of("카카오톡", "문자", "챗봇", "웹채팅");
  private static final List<String> GRADES = List.of("VVIP", "VIP", "골드", "일반");
  private static final List<String> REGIONS = List.of("수도권", "영남", "호남");
  private static final List<String> TAGS = List.of("민원이력", "소송중", "외국어", "임직원", "재문의");
  private static final List<String> TOPICS =
      List.of("보험금청구", "계약변경", "해지", "대출상담", "결제오류", "카드분실", "한도상향", "포인트", "불만", "기타");

  private final Random random = new Random(7);
  private final Vocabulary vocabulary =
      Vocabulary.of(
          Map.of("채널", CHANNELS, "고객등급", GRADES, "지역", REGIONS, "고객태그", TAGS, "문의유형", TOPICS),
          Map.of());
  private final List<Condition> rules = rules();
  private final FirstMatch index = FirstMatch.of(rules);
  private final List<Facts> facts = facts();
  private int turn;

  /// One of the rules for one of the conversations.
  @Benchmark
  public boolean oneRule() {
    int at = turn++;
    return rules.get(at % RULES).test(facts.get((at >> 3) % CONVERSATIONS));
  }

  /// The first of the rules that holds, by the index.
  @Benchmark
  public int firstMatch() {
    return index.find(facts.get(turn++ % CONVERSATIONS));
  }

  /// The same, one rule after another.
  @Benchmark
  public int oneAfterAnother() {
    Facts conversation = facts.get(turn++ % CONVERSATIONS);
    for (int i = 0; i < RULES; i++) {
      if (rules.get(i).test(conversation)) {
        return i;
      }
    }
    return -1;
  }

  private List<Condition> rules() {
    var all = new ArrayList<Condition>();
    for (int i = 0; i < RULES - 1; i++) {
      all.add(read(rule(i)));
    }
    all.add(read("참"));
    return all;
  }

  private Condition read(String source) {
    return switch (Condition.compile(source, vocabulary)) {
      case Compilation.Compiled compiled -> compiled.condition();
      case Compilation.Failed failed -> throw new IllegalStateException(failed.toString());
    };
  }

  private String rule(int i) {
    String topic = "문의유형 == '" + pick(TOPICS) + "'";
    String channel = "채널 == '" + pick(CHANNELS) + "'";
    return switch (i % 8) {
      case 0 -> topic + " 그리고 고객.등급 == '" + pick(GRADES) + "' 그리고 고객.나이 >= " + (60 + i % 30);
      case 1 -> topic + " 그리고 고객.태그 포함 ['" + pick(TAGS) + "', '" + pick(TAGS) + "']";
      case 2 -> channel + " 그리고 고객.계약수 >= 8 그리고 지역 == '" + pick(REGIONS) + "'";
      case 3 -> "첫문장 포함 ['낱말" + i + "', '단어" + i + "', '용어" + i + "']";
      case 4 -> "고객.태그 포함 '" + pick(TAGS) + "' 그리고 챗봇실패 >= 4";
      case 5 -> topic + " 그리고 (현재.시각 >= 22:00 또는 현재.시각 < 07:00)";
      case 6 -> channel + " 그리고 고객.등급 in ['" + pick(GRADES) + "'] 그리고 현재.공휴일";
      default -> "(" + topic + " 또는 첫문장 포함 '키" + i + "') 그리고 고객.최근상담 < 1시간";
    };
  }

  private List<Facts> facts() {
    var all = new ArrayList<Facts>();
    for (int i = 0; i < CONVERSATIONS; i++) {
      var builder = Facts.in(vocabulary);
      builder.now(LocalDateTime.of(2026, 11, 24, 9 + random.nextInt(9), 0), false);
      builder.put("채널", pick(CHANNELS)).put("문의유형", pick(TOPICS)).put("지역", pick(REGIONS));
      builder.put("고객.등급", pick(GRADES)).put("고객.나이", 20 + random.nextInt(60));
      builder.put("고객.계약수", random.nextInt(8)).put("챗봇실패", random.nextInt(4));
      builder.put("고객.최근상담", Duration.ofHours(random.nextInt(100)));
      builder.put("고객.태그", random.nextInt(3) == 0 ? List.of(pick(TAGS)) : List.of());
      builder.put("첫문장", "안녕하세요 보험금 청구 서류가 무엇인지 알고 싶어서 문의드립니다");
      all.add(builder.build());
    }
    return all;
  }

  private String pick(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}

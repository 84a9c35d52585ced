package kr.ondam.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import kr.ondam.rules.language.Compilation;
import kr.ondam.rules.language.Condition;
import kr.ondam.rules.language.Vocabulary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Conditions that are as large, as deep or as wrong as somebody could write them: how long it
/// takes until each is refused.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread)
public class HostileBench {
  private static final Map<String, String> SOURCES =
      Map.of(
          "parentheses", "(".repeat(10_000),
          "deep", "(".repeat(3_999),
          "negations", "!".repeat(4_000),
          "literal", "'" + "가".repeat(1 << 20) + "'",
          "items", "고객.나이 in [" + "1,".repeat(1_990) + "1]",
          "wrongItems", "고객.등급 in [" + "'없',".repeat(490) + "'없']",
          "sum", "고객.나이" + "+1".repeat(1_900) + " > 3",
          "path", "a.".repeat(1_990) + "a",
          "digits", "1".repeat(4_000),
          "chain", "참" + " 또는 참".repeat(700));

  private final Vocabulary vocabulary =
      Vocabulary.of(Map.of("고객등급", List.of("VIP", "일반")), Map.of());
  private String text = "";

  @Param({
    "parentheses",
    "deep",
    "negations",
    "literal",
    "items",
    "wrongItems",
    "sum",
    "path",
    "digits",
    "chain"
  })
  private String source = "";

  /// Takes the text of the name.
  @Setup(Level.Trial)
  public void choose() {
    text = SOURCES.getOrDefault(source, "");
  }

  /// Reads it, which fails.
  @Benchmark
  public Compilation hostile() {
    return Condition.compile(text, vocabulary);
  }
}

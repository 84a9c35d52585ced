package kr.ondam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kr.ondam.rules.file.HolidayTable;
import kr.ondam.rules.file.Reading;
import kr.ondam.rules.file.RuleBook;
import kr.ondam.rules.file.RuleText;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The group's file and those of fifty tenants, two of the demo and 48 like them: read, checked,
/// and their own tests run. Once as the first thing a process does, and once more in a process that
/// has done it.
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class RuleFilesBench {
  private static final int TENANTS = 50;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private final List<RuleText> files = new ArrayList<>();

  /// Reads the shipped files.
  @Setup
  public void prepare() throws IOException {
    var routing =
        Path.of(System.getenv().getOrDefault("ONDAM_HOME", "."), "config").resolve("routing");
    for (String name : List.of("group.yaml", "hanbit-life.yaml", "hanbit-card.yaml")) {
      files.add(new RuleText(name, Files.readString(routing.resolve(name))));
    }
    var group = files.getFirst();
    String names =
        IntStream.range(files.size() - 1, TENANTS)
            .mapToObj(i -> ", 계열사" + i)
            .collect(Collectors.joining());
    files.set(0, new RuleText(group.name(), group.text().replace("한빛카드]", "한빛카드" + names + "]")));
    String tenant = files.get(1).text();
    for (int i = files.size() - 1; i < TENANTS; i++) {
      String another =
          tenant.replace("한빛생명", "계열사" + i).replaceAll("(서울|부산|광주)센터", "$1" + i + "센터");
      files.add(new RuleText("t" + i + ".yaml", another));
    }
  }

  @Benchmark
  @Fork(5)
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public RuleBook filesFirst() {
    return read();
  }

  @Benchmark
  @Fork(1)
  @Warmup(iterations = 2)
  @Measurement(iterations = 5)
  public RuleBook filesAgain() {
    return read();
  }

  private RuleBook read() {
    return switch (RuleBook.read(files, Optional.empty(), HolidayTable.shipped(), TODAY)) {
      case Reading.Accepted accepted when accepted.book().tenants().size() == TENANTS ->
          accepted.book();
      case Reading other -> throw new IllegalStateException("rule files: " + other.diagnostics());
    };
  }
}

package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.ondam.rules.simulation.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateTest {
  private static final String SMALL =
      """
      문서: 모의실험/1
      제목: 작은 센터
      반복: 3
      기준:
        시간: {길이: 2시간}
        상담사: [{이름: 가, 인원: 6}]
        큐: [{이름: 대출, 도착: {시간당: 100}, 처리시간: 3분}]
      변형:
        - {이름: 한 명 적게, 상담사: [{이름: 가, 인원: -1}]}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void aFileIsSimulatedInKoreanOrEnglish() throws IOException {
    Path file = Files.writeString(folder.resolve("what-if.yaml"), SMALL);
    assertThat(run(file, Language.KOREAN)).isZero();
    assertThat(text(out)).contains("모의실험: 작은 센터", "[기준]", "[한 명 적게]", "기준과의 차이");
    assertThat(run(file, Language.ENGLISH)).isZero();
    assertThat(text(out)).contains("Simulation: 작은 센터", "[base]", "difference to the base");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void aBadFileIsAnsweredWith65AndItsPlaces() throws IOException {
    Path file =
        Files.writeString(folder.resolve("what-if.yaml"), SMALL.replace("처리시간: 3분", "처리시간: 3"));
    assertThat(run(file, Language.KOREAN)).isEqualTo(65);
    assertThat(text(err)).startsWith(file + ":7:38: 오류: 처리시간 값 '3'은 시간이 아닙니다.");
    assertThat(run(file, Language.ENGLISH)).isEqualTo(65);
    assertThat(text(err)).contains(file + ":7:38: error: handle '3' is no time span");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aMissingOrUnreadableFileIsSaidSo() throws IOException {
    assertThat(run(folder.resolve("none.yaml"), Language.KOREAN)).isEqualTo(66);
    assertThat(text(err)).contains("none.yaml: 파일을 읽을 수 없습니다");
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, new byte[] {(byte) 0xe9, (byte) 0x41});
    assertThat(run(latin, Language.ENGLISH)).isEqualTo(65);
    assertThat(text(err)).contains("latin.yaml:1:1: error: not UTF-8");
  }

  private int run(Path file, Language language) {
    var to = new PrintStream(out, true, StandardCharsets.UTF_8);
    var problems = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Simulate(to, problems, language).run(file);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}

package kr.ondam.rules.file;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says in words what the YAML reader stumbled over.
public final class SyntaxErrors {
  private static final List<Known> KNOWN =
      List.of(
          new Known("(TAB)", "들여쓰기에는 탭을 쓸 수 없습니다. 공백을 쓰세요"),
          new Known("mapping values are not allowed", "여기에는 ':' 를 쓸 수 없습니다. 들여쓰기와 따옴표를 확인하세요"),
          new Known("could not find expected ':'", "키 다음에 ':' 가 없습니다"),
          new Known("expected ',' or '}'", "'{' 로 시작한 묶음에 ',' 나 '}' 가 빠졌습니다"),
          new Known("expected ',' or ']'", "'[' 로 시작한 목록에 ',' 나 ']' 가 빠졌습니다"),
          new Known("unexpected end of stream", "따옴표나 괄호가 닫히지 않은 채 파일이 끝났습니다"),
          new Known("expected <block end>", "들여쓰기가 위의 줄과 맞지 않습니다"),
          new Known("did not find expected", "들여쓰기가 위의 줄과 맞지 않습니다"),
          new Known(
              "unknown escape character", "큰따옴표 안에서 쓸 수 없는 '\\' 입니다. 작은따옴표를 쓰거나 '\\\\' 로 쓰세요"),
          new Known("cannot start any token", "이 글자로는 값을 시작할 수 없습니다. 따옴표로 감싸세요"));

  private SyntaxErrors() {}

  static void report(Source source, MarkedYamlEngineException broken, Findings findings) {
    Span at =
        broken
            .getProblemMark()
            .map((Mark mark) -> source.point(mark.getIndex()))
            .orElse(source.point(0));
    String problem = broken.getProblem() == null ? "" : broken.getProblem();
    String korean = korean(problem).orElse("YAML 문법 오류: " + problem);
    String began =
        broken
            .getContextMark()
            .map(mark -> source.point(mark.getIndex()).at())
            .filter(start -> !start.equals(at.at()))
            .map(start -> " (" + start + ")")
            .orElse("");
    findings.error(new Node.Text("", at), korean + began, "YAML syntax: " + problem + began);
  }

  /// What the YAML reader says, in Korean; empty for what it seldom says.
  public static Optional<String> korean(String problem) {
    return KNOWN.stream()
        .filter(known -> problem.contains(known.problem()))
        .map(Known::korean)
        .findFirst();
  }

  private record Known(String problem, String korean) {}
}

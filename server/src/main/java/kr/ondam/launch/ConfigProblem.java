package kr.ondam.launch;

import java.util.List;

/// Thrown when a configuration file cannot be used; names everything that is wrong with it at once.
public final class ConfigProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public ConfigProblem(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}

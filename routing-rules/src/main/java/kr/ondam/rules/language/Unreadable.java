package kr.ondam.rules.language;

/// Reading stops at a problem. Never leaves the package; has no stack trace, because hostile input
/// should not be able to make refusing expensive.
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Unreadable(Problem problem) {
    super(problem.english(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}

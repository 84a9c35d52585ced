package kr.ondam.gateway;

/// Thrown inside a REST handler to answer a problem.
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  ApiProblem(int status, String code, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
  }

  static ApiProblem notFound() {
    return new ApiProblem(404, "not_found", "There is nothing here.");
  }

  static ApiProblem invalid(String detail) {
    return new ApiProblem(422, "invalid", detail);
  }

  GatewayResponse response(GatewayRequest request) {
    return GatewayResponse.problem(request, status, code, String.valueOf(getMessage()));
  }
}

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

  /// For an id in a body or the like that is nobody's of the caller's tenant.
  static ApiProblem unknownReference(String field) {
    return new ApiProblem(422, "unknown_reference", field + ": expected the id of one of yours");
  }

  static ApiProblem over() {
    return new ApiProblem(409, "conversation_over", "The conversation is over.");
  }

  /// For a key that was used before with other content.
  static ApiProblem keyReused() {
    return new ApiProblem(
        422, "idempotency_key_reused", "This Idempotency-Key came with other content before.");
  }

  GatewayResponse.Full response(GatewayRequest request) {
    return GatewayResponse.problem(request, status, code, String.valueOf(getMessage()));
  }
}

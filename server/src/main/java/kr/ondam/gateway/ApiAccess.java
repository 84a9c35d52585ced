package kr.ondam.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import kr.ondam.agent.Role;
import kr.ondam.channel.StrictJson;
import kr.ondam.security.ApiKeys;
import kr.ondam.tenant.StoreUnavailable;

/// Lets only bearers of an API key with the needed role through to a REST handler, and words what
/// goes wrong in it.
final class ApiAccess {
  /// Answers a call; may block, and may throw [ApiProblem].
  interface Handler {
    CompletionStage<GatewayResponse> handle(ApiCall call);
  }

  private static final String BEARER = "bearer ";

  private final ApiKeys keys;
  private final StrictJson json = new StrictJson();

  ApiAccess(ApiKeys keys) {
    this.keys = keys;
  }

  RouteHandler allow(Role role, Handler handler) {
    return request -> {
      if (request.query().containsKey("key") || request.query().containsKey("access_token")) {
        return answer(
            GatewayResponse.problem(
                request, 400, "key_in_address", "A key belongs into the Authorization header."));
      }
      var header = request.header("authorization");
      if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
        return answer(unauthorised(request));
      }
      try {
        var key = keys.authenticate(header.substring(BEARER.length()).strip());
        if (key.isEmpty()) {
          return answer(unauthorised(request));
        }
        if (!key.get().roles().contains(role)) {
          return answer(
              GatewayResponse.problem(request, 403, "forbidden", "This key may not do that."));
        }
        return handler
            .handle(new ApiCall(request, key.get(), json))
            .exceptionally(failure -> failed(request, failure));
      } catch (RuntimeException e) {
        return answer(failed(request, e));
      }
    };
  }

  private static GatewayResponse unauthorised(GatewayRequest request) {
    return GatewayResponse.with(
        GatewayResponse.problem(request, 401, "unauthorised", "A bearer API key is needed."),
        "www-authenticate",
        "Bearer");
  }

  private static GatewayResponse failed(GatewayRequest request, Throwable failure) {
    return switch (failure) {
      case CompletionException e when e.getCause() != null -> failed(request, e.getCause());
      case ApiProblem problem -> problem.response(request);
      case StoreUnavailable _ -> unavailable(request);
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    };
  }

  static GatewayResponse unavailable(GatewayRequest request) {
    return GatewayResponse.with(
        GatewayResponse.problem(
            request, 503, "unavailable", "Nothing can be stored or read at this moment."),
        "retry-after",
        "5");
  }

  static CompletionStage<GatewayResponse> answer(GatewayResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}

package kr.ondam.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Answers the requests of one route. Called on a virtual thread, so it may block. A stage may
/// complete on any thread; the answer is written from there without another hop.
@FunctionalInterface
public interface RouteHandler {
  CompletionStage<GatewayResponse> handle(GatewayRequest request);

  /// A handler that has its answer when it returns.
  static RouteHandler blocking(Function<GatewayRequest, GatewayResponse> answer) {
    return request -> CompletableFuture.completedFuture(answer.apply(request));
  }
}

package kr.ondam.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds who answers a request and lets it answer on a virtual thread.
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Router router;
  private final TokenBuckets buckets;
  private final Executor threads;
  private final MeterRegistry meters;
  private final Supplier<String> requestIds;
  private final boolean stopping;

  Dispatcher(
      Router router,
      TokenBuckets buckets,
      Executor threads,
      MeterRegistry meters,
      Supplier<String> requestIds) {
    this(router, buckets, threads, meters, requestIds, false);
  }

  private Dispatcher(
      Router router,
      TokenBuckets buckets,
      Executor threads,
      MeterRegistry meters,
      Supplier<String> requestIds,
      boolean stopping) {
    this.router = router;
    this.buckets = buckets;
    this.threads = threads;
    this.meters = meters;
    this.requestIds = requestIds;
    this.stopping = stopping;
  }

  /// The same for a server that stops: it answers what is open to everybody or for operators, such
  /// as `/readyz`, and takes no new work.
  Dispatcher stopping() {
    return new Dispatcher(router, buckets, threads, meters, requestIds, true);
  }

  /// A handshake that was admitted.
  record Upgrade(GatewayRequest request, SocketRoute route, Executor threads) {}

  /// Exactly one of the two is called once, on any thread.
  void dispatch(
      GatewayRequest request, Consumer<GatewayResponse> answered, Consumer<Upgrade> admitted) {
    if (!buckets.take(request.remoteAddress())) {
      answer(request, "limit", tooMany(), answered);
      return;
    }
    switch (router.match(request.method(), request.path())) {
      case Router.Match.Unknown() ->
          answer(request, "none", new Problem(404, "not_found", "There is nothing."), answered);
      case Router.Match.OtherMethods(var allowed) -> {
        var problem = new Problem(405, "method_not_allowed", "This method is not taken here.");
        answer(request, "none", problem.with("allow", String.join(", ", allowed)), answered);
      }
      case Router.Match.Found(var route, var _) when stopping && isWork(route) ->
          answer(request, route.pattern(), unavailable(), answered);
      case Router.Match.FoundSocket(var route, var _) when stopping ->
          answer(request, route.pattern(), unavailable(), answered);
      case Router.Match.Found(var route, var params) -> {
        var problem = unacceptable(route, request);
        if (problem != null) {
          answer(request, route.pattern(), problem, answered);
        } else {
          run(request, answered, () -> handle(route, request.withParams(params), answered));
        }
      }
      case Router.Match.FoundSocket(var route, var params) ->
          run(
              request,
              answered,
              () -> admit(route, request.withParams(params), answered, admitted));
    }
  }

  /// Whether a file may come, as the entrance of its route says; `judged` is called once, on any
  /// thread.
  void enter(GatewayRequest head, Consumer<Entrance.Entry> judged) {
    var match = router.match(head.method(), head.path());
    var entrance = match instanceof Router.Match.Found(var route, var _) ? route.entrance() : null;
    if (!(match instanceof Router.Match.Found(var route, var params)) || entrance == null) {
      judged.accept(new Entrance.Entry.Admitted(head.remoteAddress()));
    } else if (stopping) {
      judged.accept(turned(route, unavailable().response(head.requestId())));
    } else if (!buckets.take(head.remoteAddress())) {
      judged.accept(turned(route, tooMany().response(head.requestId())));
    } else if (!aside(() -> judged.accept(judge(entrance, route, head.withParams(params))))) {
      judged.accept(turned(route, unavailable().response(head.requestId())));
    }
  }

  private Entrance.Entry judge(Entrance entrance, Route route, GatewayRequest head) {
    try {
      var entry = entrance.judge(head);
      return entry instanceof Entrance.Entry.Refused(var answer) ? turned(route, answer) : entry;
    } catch (RuntimeException e) {
      return turned(route, failed(head, e));
    }
  }

  private Entrance.Entry turned(Route route, GatewayResponse.Full answer) {
    count(route.pattern(), answer.status());
    return new Entrance.Entry.Refused(answer);
  }

  private static Problem tooMany() {
    return new Problem(429, "too_many_requests", "Too many requests from this address.")
        .with("retry-after", "1");
  }

  private static boolean isWork(Route route) {
    return route.access() != Access.PUBLIC && route.access() != Access.OPERATORS;
  }

  GatewayResponse.Full refusal(Problem problem) {
    count("refused", problem.status());
    return problem.response(requestIds.get());
  }

  /// Runs what may block beside the connections; answers whether it will.
  boolean aside(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException _) {
      return false;
    }
  }

  private void run(GatewayRequest request, Consumer<GatewayResponse> answered, Runnable task) {
    if (!aside(task)) {
      answer(request, "none", unavailable(), answered);
    }
  }

  private void handle(Route route, GatewayRequest request, Consumer<GatewayResponse> answered) {
    try {
      route
          .handler()
          .handle(request)
          .whenComplete((response, failure) -> {
            var known = response != null ? response : failed(request, failure);
            count(route.pattern(), known.status());
            answered.accept(known);
          });
    } catch (RuntimeException e) {
      var response = failed(request, e);
      count(route.pattern(), response.status());
      answered.accept(response);
    }
  }

  private void admit(
      SocketRoute route,
      GatewayRequest request,
      Consumer<GatewayResponse> answered,
      Consumer<Upgrade> admitted) {
    var wrong = HandshakeRules.judge(request);
    if (wrong != null) {
      answer(request, route.pattern(), wrong, answered);
      return;
    }
    try {
      switch (route.endpoint().admit(request)) {
        case SocketEndpoint.Admission.Welcome() ->
            admitted.accept(new Upgrade(request, route, threads));
        case SocketEndpoint.Admission.Refused(var status, var code, var detail) ->
            answer(request, route.pattern(), refused(status, code, detail), answered);
      }
    } catch (RuntimeException e) {
      answered.accept(failed(request, e));
    }
  }

  private static Problem refused(int status, String code, String detail) {
    var problem = new Problem(status, code, detail);
    return status == 429 || status == 503 ? problem.with("retry-after", "5") : problem;
  }

  private static @Nullable Problem unacceptable(Route route, GatewayRequest request) {
    if (route.access() != Access.CHANNEL_KEY && !request.queryReadable()) {
      return new Problem(400, "bad_query", "The query is not percent-encoded UTF-8.");
    }
    return switch (route.accepts()) {
      case ANYTHING -> null;
      case JSON -> {
        var type = request.header("content-type");
        boolean without = type == null && request.body().length == 0;
        yield without || type != null && isJson(type)
            ? null
            : new Problem(415, "media_type", "Only application/json in UTF-8 is taken.");
      }
    };
  }

  private static boolean isJson(String type) {
    var parts = type.toLowerCase(Locale.ROOT).split(";", -1);
    if (!parts[0].strip().equals("application/json")) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static GatewayResponse.Full failed(GatewayRequest request, @Nullable Throwable failure) {
    var cause =
        failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof StoreUnavailable) {
      return unavailable().response(request.requestId());
    }
    LOG.error("request {} failed", request.requestId(), cause);
    return new Problem(500, "internal", "The request failed; the operator has the details.")
        .response(request.requestId());
  }

  static Problem unavailable() {
    return new Problem(503, "unavailable", "Not now; try again later.").with("retry-after", "10");
  }

  private void answer(
      GatewayRequest request, String route, Problem problem, Consumer<GatewayResponse> answered) {
    count(route, problem.status());
    answered.accept(problem.response(request.requestId()));
  }

  private void count(String route, int status) {
    meters.counter("http.answers", "route", route, "status", Integer.toString(status)).increment();
  }
}

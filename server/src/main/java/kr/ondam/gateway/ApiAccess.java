package kr.ondam.gateway;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import kr.ondam.agent.Role;
import kr.ondam.channel.StrictJson;
import kr.ondam.security.ApiKey;
import kr.ondam.security.ApiKeys;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// Lets only bearers of an API key with the needed role through to a REST handler, and words what
/// goes wrong in it.
public final class ApiAccess {
  /// Answers a call; may block, and may throw [ApiProblem].
  interface Handler {
    CompletionStage<GatewayResponse> handle(ApiCall call);
  }

  private static final String BEARER = "bearer ";
  private static final Set<Role> READERS =
      Set.of(Role.AGENT, Role.LEAD, Role.MANAGER, Role.AUDITOR);
  private static final Set<Role> WRITERS = Set.of(Role.AGENT);
  private static final Set<Role> MANAGERS = Set.of(Role.MANAGER, Role.ADMIN);

  private final ApiKeys keys;
  private final TokenBuckets buckets;
  private final StrictJson json = new StrictJson();

  /// @param buckets by the id of the key
  public ApiAccess(ApiKeys keys, TokenBuckets buckets) {
    this.keys = keys;
    this.buckets = buckets;
  }

  /// A route that changes nothing, for every key.
  ///
  /// @param parameters all that may stand in the query
  Route get(String pattern, Handler handler, String... parameters) {
    return Route.get(pattern, Access.API_KEY, allow(READERS, Set.of(parameters), handler));
  }

  /// A route that changes something, for keys of agents.
  Route post(String pattern, Handler handler) {
    return Route.post(pattern, Access.API_KEY, allow(WRITERS, Set.of(), handler));
  }

  /// A route that takes a file as its body, for keys of agents. One key may have so many bytes on
  /// their way as one sender may.
  ///
  /// @param entrance throws [ApiProblem] for a call whose file is not to be read; may block
  /// @param parameters all that may stand in the query
  Route upload(String pattern, Consumer<ApiCall> entrance, Handler handler, String... parameters) {
    var known = Set.of(parameters);
    return new Route(
        "POST",
        pattern,
        Access.API_KEY,
        Route.Accepts.ANYTHING,
        allow(WRITERS, known, handler),
        head -> entry(head, known, entrance));
  }

  private Entrance.Entry entry(
      GatewayRequest head, Set<String> parameters, Consumer<ApiCall> entrance) {
    try {
      var key = key(head);
      if (key == null) {
        return new Entrance.Entry.Refused(unauthorised(head));
      }
      var problem = refusal(head, key, WRITERS, parameters);
      if (problem != null) {
        return new Entrance.Entry.Refused(problem.response(head.requestId()));
      }
      entrance.accept(new ApiCall(head, key, json));
      return new Entrance.Entry.Admitted("key " + key.id());
    } catch (ApiProblem problem) {
      return new Entrance.Entry.Refused(problem.response(head));
    } catch (StoreUnavailable _) {
      return new Entrance.Entry.Refused(unavailable(head));
    }
  }

  Route put(String pattern, Handler handler) {
    return new Route(
        "PUT", pattern, Access.API_KEY, Route.Accepts.JSON, allow(WRITERS, Set.of(), handler));
  }

  /// A route that changes some fields of something, for keys of agents.
  Route patch(String pattern, Handler handler) {
    return new Route(
        "PATCH", pattern, Access.API_KEY, Route.Accepts.JSON, allow(WRITERS, Set.of(), handler));
  }

  /// A route that changes nothing, for keys of managers and administrators.
  ///
  /// @param parameters all that may stand in the query
  Route managersGet(String pattern, Handler handler, String... parameters) {
    return Route.get(pattern, Access.API_KEY, allow(MANAGERS, Set.of(parameters), handler));
  }

  /// A route that changes something, for keys of managers and administrators.
  Route managersPost(String pattern, Handler handler) {
    return Route.post(pattern, Access.API_KEY, allow(MANAGERS, Set.of(), handler));
  }

  private RouteHandler allow(Set<Role> roles, Set<String> parameters, Handler handler) {
    return request -> {
      try {
        var key = key(request);
        var problem = key == null ? null : refusal(request, key, roles, parameters);
        if (key == null) {
          return answer(unauthorised(request));
        }
        if (problem != null) {
          return answer(problem.response(request.requestId()));
        }
        return handler
            .handle(new ApiCall(request, key, json))
            .exceptionally(failure -> failed(request, failure));
      } catch (RuntimeException e) {
        return answer(failed(request, e));
      }
    };
  }

  /// Null when the caller shows no key, or one that nobody has given out.
  private @Nullable ApiKey key(GatewayRequest request) {
    if (request.query().containsKey("key") || request.query().containsKey("access_token")) {
      throw new ApiProblem(400, "key_in_address", "A key belongs into the Authorization header.");
    }
    var header = request.header("authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    return keys.authenticate(header.substring(BEARER.length()).strip()).orElse(null);
  }

  /// Whether the key of a call that goes on is still given out; as long as nobody can say, it is.
  /// Blocks.
  boolean isStillGood(ApiCall call) {
    try {
      return key(call.request()) != null;
    } catch (StoreUnavailable _) {
      return true;
    }
  }

  private @Nullable Problem refusal(
      GatewayRequest request, ApiKey key, Set<Role> roles, Set<String> parameters) {
    if (!buckets.take(key.id().toString())) {
      return new Problem(429, "too_many_requests", "Too many calls with this key.")
          .with("retry-after", "1")
          .with("ratelimit-limit", Integer.toString(buckets.tokens()))
          .with("ratelimit-remaining", "0")
          .with("ratelimit-reset", "1");
    }
    if (key.roles().stream().noneMatch(roles::contains)) {
      return new Problem(403, "forbidden", "This key may not do that.");
    }
    if (!parameters.containsAll(request.query().keySet())) {
      return new Problem(
          422, "unknown_parameter", "query: expected only " + new TreeSet<>(parameters));
    }
    return null;
  }

  private static GatewayResponse.Full unauthorised(GatewayRequest request) {
    return new Problem(401, "unauthorised", "A bearer API key is needed.")
        .with("www-authenticate", "Bearer")
        .response(request.requestId());
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

  static GatewayResponse.Full unavailable(GatewayRequest request) {
    return new Problem(503, "unavailable", "Nothing can be stored or read at this moment.")
        .with("retry-after", "5")
        .response(request.requestId());
  }

  static CompletionStage<GatewayResponse> answer(GatewayResponse response) {
    return CompletableFuture.completedFuture(response);
  }
}

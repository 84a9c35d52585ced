package kr.ondam.gateway;

import java.util.UUID;
import kr.ondam.channel.StrictJson;
import kr.ondam.customer.HistoryPosition;
import kr.ondam.security.ApiKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// A REST request whose API key is known: the key says which tenant it is about, never the request.
record ApiCall(GatewayRequest request, ApiKey key, StrictJson json) {
  private static final int LARGEST_PAGE = 200;
  private static final int USUAL_PAGE = 50;

  TenantId tenant() {
    return key.tenant();
  }

  /// An id in the path; what is no UUID is as unknown as any other id.
  UUID id(String name) {
    var id = uuid(request.param(name));
    if (id == null) {
      throw ApiProblem.notFound();
    }
    return id;
  }

  @Nullable String query(String name) {
    return request.query().get(name);
  }

  /// An id in the query; null when it is not given.
  @Nullable UUID queryId(String name) {
    var text = query(name);
    if (text == null) {
      return null;
    }
    var id = uuid(text);
    if (id == null) {
      throw ApiProblem.invalid(name + ": expected an id");
    }
    return id;
  }

  /// A place in a list that is ordered by time; null when it is not given.
  @Nullable HistoryPosition queryPosition(String name) {
    var text = query(name);
    return text == null
        ? null
        : HistoryPosition.parse(text)
            .orElseThrow(() -> ApiProblem.invalid(name + ": expected the next of a page"));
  }

  int limit() {
    var text = query("limit");
    if (text == null) {
      return USUAL_PAGE;
    }
    if (text.matches("[0-9]{1,4}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_PAGE) {
        return limit;
      }
    }
    throw ApiProblem.invalid("limit: expected 1 to " + LARGEST_PAGE);
  }

  /// The body as an object that has no other fields than these.
  ApiBody body(String... fields) {
    return switch (json.read(request.body())) {
      case StrictJson.Reading.Broken broken ->
          throw new ApiProblem(
              400, broken.code(), "The body is not a JSON document that can be read.");
      case StrictJson.Reading.Document document -> ApiBody.of(document.root(), fields);
    };
  }

  /// What makes a repeated call one; null when the caller sent none.
  @Nullable IdempotencyKey idempotencyKey() {
    var header = request.header("idempotency-key");
    return header == null ? null : IdempotencyKey.of(header);
  }

  static @Nullable UUID uuid(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

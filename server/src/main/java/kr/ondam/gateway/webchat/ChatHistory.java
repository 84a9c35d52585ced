package kr.ondam.gateway.webchat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.customer.Visitor;
import kr.ondam.gateway.Access;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.GatewayResponse;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.RouteHandler;
import kr.ondam.gateway.TokenBuckets;
import kr.ondam.tenant.StoreUnavailable;
import tools.jackson.databind.json.JsonMapper;

/// Answers `GET /chat/v1/conversations/{conversation}/messages`: what a widget missed for so long
/// that its socket does not bring it.
final class ChatHistory {
  static final String PATH = "/chat/v1/conversations/{conversation}/messages";

  private static final int PAGE = 100;

  private final Callers callers;
  private final ConversationStore store;
  private final ChatFrames frames;
  private final TokenBuckets calls;

  /// @param calls by address
  ChatHistory(Callers callers, ConversationStore store, ChatFrames frames, TokenBuckets calls) {
    this.callers = callers;
    this.store = store;
    this.frames = frames;
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(
        Callers.preflight(PATH),
        Route.get(
            PATH,
            Access.WIDGET,
            RouteHandler.blocking(request -> Callers.shared(request, answer(request)))));
  }

  private GatewayResponse.Full answer(GatewayRequest request) {
    if (!calls.take(request.remoteAddress())) {
      return Callers.later(request, 429, "too_many_requests", "1");
    }
    try {
      var visitor = callers.visitor(request).filter(v -> callers.account(v).isPresent());
      if (visitor.isEmpty()) {
        return GatewayResponse.problem(request, 401, "visitor", "A visitor's token is needed.");
      }
      var after = request.query().getOrDefault("after", "0");
      if (!after.matches("[0-9]{1,18}")) {
        return GatewayResponse.problem(request, 422, "invalid", "after: expected a seq");
      }
      return conversation(visitor.get(), request.param("conversation"))
          .map(found -> page(found, Long.parseLong(after)))
          .orElseGet(
              () -> GatewayResponse.problem(request, 404, "not_found", "There is nothing here."));
    } catch (StoreUnavailable _) {
      return Callers.later(request, 503, "unavailable", "10");
    }
  }

  /// A conversation of this visitor; somebody else's is as unknown as any.
  private Optional<Conversation> conversation(Visitor visitor, String id) {
    UUID uuid;
    try {
      uuid = UUID.fromString(id);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    return store
        .find(visitor.tenant(), new ConversationId(uuid))
        .filter(found -> found.identity().equals(visitor.identity()));
  }

  private GatewayResponse.Full page(Conversation conversation, long after) {
    var messages = store.messages(conversation.tenant(), conversation.id(), after, PAGE);
    var answer = JsonMapper.shared().createObjectNode();
    var items = answer.putArray("items");
    messages.forEach(message -> items.add(frames.message(message)));
    boolean more = messages.size() == PAGE && messages.getLast().seq() < conversation.lastSeq();
    answer.put("next", more ? Long.toString(messages.getLast().seq()) : null);
    return GatewayResponse.json(200, answer.toString());
  }
}

package kr.ondam.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import kr.ondam.agent.Role;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.History;
import kr.ondam.conversation.HistoryItem;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.security.ApiKeys;
import kr.ondam.time.TimeOrderedIds;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// REST routes about customers and their history (`/api/v1/customers`).
public final class CustomerRoutes {
  private static final String ONE = "/api/v1/customers/{customer}";
  private static final ConversationId NONE = new ConversationId(new UUID(0, 0));

  private final ApiAccess access;
  private final CustomerStore customers;
  private final History history;
  private final TimeOrderedIds ids;
  private final InstantSource clock;

  public CustomerRoutes(
      ApiKeys keys,
      CustomerStore customers,
      History history,
      TimeOrderedIds ids,
      InstantSource clock) {
    access = new ApiAccess(keys);
    this.customers = customers;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(
        Route.get(ONE, Access.API_KEY, access.allow(Role.AGENT, this::one)),
        Route.get(ONE + "/history", Access.API_KEY, access.allow(Role.AGENT, this::history)),
        Route.post(ONE + "/events", Access.API_KEY, access.allow(Role.AGENT, this::add)));
  }

  private CompletionStage<GatewayResponse> one(ApiCall call) {
    return ApiAccess.answer(GatewayResponse.json(200, ApiJson.customer(own(call)).toString()));
  }

  private CompletionStage<GatewayResponse> history(ApiCall call) {
    var items = history.of(call.tenant(), own(call).id(), NONE, call.limit());
    return ApiAccess.answer(ApiJson.list(items, CustomerRoutes::item, null));
  }

  private static ObjectNode item(HistoryItem item) {
    var node = ApiJson.object();
    node.put("at", item.at().toString());
    switch (item) {
      case HistoryItem.Consultation consultation -> {
        node.set("conversation", ApiJson.conversation(consultation.conversation()));
        var beginning = node.putArray("beginning");
        consultation.beginning().forEach(m -> beginning.add(ApiJson.message(m)));
      }
      case HistoryItem.Elsewhere elsewhere -> node.set("event", event(elsewhere.event()));
    }
    return node;
  }

  private static ObjectNode event(CustomerEvent event) {
    var node = ApiJson.object();
    node.put("id", event.id().toString());
    node.put("kind", event.kind());
    node.put("title", event.title());
    node.put("at", event.at().toString());
    return node;
  }

  private CompletionStage<GatewayResponse> add(ApiCall call) {
    var customer = own(call);
    var body = call.body("kind", "title", "at");
    var event =
        new CustomerEvent(
            call.tenant(),
            ids.next(),
            customer.id(),
            ApiCall.text(body, "kind", 32),
            ApiCall.text(body, "title", 200),
            at(body));
    customers.add(event);
    return ApiAccess.answer(GatewayResponse.json(201, event(event).toString()));
  }

  private Instant at(JsonNode body) {
    if (!body.has("at")) {
      return clock.instant();
    }
    try {
      return Instant.parse(ApiCall.text(body, "at", 40));
    } catch (DateTimeException _) {
      throw ApiProblem.invalid("at: expected an instant such as 2026-11-24T01:02:03Z");
    }
  }

  private Customer own(ApiCall call) {
    return customers
        .find(call.tenant(), new CustomerId(call.id("customer")))
        .orElseThrow(ApiProblem::notFound);
  }
}

package kr.ondam.gateway;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import kr.ondam.conversation.History;
import kr.ondam.conversation.HistoryItem;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.security.Masking;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// REST routes about customers and their history (`/api/v1/customers`).
public final class CustomerRoutes {
  private static final String ONE = "/api/v1/customers/{customer}";

  private final ApiAccess access;
  private final CustomerStore customers;
  private final History history;
  private final TimeOrderedIds ids;
  private final InstantSource clock;
  private final ZoneId zone;

  public CustomerRoutes(
      ApiAccess access,
      CustomerStore customers,
      History history,
      TimeOrderedIds ids,
      InstantSource clock,
      ZoneId zone) {
    this.access = access;
    this.customers = customers;
    this.history = history;
    this.ids = ids;
    this.clock = clock;
    this.zone = zone;
  }

  public List<Route> routes() {
    return List.of(
        access.get(ONE, this::one),
        access.patch(ONE, this::describe),
        access.get(ONE + "/history", this::history, "cursor", "limit"),
        access.post(ONE + "/events", this::add));
  }

  private CompletionStage<GatewayResponse> one(ApiCall call) {
    return ApiAccess.answer(GatewayResponse.json(200, ApiJson.customer(own(call)).toString()));
  }

  /// Other systems tell what they know. A field that is left out stays, null takes it away.
  private CompletionStage<GatewayResponse> describe(ApiCall call) {
    var customer = own(call).id();
    var body = call.body("tags", "birthDate", "contracts", "region");
    var told = TraitsBody.read(body, LocalDate.ofInstant(clock.instant(), zone));
    var now = customers.describe(call.tenant(), customer, told);
    return ApiAccess.answer(
        GatewayResponse.json(
            200, ApiJson.customer(now.orElseThrow(ApiProblem::notFound)).toString()));
  }

  private CompletionStage<GatewayResponse> history(ApiCall call) {
    var customer = own(call).id();
    var page = history.page(call.tenant(), customer, call.queryPosition("cursor"), call.limit());
    var next = page.next();
    return ApiAccess.answer(
        ApiJson.list(page.items(), CustomerRoutes::item, next == null ? null : next.toString()));
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
    var customer = own(call).id();
    var body = call.body("kind", "title", "at");
    var key = call.idempotencyKey();
    var at = body.instant("at");
    var event =
        new CustomerEvent(
            call.tenant(),
            key == null ? ids.next() : key.id("event", customer.value()),
            customer,
            Masking.mask(body.text("kind", 32)),
            Masking.mask(body.text("title", 200)),
            at == null ? clock.instant() : at.truncatedTo(ChronoUnit.MICROS));
    var before = key == null ? null : first(event, at != null);
    if (before == null && !customers.add(event)) {
      before = first(event, at != null);
    }
    var stored = before == null ? event : before;
    return ApiAccess.answer(GatewayResponse.json(201, event(stored).toString()));
  }

  /// What the same key created before; null when this is the first.
  private @Nullable CustomerEvent first(CustomerEvent again, boolean timed) {
    var first = customers.event(again.tenant(), again.id()).orElse(null);
    boolean same =
        first == null
            || first.kind().equals(again.kind())
                && first.title().equals(again.title())
                && (!timed || first.at().equals(again.at()));
    if (!same) {
      throw ApiProblem.keyReused();
    }
    return first;
  }

  private Customer own(ApiCall call) {
    return customers
        .find(call.tenant(), new CustomerId(call.id("customer")))
        .orElseThrow(ApiProblem::notFound);
  }
}

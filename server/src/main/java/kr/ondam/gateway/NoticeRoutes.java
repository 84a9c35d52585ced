package kr.ondam.gateway;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.alimtalk.NoticeSettings;
import kr.ondam.conversation.Notice;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.conversation.NoticeStore;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.security.Masking;
import kr.ondam.time.TimeOrderedIds;
import tools.jackson.databind.node.ObjectNode;

/// REST routes about notices to customers' phones (`/api/v1/customers/{customer}/notices`).
public final class NoticeRoutes {
  private static final String PATH = "/api/v1/customers/{customer}/notices";
  private static final int MOST_VARIABLES = 50;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 200;

  private final ApiAccess access;
  private final CustomerStore customers;
  private final ChannelStore channels;
  private final NoticeStore store;
  private final Function<Notice, NoticeResult> notices;
  private final TimeOrderedIds ids;
  private final InstantSource clock;

  /// @param notices keeps a notice and sends it
  public NoticeRoutes(
      ApiAccess access,
      CustomerStore customers,
      ChannelStore channels,
      NoticeStore store,
      Function<Notice, NoticeResult> notices,
      TimeOrderedIds ids,
      InstantSource clock) {
    this.access = access;
    this.customers = customers;
    this.channels = channels;
    this.store = store;
    this.notices = notices;
    this.ids = ids;
    this.clock = clock;
  }

  public List<Route> routes() {
    return List.of(access.get(PATH, this::list, "limit"), access.post(PATH, this::send));
  }

  private CompletionStage<GatewayResponse> list(ApiCall call) {
    var found = store.of(call.tenant(), own(call).id(), call.limit());
    return ApiAccess.answer(ApiJson.list(found, NoticeRoutes::notice, null));
  }

  private CompletionStage<GatewayResponse> send(ApiCall call) {
    var customer = own(call);
    var body = call.body("template", "variables", "account");
    var phone = customer.phone();
    if (phone == null) {
      throw new ApiProblem(422, "no_phone", "customer: expected one whose phone is known");
    }
    var key = call.idempotencyKey();
    var wanted =
        Notice.fresh(
            call.tenant(),
            key == null ? ids.next() : key.id("notice", customer.id().value()),
            customer.id(),
            account(call, body),
            phone,
            body.text("template", LONGEST_NAME),
            variables(body),
            clock.instant());
    return switch (notices.apply(wanted)) {
      case NoticeResult.Kept(var notice) ->
          ApiAccess.answer(GatewayResponse.json(201, notice(notice).toString()));
      case NoticeResult.IdTaken() -> throw ApiProblem.keyReused();
      case NoticeResult.Refused(var reason) -> throw ApiProblem.invalid(reason);
    };
  }

  private static Map<String, String> variables(ApiBody body) {
    if (!body.has("variables")) {
      return Map.of();
    }
    var given = body.pairs("variables", MOST_VARIABLES, LONGEST_NAME, LONGEST_VALUE);
    if (!given.values().stream().allMatch(value -> Masking.maskReply(value).equals(value))) {
      throw new ApiProblem(
          422, "must_be_masked", "variables: expected nothing that must not be stored");
    }
    return given;
  }

  /// The account that is named, else the only one that sends notices.
  private ChannelAccountId account(ApiCall call, ApiBody body) {
    var able =
        channels.accounts(call.tenant()).stream()
            .filter(NoticeSettings::sends)
            .map(ChannelAccount::id)
            .toList();
    if (body.has("account")) {
      var named = body.text("account", LONGEST_NAME);
      return able.stream()
          .filter(id -> id.value().equals(named))
          .findFirst()
          .orElseThrow(() -> ApiProblem.unknownReference("account"));
    }
    if (able.size() != 1) {
      throw ApiProblem.invalid("account: expected one of " + able);
    }
    return able.getFirst();
  }

  static ObjectNode notice(Notice notice) {
    var node = ApiJson.object();
    node.put("id", notice.id().toString());
    node.put("customer", notice.customer().toString());
    node.put("account", notice.account().value());
    node.put("template", notice.template());
    node.put("delivery", notice.delivery().name());
    node.put("failure", notice.failure());
    node.put("createdAt", notice.createdAt().toString());
    return node;
  }

  private Customer own(ApiCall call) {
    return customers
        .find(call.tenant(), new CustomerId(call.id("customer")))
        .orElseThrow(ApiProblem::notFound);
  }
}

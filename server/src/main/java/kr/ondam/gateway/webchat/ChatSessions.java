package kr.ondam.gateway.webchat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.webchat.SessionRequest;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Direction;
import kr.ondam.customer.PhoneNumber;
import kr.ondam.customer.Visitor;
import kr.ondam.customer.VisitorStore;
import kr.ondam.gateway.Access;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.GatewayResponse;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.RouteHandler;
import kr.ondam.gateway.TokenBuckets;
import kr.ondam.routing.Opening;
import kr.ondam.security.ApiKeys;
import kr.ondam.security.Masking;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Unseen;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Answers `POST /chat/v1/sessions`: who is asking, from which page, and a ticket for the socket.
final class ChatSessions {
  static final String PATH = "/chat/v1/sessions";

  private static final Duration TOKEN_GOOD_FOR = Duration.ofDays(400);
  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_PHONE = 20;
  private static final int UNREAD_LOOK = 100;

  private final ChannelStore channels;
  private final VisitorStore visitors;
  private final Callers callers;
  private final Tickets tickets;
  private final ChatTools tools;
  private final TokenBuckets calls;
  private final TokenBuckets newcomers;
  private final TimeOrderedIds ids;
  private final String socketUrl;
  private final StrictJson json = new StrictJson();
  private final Tokens tokens = new Tokens();

  /// @param socketUrl where the widget finds the socket; relative when it is where it asked
  ChatSessions(
      ChannelStore channels,
      VisitorStore visitors,
      Callers callers,
      Tickets tickets,
      ChatTools tools,
      TokenBuckets calls,
      String socketUrl) {
    this.channels = channels;
    this.visitors = visitors;
    this.tickets = tickets;
    this.tools = tools;
    this.calls = calls;
    this.socketUrl = socketUrl;
    this.callers = callers;
    newcomers = new TokenBuckets(tools.limits().visitorsPerSecond(), tools.nanoTime());
    ids = new TimeOrderedIds(tools.clock());
  }

  List<Route> routes() {
    return List.of(
        Callers.preflight(PATH),
        Route.post(PATH, Access.WIDGET, RouteHandler.blocking(this::answer)));
  }

  private GatewayResponse answer(GatewayRequest request) {
    GatewayResponse.Full response;
    try {
      response = session(request);
    } catch (StoreUnavailable _) {
      response = Callers.later(request, 503, "unavailable", "10");
    }
    tools
        .meters()
        .counter("webchat.sessions", "status", Integer.toString(response.status()))
        .increment();
    return Callers.shared(request, response);
  }

  private GatewayResponse.Full session(GatewayRequest request) {
    if (!calls.take(request.remoteAddress())) {
      return Callers.later(request, 429, "too_many_requests", "1");
    }
    return switch (SessionRequest.read(json, request.body())) {
      case SessionRequest.Reading.Broken(var code) ->
          problem(request, 400, code, "The body is not the JSON document that is expected.");
      case SessionRequest.Reading.Asked(var asked) -> asked(request, asked);
    };
  }

  private GatewayResponse.Full asked(GatewayRequest request, SessionRequest asked) {
    var words = Sentences.of(asked.attributes().getOrDefault("locale", "ko"));
    var account =
        asked.key().length() > 128
            ? Optional.<ChannelAccount>empty()
            : channels
                .byKey(asked.key())
                .filter(a -> a.enabled() && a.kind() == ChannelKind.WEB_CHAT);
    if (account.isEmpty()) {
      return problem(request, 404, "not_found", words.unknownKey());
    }
    if (!Callers.mayOpen(account.get().origins(), request.header("origin"))) {
      return problem(request, 403, "origin", words.foreignPage());
    }
    var token = asked.visitorToken();
    if (token == null) {
      return first(request, account.get(), asked, words);
    }
    var visitor =
        callers
            .visitor(token)
            .filter(v -> v.tenant().equals(account.get().tenant()))
            .filter(v -> v.account().equals(account.get().id()));
    return visitor
        .map(v -> opened(new Visit(account.get(), v, asked.attributes(), asked.category()), token))
        .orElseGet(() -> problem(request, 401, "visitor", words.unknownVisitor()));
  }

  private GatewayResponse.Full first(
      GatewayRequest request, ChannelAccount account, SessionRequest asked, Sentences words) {
    var form = asked.form();
    var wrong = form == null ? words.formNeeded() : wrong(form, words);
    if (form == null || wrong != null) {
      return problem(request, 422, "form", String.valueOf(wrong));
    }
    if (!newcomers.take(request.remoteAddress())) {
      return Callers.later(request, 429, "too_many_requests", "2");
    }
    var token = tokens.next();
    var now = tools.clock().instant();
    var phone = form.phone();
    var visitor =
        new Visitor(
            account.tenant(),
            ids.next(),
            account.id(),
            Masking.mask(form.name()),
            phone == null ? null : PhoneNumber.normalise(phone).orElse(null),
            ApiKeys.hashOf(token),
            now,
            now.plus(TOKEN_GOOD_FOR));
    visitors.add(visitor);
    return opened(new Visit(account, visitor, asked.attributes(), asked.category()), token);
  }

  private static @Nullable String wrong(SessionRequest.Form form, Sentences words) {
    if (Unseen.all(form.name()) || form.name().length() > LONGEST_NAME) {
      return words.badName();
    }
    var phone = form.phone();
    if (phone != null
        && (phone.length() > LONGEST_PHONE || PhoneNumber.normalise(phone).isEmpty())) {
      return words.badPhone();
    }
    return form.consent() ? null : words.consentNeeded();
  }

  private GatewayResponse.Full opened(Visit visit, String token) {
    var visitor = visit.visitor();
    var store = tools.conversations();
    var latest = store.latestOf(visitor.tenant(), visitor.identity()).orElse(null);
    boolean open = latest != null && latest.endedAt() == null;
    var answer = JsonMapper.shared().createObjectNode();
    answer.put("wsUrl", socketUrl).put("ticket", tickets.issue(visit));
    answer.put("visitorToken", token);
    answer.put("conversationId", latest != null && open ? latest.id().toString() : null);
    answer.put("unread", latest == null ? 0 : unread(store, latest));
    var opening =
        latest != null && open && latest.stage().held()
            ? Opening.NOW
            : tools.partitions().opening(visit.account(), visit.routingKey());
    var next = opening.next();
    answer
        .putObject("hours")
        .put("open", opening.open())
        .put("nextOpen", next == null ? null : next.toString());
    answer
        .putObject("config")
        .put("welcome", visit.account().settings().getOrDefault("welcome", ""))
        .put("maxUpload", tools.limits().largestFile());
    return GatewayResponse.json(200, answer.toString());
  }

  /// Looked for in the last messages only: the badge shows no more than 99 anyway.
  private static long unread(ConversationStore store, Conversation latest) {
    if (latest.lastOutboundSeq() == 0) {
      return 0;
    }
    long after = Math.max(0, latest.lastSeq() - UNREAD_LOOK);
    return store.messages(latest.tenant(), latest.id(), after, UNREAD_LOOK).stream()
        .filter(m -> m.direction() == Direction.OUT && m.delivery() != Delivery.READ)
        .count();
  }

  private static GatewayResponse.Full problem(
      GatewayRequest request, int status, String code, String detail) {
    return GatewayResponse.problem(request, status, code, detail);
  }
}

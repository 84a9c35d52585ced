package kr.ondam.gateway.webchat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.customer.Visitor;
import kr.ondam.gateway.Access;
import kr.ondam.gateway.Entrance;
import kr.ondam.gateway.GatewayRequest;
import kr.ondam.gateway.GatewayResponse;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.RouteHandler;
import kr.ondam.gateway.TokenBuckets;
import kr.ondam.media.Attachments;
import kr.ondam.media.Download;
import kr.ondam.media.Uploads;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Takes files of visitors, `POST /chat/v1/attachments`, and shows them those of their own
/// conversations. A visitor's token is what opens them; an address alone opens nothing.
final class ChatAttachments {
  static final String PATH = "/chat/v1/attachments";
  static final String ONE = PATH + "/{attachment}";

  private static final int AT_ONCE = 5;

  private final Callers callers;
  private final ConversationStore conversations;
  private final ChatTools tools;
  private final TokenBuckets calls;
  private final TokenBuckets files;

  /// @param calls by address
  ChatAttachments(Callers callers, ChatTools tools, TokenBuckets calls) {
    this.callers = callers;
    conversations = tools.conversations();
    this.tools = tools;
    this.calls = calls;
    files = new TokenBuckets(AT_ONCE, Duration.ofSeconds(5), tools.nanoTime());
  }

  List<Route> routes() {
    return List.of(
        Callers.preflight(PATH),
        Callers.preflight(ONE),
        Callers.preflight(ONE + "/thumbnail"),
        new Route(
            "POST", PATH, Access.WIDGET, Route.Accepts.ANYTHING, handler(this::taken), this::entry),
        Route.get(ONE, Access.WIDGET, handler((r, v) -> shown(r, v, attachments()::download))),
        Route.get(
            ONE + "/thumbnail",
            Access.WIDGET,
            handler((r, v) -> shown(r, v, attachments()::thumbnail))));
  }

  private Attachments attachments() {
    return tools.attachments();
  }

  private interface Answer<A> {
    A to(GatewayRequest request, Visitor visitor);
  }

  private RouteHandler handler(Answer<GatewayResponse> answer) {
    return RouteHandler.blocking(request -> {
      // Who brings a file has been counted at the entrance.
      boolean counted = request.method().equals("POST");
      return Callers.shared(
          request, answered(request, counted, answer, refusal -> (GatewayResponse) refusal));
    });
  }

  /// Before a file of a visitor is read.
  private Entrance.Entry entry(GatewayRequest head) {
    return answered(head, false, this::admitted, refusal -> refused(head, refusal));
  }

  private Entrance.Entry admitted(GatewayRequest head, Visitor visitor) {
    if (!files.take(visitor.id().toString())) {
      return refused(head, Callers.later(head, 429, "too_many_requests", "1"));
    }
    var length = head.header("content-length");
    return length != null && Long.parseLong(length) > tools.limits().largestFile()
        ? refused(head, tooLarge(head))
        : new Entrance.Entry.Admitted("visitor " + visitor.id());
  }

  private static GatewayResponse.Full tooLarge(GatewayRequest request) {
    return GatewayResponse.problem(request, 413, "too_large", "The file is too large.");
  }

  private static Entrance.Entry refused(GatewayRequest head, GatewayResponse.Full refusal) {
    return new Entrance.Entry.Refused(Callers.shared(head, refusal));
  }

  /// @param counted whether the call needs not be counted any more
  private <A> A answered(
      GatewayRequest request,
      boolean counted,
      Answer<A> answer,
      Function<GatewayResponse.Full, A> refusing) {
    if (!counted && !calls.take(request.remoteAddress())) {
      return refusing.apply(Callers.later(request, 429, "too_many_requests", "1"));
    }
    try {
      var visitor = callers.visitor(request);
      if (visitor.isEmpty()) {
        return refusing.apply(
            GatewayResponse.problem(request, 401, "visitor", "A visitor's token is needed."));
      }
      var account = callers.account(visitor.get());
      var origin = request.header("origin");
      // A browser leaves the origin away where it reads from the page's own.
      boolean own = origin == null && request.method().equals("GET");
      if (account.isEmpty() || !own && !Callers.mayOpen(account.get().origins(), origin)) {
        return refusing.apply(
            GatewayResponse.problem(request, 403, "origin", "This page may not open a chat."));
      }
      return answer.to(request, visitor.get());
    } catch (StoreUnavailable _) {
      return refusing.apply(Callers.later(request, 503, "unavailable", "10"));
    }
  }

  private GatewayResponse.Full taken(GatewayRequest request, Visitor visitor) {
    if (request.body().length > tools.limits().largestFile()) {
      return tooLarge(request);
    }
    var name = request.query().getOrDefault("name", "");
    var result =
        tools.uploads().take(visitor.tenant(), visitor.identity(), false, name, request.body());
    tools
        .meters()
        .counter("webchat.files", "result", result.getClass().getSimpleName())
        .increment();
    return switch (result) {
      case Uploads.Result.Taken(var upload) ->
          GatewayResponse.json(
              201,
              JsonMapper.shared()
                  .createObjectNode()
                  .put("fileId", upload.id().toString())
                  .put("k", upload.picture() ? "image" : "file")
                  .put("name", upload.name())
                  .put("size", upload.bytes())
                  .put("mime", upload.mime())
                  .toString());
      case Uploads.Result.Refused(var code) ->
          GatewayResponse.problem(request, 422, code, "This file is not taken.");
      case Uploads.Result.Later _ -> Callers.later(request, 503, "unavailable", "10");
    };
  }

  private interface Finding {
    Optional<Download> find(TenantId tenant, AttachmentId id);
  }

  /// Somebody else's is as unknown as any.
  private GatewayResponse shown(GatewayRequest request, Visitor visitor, Finding finding) {
    var id = uuid(request.param("attachment"));
    var known =
        Optional.ofNullable(id)
            .flatMap(named -> attachments().find(visitor.tenant(), new AttachmentId(named)))
            .filter(file -> isOf(file, visitor));
    // What is asked for only now and then is not worth waiting for.
    if (known.filter(file -> file.state() == AttachmentState.PENDING && !file.slow()).isPresent()) {
      return Callers.later(request, 503, "pending", "1");
    }
    return known
        .flatMap(file -> finding.find(visitor.tenant(), file.id()))
        .<GatewayResponse>map(ChatAttachments::open)
        .orElseGet(
            () -> GatewayResponse.problem(request, 404, "not_found", "There is nothing here."));
  }

  /// The page of the widget is of another origin, and has shown the visitor's token.
  private static GatewayResponse open(Download file) {
    return GatewayResponse.download(file, Map.of("cross-origin-resource-policy", "cross-origin"));
  }

  private boolean isOf(Attachment file, Visitor visitor) {
    return conversations
        .find(file.tenant(), file.conversation())
        .map(Conversation::identity)
        .filter(visitor.identity()::equals)
        .isPresent();
  }

  private static @Nullable UUID uuid(String text) {
    try {
      return text.length() == 36 ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}

package kr.ondam.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.DeliveryProblem;
import kr.ondam.conversation.MessageId;
import kr.ondam.conversation.NoticeResult;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.ProblemStore;
import kr.ondam.conversation.Problems;
import kr.ondam.conversation.ReplayResult;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.security.Audit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// REST routes about replies and notices that did not arrive and input that could not be
/// understood, for keys of managers and administrators. What came in is not shown.
public final class ProblemRoutes {
  private static final String PROBLEM = "/api/v1/deliveries/problems";
  private static final String NOTICE = "/api/v1/notices/problems";
  private static final String LETTER = "/api/v1/dead-letters";

  private final ApiAccess access;
  private final Problems problems;
  private final ProblemStore open;
  private final Notices notices;
  private final Audit audit;

  public ProblemRoutes(
      ApiAccess access, Problems problems, ProblemStore open, Notices notices, Audit audit) {
    this.access = access;
    this.problems = problems;
    this.open = open;
    this.notices = notices;
    this.audit = audit;
  }

  public List<Route> routes() {
    return List.of(
        access.managersGet(PROBLEM, this::problems, "cursor", "limit"),
        access.managersPost(PROBLEM + "/{message}/resend", this::resend),
        access.managersPost(PROBLEM + "/{message}/dismiss", this::dismiss),
        access.managersGet(NOTICE, this::notices, "cursor", "limit"),
        access.managersPost(NOTICE + "/{notice}/resend", this::resendNotice),
        access.managersPost(NOTICE + "/{notice}/dismiss", this::dismissNotice),
        access.managersGet(LETTER, this::letters, "cursor", "limit"),
        access.managersPost(LETTER + "/{letter}/replay", this::replay),
        access.managersPost(LETTER + "/{letter}/discard", this::discard));
  }

  private CompletionStage<GatewayResponse> problems(ApiCall call) {
    var cursor = call.queryId("cursor");
    var page =
        open.problems(
            call.tenant(), cursor == null ? null : new MessageId(cursor), call.limit() + 1);
    var items = page.subList(0, Math.min(page.size(), call.limit()));
    return ApiAccess.answer(
        ApiJson.list(items, ProblemRoutes::problem, next(page, items, p -> p.id().toString())));
  }

  private static <T> @Nullable String next(
      List<T> page, List<T> items, java.util.function.Function<T, String> id) {
    return page.size() > items.size() ? id.apply(items.getLast()) : null;
  }

  private static ObjectNode problem(DeliveryProblem problem) {
    var node = ApiJson.object();
    node.put("id", problem.id().toString());
    node.put("account", problem.conversation().account().value());
    node.set("conversation", ApiJson.conversation(problem.conversation()));
    // Administrators see what is wrong with a message, not what it says.
    var message = ApiJson.message(problem.message());
    message.remove("parts");
    node.set("message", message);
    return node;
  }

  private CompletionStage<GatewayResponse> resend(ApiCall call) {
    empty(call);
    var message = new MessageId(call.id("message"));
    return problems
        .resend(call.tenant(), message)
        .thenApplyAsync(
            result -> {
              if (result instanceof ReplyResult.Stored) {
                record(call, "delivery.resent", message.toString());
              }
              return ApiAnswers.of(call.request(), result);
            },
            Thread::startVirtualThread);
  }

  private CompletionStage<GatewayResponse> dismiss(ApiCall call) {
    empty(call);
    var message = new MessageId(call.id("message"));
    return done(
        call, problems.dismiss(call.tenant(), message), "delivery.dismissed", message.toString());
  }

  private CompletionStage<GatewayResponse> notices(ApiCall call) {
    var page = notices.problems(call.tenant(), call.queryPosition("cursor"), call.limit() + 1);
    var items = page.subList(0, Math.min(page.size(), call.limit()));
    return ApiAccess.answer(
        ApiJson.list(items, NoticeRoutes::notice, next(page, items, n -> n.position().toString())));
  }

  private CompletionStage<GatewayResponse> resendNotice(ApiCall call) {
    empty(call);
    var id = call.id("notice");
    var result = notices.resend(call.tenant(), id).orElseThrow(ApiProblem::notFound);
    return switch (result) {
      case NoticeResult.Kept(var fresh) -> {
        record(call, "notice.resent", id.toString(), "as=" + fresh.id());
        yield ApiAccess.answer(GatewayResponse.json(201, NoticeRoutes.notice(fresh).toString()));
      }
      case NoticeResult.Refused(var reason) -> throw ApiProblem.invalid(reason);
      case NoticeResult.IdTaken() -> throw ApiProblem.keyReused();
    };
  }

  private CompletionStage<GatewayResponse> dismissNotice(ApiCall call) {
    empty(call);
    var id = call.id("notice");
    return done(call, notices.dismiss(call.tenant(), id), "notice.dismissed", id.toString());
  }

  private CompletionStage<GatewayResponse> letters(ApiCall call) {
    var page = open.letters(call.tenant(), call.queryId("cursor"), call.limit() + 1);
    var items = page.subList(0, Math.min(page.size(), call.limit()));
    return ApiAccess.answer(
        ApiJson.list(items, ProblemRoutes::letter, next(page, items, l -> l.id().toString())));
  }

  private static ObjectNode letter(DeadLetter letter) {
    var node = ApiJson.object();
    node.put("id", letter.id().toString());
    node.put("account", letter.account().value());
    node.put("at", letter.at().toString());
    node.put("reason", letter.reason());
    node.put("bytes", letter.raw().getBytes(StandardCharsets.UTF_8).length);
    return node;
  }

  private CompletionStage<GatewayResponse> replay(ApiCall call) {
    empty(call);
    var letter = call.id("letter");
    return problems
        .replay(call.tenant(), letter)
        .thenApplyAsync(
            result -> {
              if (result instanceof ReplayResult.Done) {
                record(call, "dead_letter.replayed", letter.toString());
              }
              return answer(call, result);
            },
            Thread::startVirtualThread);
  }

  private static GatewayResponse answer(ApiCall call, ReplayResult result) {
    var request = call.request();
    return switch (result) {
      case ReplayResult.Done(var stored, var known) ->
          GatewayResponse.json(
              200, ApiJson.object().put("stored", stored).put("known", known).toString());
      case ReplayResult.NotFound() -> ApiProblem.notFound().response(request);
      case ReplayResult.NoChannel() ->
          GatewayResponse.problem(
              request, 409, "no_channel", "Its account is gone or cannot be read again.");
      case ReplayResult.StillUnreadable(var reason) ->
          GatewayResponse.problem(
              request, 409, "still_unreadable", "It still cannot be read: " + reason + ".");
      case ReplayResult.Unavailable() -> ApiAccess.unavailable(request);
    };
  }

  private CompletionStage<GatewayResponse> discard(ApiCall call) {
    empty(call);
    var letter = call.id("letter");
    return done(
        call, problems.discard(call.tenant(), letter), "dead_letter.discarded", letter.toString());
  }

  /// The body may be left out; what is in it has to be known.
  private static void empty(ApiCall call) {
    if (call.request().body().length > 0) {
      call.body();
    }
  }

  private CompletionStage<GatewayResponse> done(
      ApiCall call, boolean there, String action, String object) {
    if (!there) {
      throw ApiProblem.notFound();
    }
    record(call, action, object);
    return ApiAccess.answer(GatewayResponse.json(200, "{}"));
  }

  private void record(ApiCall call, String action, String object) {
    record(call, action, object, "");
  }

  private void record(ApiCall call, String action, String object, String detail) {
    audit.recordProgram(call.tenant(), call.key().id().toString(), action, object, detail);
  }
}

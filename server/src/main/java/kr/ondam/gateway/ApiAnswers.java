package kr.ondam.gateway;

import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.routing.RoutingResult;
import org.jspecify.annotations.Nullable;

/// Words the results of commands as REST answers: 200 for done, 404 for what is not the caller's,
/// 409 for what has changed meanwhile, 422 for what cannot be.
final class ApiAnswers {
  /// Refusals about how things stand now, not about what was asked.
  private static final Set<String> MAY_PASS =
      Set.of("agent_not_ready", "already_over", "wrong_stage", "not_failed", "session_over");

  private ApiAnswers() {}

  static GatewayResponse of(GatewayRequest request, RoutingResult result) {
    return switch (result) {
      case RoutingResult.Done _ -> GatewayResponse.json(200, "{}");
      case RoutingResult.Accepted accepted ->
          GatewayResponse.json(200, ApiJson.offer(accepted.offer()).toString());
      case RoutingResult.NotFound _ -> ApiProblem.notFound().response(request);
      case RoutingResult.OfferGone gone ->
          conflict(request, "offer_gone", "The offer has ended: " + gone.state() + ".");
      case RoutingResult.CapacityFull _ ->
          conflict(request, "capacity_full", "The agent has no free capacity.");
      case RoutingResult.StaleAssignee stale -> notAssignee(request, stale.assignee());
      case RoutingResult.Refused refused ->
          GatewayResponse.problem(
              request,
              MAY_PASS.contains(refused.code()) ? 409 : 422,
              refused.code(),
              "Not possible as things stand.");
      case RoutingResult.Unavailable _ -> ApiAccess.unavailable(request);
    };
  }

  static GatewayResponse of(GatewayRequest request, ReplyResult result) {
    return switch (result) {
      case ReplyResult.Stored stored ->
          GatewayResponse.json(201, ApiJson.message(stored.message()).toString());
      case ReplyResult.Repeated repeated ->
          GatewayResponse.json(201, ApiJson.message(repeated.message()).toString());
      case ReplyResult.Done _ -> GatewayResponse.json(200, "{}");
      case ReplyResult.NotFound _ -> ApiProblem.notFound().response(request);
      case ReplyResult.NotAssignee not -> notAssignee(request, not.assignee());
      case ReplyResult.Over _ -> ApiProblem.over().response(request);
      case ReplyResult.Refused(var code) when code.equals("unknown_file") ->
          ApiProblem.notFound().response(request);
      case ReplyResult.Refused refused ->
          GatewayResponse.problem(
              request,
              MAY_PASS.contains(refused.code()) ? 409 : 422,
              refused.code(),
              refusal(refused.code()));
      case ReplyResult.Unavailable _ -> ApiAccess.unavailable(request);
    };
  }

  private static String refusal(String code) {
    return switch (code) {
      case "must_be_masked" ->
          "The text holds a resident registration or card number, a card code or a password. Send"
              + " it with \"mask\": true to have that hidden.";
      case "not_failed" -> "Only a reply that failed or is in doubt can be sent again.";
      case "session_over" ->
          "The customer's session is over: the customer has to speak again first.";
      case "number_abroad" ->
          "The customer's number is of another country, where the account does not write.";
      case "no_number" -> "The customer's number takes no text messages.";
      default -> "The content is not acceptable.";
    };
  }

  private static GatewayResponse notAssignee(GatewayRequest request, @Nullable AgentId assignee) {
    return conflict(
        request,
        "stale_assignee",
        assignee == null ? "Nobody is the assignee now." : "The assignee is " + assignee + " now.");
  }

  private static GatewayResponse conflict(GatewayRequest request, String code, String detail) {
    return GatewayResponse.problem(request, 409, code, detail);
  }
}

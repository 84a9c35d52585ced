package kr.ondam.console.live;

import kr.ondam.conversation.ReplyResult;
import kr.ondam.routing.RoutingResult;

/// Finds the sentence that tells a person what became of a wish; the answers are keys of the
/// translations.
public final class Sentences {
  private Sentences() {}

  public static String of(RoutingResult result) {
    return switch (result) {
      case RoutingResult.Done _, RoutingResult.Accepted _ -> "result.done";
      case RoutingResult.NotFound _ -> "result.notFound";
      case RoutingResult.OfferGone _ -> "result.offerGone";
      case RoutingResult.CapacityFull _ -> "result.capacityFull";
      case RoutingResult.StaleAssignee _ -> "result.staleAssignee";
      case RoutingResult.Refused(var code) -> refusal(code);
      case RoutingResult.Unavailable _ -> "result.unavailable";
    };
  }

  public static String of(ReplyResult result) {
    return switch (result) {
      case ReplyResult.Stored _, ReplyResult.Repeated _, ReplyResult.Done _ -> "result.done";
      case ReplyResult.NotFound _ -> "result.notFound";
      case ReplyResult.NotAssignee _ -> "result.staleAssignee";
      case ReplyResult.Over _ -> "result.alreadyOver";
      case ReplyResult.Refused(var code) -> refusal(code);
      case ReplyResult.Unavailable _ -> "result.unavailable";
    };
  }

  /// The key of the sentence for why something was refused.
  public static String refusal(String code) {
    return switch (code) {
      case "agent_not_ready" -> "result.agentNotReady";
      case "unknown_agent" -> "result.unknownAgent";
      case "unknown_queue" -> "result.unknownQueue";
      case "same_agent" -> "result.sameAgent";
      case "already_over" -> "result.alreadyOver";
      case "too_long" -> "result.tooLong";
      case "empty" -> "result.empty";
      case "control_characters" -> "result.controls";
      case "must_be_masked" -> "desk.blocked";
      case "not_under_grant" -> "result.notUnderGrant";
      case "not_failed" -> "result.notFailed";
      case "session_over" -> "desk.session.over";
      case "no_number" -> "desk.noNumber";
      case "number_abroad" -> "desk.numberAbroad";
      case "disposition_required" -> "desk.outcome.required";
      case "unknown_disposition" -> "result.unknownDisposition";
      default -> "result.refused";
    };
  }
}

package kr.ondam.routing;

import java.time.Instant;
import java.util.Map;
import kr.ondam.conversation.ConversationId;
import kr.ondam.tenant.TenantId;

/// What was known when a conversation arrived, and what the rules made of it. Kept until the
/// conversation itself goes.
///
/// @param centre name of the centre it belongs to, empty for none
/// @param facts what rules may ask, by the field's Korean name; never what a customer wrote
/// @param boostMillis 가점
/// @param boostLost whether it came out of hours and lost its 가점 by that (다음영업일)
/// @param rules version of the rules that said so
/// @param reasons why it went to its queue, as the JSON of [Reasons]
public record Arrival(
    TenantId tenant,
    ConversationId conversation,
    Instant at,
    String centre,
    Map<String, String> facts,
    long boostMillis,
    boolean boostLost,
    String rules,
    String reasons) {
  public Arrival {
    facts = Map.copyOf(facts);
  }

  /// The same conversation under rules, with other reasons.
  Arrival with(String otherRules, String otherReasons) {
    return new Arrival(
        tenant, conversation, at, centre, facts, boostMillis, boostLost, otherRules, otherReasons);
  }
}

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
/// @param rules version of the rules that said so
/// @param reasons why it went to its queue, as the JSON of [Reasons]
public record Arrival(
    TenantId tenant,
    ConversationId conversation,
    Instant at,
    String centre,
    Map<String, String> facts,
    long boostMillis,
    String rules,
    String reasons) {
  public Arrival {
    facts = Map.copyOf(facts);
  }
}

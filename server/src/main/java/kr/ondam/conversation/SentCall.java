package kr.ondam.conversation;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.tenant.TenantId;

/// A call of a message that a provider has taken, or may have.
///
/// @param reference how the provider will name it, at most 128 characters
/// @param call its place among the calls of its message, from 0
/// @param calls how many calls bring the whole message
public record SentCall(
    TenantId tenant,
    ChannelAccountId account,
    String reference,
    ConversationId conversation,
    long seq,
    int call,
    int calls,
    Instant at) {
  /// What is to be kept of a call with this outcome; nothing of one the provider has not taken or
  /// has not named.
  static Optional<SentCall> of(
      OutboundRow row, int call, int calls, ProviderCall made, Outcome outcome, Instant at) {
    String reference = "";
    if (outcome instanceof Outcome.Ok(var named)) {
      reference = named;
    } else if (outcome instanceof Outcome.Uncertain) {
      reference = DeliveryReport.unanswered(made.serial());
    }
    var out = row.outbound();
    return reference.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SentCall(
                out.tenant(),
                out.account(),
                reference,
                row.conversation(),
                row.seq(),
                call,
                calls,
                at));
  }
}

package kr.ondam.routing;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.ConversationId;

/// What the partition of one tenant tells another's about a conversation that overflows (routing.md
/// 4.7). Sent only after the commit that it follows from, and delivered in the order in which it
/// was sent. Lost ones are made up for by [Restarted].
sealed interface Crossing {
  /// To every lender: your agents may take it as well.
  record Requested(ConversationId conversation, Loan.Wanted wanted) implements Crossing {}

  /// To every lender: it is not to be had any more.
  record Withdrawn(ConversationId conversation) implements Crossing {}

  /// To the owner: an agent's slot is reserved until you answer.
  record Claimed(ConversationId conversation, long claim, AgentId agent, String agentName)
      implements Crossing {}

  /// To the lender: offer it to the agent.
  record Granted(ConversationId conversation, long claim) implements Crossing {}

  /// To the lender: somebody else has it.
  record Denied(ConversationId conversation, long claim) implements Crossing {}

  /// To the owner: the agent did not accept.
  record GivenBack(ConversationId conversation, long claim, String reason) implements Crossing {}

  /// To the owner: the agent has accepted.
  ///
  /// @param confirmation whom to tell when the owner has stored it
  record Kept(
      ConversationId conversation, long claim, OfferId offer, Optional<Confirmation> confirmation)
      implements Crossing {}

  /// To the owner: the agent who held it is lost.
  record CameBack(ConversationId conversation, long claim, String reason) implements Crossing {}

  /// To the lender: it has left the agent, whose slot is free.
  record Over(ConversationId conversation, long claim) implements Crossing {}

  /// To every partner: this partition was rebuilt from its rows, and this is what it knows of both
  /// of us. Whatever else was said before is void.
  ///
  /// @param granted what the receiver was granted and has not given back
  /// @param loans what agents of the sender have of the receiver
  record Restarted(List<Standing> granted, List<Standing> loans) implements Crossing {
    public Restarted {
      granted = List.copyOf(granted);
      loans = List.copyOf(loans);
    }
  }

  /// One conversation that is away from its tenant.
  ///
  /// @param accepted whether the agent has accepted it
  record Standing(ConversationId conversation, long claim, boolean accepted) {}

  /// Whoever waits for an answer, and what it is when all goes well.
  record Confirmation(CompletableFuture<RoutingResult> answer, RoutingResult result) {}
}

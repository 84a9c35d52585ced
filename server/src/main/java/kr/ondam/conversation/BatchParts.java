package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;

/// Collects what a plan decides until it is a batch.
final class BatchParts {
  final List<Customer> customers = new ArrayList<>();
  final List<ChannelIdentity> identities = new ArrayList<>();
  final List<Fence> fences = new ArrayList<>();
  final List<Incoming> messages = new ArrayList<>();
  final List<OutboundRow> outbounds = new ArrayList<>();
  final List<Reference> references = new ArrayList<>();
  final List<Reference> usedReferences = new ArrayList<>();
  final List<DeadLetter> deadLetters = new ArrayList<>();
  final List<Note> notes = new ArrayList<>();
  final List<Handover> handovers = new ArrayList<>();
  final List<BotNote> botNotes = new ArrayList<>();
  final List<BotProgress> botProgress = new ArrayList<>();
  final List<ConversationFact> facts = new ArrayList<>();
  private final List<Runnable> completions = new ArrayList<>();
  private final List<Runnable> handOvers = new ArrayList<>();

  /// To be run after the commit.
  void after(Runnable completion) {
    completions.add(completion);
  }

  /// To be run after the facts are published, so that nobody hears what became of a message before
  /// they hear of the message.
  void afterFacts(Runnable handOver) {
    handOvers.add(handOver);
  }

  Known.Planned planned(
      TenantId tenant,
      Collection<Strand> strands,
      Map<IdentityKey, Remembered.Standing> standings) {
    List<Conversation> opened = new ArrayList<>();
    List<Progress> progressed = new ArrayList<>();
    List<Ending> endings = new ArrayList<>();
    for (var strand : strands) {
      if (strand.opened()) {
        opened.add(strand.now());
      }
      var progress = strand.progress();
      if (progress != null) {
        progressed.add(progress);
      }
      var ending = strand.ending();
      if (ending != null) {
        endings.add(ending);
      }
    }
    var batch =
        new LaneBatch(
            tenant,
            customers,
            identities,
            fences,
            opened,
            messages,
            progressed,
            endings,
            outbounds,
            references,
            usedReferences,
            deadLetters,
            notes,
            new BotRows(handovers, botNotes, botProgress));
    return new Known.Planned(batch, completions, facts, handOvers, standings);
  }
}

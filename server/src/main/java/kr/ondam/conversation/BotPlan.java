package kr.ondam.conversation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.HandoverWish;
import org.jspecify.annotations.Nullable;

/// Decides about what bots say; a part of [BatchPlan]. Only the lane takes a conversation from its
/// bot, and it read the row afresh, so that what it finds here still holds when it commits.
final class BotPlan {
  private final Known known;
  private final Instant now;
  private final WritePlan writes;
  private final BatchParts parts;

  BotPlan(Known known, Instant now, WritePlan writes, BatchParts parts) {
    this.known = known;
    this.now = now;
    this.writes = writes;
    this.parts = parts;
  }

  void decide(Work.Turned turned, @Nullable Strand strand) {
    var result = strand == null ? new BotResult.NotFound() : decided(turned, strand);
    parts.after(() -> turned.done().complete(result));
  }

  private BotResult decided(Work.Turned turned, Strand strand) {
    var said = turned.said();
    var first = writes.repeated(said.conversation(), said.clientId(0));
    if (first != null) {
      if (known.doubted().contains(turned)) {
        tellLate(turned, strand);
      }
      return new BotResult.Repeated(first);
    }
    if (strand.over()) {
      note(said, BotNote.Kind.LATE);
      return new BotResult.Over();
    }
    var conversation = strand.now();
    if (said.standby() && conversation.owner() == Owner.AGENT) {
      note(said, BotNote.Kind.SUGGESTION);
      return new BotResult.Suggested();
    }
    boolean owns =
        conversation.owner() == Owner.BOT
            && !said.standby()
            && (said.epoch() == 0 || said.epoch() == conversation.ownerEpoch());
    if (!owns) {
      if (known.doubted().contains(turned)) {
        tellLate(turned, strand);
      }
      note(said, BotNote.Kind.LATE);
      return new BotResult.NotOwned();
    }
    return take(turned, strand);
  }

  private BotResult take(Work.Turned turned, Strand strand) {
    var said = turned.said();
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < said.messages().size(); i++) {
      var author = new Author(AuthorKind.BOT, said.bot().value());
      messages.add(
          writes.toCustomer(
              strand,
              author,
              said.messages().get(i),
              said.clientId(i),
              PartlySent.NOTHING,
              turned.handOver()));
    }
    if (said.answers() > 0) {
      parts.botProgress.add(new BotProgress(said.conversation(), said.answers(), said.failures()));
    }
    var wanted = said.handover();
    var reason = said.ends();
    if (wanted != null) {
      handOver(said, wanted, strand);
      return new BotResult.Taken(messages, true);
    }
    // Whoever ends it may not know what the customer has said meanwhile, or may still owe an
    // answer, which nobody would give.
    if (reason == null || strand.now().lastInboundSeq() > said.answers()) {
      return new BotResult.Taken(messages, false);
    }
    writes.end(strand, reason, null, false, turned.handOver());
    return new BotResult.Taken(messages, true);
  }

  private void handOver(BotSaid said, WantedHandover wanted, Strand strand) {
    strand.handOver();
    var handover = handover(said, wanted, strand);
    parts.handovers.add(handover);
    summarise(said, wanted.wish());
    List<Part> line =
        List.of(
            new Part.SystemEvent(
                Part.SystemEvent.HANDED_OVER, Map.of("reason", wanted.reason().name())));
    writes.write(
        strand,
        Direction.SYSTEM,
        Author.SYSTEM,
        line,
        // A wish without words is known again by its line.
        said.messages().isEmpty() ? said.clientId(0) : "handover-" + strand.now().ownerEpoch(),
        Delivery.NONE);
    parts.facts.add(new ConversationFact.HandedOver(strand.now(), handover, now));
  }

  /// What the bot learnt stands where the counsellor reads.
  private void summarise(BotSaid said, HandoverWish wish) {
    List<String> lines = new ArrayList<>();
    var summary = wish.summary();
    if (summary != null && !summary.isBlank()) {
      lines.add(summary);
    }
    wish.attributes().forEach((name, value) -> lines.add(name + ": " + value));
    if (!lines.isEmpty()) {
      var words = List.<Part>of(new Part.Text(String.join("\n", lines)));
      note(said, BotNote.Kind.SUMMARY, words, said.clientId(said.messages().size()));
    }
  }

  private Handover handover(BotSaid said, WantedHandover wanted, Strand strand) {
    return new Handover(
        said.tenant(),
        said.conversation(),
        strand.now().ownerEpoch(),
        said.bot(),
        wanted.reason(),
        wanted.wish(),
        said.failures(),
        now);
  }

  /// It was stored by a batch that seemed to have failed, so nobody has heard of it.
  private void tellLate(Work.Turned turned, Strand strand) {
    var said = turned.said();
    for (int i = 0; i < said.messages().size(); i++) {
      var stored = writes.repeated(said.conversation(), said.clientId(i));
      if (stored != null) {
        writes.sendLate(strand, stored, PartlySent.NOTHING, turned.handOver());
      }
    }
    var wanted = said.handover();
    if (wanted != null && strand.now().stage() == Stage.QUEUED) {
      parts.facts.add(
          new ConversationFact.HandedOver(strand.now(), handover(said, wanted, strand), now));
    }
  }

  private void note(BotSaid said, BotNote.Kind kind) {
    for (int i = 0; i < said.messages().size(); i++) {
      note(said, kind, said.messages().get(i), said.clientId(i));
    }
  }

  /// The id follows from the key, so that a repetition replaces what it repeats.
  private void note(BotSaid said, BotNote.Kind kind, List<Part> words, String key) {
    var name = said.conversation() + "/" + key;
    var note =
        new BotNote(
            said.tenant(),
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            said.conversation(),
            said.bot(),
            kind,
            words,
            now);
    parts.botNotes.add(note);
    parts.facts.add(new ConversationFact.BotNoted(note, now));
  }
}

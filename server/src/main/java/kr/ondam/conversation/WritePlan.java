package kr.ondam.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Decides about what agents and the system write; a part of [BatchPlan].
final class WritePlan {
  private static final String SESSION_OVER = "session_over";

  private final TenantId tenant;
  private final Instant now;
  private final Supplier<UUID> ids;
  private final Function<ConversationId, @Nullable Strand> strands;
  private final BatchParts parts;
  private final Map<Known.ClientKey, Message> repeated;
  private final Set<UUID> noted;
  private final Set<Work> doubted;

  WritePlan(
      TenantId tenant,
      Known known,
      Instant now,
      Supplier<UUID> ids,
      Function<ConversationId, @Nullable Strand> strands,
      BatchParts parts) {
    this.tenant = tenant;
    this.now = now;
    this.ids = ids;
    this.strands = strands;
    this.parts = parts;
    this.repeated = new HashMap<>(known.repeated());
    this.noted = new HashSet<>(known.noted());
    this.doubted = known.doubted();
  }

  void decide(Work.Write write) {
    var strand = strands.apply(write.conversation());
    ReplyResult result;
    if (strand == null) {
      result = new ReplyResult.NotFound();
    } else {
      result =
          switch (write) {
            case Work.Say say -> say(say, strand);
            case Work.Line line -> line(line, strand);
            case Work.Remark remark -> remark(remark);
            case Work.Finish finish -> finish(finish, strand);
          };
    }
    parts.after(() -> write.done().complete(result));
  }

  private ReplyResult say(Work.Say say, Strand strand) {
    var reply = say.reply();
    var key = new Known.ClientKey(reply.conversation(), reply.clientId());
    var before = repeated.get(key);
    if (before != null) {
      if (doubted.contains(say)) {
        sendLate(strand, before, say.before(), say.handOver());
      }
      return new ReplyResult.Repeated(before);
    }
    if (strand.over()) {
      return new ReplyResult.Over();
    }
    if (!strand.heldBy(reply.agent())) {
      return new ReplyResult.NotAssignee(strand.now().assignee());
    }
    if (ReplyWindow.isOver(strand.now(), now)) {
      return new ReplyResult.Refused(SESSION_OVER);
    }
    if (say.unreachable() != null) {
      return new ReplyResult.Refused(say.unreachable());
    }
    parts.fences.add(new Fence(reply.conversation(), reply.agent()));
    var author = new Author(AuthorKind.AGENT, reply.agent().toString());
    return new ReplyResult.Stored(
        toCustomer(strand, author, reply.parts(), reply.clientId(), say.before(), say.handOver()));
  }

  /// A message that is put on its way where the channel has to be sent it.
  Message toCustomer(
      Strand strand,
      Author author,
      List<Part> content,
      String clientId,
      PartlySent sent,
      Consumer<OutboundRow> handOver) {
    boolean pulled = BatchPlan.pulled(strand.now().channel());
    var message =
        write(
            strand,
            Direction.OUT,
            author,
            content,
            clientId,
            pulled ? Delivery.SENT : Delivery.QUEUED);
    if (!pulled) {
      hand(row(strand.now(), message, sent), handOver);
    }
    return message;
  }

  /// The message stored under a client id, null when there is none.
  @Nullable Message repeated(ConversationId conversation, String clientId) {
    return repeated.get(new Known.ClientKey(conversation, clientId));
  }

  /// The reply was stored by a batch that seemed to have failed: it is not on its way yet.
  void sendLate(Strand strand, Message stored, PartlySent sent, Consumer<OutboundRow> handOver) {
    parts.facts.add(new ConversationFact.MessageSent(stored, now));
    if (stored.delivery() == Delivery.QUEUED) {
      var row = row(strand.now(), stored, sent);
      parts.afterFacts(() -> handOver.accept(row));
    }
  }

  private OutboundRow row(Conversation c, Message message, PartlySent sent) {
    var outbound =
        new Outbound(
            message.id().value(),
            tenant,
            c.account(),
            c.externalUser(),
            c.threadKey(),
            message.parts());
    return new OutboundRow(outbound, c.id(), message.id(), message.seq(), 0, sent.answered(), now)
        .leaving(sent.leftBehind());
  }

  private ReplyResult line(Work.Line line, Strand strand) {
    var before = repeated.get(new Known.ClientKey(line.conversation(), line.clientId()));
    if (before != null) {
      return new ReplyResult.Repeated(before);
    }
    List<Part> event = List.of(new Part.SystemEvent(line.code(), line.params()));
    var handOver = line.handOver();
    if (handOver == null || BatchPlan.pulled(strand.now().channel())) {
      return new ReplyResult.Stored(
          write(strand, Direction.SYSTEM, Author.SYSTEM, event, line.clientId(), Delivery.NONE));
    }
    if (strand.over()) {
      return new ReplyResult.Over();
    }
    if (ReplyWindow.isOver(strand.now(), now)) {
      return new ReplyResult.Refused(SESSION_OVER);
    }
    if (line.unreachable() != null) {
      return new ReplyResult.Refused(line.unreachable());
    }
    var message =
        write(strand, Direction.SYSTEM, Author.SYSTEM, event, line.clientId(), Delivery.QUEUED);
    hand(row(strand.now(), message, PartlySent.NOTHING), handOver);
    return new ReplyResult.Stored(message);
  }

  Message write(
      Strand strand,
      Direction direction,
      Author author,
      List<Part> content,
      String clientId,
      Delivery delivery) {
    long seq = strand.number(direction, now, null);
    var id = strand.now().id();
    var message =
        new Message(
            tenant,
            id,
            seq,
            new MessageId(ids.get()),
            direction,
            author,
            now,
            null,
            content,
            clientId,
            delivery,
            null);
    boolean bots = author.kind() == AuthorKind.BOT;
    var files = bots ? BotFiles.of(message) : List.<Attachment>of();
    parts.messages.add(new Incoming(message, null, null, files));
    repeated.put(new Known.ClientKey(id, clientId), message);
    parts.facts.add(new ConversationFact.MessageSent(message, now));
    return message;
  }

  private ReplyResult remark(Work.Remark remark) {
    var id = Objects.requireNonNullElseGet(remark.id(), ids);
    if (!noted.add(id)) {
      return new ReplyResult.Done();
    }
    var note = new Note(tenant, id, remark.conversation(), remark.author(), remark.text(), now);
    parts.notes.add(note);
    parts.facts.add(new ConversationFact.NoteAdded(note, now));
    return new ReplyResult.Done();
  }

  private ReplyResult finish(Work.Finish finish, Strand strand) {
    AgentId agent = finish.agent();
    if (strand.over()) {
      return agent == null ? new ReplyResult.Done() : new ReplyResult.Over();
    }
    if (!BatchPlan.sameThread(finish.thread(), strand.now().threadKey())) {
      return new ReplyResult.Done(); // the customer has come back in a session of their own
    }
    if (agent != null) {
      if (!strand.heldBy(agent)) {
        return new ReplyResult.NotAssignee(strand.now().assignee());
      }
      parts.fences.add(new Fence(finish.conversation(), agent));
    }
    end(strand, finish.reason(), finish.disposition(), finish.settled(), finish.handOver());
    return new ReplyResult.Done();
  }

  /// Ends a conversation with a line that says so. Where a provider keeps a session that is still
  /// open, the line goes out after all replies and ends it there.
  void end(
      Strand strand,
      EndReason reason,
      @Nullable String disposition,
      boolean settled,
      Consumer<OutboundRow> handOver) {
    boolean goesOut = reason != EndReason.SESSION_GONE && !BatchPlan.pulled(strand.now().channel());
    List<Part> line =
        List.of(new Part.SystemEvent(Part.SystemEvent.CLOSED, Map.of("reason", reason.name())));
    var message =
        write(
            strand,
            Direction.SYSTEM,
            Author.SYSTEM,
            line,
            Part.SystemEvent.CLOSED,
            goesOut ? Delivery.QUEUED : Delivery.NONE);
    if (goesOut) {
      hand(row(strand.now(), message, PartlySent.NOTHING), handOver);
    }
    strand.end(now, reason, disposition);
    parts.facts.add(
        new ConversationFact.ConversationEnded(
            tenant, strand.now().id(), reason, disposition, settled, now));
  }

  private void hand(OutboundRow row, Consumer<OutboundRow> handOver) {
    parts.outbounds.add(row);
    parts.afterFacts(() -> handOver.accept(row));
  }
}

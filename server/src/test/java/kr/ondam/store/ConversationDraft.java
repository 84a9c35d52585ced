package kr.ondam.store;

import java.time.Instant;
import java.util.Map;
import kr.ondam.agent.AgentId;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.EndReason;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.Progress;
import kr.ondam.conversation.QueueId;
import kr.ondam.conversation.Stage;
import org.jspecify.annotations.Nullable;

/// A conversation while one of its two writers changes its part of the row.
final class ConversationDraft {
  private final Conversation before;
  private @Nullable String threadKey;
  private Stage stage;
  private @Nullable AgentId assignee;
  private @Nullable QueueId queue;
  private @Nullable Instant endedAt;
  private @Nullable EndReason endReason;
  private @Nullable String disposition;
  private long lastSeq;
  private Instant lastMessageAt;
  private Instant lastInboundAt;
  private long lastInboundSeq;
  private long lastOutboundSeq;
  private @Nullable String routingKey;
  private Map<String, String> attributes;
  private long ownerEpoch;

  ConversationDraft(Conversation before) {
    this.before = before;
    threadKey = before.threadKey();
    stage = before.stage();
    assignee = before.assignee();
    queue = before.queue();
    endedAt = before.endedAt();
    endReason = before.endReason();
    disposition = before.disposition();
    lastSeq = before.lastSeq();
    lastMessageAt = before.lastMessageAt();
    lastInboundAt = before.lastInboundAt();
    lastInboundSeq = before.lastInboundSeq();
    lastOutboundSeq = before.lastOutboundSeq();
    routingKey = before.routingKey();
    attributes = before.attributes();
    ownerEpoch = before.ownerEpoch();
  }

  ConversationDraft progressed(Progress progress) {
    lastSeq = progress.lastSeq();
    lastMessageAt = progress.lastMessageAt();
    lastInboundAt = progress.lastInboundAt();
    lastInboundSeq = progress.lastInboundSeq();
    lastOutboundSeq = progress.lastOutboundSeq();
    threadKey = progress.threadKey() == null ? threadKey : progress.threadKey();
    routingKey = progress.routingKey() == null ? routingKey : progress.routingKey();
    attributes = progress.attributes() == null ? attributes : progress.attributes();
    return this;
  }

  ConversationDraft ended(Ending ending) {
    endedAt = ending.at();
    endReason = ending.reason();
    disposition = ending.disposition();
    return stage == Stage.BOT ? staged(Stage.CLOSED, assignee, queue) : this;
  }

  ConversationDraft classified(String code) {
    disposition = code;
    return this;
  }

  ConversationDraft staged(Stage next, @Nullable AgentId agent, @Nullable QueueId in) {
    ownerEpoch += next.owner() == stage.owner() ? 0 : 1;
    stage = next;
    assignee = agent;
    queue = in;
    return this;
  }

  Conversation done() {
    return new Conversation(
        before.tenant(),
        before.id(),
        before.account(),
        before.channel(),
        before.externalUser(),
        threadKey,
        before.customer(),
        stage,
        assignee,
        queue,
        before.openedAt(),
        endedAt,
        endReason,
        disposition,
        lastSeq,
        lastMessageAt,
        lastInboundAt,
        lastInboundSeq,
        lastOutboundSeq,
        routingKey,
        attributes,
        ownerEpoch);
  }
}

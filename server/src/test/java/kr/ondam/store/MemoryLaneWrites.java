package kr.ondam.store;

import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.BotProgress;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Ending;
import kr.ondam.conversation.Fence;
import kr.ondam.conversation.FenceBroken;
import kr.ondam.conversation.Handover;
import kr.ondam.conversation.Incoming;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Progress;
import kr.ondam.conversation.Stage;
import kr.ondam.tenant.TenantId;

/// Writes a lane's batch into tables in memory, in the order of [LaneWrites].
final class MemoryLaneWrites {
  private final MemoryTables tables;
  private final LaneBatch batch;
  private final TenantId tenant;

  MemoryLaneWrites(MemoryTables tables, LaneBatch batch) {
    this.tables = tables;
    this.batch = batch;
    tenant = batch.tenant();
  }

  void write() {
    batch.progressed().forEach(this::progress);
    batch.bots().handovers().forEach(this::handOver);
    batch.endings().forEach(this::end);
    batch.fences().forEach(this::check);
    batch.customers().forEach(c -> tables.customers.insert(c, c.tenant(), c.id()));
    batch
        .identities()
        .forEach(i -> {
          tables.accounts.require(i.tenant(), i.account());
          tables.customers.require(i.tenant(), i.customer());
          tables.identities.insert(i, i.tenant(), i.account(), i.externalUser());
        });
    batch.opened().forEach(this::open);
    batch.messages().forEach(this::add);
    batch
        .outbounds()
        .forEach(row -> {
          var outbound = row.outbound();
          tables.messages.require(outbound.tenant(), row.conversation(), row.seq());
          tables.outbounds.insert(row, outbound.tenant(), outbound.id());
        });
    batch
        .deadLetters()
        .forEach(letter -> {
          tables.accounts.require(letter.tenant(), letter.account());
          tables.deadLetters.insert(letter, letter.tenant(), letter.id());
        });
    batch
        .notes()
        .forEach(note -> {
          tables.conversations.require(note.tenant(), note.conversation());
          tables.users.require(note.tenant(), note.author());
          tables.notes.insert(note, note.tenant(), note.id());
        });
    writeBots();
    refer();
  }

  private void writeBots() {
    var bots = batch.bots();
    bots.handovers().forEach(h -> tables.handovers.insert(h, tenant, h.conversation(), h.epoch()));
    bots.notes()
        .forEach(note -> {
          tables.conversations.require(tenant, note.conversation());
          tables.botNotes.put(note, tenant, note.id());
        });
    bots.progressed().forEach(this::advance);
  }

  private void advance(BotProgress late) {
    var before = tables.botProgress.find(tenant, late.conversation()).orElse(late);
    tables.botProgress.put(
        new BotProgress(
            late.conversation(),
            Math.max(late.answered(), before.answered()),
            Math.max(late.failures(), before.failures())),
        tenant,
        late.conversation());
  }

  private void handOver(Handover handover) {
    tables
        .conversations
        .find(tenant, handover.conversation())
        .filter(c -> c.stage() == Stage.BOT)
        .map(c -> new ConversationDraft(c).staged(Stage.QUEUED, null, c.queue()).done())
        .ifPresent(c -> tables.conversations.put(c, tenant, c.id()));
  }

  private void progress(Progress progress) {
    tables
        .conversations
        .find(tenant, progress.conversation())
        .map(c -> new ConversationDraft(c).progressed(progress).done())
        .ifPresent(c -> tables.conversations.put(c, tenant, c.id()));
  }

  private void end(Ending ending) {
    tables
        .conversations
        .find(tenant, ending.conversation())
        .filter(c -> c.endedAt() == null)
        .map(c -> new ConversationDraft(c).ended(ending).done())
        .ifPresent(c -> {
          classifiable(c);
          tables.conversations.put(c, tenant, c.id());
          tables.open.remove(tenant, c.account(), c.externalUser());
        });
  }

  private void classifiable(Conversation conversation) {
    var disposition = conversation.disposition();
    if (disposition != null) {
      tables.dispositions.require(tenant, disposition);
    }
  }

  private void check(Fence fence) {
    var assignee =
        tables.conversations.find(tenant, fence.conversation()).map(Conversation::assignee);
    if (!assignee.filter(fence.assignee()::equals).isPresent()) {
      throw new FenceBroken(fence, assignee.orElse(null));
    }
  }

  private void open(Conversation c) {
    tables.identities.require(c.tenant(), c.account(), c.externalUser());
    tables.customers.require(c.tenant(), c.customer());
    classifiable(c);
    tables.conversations.insert(c, c.tenant(), c.id());
    if (c.endedAt() == null) {
      tables.open.insert(c.id(), c.tenant(), c.account(), c.externalUser());
    }
  }

  private void add(Incoming incoming) {
    var message = incoming.message();
    var of = message.tenant();
    var place = new MemoryTables.Place(message.conversation(), message.seq());
    tables.conversations.require(of, message.conversation());
    tables.messages.insert(incoming, of, message.conversation(), message.seq());
    incoming.attachments().forEach(a -> tables.attachments.insert(a, of, a.id()));
    attach(message);
    var external = incoming.externalId();
    if (external != null) {
      tables.externalIds.insert(place, of, external.account(), external.value());
    }
    if (message.resendOf() > 0) {
      tables
          .messages
          .find(of, message.conversation(), message.resendOf())
          .ifPresent(again -> tables.problems.remove(of, again.message().id()));
    }
    var clientId = message.clientId();
    if (clientId != null) {
      tables.clientIds.insert(place, of, message.conversation(), clientId);
    }
  }

  private void attach(Message message) {
    for (int i = 0; i < message.parts().size(); i++) {
      for (var file : message.parts().get(i).files()) {
        var id = new AttachmentId(file);
        var upload = tables.uploads.find(tenant, id).orElse(null);
        if (upload != null) {
          tables.uploads.remove(tenant, id);
          tables.attachments.insert(
              upload.attached(message.conversation(), message.seq(), i, message.at()), tenant, id);
        }
      }
    }
  }

  private void refer() {
    for (var reference : batch.references()) {
      var identity = reference.identity();
      tables.accounts.require(tenant, identity.account());
      tables.references.put(
          reference, tenant, identity.account(), identity.externalUser(), reference.threadKey());
    }
    for (var used : batch.usedReferences()) {
      tables.references.remove(
          tenant, used.identity().account(), used.identity().externalUser(), used.threadKey());
    }
  }
}

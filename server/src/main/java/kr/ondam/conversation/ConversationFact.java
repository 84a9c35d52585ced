package kr.ondam.conversation;

import java.time.Instant;
import kr.ondam.event.Fact;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Something committed about a conversation.
public sealed interface ConversationFact extends Fact {
  TenantId tenant();

  ConversationId conversation();

  @Override
  default String tenantKey() {
    return tenant().value();
  }

  /// A conversation was opened; its first message follows.
  record ConversationOpened(Conversation opened, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return opened.tenant();
    }

    @Override
    public ConversationId conversation() {
      return opened.id();
    }
  }

  /// A message of the customer was stored.
  record MessageReceived(Message message, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return message.tenant();
    }

    @Override
    public ConversationId conversation() {
      return message.conversation();
    }
  }

  /// A message to the customer, or a system line, was stored.
  record MessageSent(Message message, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return message.tenant();
    }

    @Override
    public ConversationId conversation() {
      return message.conversation();
    }
  }

  /// The delivery of a message has moved.
  record DeliveryChanged(Message message, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return message.tenant();
    }

    @Override
    public ConversationId conversation() {
      return message.conversation();
    }
  }

  /// What the entry point stands for became known or changed.
  record ConversationReferred(
      TenantId tenant, ConversationId conversation, String routingKey, Instant at)
      implements ConversationFact {}

  /// The conversation is over for the customer.
  ///
  /// @param disposition null when it has none
  /// @param settled whether nothing is left to classify
  record ConversationEnded(
      TenantId tenant,
      ConversationId conversation,
      EndReason reason,
      @Nullable String disposition,
      boolean settled,
      Instant at)
      implements ConversationFact {
    /// As classified: without a disposition it still has to be.
    public ConversationEnded(
        TenantId tenant,
        ConversationId conversation,
        EndReason reason,
        @Nullable String disposition,
        Instant at) {
      this(tenant, conversation, reason, disposition, disposition != null, at);
    }
  }

  /// A conversation went from its bot to people and waits for them.
  ///
  /// @param handed as it is from then on
  record HandedOver(Conversation handed, Handover handover, Instant at)
      implements ConversationFact {
    @Override
    public TenantId tenant() {
      return handed.tenant();
    }

    @Override
    public ConversationId conversation() {
      return handed.id();
    }
  }

  /// A bot said something that is for the counsellor only.
  record BotNoted(BotNote note, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return note.tenant();
    }

    @Override
    public ConversationId conversation() {
      return note.conversation();
    }
  }

  /// The copy of an attachment has come, will not come, or was tried in vain.
  record AttachmentChanged(Attachment attachment, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return attachment.tenant();
    }

    @Override
    public ConversationId conversation() {
      return attachment.conversation();
    }
  }

  /// An internal remark was added.
  record NoteAdded(Note note, Instant at) implements ConversationFact {
    @Override
    public TenantId tenant() {
      return note.tenant();
    }

    @Override
    public ConversationId conversation() {
      return note.conversation();
    }
  }
}

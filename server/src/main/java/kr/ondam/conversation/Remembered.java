package kr.ondam.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.PartTexts;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What the lanes remember of customers and messages between batches, so that a message of a known
/// customer costs no look-up.
///
/// A lane is the only writer of its identities' conversations as far as numbering, endings and
/// references go, so these cannot be out of date here. Stage, assignee and queue can be, because
/// routing writes them: who needs them reads them afresh. All of this is a shortcut; the unique
/// keys of the store stay the truth.
final class Remembered {
  /// About 16 MiB for each of the two.
  private static final long MOST_CHARACTERS = 8_000_000;

  /// What a record weighs without its texts.
  private static final int RECORD = 200;

  private static final int MOST_DOUBTS = 10_000;

  /// How a customer stands on one account.
  ///
  /// @param open the conversation to which the next message belongs
  /// @param reference what waits for the first message
  record Standing(
      CustomerId customer, @Nullable Conversation open, @Nullable Reference reference) {}

  private record Owner(TenantId tenant, IdentityKey identity) {}

  private record Name(TenantId tenant, ExternalId id) {}

  private final Cache<Owner, Standing> standings =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .<Owner, Standing>weigher((_, standing) -> characters(standing))
          .executor(Runnable::run)
          .build();
  private final Cache<Name, Message> messages =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .<Name, Message>weigher((_, message) -> characters(message))
          .executor(Runnable::run)
          .build();

  private record Said(TenantId tenant, Known.ClientKey key) {}

  private final Cache<Record, Boolean> doubts =
      Caffeine.newBuilder().maximumSize(MOST_DOUBTS).executor(Runnable::run).build();

  private final AtomicBoolean doubted = new AtomicBoolean();

  @Nullable Standing standing(TenantId tenant, IdentityKey identity) {
    return standings.getIfPresent(new Owner(tenant, identity));
  }

  /// The message with this external id if it came lately; null says nothing.
  @Nullable Message message(TenantId tenant, ExternalId id) {
    return messages.getIfPresent(new Name(tenant, id));
  }

  /// Takes over how everybody stands after a commit. An identity without a standing is forgotten.
  void keep(LaneBatch batch, Set<IdentityKey> touched, Map<IdentityKey, Standing> after) {
    for (var identity : touched) {
      var owner = new Owner(batch.tenant(), identity);
      var standing = after.get(identity);
      if (standing == null) {
        standings.invalidate(owner);
      } else {
        standings.put(owner, standing);
      }
    }
    for (var incoming : batch.messages()) {
      var id = incoming.externalId();
      if (id != null) {
        messages.put(new Name(batch.tenant(), id), incoming.message());
      }
    }
  }

  /// Nobody knows what of a failed commit is stored.
  void forget(TenantId tenant, Set<IdentityKey> touched) {
    touched.forEach(identity -> standings.invalidate(new Owner(tenant, identity)));
  }

  /// Notes works whose commit failed in a way that may have stored them all the same: nobody was
  /// told of what they wrote.
  void doubt(TenantId tenant, List<Work> works) {
    doubted.set(true);
    for (var work : works) {
      var name = name(tenant, work);
      if (name != null) {
        doubts.put(name, true);
      }
    }
  }

  /// Whether there was anything in doubt since the last time this was asked.
  boolean takeDoubt() {
    return doubted.get() && doubted.getAndSet(false);
  }

  /// Whether the work is in doubt, so that finding it stored is news.
  boolean inDoubt(TenantId tenant, Work work) {
    if (doubts.asMap().isEmpty()) {
      return false;
    }
    var name = name(tenant, work);
    return name != null && doubts.getIfPresent(name) != null;
  }

  /// Takes the doubt off works that a commit has settled.
  void trust(TenantId tenant, List<Work> works) {
    if (!doubts.asMap().isEmpty()) {
      for (var work : works) {
        var name = name(tenant, work);
        if (name != null) {
          doubts.invalidate(name);
        }
      }
    }
  }

  private static @Nullable Record name(TenantId tenant, Work work) {
    return switch (work) {
      case Work.Hear(Inbound.Spoken spoken, var _, var _) ->
          new Name(tenant, new ExternalId(spoken.account(), spoken.externalId()));
      case Work.Say say ->
          new Said(tenant, new Known.ClientKey(say.reply().conversation(), say.reply().clientId()));
      case Work.Turned turned ->
          new Said(tenant, new Known.ClientKey(turned.conversation(), turned.said().clientId(0)));
      case Work.Hear _, Work.Line _, Work.Remark _, Work.Finish _ -> null;
    };
  }

  private static int characters(Standing standing) {
    int sum = RECORD;
    var open = standing.open();
    if (open != null) {
      for (var attribute : open.attributes().entrySet()) {
        sum += attribute.getKey().length() + attribute.getValue().length();
      }
    }
    return sum;
  }

  private static int characters(Message message) {
    int sum = RECORD;
    for (var part : message.parts()) {
      sum += RECORD + PartTexts.length(part);
    }
    return sum;
  }
}

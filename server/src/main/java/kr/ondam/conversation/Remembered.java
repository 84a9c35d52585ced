package kr.ondam.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.Part;
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
  private static final int MOST_IDENTITIES = 20_000;

  /// About 16 MiB of text.
  private static final long MOST_CHARACTERS = 8_000_000;

  private static final int USUAL_CHARACTERS = 200;

  /// How a customer stands on one account.
  ///
  /// @param open the conversation to which the next message belongs
  /// @param reference what waits for the first message
  record Standing(
      CustomerId customer, @Nullable Conversation open, @Nullable Reference reference) {}

  private record Owner(TenantId tenant, IdentityKey identity) {}

  private record Name(TenantId tenant, ExternalId id) {}

  private final Cache<Owner, Standing> standings =
      Caffeine.newBuilder().maximumSize(MOST_IDENTITIES).executor(Runnable::run).build();
  private final Cache<Name, Message> messages =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .<Name, Message>weigher((_, message) -> characters(message))
          .executor(Runnable::run)
          .build();

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

  private static int characters(Message message) {
    int sum = USUAL_CHARACTERS;
    for (var part : message.parts()) {
      sum += part instanceof Part.Text(var text) ? text.length() : USUAL_CHARACTERS;
    }
    return sum;
  }
}

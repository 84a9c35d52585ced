package kr.ondam.conversation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.Inbound;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.customer.PhoneNumber;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Reads from the stores what a plan must know.
final class Gathering {
  private final TenantId tenant;
  private final ConversationStore store;
  private final CustomerStore customers;

  Gathering(TenantId tenant, ConversationStore store, CustomerStore customers) {
    this.tenant = tenant;
    this.store = store;
    this.customers = customers;
  }

  Known about(List<Work> works) {
    Set<IdentityKey> identities = new HashSet<>();
    Set<ExternalId> externalIds = new HashSet<>();
    for (var work : works) {
      identities.add(work.identity());
      if (work instanceof Work.Hear(Inbound.Spoken spoken, var _)) {
        externalIds.add(new ExternalId(spoken.account(), spoken.externalId()));
      }
    }
    var view = store.view(tenant, identities, externalIds);
    Map<String, CustomerId> byPhone = new HashMap<>();
    Map<IdentityKey, Conversation> latest = new HashMap<>();
    Map<ConversationId, Conversation> named = new HashMap<>();
    Map<Known.ClientKey, Message> repeated = new HashMap<>();
    for (var work : works) {
      switch (work) {
        case Work.Hear(Inbound.Spoken spoken, var _) -> {
          phone(view, work.identity(), spoken, byPhone);
          latest(view, work.identity(), spoken, latest);
        }
        case Work.Hear _ -> {}
        case Work.Write write -> written(write, named, repeated);
      }
    }
    return new Known(view, byPhone, latest, named, repeated);
  }

  private void phone(
      LaneView view, IdentityKey identity, Inbound.Spoken spoken, Map<String, CustomerId> byPhone) {
    var claim = spoken.claim();
    String typed = claim == null ? null : claim.phone();
    if (typed == null || view.customers().containsKey(identity)) {
      return;
    }
    var phone = PhoneNumber.normalise(typed);
    if (phone.isPresent()) {
      var found = customers.byPhone(tenant, phone.get());
      if (!found.isEmpty()) {
        byPhone.put(phone.get(), found.getFirst().id());
      }
    }
  }

  private void latest(
      LaneView view,
      IdentityKey identity,
      Inbound.Spoken spoken,
      Map<IdentityKey, Conversation> latest) {
    boolean mayBeLate =
        spoken.threadKey() != null
            && view.customers().containsKey(identity)
            && !view.open().containsKey(identity);
    if (mayBeLate && !latest.containsKey(identity)) {
      store.latestOf(tenant, identity).ifPresent(c -> latest.put(identity, c));
    }
  }

  private void written(
      Work.Write write,
      Map<ConversationId, Conversation> named,
      Map<Known.ClientKey, Message> repeated) {
    var id = write.conversation();
    if (!named.containsKey(id)) {
      store.find(tenant, id).ifPresent(c -> named.put(id, c));
    }
    String clientId = clientId(write);
    if (clientId != null) {
      store
          .byClientId(tenant, id, clientId)
          .ifPresent(m -> repeated.put(new Known.ClientKey(id, clientId), m));
    }
  }

  private static @Nullable String clientId(Work.Write write) {
    return switch (write) {
      case Work.Say say -> say.reply().clientId();
      case Work.Line line -> line.clientId();
      case Work.Remark _, Work.Finish _ -> null;
    };
  }
}

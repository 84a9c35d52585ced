package kr.ondam.conversation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import kr.ondam.channel.Inbound;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.customer.PhoneNumber;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Finds out what a plan must know: from what the lanes remember where that is enough, from the
/// stores for the rest.
final class Gathering {
  private final TenantId tenant;
  private final ConversationStore store;
  private final CustomerStore customers;
  private final Remembered remembered;

  Gathering(
      TenantId tenant, ConversationStore store, CustomerStore customers, Remembered remembered) {
    this.tenant = tenant;
    this.store = store;
    this.customers = customers;
    this.remembered = remembered;
  }

  Known about(List<Work> works) {
    var view = view(works);
    Map<String, CustomerId> byPhone = new HashMap<>();
    Map<IdentityKey, Conversation> latest = new HashMap<>();
    Map<ConversationId, Conversation> named = new HashMap<>();
    Map<Known.ClientKey, Message> repeated = new HashMap<>();
    Set<UUID> noted = new HashSet<>();
    for (var work : works) {
      switch (work) {
        case Work.Hear(Inbound.Spoken spoken, var _, var _) -> {
          phone(view, work.identity(), spoken, byPhone);
          latest(view, work.identity(), spoken, latest);
        }
        case Work.Hear _ -> {}
        case Work.Turned turned -> {
          turned(turned, named, repeated);
          refresh(view, turned.identity(), named.get(turned.conversation()));
        }
        case Work.Write write -> {
          written(write, named, repeated);
          refresh(view, write.identity(), named.get(write.conversation()));
          if (write instanceof Work.Remark remark) {
            noted(remark, noted);
          }
        }
      }
    }
    Set<Work> doubted = new HashSet<>();
    for (var work : works) {
      if (remembered.inDoubt(tenant, work)) {
        doubted.add(work);
      }
    }
    return new Known(view, byPhone, latest, named, repeated, noted, doubted);
  }

  /// Only identities that are not remembered are looked up, with the messages they bring. A message
  /// of a remembered identity that is not itself remembered counts as new: should it be an old one,
  /// the unique key says so, and the lane looks again with nothing remembered.
  private LaneView view(List<Work> works) {
    Map<IdentityKey, Remembered.Standing> standings = new HashMap<>();
    Set<IdentityKey> unknown = new HashSet<>();
    Set<ExternalId> externalIds = new HashSet<>();
    Map<ExternalId, Message> recent = new HashMap<>();
    for (var work : works) {
      var identity = work.identity();
      var standing =
          unknown.contains(identity)
              ? null
              : standings.computeIfAbsent(identity, i -> remembered.standing(tenant, i));
      if (standing == null) {
        unknown.add(identity);
      }
      if (work instanceof Work.Hear(Inbound.Spoken spoken, var _, var _)) {
        var id = new ExternalId(spoken.account(), spoken.externalId());
        var message = standing == null ? null : remembered.message(tenant, id);
        if (message != null) {
          recent.put(id, message);
        } else if (standing == null) {
          externalIds.add(id);
        }
        earlier(spoken, recent, externalIds);
      }
    }
    var view =
        unknown.isEmpty() && externalIds.isEmpty()
            ? new LaneView(new HashMap<>(), new HashMap<>(), recent, new HashMap<>())
            : looked(unknown, externalIds, recent);
    standings.forEach((identity, standing) -> {
      view.customers().put(identity, standing.customer());
      putIfThere(view.open(), identity, standing.open());
      putIfThere(view.references(), identity, standing.reference());
    });
    return view;
  }

  /// No unique key tells of the earlier one of a message without an id.
  private void earlier(
      Inbound.Spoken spoken, Map<ExternalId, Message> recent, Set<ExternalId> externalIds) {
    var id = ExternalId.earlier(spoken);
    if (id != null) {
      var message = remembered.message(tenant, id);
      if (message == null) {
        externalIds.add(id);
      } else {
        recent.put(id, message);
      }
    }
  }

  private LaneView looked(
      Set<IdentityKey> identities, Set<ExternalId> externalIds, Map<ExternalId, Message> recent) {
    var found = store.view(tenant, identities, externalIds);
    recent.putAll(found.known());
    return new LaneView(
        new HashMap<>(found.customers()),
        new HashMap<>(found.open()),
        recent,
        new HashMap<>(found.references()));
  }

  private static <V> void putIfThere(
      Map<IdentityKey, V> map, IdentityKey identity, @Nullable V value) {
    if (value != null) {
      map.put(identity, value);
    }
  }

  /// A write asks who the assignee is, which a remembered conversation does not know.
  private static void refresh(LaneView view, IdentityKey identity, @Nullable Conversation fresh) {
    if (fresh != null && view.open().containsKey(identity) && fresh.endedAt() == null) {
      view.open().put(identity, fresh);
    }
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
    name(id, named);
    String clientId = clientId(write);
    if (clientId != null) {
      repeated(id, clientId, repeated);
    }
  }

  /// Nearly always the first message is not there, and so none of them.
  private void turned(
      Work.Turned turned,
      Map<ConversationId, Conversation> named,
      Map<Known.ClientKey, Message> repeated) {
    var said = turned.said();
    name(said.conversation(), named);
    for (int i = 0; i < Math.max(1, said.messages().size()); i++) {
      if (!repeated(said.conversation(), said.clientId(i), repeated)) {
        return;
      }
    }
  }

  private void name(ConversationId id, Map<ConversationId, Conversation> named) {
    if (!named.containsKey(id)) {
      store.find(tenant, id).ifPresent(c -> named.put(id, c));
    }
  }

  private boolean repeated(
      ConversationId id, String clientId, Map<Known.ClientKey, Message> repeated) {
    var stored = store.byClientId(tenant, id, clientId);
    stored.ifPresent(m -> repeated.put(new Known.ClientKey(id, clientId), m));
    return stored.isPresent();
  }

  private void noted(Work.Remark remark, Set<UUID> noted) {
    var id = remark.id();
    if (id != null) {
      store.notes(tenant, remark.conversation()).stream()
          .filter(note -> note.id().equals(id))
          .forEach(note -> noted.add(note.id()));
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

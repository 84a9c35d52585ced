package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;

/// What the provider of a [SendingWorld] has really taken, compared with what the messages say.
final class SendingChecks {
  /// What the provider has taken, by conversation, in order.
  private final Map<Integer, List<SentWords>> taken = new LinkedHashMap<>();

  private final Set<String> serials = new LinkedHashSet<>();

  /// How many messages ended in which way.
  final Map<Delivery, Integer> ends = new LinkedHashMap<>();

  private final Desk desk;
  private final FakeChannel channel;
  private final Object world;

  /// `world` says in a line what all of it follows from.
  SendingChecks(Desk desk, FakeChannel channel, Object world) {
    this.desk = desk;
    this.channel = channel;
    this.world = world;
  }

  /// The provider takes a call.
  void take(SentWords words, ProviderCall call) {
    boolean fresh = serials.add(call.serial());
    assertThat(fresh || channel.repeatable).as("%s goes out twice; %s", words, world).isTrue();
    if (fresh) {
      var before = taken.computeIfAbsent(words.conversation(), _ -> new ArrayList<>());
      if (!before.isEmpty()) {
        assertThat(words).as("in order; %s", world).isGreaterThan(before.getLast());
      }
      before.add(words);
    }
  }

  /// Looks at everything in the end.
  void all(List<ConversationId> conversations) {
    assertThat(desk.store.waitingOutbounds()).as("nothing waits; %s", world).isEmpty();
    checkMoves();
    for (int i = 0; i < conversations.size(); i++) {
      var said = Set.copyOf(taken.getOrDefault(i, List.of()));
      for (var message : desk.store.messages(LIFE, conversations.get(i), 0, 1000)) {
        if (message.direction() == Direction.OUT
            && message.parts().getFirst() instanceof Part.Text) {
          check(message, said);
        }
      }
    }
  }

  private void check(Message message, Set<SentWords> said) {
    ends.merge(message.delivery(), 1, Integer::sum);
    var parts = message.parts().stream().map(Part::toString).toList();
    int arrived = (int) parts.stream().filter(text -> said.contains(SentWords.of(text))).count();
    int known = desk.store.partlySent(LIFE, message.conversation(), message.seq()).answered();
    var where = "%s of %s arrived, %s known; %s".formatted(arrived, parts, known, world);
    boolean farewell = parts.getFirst().contains("farewell");
    switch (message.delivery()) {
      case SENT -> assertThat(arrived).as(where).isEqualTo(parts.size());
      case FAILED -> {
        if (!farewell) { // of which one that failed may be followed by others
          assertThat(arrived).as(where).isEqualTo(known).isLessThan(parts.size());
        }
      }
      case UNKNOWN -> {
        if (!farewell) {
          assertThat(arrived - known).as(where).isBetween(0, 1);
        }
      }
      case NONE, QUEUED, DELIVERED, READ ->
          throw new AssertionError(message.delivery() + " in the end: " + where);
    }
  }

  /// No delivery ever moved backwards.
  private void checkMoves() {
    Map<MessageId, Delivery> last = new LinkedHashMap<>();
    for (var fact : List.copyOf(desk.facts)) {
      if (fact instanceof ConversationFact.DeliveryChanged(var message, var _)) {
        var before = last.put(message.id(), message.delivery());
        assertThat(
                before == null
                    || before == message.delivery()
                    || before.mayBecome(message.delivery()))
            .as("%s becomes %s; %s", before, message.delivery(), world)
            .isTrue();
      }
    }
  }

  /// What has waited for some time says why.
  void waiting(Instant madeBefore, Instant saidBefore) {
    for (var row : desk.store.waitingOutbounds()) {
      var message = desk.store.messages(LIFE, row.conversation(), row.seq() - 1, 1).getFirst();
      boolean old = message.at().isBefore(saidBefore) && message.at().isBefore(madeBefore);
      if (old && message.delivery() == Delivery.QUEUED) {
        assertThat(message.failure()).as("why %s waits; %s", message.parts(), world).isNotNull();
      }
    }
  }
}

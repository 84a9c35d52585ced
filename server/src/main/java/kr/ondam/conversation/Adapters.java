package kr.ondam.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The adapters of the channels, as the outbox uses them: whatever one throws becomes an answer,
/// and none of its words is logged, because they may hold what was to be sent.
final class Adapters {
  private static final Logger log = LoggerFactory.getLogger(Adapters.class);

  private final ChannelStore channels;
  private final Map<ChannelKind, ChannelAdapter> adapters;

  Adapters(ChannelStore channels, Map<ChannelKind, ChannelAdapter> adapters) {
    this.channels = channels;
    this.adapters = adapters;
  }

  /// The account of a row with its adapter; empty when one of them is there no more or the account
  /// is out of use.
  Optional<Reached> of(OutboundRow row) {
    var out = row.outbound();
    return channels.accounts(out.tenant()).stream()
        .filter(a -> a.id().equals(out.account()) && a.enabled())
        .findFirst()
        .flatMap(account ->
            Optional.ofNullable(adapters.get(account.kind()))
                .map(adapter -> new Reached(account, adapter)));
  }

  /// Whether the calls of a row are made without its being stored that they begin, as
  /// [ChannelAdapter#repeatable]; so is what nothing is known of.
  boolean repeatable(OutboundRow row) {
    var out = row.outbound();
    return channels.accounts(out.tenant()).stream()
        .filter(a -> a.id().equals(out.account()))
        .map(a -> adapters.get(a.kind()))
        .allMatch(adapter -> adapter == null || adapter.repeatable());
  }

  /// Whether a message goes on without the call that its trip has come to. One with files does not.
  boolean dispensable(Trip trip) {
    return trip.row.outbound().parts().stream().allMatch(part -> part.file() == null)
        && of(trip.row).filter(reached -> reached.dispensable(trip)).isPresent();
  }

  /// One account and what speaks for it.
  record Reached(ChannelAccount account, ChannelAdapter adapter) {
    /// The calls of a message, null when it cannot be sent here.
    @Nullable List<ProviderCall> plan(Outbound outbound) {
      try {
        var carried =
            Carriage.carried(
                adapter,
                account,
                outbound.parts(),
                id -> outbound.file(id).map(OutboundFile::size).orElse(0L));
        // A message of which nothing arrives is not one that was sent.
        return carried.arrives() ? adapter.plan(account, outbound.saying(carried.parts())) : null;
      } catch (RuntimeException e) {
        log.error("the adapter of {} could not plan: {}", account.id(), e.getClass().getName());
        return null;
      }
    }

    private boolean dispensable(Trip trip) {
      var calls = plan(trip.row.outbound());
      return calls != null
          && trip.answered < calls.size() - 1
          && adapter.dispensable(calls.get(trip.answered));
    }

    int width() {
      return adapter.width(account);
    }

    Optional<ProviderCall> join(ProviderCall first, ProviderCall next) {
      return adapter.join(account, first, next);
    }

    Outcome send(ProviderCall call) {
      try {
        return adapter.send(account, call);
      } catch (RuntimeException e) {
        log.error("the adapter of {} failed: {}", account.id(), e.getClass().getName());
        return new Outcome.Uncertain("adapter failed");
      }
    }
  }
}

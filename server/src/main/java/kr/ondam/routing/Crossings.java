package kr.ondam.routing;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import kr.ondam.tenant.TenantId;

/// Both sides of overflow in one partition.
///
/// @param overflow of the tenant's own conversations
/// @param guests conversations of other tenants
record Crossings(Overflow overflow, Guests guests) {
  void hear(TenantId from, Crossing message, Commands commands, Turn turn, Instant at) {
    switch (message) {
      case Crossing.Claimed _, Crossing.GivenBack _, Crossing.CameBack _, Crossing.Kept _ ->
          overflow.hear(from, message, commands, turn, at);
      case Crossing.Requested _,
          Crossing.Withdrawn _,
          Crossing.Granted _,
          Crossing.Denied _,
          Crossing.Over _ ->
          guests.hear(from, message, commands, turn, at);
      case Crossing.Restarted _ -> {
        guests.hear(from, message, commands, turn, at);
        overflow.hear(from, message, commands, turn, at);
      }
    }
  }

  void tick(Commands commands, Turn turn, Instant at) {
    overflow.tick(commands, turn, at);
    guests.tick(commands, turn, at);
  }

  OptionalLong nextDue(OptionalLong other) {
    return LongStream.of(
            overflow.nextDue().orElse(Long.MAX_VALUE),
            guests.nextDue().orElse(Long.MAX_VALUE),
            other.orElse(Long.MAX_VALUE))
        .filter(due -> due < Long.MAX_VALUE)
        .min();
  }

  /// Tells a partner how this partition stands after it was rebuilt.
  Crossing restarted(TenantId partner) {
    return new Crossing.Restarted(overflow.granted(partner), guests.loans(partner));
  }
}

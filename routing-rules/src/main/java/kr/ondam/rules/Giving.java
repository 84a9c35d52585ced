package kr.ondam.rules;

import java.util.List;
import kr.ondam.rules.Effect.AssignedHow;
import kr.ondam.rules.Effect.Cause;
import kr.ondam.rules.Effect.OfferEnd;

/// What becomes of an agent's conversations when an offer fails or the agent changes or is lost.
final class Giving {
  private final Setting setting;
  private final Floor floor;
  private final Moves moves;
  private final Matching matching;
  private final Borders borders;

  Giving(Setting setting, Floor floor, Moves moves, Matching matching, Borders borders) {
    this.setting = setting;
    this.floor = floor;
    this.moves = moves;
    this.matching = matching;
    this.borders = borders;
  }

  /// Ends an open offer; the conversation goes back to who sent it, or waits again.
  ///
  /// The sender knows the customer and gets it back above the capacity as well, which the effect
  /// records: the slot that the transfer left empty may long be another's.
  void fail(Item item, Place.Offered offered, Seat seat, OfferEnd end, long now) {
    moves.endOffer(item, offered, seat, end, now);
    Seat sender = floor.seat(offered.sender());
    if (sender != null && sender.profile.availability() != Availability.CLOSED) {
      Decision decision = matching.given(item, sender, now);
      moves.assign(item, sender, AssignedHow.RETURNED, decision, now);
      return;
    }
    if (end == OfferEnd.DECLINED || end == OfferEnd.EXPIRED) {
      moves.exclude(item, seat.id, now);
    }
    if (item.shadow == null) {
      moves.enqueue(item, end.cause(), now);
    } else {
      borders.giveBack(item, now);
    }
  }

  /// An offer was declined or has expired: the agent missed it (routing.md 4.5).
  void miss(Item item, Place.Offered offered, Seat seat, OfferEnd end, long now) {
    seat.missed++;
    fail(item, offered, seat, end, now);
    int most = setting.policy.missesToClose();
    if (most > 0 && seat.missed >= most) {
      close(seat, now);
    }
  }

  /// The agent does not answer (연속미응답) and gets nothing until the next change.
  void close(Seat seat, long now) {
    moves.emit(new Effect.AgentMissed(now, seat.id, seat.missed));
    seat.missed = 0;
    change(seat, seat.profile.with(Availability.CLOSED), now);
  }

  /// Changes an agent and rescinds the offers that the agent may no longer be given.
  void change(Seat before, AgentProfile profile, long now) {
    Seat seat = floor.profile(before, profile, now);
    floor.reckon(seat, now);
    matching.touch(seat);
    for (Item item : List.copyOf(seat.items)) {
      moves.schedule(item);
      if (item.place instanceof Place.Offered offered && !mayKeep(profile, offered)) {
        fail(item, offered, seat, OfferEnd.RESCINDED_AGENT_AWAY, now);
      }
    }
  }

  /// Everything of an agent goes back; what was held to the front of its queue.
  void lose(Seat seat, long now) {
    floor.profile(seat, seat.profile.with(Availability.CLOSED), now);
    for (Item item : List.copyOf(seat.items)) {
      switch (item.place) {
        case Place.Offered offered -> fail(item, offered, seat, OfferEnd.RESCINDED_AGENT_LOST, now);
        case Place.Held _, Place.Dormant _ -> {
          moves.unassign(item, seat, Cause.AGENT_LOST, now);
          item.front = true;
          moves.enqueue(item, Cause.AGENT_LOST, now);
        }
        case Place.WrapUp _ -> moves.release(item, seat, now);
        case Place.Claimed claimed -> borders.unclaim(item, claimed, seat, now);
        case Place.Waiting _, Place.Parked _, Place.Away _ ->
            throw new IllegalStateException("has no slot: " + item.id());
      }
    }
  }

  private static boolean mayKeep(AgentProfile profile, Place.Offered offered) {
    return switch (profile.availability()) {
      case OPEN -> true;
      case TRANSFERS -> offered.sender() != Partition.NOBODY;
      case CLOSED -> false;
    };
  }
}

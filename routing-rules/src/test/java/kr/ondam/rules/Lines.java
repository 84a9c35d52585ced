package kr.ondam.rules;

import java.util.Arrays;
import java.util.List;

/// Effects as the lines that the [Oracle] writes.
final class Lines {
  private Lines() {}

  static List<String> of(List<Effect> effects) {
    return effects.stream().map(Lines::line).toList();
  }

  private static String line(Effect effect) {
    String rest =
        switch (effect) {
          case Effect.Queued e ->
              words("queued", e.conversation(), e.queue(), e.front(), e.cause());
          case Effect.Relaxed e -> words("relaxed", e.conversation(), e.step());
          case Effect.OfferMade e ->
              words(
                  "offer",
                  e.conversation(),
                  e.offer(),
                  e.agent(),
                  e.expiresAt(),
                  e.sender(),
                  e.decision().rules(),
                  why(e.decision()));
          case Effect.OfferEnded e ->
              words("ended", e.conversation(), e.offer(), e.agent(), e.end());
          case Effect.Assigned e ->
              words(
                  "assigned",
                  e.conversation(),
                  e.agent(),
                  e.how(),
                  e.overCapacity(),
                  e.decision().rules());
          case Effect.Unassigned e -> words("unassigned", e.conversation(), e.agent(), e.cause());
          case Effect.WrapUpStarted e -> words("wrapUp", e.conversation(), e.agent(), e.until());
          case Effect.Released e -> words("released", e.conversation(), e.agent());
          case Effect.Abandoned e -> words("abandoned", e.conversation(), e.queue());
          case Effect.AgentMissed e -> words("missed", e.agent(), e.misses());
          case Effect.Parked e -> words("parked", e.conversation(), e.queue(), e.until());
          case Effect.Revised e -> words("revised", e.conversation(), e.queue(), e.step());
          case Effect.Overdue e -> words("overdue", e.conversation(), e.queue(), e.action());
          case Effect.Dormant e -> words("dormant", e.conversation(), e.agent());
          case Effect.Woken e -> words("woken", e.conversation(), e.agent(), e.overCapacity());
          case Effect.Refused _ -> "refused";
          case Effect.Crossing e -> crossing(e);
        };
    return effect.at() + " " + rest;
  }

  private static String crossing(Effect.Crossing effect) {
    return switch (effect) {
      case Effect.Crossing.Requested e ->
          words("requested", e.conversation(), e.step(), e.requirement());
      case Effect.Crossing.Withdrawn e -> words("withdrawn", e.conversation(), e.except());
      case Effect.Crossing.Claimed e ->
          words("claimed", e.conversation(), e.origin(), e.claim(), e.agent(), why(e.decision()));
      case Effect.Crossing.Granted e -> words("granted", e.conversation(), e.claimant(), e.claim());
      case Effect.Crossing.Denied e -> words("denied", e.conversation(), e.claimant(), e.claim());
      case Effect.Crossing.GivenBack e ->
          words("givenBack", e.conversation(), e.origin(), e.claim());
      case Effect.Crossing.Kept e -> words("kept", e.conversation(), e.origin(), e.claim());
      case Effect.Crossing.HandedOver e -> words("handedOver", e.conversation(), e.claimant());
      case Effect.Crossing.Dropped e -> words("dropped", e.conversation());
    };
  }

  private static String why(Decision decision) {
    if (decision.eligible() == 0) {
      return "";
    }
    List<Long> ahead = decision.ahead().stream().map(Decision.Ahead::conversation).toList();
    return decision.runnerUp().agent() + "/" + decision.eligible() + ahead;
  }

  private static String words(Object... words) {
    return String.join(" ", Arrays.stream(words).map(String::valueOf).toList());
  }
}

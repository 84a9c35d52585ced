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
                  why(e.decision()));
          case Effect.OfferEnded e ->
              words("ended", e.conversation(), e.offer(), e.agent(), e.end());
          case Effect.Assigned e ->
              words("assigned", e.conversation(), e.agent(), e.how(), e.overCapacity());
          case Effect.Unassigned e -> words("unassigned", e.conversation(), e.agent(), e.cause());
          case Effect.WrapUpStarted e -> words("wrapUp", e.conversation(), e.agent(), e.until());
          case Effect.Released e -> words("released", e.conversation(), e.agent());
          case Effect.Abandoned e -> words("abandoned", e.conversation(), e.queue());
          case Effect.AgentMissed e -> words("missed", e.agent(), e.misses());
          case Effect.Refused _ -> "refused";
        };
    return effect.at() + " " + rest;
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

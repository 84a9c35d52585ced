package kr.ondam.conversation;

import java.time.Duration;
import java.util.random.RandomGenerator;
import kr.ondam.channel.Outcome;
import org.jspecify.annotations.Nullable;

/// What follows from a try to send.
sealed interface Verdict {
  record Settle(Delivery delivery, @Nullable String failure, boolean sessionGone)
      implements Verdict {}

  /// @param reason why it was not sent yet
  record Again(Duration after, String reason) implements Verdict {}

  /// It waits until the customer speaks.
  record Await() implements Verdict {}

  int MOST_TRIES = 10;

  /// About ten minutes: who throttles is there and will take it.
  int MOST_THROTTLED = 25;

  /// What lies with us is looked after as if it had been tried so often: about every 16 s.
  int UNMADE = 6;

  Duration FIRST = Duration.ofSeconds(1);
  Duration LONGEST = Duration.ofSeconds(60);

  /// Decides after the given number of tries, this one included (O3, O5). What was not even tried
  /// is none.
  ///
  /// @param repeatable as [kr.ondam.channel.ChannelAdapter#repeatable]
  static Verdict of(Outcome outcome, boolean repeatable, int tries, RandomGenerator random) {
    return switch (outcome) {
      case Outcome.Ok _ -> new Settle(Delivery.SENT, null, false);
      case Outcome.Retry(var after, var reason) -> again(after, reason, tries, random);
      case Outcome.Unmade(var reason) -> new Again(jittered(UNMADE, random), reason);
      case Outcome.CustomerFirst() -> new Await();
      case Outcome.Aside(var before) -> of(before, repeatable, tries, random);
      case Outcome.Throttled(var after) ->
          tries < MOST_THROTTLED
              ? new Again(after.plus(jittered(tries, random)), "throttled")
              : new Settle(Delivery.FAILED, "throttled", false);
      case Outcome.Permanent(var code, var reason) ->
          new Settle(Delivery.FAILED, code + " " + reason, false);
      case Outcome.Uncertain(var reason) ->
          repeatable && tries < MOST_TRIES
              ? again(Duration.ZERO, reason, tries, random)
              : new Settle(Delivery.UNKNOWN, reason, false);
      case Outcome.SessionGone _ -> new Settle(Delivery.FAILED, "세션 종료", true);
      case Outcome.Unauthorised(var reason) ->
          tries < 2
              ? again(Duration.ZERO, reason, tries, random)
              : new Settle(Delivery.FAILED, reason, false);
    };
  }

  /// What the provider asks for is added to, so that those who were refused together do not come
  /// back together.
  private static Verdict again(Duration asked, String reason, int tries, RandomGenerator random) {
    if (tries >= MOST_TRIES) {
      return new Settle(Delivery.FAILED, reason, false);
    }
    return new Again(asked.plus(jittered(tries, random)), reason);
  }

  private static Duration jittered(int tries, RandomGenerator random) {
    long ceiling = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(tries - 1, 6));
    return Duration.ofMillis(random.nextLong(ceiling + 1));
  }
}

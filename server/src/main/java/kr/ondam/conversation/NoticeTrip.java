package kr.ondam.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notice on its way to the dealer.
final class NoticeTrip extends Passenger {
  Notice notice;

  /// How a try ended, as long as that is not stored.
  @Nullable Ended ended;

  /// When a call was made whose answer is not known; null when that was before the start.
  @Nullable Instant doubtedAt;

  private final Instant endsAt;

  NoticeTrip(Notice notice) {
    this.notice = notice;
    endsAt = notice.createdAt().plus(LONGEST_WAY);
  }

  @Override
  Instant endsAt() {
    return endsAt;
  }

  @Override
  long order() {
    return 0;
  }

  /// How a try ended.
  ///
  /// @param pause after what time the next one follows, null when none does
  record Ended(Notice notice, @Nullable Duration pause) {
    /// What a dealer may have taken before is not known to have failed.
    static Ended failed(Notice notice, @Nullable String why) {
      var delivery = notice.begun() ? Delivery.UNKNOWN : Delivery.FAILED;
      return over(notice.tried(notice.tries() + 1, false).reached(delivery, why, null));
    }

    static Ended over(Notice notice) {
      return new Ended(notice, null);
    }
  }
}

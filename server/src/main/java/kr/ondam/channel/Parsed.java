package kr.ondam.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an authentic provider call says.
public sealed interface Parsed {
  /// Understood; the list may be empty when the call carries nothing for us.
  ///
  /// @param oddities stable words for what was strange about the call, such as `no_session`
  record Understood(List<Inbound> inbounds, List<String> oddities) implements Parsed {
    public Understood {
      inbounds = List.copyOf(inbounds);
      oddities = List.copyOf(oddities);
    }

    public Understood(List<Inbound> inbounds) {
      this(inbounds, List.of());
    }
  }

  /// What became of calls of ours.
  ///
  /// @param unreadable as the reason of [Unreadable] for what else stood in the call: the call is
  ///   kept as a dead letter all the same; null when all of it was understood
  record Reported(List<DeliveryReport> reports, @Nullable String unreadable) implements Parsed {
    public Reported {
      reports = List.copyOf(reports);
    }

    public Reported(List<DeliveryReport> reports) {
      this(reports, null);
    }
  }

  /// Complete but wrong in a way a retry cannot cure: it becomes a dead letter and is answered 2xx.
  ///
  /// @param reason a stable word such as `missing_user_key`
  record Unreadable(String reason) implements Parsed {}

  /// Cut off or not in the declared form: it is answered 4xx so that the sender's retry heals it.
  ///
  /// @param status 400, 403 or 415
  /// @param code a stable word such as `duplicate_key`
  record Malformed(int status, String code) implements Parsed {}
}

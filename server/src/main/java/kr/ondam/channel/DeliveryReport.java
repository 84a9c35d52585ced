package kr.ondam.channel;

import java.time.Instant;
import java.util.List;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What a provider tells, later, about a call it has taken.
///
/// @param references the ids under which the call may be known, likeliest first
/// @param learnt the provider's id of the call where only this report brings it, null otherwise
/// @param detail the provider's code and words for a failure, empty otherwise
public record DeliveryReport(
    TenantId tenant,
    ChannelAccountId account,
    List<String> references,
    @Nullable String learnt,
    State state,
    String detail,
    Instant at) {
  /// How far the call has come.
  public enum State {
    /// 발송
    SENT,
    /// 전달
    DELIVERED,
    /// 실패
    FAILED
  }

  public DeliveryReport {
    references = references.stream().map(DeliveryReport::storable).toList();
    learnt = learnt == null ? null : storable(learnt);
    detail = storable(detail);
    if (references.isEmpty()) {
      throw new IllegalArgumentException("references: none (expected: at least one)");
    }
  }

  /// Without NULs, which no table takes: a report that cannot be stored would come again for ever.
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  /// The reference of a call whose answer never came, by our own id of it.
  public static String unanswered(String serial) {
    return "serial:" + serial;
  }
}

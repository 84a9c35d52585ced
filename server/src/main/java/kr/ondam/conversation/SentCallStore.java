package kr.ondam.conversation;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.tenant.TenantId;

/// Keeps under which references providers know the calls of messages, and what they report of them.
/// Every method is one transaction and throws [kr.ondam.tenant.StoreUnavailable] when it could not
/// be done.
///
/// A message is 전달 when all its calls are, and 실패 when one is; a message in doubt is 발송 when the
/// answer to its last call is learnt after all.
public interface SentCallStore {
  /// Notes a call. A report that came before counts now; answers the message when that moved it.
  Optional<Message> sent(SentCall call);

  /// Takes a report; the first reference that is known counts. One of a call that is not known yet
  /// waits for it. Answers the message when the report moved it.
  Optional<Message> report(DeliveryReport report);

  /// Forgets at most so many references noted before; answers how many.
  int removeBefore(TenantId tenant, Instant before, int most);
}

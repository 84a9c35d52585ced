package kr.ondam.conversation;

import java.time.Instant;
import kr.ondam.event.Fact;

/// A notice to a customer was kept, or its delivery has moved.
public record NoticeChanged(Notice notice, Instant at) implements Fact {
  @Override
  public String tenantKey() {
    return notice.tenant().value();
  }
}

package kr.ondam.launch;

import java.time.Duration;
import java.util.function.LongSupplier;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.gateway.Intrusions;
import kr.ondam.gateway.TokenBuckets;
import kr.ondam.security.Audit;
import kr.ondam.tenant.TenantId;

/// Writes into the audit record of a tenant who knocked at its channels and must not, and what
/// would have led the server astray. Anybody can repeat that without end, so that of one kind and
/// account only a few are written.
final class SecurityEvents implements Intrusions {
  private static final int MOST = 6;
  private static final Duration PER = Duration.ofHours(1);

  private final Audit audit;
  private final TokenBuckets buckets;

  SecurityEvents(Audit audit, LongSupplier nanoTime) {
    this.audit = audit;
    buckets = new TokenBuckets(MOST, PER, nanoTime);
  }

  @Override
  public void refused(ChannelAccount account, String remoteAddress, String code) {
    record(account.tenant(), account.id(), remoteAddress, "channel.call_refused", code);
  }

  /// A text for a number of another tenant came over the connection of an account.
  void misdirected(TenantId tenant, ChannelAccountId account) {
    record(tenant, account, "", "channel.misdirected", "");
  }

  /// Hears of files from now on.
  void follow(EventBus bus) {
    bus.subscribeEverywhere(this::on);
  }

  private void on(Published published) {
    if (published.fact() instanceof ConversationFact.AttachmentChanged(var file, var _)
        && file.state() == AttachmentState.FAILED
        && Attachment.BLOCKED.equals(file.reason())) {
      // The bus waits for its hearers, and the record for the disk.
      Thread.startVirtualThread(() ->
          record(
              file.tenant(),
              file.account(),
              "",
              "attachment.blocked",
              "conversation=" + file.conversation() + ", seq=" + file.seq()));
    }
  }

  private void record(
      TenantId tenant,
      ChannelAccountId account,
      String remoteAddress,
      String action,
      String detail) {
    if (buckets.take(tenant + "/" + account + "/" + action)) {
      audit.recordStranger(tenant, remoteAddress, action, account.value(), detail);
    }
  }
}

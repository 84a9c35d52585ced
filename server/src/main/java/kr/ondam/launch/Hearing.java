package kr.ondam.launch;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Listener;
import kr.ondam.channel.sms.OurNumbers;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Outbox;
import kr.ondam.conversation.Receipt;
import kr.ondam.conversation.Reports;
import kr.ondam.gateway.InboundMasking;
import kr.ondam.security.MaskedJson;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantStore;
import kr.ondam.time.TimeOrderedIds;

/// Brings what comes in over a channel's own connections to intake and reports, masked like what
/// comes in over the gateway.
final class Hearing implements Listener {
  private static final int LONGEST_RAW = 200_000;

  private final Intake intake;
  private final Choices choices;
  private final Reports reports;
  private final Outbox outbox;
  private final ConversationStore store;
  private final TenantStore tenants;
  private final ChannelStore channels;
  private final SecurityEvents security;
  private final TimeOrderedIds ids;
  private final InstantSource clock;
  private final Executor threads;

  /// @param threads starts what waits for the store, each task on its own thread
  Hearing(Features features, SecurityEvents security, Executor threads) {
    intake = features.intake();
    choices = features.choices();
    reports = features.reports();
    outbox = features.outbox();
    store = features.conversations();
    tenants = features.tenants();
    channels = features.channels();
    ids = features.ids();
    clock = features.clock();
    this.security = security;
    this.threads = threads;
  }

  @Override
  public CompletionStage<Heard> heard(Inbound inbound) {
    var masked = InboundMasking.mask(inbound);
    return Choices.asks(masked)
        ? CompletableFuture.supplyAsync(() -> choices.understand(masked), threads)
            .thenCompose(intake::accept)
            .thenApply(Hearing::heard)
        : intake.accept(masked).thenApply(Hearing::heard);
  }

  private static Heard heard(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored _, Receipt.Duplicate _, Receipt.Noted _, Receipt.SetAside _ -> Heard.KEPT;
      case Receipt.Busy _ -> Heard.BUSY;
      case Receipt.Unavailable _ -> Heard.UNAVAILABLE;
    };
  }

  @Override
  public CompletionStage<Heard> reported(DeliveryReport report) {
    return stored(() -> reports.accept(report));
  }

  @Override
  public CompletionStage<Heard> unreadable(
      TenantId tenant, ChannelAccountId account, String reason, String raw) {
    var letter = letter(tenant, account, reason, raw);
    return stored(() -> store.addDeadLetter(letter));
  }

  private DeadLetter letter(TenantId tenant, ChannelAccountId account, String reason, String raw) {
    var kept = MaskedJson.mask(raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw);
    return new DeadLetter(tenant, ids.next(), account, reason, "", kept, clock.instant());
  }

  @Override
  public CompletionStage<Heard> misdirected(
      TenantId tenant, ChannelAccountId account, String number, String raw) {
    return stored(() -> {
      if (belongsToAnother(tenant, number)) {
        security.misdirected(tenant, account);
      } else {
        store.addDeadLetter(letter(tenant, account, "foreign_number", raw));
      }
    });
  }

  private boolean belongsToAnother(TenantId tenant, String number) {
    return tenants.tenants().stream()
        .map(Tenant::id)
        .filter(other -> !other.equals(tenant))
        .flatMap(other -> channels.accounts(other).stream())
        .anyMatch(account -> account.kind().texts() && OurNumbers.of(account).contains(number));
  }

  @Override
  public void reachable(TenantId tenant, ChannelAccountId account) {
    outbox.reachable(tenant, account);
  }

  private CompletionStage<Heard> stored(Runnable work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            work.run();
            return Heard.KEPT;
          } catch (StoreUnavailable _) {
            return Heard.UNAVAILABLE;
          }
        },
        threads);
  }
}

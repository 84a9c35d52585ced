package kr.ondam.channel;

import java.util.concurrent.CompletionStage;
import kr.ondam.tenant.TenantId;

/// Takes what comes in over a connection that a channel keeps itself. No stage completes
/// exceptionally.
public interface Listener {
  /// What became of it.
  enum Heard {
    /// It is stored durably, now or earlier: the provider may forget it.
    KEPT,
    /// Too much is waiting; nothing was stored.
    BUSY,
    /// Nothing can be stored now.
    UNAVAILABLE
  }

  /// Takes what a customer said; returns at once.
  CompletionStage<Heard> heard(Inbound inbound);

  /// Takes what became of a message of ours.
  CompletionStage<Heard> reported(DeliveryReport report);

  /// Keeps authentic input that cannot be understood.
  ///
  /// @param reason a stable word such as `foreign_number`
  CompletionStage<Heard> unreadable(
      TenantId tenant, ChannelAccountId account, String reason, String raw);

  /// Takes what came over the connection of an account for a number that is not the account's. It
  /// is kept as [#unreadable] keeps a `foreign_number`, but for what is meant for another tenant:
  /// that is nobody's to read here, so that of it only the security event stays.
  ///
  /// @param number as customers dial it
  CompletionStage<Heard> misdirected(
      TenantId tenant, ChannelAccountId account, String number, String raw);

  /// The provider of an account was away and can be reached again; returns at once.
  default void reachable(TenantId tenant, ChannelAccountId account) {}
}

package kr.ondam.channel.kakao.skill;

import java.time.Instant;
import java.util.Optional;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// Keeps one-time addresses so that none is used twice, not even after a crash. Every method is one
/// transaction and throws [kr.ondam.tenant.StoreUnavailable] when it could not be done.
public interface CallbackStore {
  /// Keeps an address; one that is known already stays as it is, used or not.
  void keep(TenantId tenant, ChannelAccountId account, Callback callback);

  /// Takes the newest address of a customer that was received at `oldest` or later and not taken
  /// yet. It counts as used from then on.
  Optional<Callback> take(
      TenantId tenant, ChannelAccountId account, String externalUser, Instant oldest);

  /// Gives an address back that was taken and to which nothing was sent.
  void giveBack(TenantId tenant, ChannelAccountId account, Callback callback);

  /// Forgets at most so many addresses received before; answers how many.
  int removeBefore(TenantId tenant, Instant before, int most);
}

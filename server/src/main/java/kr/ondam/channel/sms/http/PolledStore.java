package kr.ondam.channel.sms.http;

import java.util.List;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.tenant.TenantId;

/// Keeps what a provider hands out only once until all of it has been taken over, also when the
/// process ends in between.
public interface PolledStore {
  /// Keeps an answer durably; one that is there already stays.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  void keep(Polled polled);

  /// What an account's feed has left over, oldest first.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be read now
  List<Polled> kept(TenantId tenant, ChannelAccountId account, String feed);

  /// Forgets an answer; one that is not there is none.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nothing can be stored now
  void done(Polled polled);
}

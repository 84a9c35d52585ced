package kr.ondam.gateway;

import kr.ondam.channel.ChannelAccount;

/// Hears of calls that know the key of an account and are not from where or for whom it is. Anybody
/// may make them, as often as they like.
@FunctionalInterface
public interface Intrusions {
  /// @param code why it was refused, such as `foreign_source`
  void refused(ChannelAccount account, String remoteAddress, String code);
}

package kr.ondam.channel;

import java.time.Duration;

/// How a provider is answered that shows its customers every error, and every answer that is late,
/// as a failure of its own: always with a 200, and in time.
public interface Courtesy {
  /// Why a call is not answered as usual.
  enum Trouble {
    /// It was authentic, but cannot be understood.
    UNREADABLE,
    /// Nothing was stored.
    UNAVAILABLE,
    /// Nobody knows yet whether it will be stored, so that the answer must not say that it was
    /// taken.
    LATE
  }

  /// After what time the provider is answered, whatever has become of its call.
  Duration patience();

  /// The body of the 200 instead.
  ChannelAdapter.Answer instead(ChannelAccount account, RawRequest request, Trouble trouble);
}

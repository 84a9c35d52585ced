package kr.ondam.channel;

import java.time.Instant;
import java.util.List;

/// What a channel must do: verify and parse what comes in, plan and send what goes out. One adapter
/// serves all accounts of its kind and keeps no state between calls.
public interface ChannelAdapter {
  ChannelKind kind();

  /// Authenticates the raw bytes; nothing is parsed before this says [Verification.Authentic].
  Verification verify(ChannelAccount account, RawRequest request);

  /// Reads an authentic call.
  Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt);

  /// The calls that bring the message to the customer, in order. Pure.
  List<ProviderCall> plan(ChannelAccount account, Outbound outbound);

  /// Makes one call; blocks until its outcome is known. Never throws for what a provider or network
  /// does.
  Outcome send(ChannelAccount account, ProviderCall call);
}

package kr.ondam.channel;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a channel must do: verify and parse what comes in, plan and send what goes out, and report
/// what became of it. One adapter serves all accounts of its kind and keeps no state between calls,
/// unless it keeps the connections itself; then it tells a [Listener] what comes in.
public interface ChannelAdapter {
  /// How many calls of one account are made at once where its adapter says nothing else.
  int WIDTH = 16;

  ChannelKind kind();

  /// Authenticates the raw bytes; nothing is parsed before this says [Verification.Authentic].
  Verification verify(ChannelAccount account, RawRequest request);

  /// Reads an authentic call.
  Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt);

  /// What the provider wants to hear when its call was taken.
  default Answer accepted(ChannelAccount account, RawRequest request) {
    return new Answer("application/json", "{\"code\":0}");
  }

  /// What is kept of an authentic call that cannot be understood.
  default String kept(RawRequest request) {
    // Some providers say everything in the query.
    return request.body().length == 0
        ? request.query()
        : new String(request.body(), StandardCharsets.UTF_8);
  }

  /// How the provider is spared what its customers would see as its failure; null when errors are
  /// answered as such.
  default @Nullable Courtesy courtesy() {
    return null;
  }

  /// The body of a 200.
  record Answer(String contentType, String body) {}

  /// What an account can carry of a message. What it cannot is turned into what it can before
  /// [#plan] is asked.
  default Capabilities capabilities(ChannelAccount account) {
    return Capabilities.of(kind());
  }

  /// The calls that bring the message to the customer, in order. Pure.
  List<ProviderCall> plan(ChannelAccount account, Outbound outbound);

  /// Whether the calls after this one are to be made even when it fails for good.
  default boolean dispensable(ProviderCall call) {
    return false;
  }

  /// One call that brings what two bring, the first one's words before the other's; empty where one
  /// cannot, as on nearly every channel. Pure.
  default Optional<ProviderCall> join(
      ChannelAccount account, ProviderCall first, ProviderCall next) {
    return Optional.empty();
  }

  /// Makes one call; blocks until its outcome is known. Never throws for what a provider or network
  /// does.
  Outcome send(ChannelAccount account, ProviderCall call);

  /// Whether the provider knows a call it has had by its serial, so that making it again brings the
  /// customer nothing twice.
  default boolean repeatable() {
    return false;
  }

  /// How many calls of one account are made at once; the other messages wait in line.
  default int width(ChannelAccount account) {
    return WIDTH;
  }

  /// Whether the provider tells later what became of a call, under the reference it answered. Such
  /// references are kept.
  default boolean reports() {
    return false;
  }

  /// The hosts on which the provider keeps the files of customers; none when it keeps none.
  default Set<String> mediaHosts(ChannelAccount account) {
    return Set.of();
  }
}

package kr.ondam.channel;

import java.time.Duration;

/// How a try to send ended.
public sealed interface Outcome {
  /// Accepted by the provider. `reference` is the provider's id, empty when it gives none.
  record Ok(String reference) implements Outcome {}

  /// Not accepted now; another try after the delay may succeed.
  record Retry(Duration after, String reason) implements Outcome {}

  /// Not even tried: something of our own that the call needs, such as a file, cannot be had now.
  /// This says nothing about the provider.
  record Unmade(String reason) implements Outcome {}

  /// Not even tried: nothing can go out before the customer speaks again. This says nothing about
  /// the provider.
  record CustomerFirst() implements Outcome {}

  /// What goes before the call, such as handing a file over, ended so; the call was not made, and
  /// this says nothing about the interface that takes messages.
  record Aside(Outcome before) implements Outcome {}

  /// Refused for good.
  record Permanent(String code, String reason) implements Outcome {}

  /// Nobody knows: the request was written but no answer came.
  record Uncertain(String reason) implements Outcome {}

  /// The customer's session at the provider is over.
  record SessionGone() implements Outcome {}

  /// The provider does not accept our credentials.
  record Unauthorised(String reason) implements Outcome {}

  /// The provider asks us to slow down.
  record Throttled(Duration after) implements Outcome {}
}

package kr.ondam.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.channel.Inbound;

/// The door through which everything a customer says comes in.
public final class Intake {
  private final Lanes lanes;
  private final IntakeCounters counters;

  public Intake(Lanes lanes, MeterRegistry meters) {
    this.lanes = lanes;
    this.counters = new IntakeCounters(meters);
  }

  /// Stores the inbound in its customer's lane. The stage completes after the commit, on the lane's
  /// thread, and never exceptionally.
  public CompletionStage<Receipt> accept(Inbound inbound) {
    return accept(inbound, false);
  }

  /// The same for what a dead letter holds: where it is no better than before, no other letter is
  /// written.
  CompletionStage<Receipt> again(Inbound inbound) {
    return accept(inbound, true);
  }

  private CompletionStage<Receipt> accept(Inbound inbound, boolean kept) {
    counters.received();
    var done = new CompletableFuture<Receipt>();
    var counted =
        done.thenApply(receipt -> {
          counters.became(receipt);
          return receipt;
        });
    switch (lanes.put(inbound.tenant(), new Work.Hear(inbound, kept, done))) {
      case TAKEN -> {}
      case BUSY -> done.complete(new Receipt.Busy());
      case CLOSED -> done.complete(new Receipt.Unavailable());
    }
    return counted;
  }
}

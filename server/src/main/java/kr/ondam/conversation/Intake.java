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
    counters.received();
    var done = new CompletableFuture<Receipt>();
    var counted =
        done.thenApply(receipt -> {
          counters.became(receipt);
          return receipt;
        });
    switch (lanes.put(inbound.tenant(), new Work.Hear(inbound, done))) {
      case TAKEN -> {}
      case BUSY -> done.complete(new Receipt.Busy());
      case CLOSED -> done.complete(new Receipt.Unavailable());
    }
    return counted;
  }
}

package kr.ondam.conversation;

import java.util.concurrent.CompletionStage;
import kr.ondam.channel.Inbound;

/// The door through which everything a customer says comes in.
public final class Intake {
  /// Stores the inbound in its customer's lane. The stage completes after the commit, on the lane's
  /// thread, and never exceptionally.
  public CompletionStage<Receipt> accept(Inbound inbound) {
    throw new UnsupportedOperationException("being built: " + inbound.tenant());
  }
}

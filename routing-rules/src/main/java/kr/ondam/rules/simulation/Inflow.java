package kr.ondam.rules.simulation;

import kr.ondam.rules.Demand;

/// Conversations of one kind that arrive at one centre for one queue.
///
/// @param name tells this kind of customer apart in the figures, such as `VIP`
/// @param queue name of the queue
/// @param centre name of the centre it arrives at
/// @param channel number of the channel
/// @param demand what the queue asks for
/// @param boostMillis head start of this kind
/// @param handle how long an agent talks
/// @param patience how long a customer waits before giving up
/// @param wrapUpMillis how long the slot stays busy afterwards
/// @param targetMillis the wait that counts as within the service level
public record Inflow(
    String name,
    String queue,
    String centre,
    int channel,
    Demand demand,
    long boostMillis,
    ArrivalPattern arrivals,
    Distribution handle,
    Distribution patience,
    long wrapUpMillis,
    Returning returning,
    long targetMillis) {
  public Inflow {
    Erlang.check("wrapUpMillis", wrapUpMillis, wrapUpMillis >= 0, ">= 0");
    Erlang.check("targetMillis", targetMillis, targetMillis >= 0, ">= 0");
  }

  /// Customers who were here before and whose counsellor is preferred.
  ///
  /// @param share of the customers of this kind
  /// @param holdMillis how long they are kept for that counsellor
  public record Returning(double share, long holdMillis) {
    /// Nobody is known from before.
    public static final Returning NONE = new Returning(0, 0);

    public Returning {
      Erlang.check("share", share, share >= 0 && share <= 1, "0 to 1");
      Erlang.check("holdMillis", holdMillis, holdMillis >= 0, ">= 0");
    }
  }
}

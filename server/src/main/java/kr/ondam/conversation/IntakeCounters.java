package kr.ondam.conversation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts what became of every inbound, so that received = the sum of the others (A11).
final class IntakeCounters {
  private final MeterRegistry meters;
  private final Counter received;
  private final Counter stored;
  private final Counter duplicate;
  private final Counter noted;
  private final Counter deadLetter;
  private final Counter busy;
  private final Counter unavailable;

  IntakeCounters(MeterRegistry meters) {
    this.meters = meters;
    received = counter("received");
    stored = counter("stored");
    duplicate = counter("duplicate");
    noted = counter("noted");
    deadLetter = counter("dead_letter");
    busy = counter("busy");
    unavailable = counter("unavailable");
  }

  private Counter counter(String name) {
    return meters.counter("ondam.intake." + name);
  }

  void received() {
    received.increment();
  }

  void became(Receipt receipt) {
    var counter =
        switch (receipt) {
          case Receipt.Stored _ -> stored;
          case Receipt.Duplicate _ -> duplicate;
          case Receipt.Noted _ -> noted;
          case Receipt.SetAside _ -> deadLetter;
          case Receipt.Busy _ -> busy;
          case Receipt.Unavailable _ -> unavailable;
        };
    counter.increment();
  }
}

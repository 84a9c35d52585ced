package kr.ondam.time;

/// A task that will run once unless it is cancelled first. Cancelling twice, or after the task ran,
/// does nothing.
public interface Alarm {
  void cancel();
}

package kr.ondam.event;

/// Receives facts in the order of their positions. It is called on the publisher's thread, so it
/// only hands over and never blocks; what it throws is logged and does not reach the others.
@FunctionalInterface
public interface Subscriber {
  void on(Published published);
}

package kr.ondam.event;

/// A subscriber's registration. Closing it twice does nothing.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}

package kr.ondam.rules;

/// Hears of every choice of the engine just before it takes effect.
@FunctionalInterface
public interface Tracer {
  void decided(Trace trace);
}

package kr.ondam.event;

import java.util.List;

/// What the bus still knows after a position: the facts that followed it, or that some of them are
/// gone and the receiver has to read its state afresh.
public sealed interface Resume {
  /// Facts after the asked position, oldest first; empty when nothing happened since.
  record Facts(List<Published> facts) implements Resume {}

  /// Facts after the asked position are no longer kept. `latest` is where a fresh reader continues.
  record Gap(long latest) implements Resume {}
}

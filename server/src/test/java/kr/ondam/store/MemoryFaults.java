package kr.ondam.store;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.LaneView;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.routing.RoutingBatch;

/// Where tests step between a caller and the stores in memory.
final class MemoryFaults {
  volatile Consumer<LaneBatch> append = _ -> {};
  volatile Runnable appended = () -> {};
  volatile Runnable keep = () -> {};
  volatile UnaryOperator<LaneView> view = UnaryOperator.identity();
  volatile Consumer<OutboundRow> settle = _ -> {};
  volatile Consumer<RoutingBatch> commit = _ -> {};
}

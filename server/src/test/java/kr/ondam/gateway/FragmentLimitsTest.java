package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A message in fragments has ten seconds, in time that passes only when the test says so.
final class FragmentLimitsTest {
  private final EmbeddedChannel channel = new EmbeddedChannel(new FragmentLimits(64 * 1024));

  FragmentLimitsTest() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void WS22_aMessageThatIsNotWholeAfterTenSecondsIs1009() {
    channel.writeInbound(new TextWebSocketFrame(false, 0, "a"));
    channel.advanceTimeBy(9, TimeUnit.SECONDS);
    channel.writeInbound(new ContinuationWebSocketFrame(false, 0, "b"));
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThatThrownBy(channel::checkException)
        .isInstanceOfSatisfying(
            FragmentLimits.Exceeded.class, e -> assertThat(e.code()).isEqualTo(1009));
    assertThat(channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "c"))).isTrue();
    assertThat(channel.inboundMessages()).as("nothing passes any more").hasSize(2);
  }

  @Test
  void WS22_aBinaryMessageIsBoundedLikeAText() {
    for (int i = 0; i < 2; i++) {
      channel.writeInbound(new BinaryWebSocketFrame(false, 0, bytes(40_000)));
      channel.writeInbound(new ContinuationWebSocketFrame(true, 0, bytes(20_000)));
    }
    channel.checkException();
    channel.writeInbound(new BinaryWebSocketFrame(false, 0, bytes(1)));
    channel.advanceTimeBy(10, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThatThrownBy(channel::checkException)
        .isInstanceOfSatisfying(
            FragmentLimits.Exceeded.class, e -> assertThat(e.code()).isEqualTo(1009));
  }

  private static ByteBuf bytes(int length) {
    return Unpooled.wrappedBuffer(new byte[length]);
  }

  @Test
  void WS22_aWholeMessageAndManyShortOnesMayTakeAnyTime() {
    channel.writeInbound(new TextWebSocketFrame(false, 0, "a"));
    channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "b"));
    for (int i = 0; i < 300; i++) {
      channel.advanceTimeBy(11, TimeUnit.SECONDS);
      channel.runScheduledPendingTasks();
      channel.writeInbound(new TextWebSocketFrame("whole"));
    }
    channel.checkException();
    assertThat(channel.inboundMessages()).hasSize(302);
  }
}

package kr.ondam.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Bounds a message that comes in fragments: their number, their sum and the time until the last.
final class FragmentLimits extends ChannelInboundHandlerAdapter {
  private static final int MOST = 256;
  private static final long SECONDS = 10;

  private final int largest;
  private @Nullable Future<?> deadline;
  private int count;
  private int bytes;
  private boolean exceeded;

  FragmentLimits(int largest) {
    this.largest = largest;
  }

  /// Says with which code a socket is closed that sent too much.
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    Exceeded(int code, String reason) {
      super(reason, null, false, false);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (exceeded) {
      ReferenceCountUtil.release(msg);
      return;
    }
    if (msg instanceof WebSocketFrame frame && part(ctx, frame)) {
      ReferenceCountUtil.release(msg);
      return;
    }
    ctx.fireChannelRead(msg);
  }

  /// Counts a piece of a message. Answers whether it was too much.
  private boolean part(ChannelHandlerContext ctx, WebSocketFrame frame) {
    boolean data = frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame;
    boolean first = data && !frame.isFinalFragment();
    if (first) {
      count = 0;
      bytes = 0;
      stop();
      deadline =
          ctx.executor()
              .schedule(
                  () -> exceed(ctx, 1009, "message takes too long"), SECONDS, TimeUnit.SECONDS);
    }
    if (first || frame instanceof ContinuationWebSocketFrame) {
      count++;
      bytes += frame.content().readableBytes();
      if (count > MOST) {
        exceed(ctx, 1008, "too many fragments");
      } else if (bytes > largest) {
        exceed(ctx, 1009, "too large");
      } else if (frame.isFinalFragment()) {
        stop();
      }
    }
    return exceeded;
  }

  private void exceed(ChannelHandlerContext ctx, int code, String reason) {
    exceeded = true;
    stop();
    ctx.fireExceptionCaught(new Exceeded(code, reason));
  }

  private void stop() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }
}

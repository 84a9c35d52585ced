package kr.ondam.gateway;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Cuts off who sends too slowly. The deadlines count from the first byte of a head and from the
/// end of a head, not from the last byte, so dripping does not help.
final class Deadlines extends ChannelDuplexHandler {
  /// Fired as a user event when a body is not there in time.
  static final Object BODY_LATE = new Object();

  private final GatewaySettings settings;
  private final Counter closed;
  private @Nullable Future<?> alarm;
  private Phase phase = Phase.IDLE;
  private int unanswered;

  private enum Phase {
    IDLE,
    HEAD,
    BODY
  }

  /// @param closed counts connections that were closed because nothing, or too little, came
  Deadlines(GatewaySettings settings, Counter closed) {
    this.settings = settings;
    this.closed = closed;
  }

  /// Stands before the codec and notes the first byte of a head.
  ChannelInboundHandlerAdapter bytes() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf && phase == Phase.IDLE) {
          phase = Phase.HEAD;
          // The first head of a connection keeps the deadline that began with the connection.
          if (alarm == null || unanswered > 0 || answeredOnce) {
            closeAfter(ctx, settings.headerDeadline());
          }
        }
        ctx.fireChannelRead(msg);
      }
    };
  }

  private boolean answeredOnce;

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    closeAfter(ctx, settings.headerDeadline());
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpRequest head) {
      boolean file = settings.uploads().concerns(head.method().name(), head.uri());
      var deadline = file ? settings.uploads().deadline() : settings.bodyDeadline();
      phase = Phase.BODY;
      unanswered++;
      restart(
          ctx.executor()
              .schedule(
                  () -> {
                    ctx.fireUserEventTriggered(BODY_LATE);
                  },
                  deadline.toMillis(),
                  TimeUnit.MILLISECONDS));
    }
    if (msg instanceof LastHttpContent) {
      phase = Phase.IDLE;
      restart(null);
    }
    ctx.fireChannelRead(msg);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof LastHttpContent) {
      answeredOnce = true;
      unanswered = Math.max(0, unanswered - 1);
      if (unanswered == 0 && phase == Phase.IDLE) {
        closeAfter(ctx, settings.idle());
      }
    }
    ctx.write(msg, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    restart(null);
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    restart(null);
  }

  private void closeAfter(ChannelHandlerContext ctx, Duration delay) {
    Runnable close =
        () -> {
          closed.increment();
          ctx.close();
        };
    restart(ctx.executor().schedule(close, delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void restart(@Nullable Future<?> next) {
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarm = next;
  }
}

package kr.ondam.gateway;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
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

  /// Of a file so much has to come in each such time, so that nobody holds its memory for nothing.
  private static final Duration PACE = Duration.ofSeconds(10);

  private static final int LEAST = 16 * 1024;

  private final GatewaySettings settings;
  private final Counter closed;
  private @Nullable Future<?> alarm;
  private @Nullable Future<?> pace;
  private int came;
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
      if (file) {
        keepPace(ctx);
      }
      restart(
          ctx.executor()
              .schedule(
                  () -> {
                    ctx.fireUserEventTriggered(BODY_LATE);
                  },
                  deadline.toMillis(),
                  TimeUnit.MILLISECONDS));
    }
    if (msg instanceof HttpContent content) {
      came += content.content().readableBytes();
    }
    if (msg instanceof LastHttpContent) {
      phase = Phase.IDLE;
      stop();
    }
    ctx.fireChannelRead(msg);
  }

  private void keepPace(ChannelHandlerContext ctx) {
    came = 0;
    Runnable look =
        () -> {
          if (came < LEAST) {
            ctx.fireUserEventTriggered(BODY_LATE);
          }
          came = 0;
        };
    pace =
        ctx.executor()
            .scheduleAtFixedRate(look, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// A connection rests from when its answer has left, which may be long after it was given.
  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (!(msg instanceof LastHttpContent)) {
      ctx.write(msg, promise);
      return;
    }
    var written = promise.unvoid();
    written.addListener(_ -> answered(ctx));
    ctx.write(msg, written);
    if (!written.isDone() && phase == Phase.IDLE) {
      watch(ctx, written, progress(ctx));
    }
  }

  private void answered(ChannelHandlerContext ctx) {
    answeredOnce = true;
    unanswered = Math.max(0, unanswered - 1);
    boolean here = ctx.channel().isActive() && !ctx.isRemoved();
    if (unanswered == 0 && phase == Phase.IDLE && here) {
      closeAfter(ctx, settings.idle());
    }
  }

  /// Closes when the peer takes nothing of its answer.
  private void watch(ChannelHandlerContext ctx, ChannelPromise written, long before) {
    Runnable look =
        () -> {
          long now = progress(ctx);
          if (written.isDone()) {
            return;
          }
          if (now == before) {
            closed.increment();
            ctx.close();
          } else {
            watch(ctx, written, now);
          }
        };
    long idle = settings.idle().toMillis();
    restart(ctx.executor().schedule(look, idle, TimeUnit.MILLISECONDS));
  }

  /// A number that changes while the peer takes something.
  private static long progress(ChannelHandlerContext ctx) {
    var buffer = ctx.channel().unsafe().outboundBuffer();
    return buffer == null ? 0 : buffer.currentProgress() * 31 + buffer.totalPendingWriteBytes();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stop();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stop();
  }

  private void stop() {
    restart(null);
    if (pace != null) {
      pace.cancel(false);
      pace = null;
    }
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

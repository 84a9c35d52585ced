package kr.ondam.gateway;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import kr.ondam.event.InOrder;
import org.jspecify.annotations.Nullable;

/// Carries the messages of one WebSocket to its [SocketListener], one at a time on virtual threads,
/// and stops reading while more than [#MOST_WAITING] wait.
final class SocketBridge extends SimpleChannelInboundHandler<WebSocketFrame> implements Socket {
  private static final int MOST_WAITING = 64;
  private static final int MOST_PINGS = 10;
  private static final long LAST_WORD_MILLIS = 1000;
  private static final long DRAIN_MILLIS = 2000;

  private final Dispatcher.Upgrade upgrade;
  private final InOrder tasks;
  private final AtomicBoolean closing = new AtomicBoolean();
  private @Nullable SocketListener listener;
  private volatile @Nullable ChannelHandlerContext context;
  private long pingSecond = Long.MIN_VALUE;
  private int pings;

  SocketBridge(Dispatcher.Upgrade upgrade) {
    this.upgrade = upgrade;
    tasks = new InOrder(upgrade.threads(), _ -> close(1011, "failed"), this::throttle);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    put(() -> listener = upgrade.route().endpoint().open(upgrade.request(), this));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      closedByPeer(ctx, close);
      return;
    }
    if (closing.get()) {
      return;
    }
    switch (frame) {
      case TextWebSocketFrame text -> {
        var message = text.text();
        tell(l -> l.text(message));
      }
      case PingWebSocketFrame ping -> pinged(ctx, ping);
      case PongWebSocketFrame _ -> {}
      default -> close(1003, "text only");
    }
  }

  private void closedByPeer(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
    if (closing.compareAndSet(false, true)) {
      ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
    } else {
      ctx.close();
    }
  }

  private void pinged(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
    long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    pings = second == pingSecond ? pings + 1 : 1;
    pingSecond = second;
    if (pings > MOST_PINGS) {
      close(1008, "too many pings");
    } else {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing.set(true);
    tell(SocketListener::closed);
    ctx.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == RequestQueue.DRAIN) {
      tell(l -> {
        if (l.stopping()) {
          close(1012, "server restarts");
        }
      });
      ctx.executor()
          .schedule(() -> close(1012, "server restarts"), DRAIN_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case CorruptedWebSocketFrameException corrupted ->
          close(corrupted.closeStatus().code(), "bad frame");
      case FragmentLimits.Exceeded exceeded ->
          close(exceeded.code(), String.valueOf(exceeded.getMessage()));
      case io.netty.handler.codec.TooLongFrameException _ -> close(1009, "too large");
      default -> ctx.close();
    }
  }

  @Override
  public boolean send(String message) {
    var ctx = context;
    if (ctx == null || closing.get() || !ctx.channel().isActive() || !ctx.channel().isWritable()) {
      return false;
    }
    ctx.writeAndFlush(new TextWebSocketFrame(message));
    return true;
  }

  /// What the peer is still sending is read and forgotten for a moment: a connection that is cut
  /// with unread bytes is reset, and the reset could overtake the close frame.
  @Override
  public void close(int code, String reason) {
    var ctx = context;
    if (ctx == null || !closing.compareAndSet(false, true)) {
      return;
    }
    ctx.writeAndFlush(new CloseWebSocketFrame(code, reason));
    ctx.executor().schedule(() -> ctx.close(), LAST_WORD_MILLIS, TimeUnit.MILLISECONDS);
    read(true);
  }

  private void tell(Consumer<SocketListener> news) {
    put(() -> {
      if (listener != null) {
        news.accept(listener);
      }
    });
  }

  private void put(Runnable task) {
    try {
      tasks.execute(task);
    } catch (RejectedExecutionException _) {
      // The server has stopped: nobody listens any more.
    }
  }

  private void throttle(int backlog) {
    if (backlog == 0) {
      read(true);
    } else if (backlog > MOST_WAITING && !closing.get()) {
      read(false);
    }
  }

  private void read(boolean on) {
    var ctx = context;
    if (ctx != null) {
      ctx.channel().config().setAutoRead(on);
    }
  }
}

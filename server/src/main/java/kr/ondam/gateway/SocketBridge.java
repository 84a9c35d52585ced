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
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Carries the messages of one WebSocket to its [SocketListener], one at a time on virtual threads,
/// and stops reading while more than [#MOST_WAITING] wait.
final class SocketBridge extends SimpleChannelInboundHandler<WebSocketFrame> implements Socket {
  private static final int MOST_WAITING = 64;

  private final Dispatcher.Upgrade upgrade;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private @Nullable SocketListener listener;
  private @Nullable ChannelHandlerContext context;
  private boolean running;

  SocketBridge(Dispatcher.Upgrade upgrade) {
    this.upgrade = upgrade;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    synchronized (waiting) {
      context = ctx;
    }
    put(() -> listener = upgrade.route().endpoint().open(upgrade.request(), this));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> {
        var message = text.text();
        put(() -> {
          if (listener != null) {
            listener.text(message);
          }
        });
      }
      case PingWebSocketFrame ping ->
          ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      case PongWebSocketFrame _ -> {}
      case CloseWebSocketFrame close ->
          ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> close(1003, "text only");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    put(() -> {
      if (listener != null) {
        listener.closed();
      }
    });
    ctx.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == RequestQueue.DRAIN) {
      close(1001, "server stops");
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      close(corrupted.closeStatus().code(), "bad frame");
    } else if (cause instanceof io.netty.handler.codec.TooLongFrameException) {
      close(1009, "too large");
    } else {
      ctx.close();
    }
  }

  @Override
  public boolean send(String message) {
    var ctx = context();
    if (ctx == null || !ctx.channel().isActive() || !ctx.channel().isWritable()) {
      return false;
    }
    ctx.writeAndFlush(new TextWebSocketFrame(message));
    return true;
  }

  @Override
  public void close(int code, String reason) {
    var ctx = context();
    if (ctx != null && ctx.channel().isActive()) {
      ctx.writeAndFlush(new CloseWebSocketFrame(code, reason))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }

  private @Nullable ChannelHandlerContext context() {
    synchronized (waiting) {
      return context;
    }
  }

  private void put(Runnable task) {
    synchronized (waiting) {
      waiting.add(task);
      if (waiting.size() > MOST_WAITING) {
        read(false);
      }
      if (running) {
        return;
      }
      running = true;
    }
    upgrade.threads().execute(this::work);
  }

  private void work() {
    while (true) {
      Runnable task;
      synchronized (waiting) {
        task = waiting.poll();
        if (task == null) {
          running = false;
          read(true);
          return;
        }
      }
      try {
        task.run();
      } catch (RuntimeException _) {
        close(1011, "failed");
      }
    }
  }

  private void read(boolean on) {
    if (context != null) {
      context.channel().config().setAutoRead(on);
    }
  }
}

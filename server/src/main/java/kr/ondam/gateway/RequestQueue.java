package kr.ondam.gateway;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Answers the requests of one connection in their order, one at a time. Runs on the connection's
/// event loop only.
final class RequestQueue extends ChannelInboundHandlerAdapter {
  /// A user event: finish what runs, then close.
  static final Object DRAIN = new Object();

  /// As [#DRAIN], for a connection on which a request is arriving: that one is answered too.
  static final Object DRAIN_AFTER_NEXT = new Object();

  /// How long is thrown away what a refused sender still sends.
  private static final long LINGER_MILLIS = 2000;

  private final Dispatcher dispatcher;
  private final int most;
  private final ArrayDeque<Object> waiting = new ArrayDeque<>();
  private @Nullable StreamSink stream;
  private boolean busy;

  /// Nothing more is taken, except the one request that is `arriving`.
  private boolean last;

  private boolean arriving;

  /// @param once whether the connection is closed after its first answer
  RequestQueue(Dispatcher dispatcher, int most, boolean once) {
    this.dispatcher = dispatcher;
    this.most = most;
    last = once;
    arriving = once;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (last && !arriving) {
      drop(msg);
      return;
    }
    arriving = false;
    if (waiting.size() >= most) {
      drop(msg);
      last = true;
      ctx.channel().config().setAutoRead(false);
      return;
    }
    waiting.add(msg);
    next(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event != DRAIN && event != DRAIN_AFTER_NEXT) {
      ctx.fireUserEventTriggered(event);
      return;
    }
    last = true;
    arriving = event == DRAIN_AFTER_NEXT;
    if (stream != null) {
      stream.close();
    } else if (!busy && waiting.isEmpty() && !arriving) {
      ctx.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    dropWaiting();
    if (stream != null) {
      stream.ended();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    // Resets and broken TLS hellos end here: nothing can be answered any more.
    ctx.close();
  }

  private void dropWaiting() {
    waiting.forEach(RequestQueue::drop);
    waiting.clear();
  }

  private static void drop(Object msg) {
    if (msg instanceof RequestAssembly.Arrived arrived) {
      arrived.over();
    }
  }

  private void next(ChannelHandlerContext ctx) {
    if (busy) {
      return;
    }
    switch (waiting.poll()) {
      case null -> {
        if (last && !arriving) {
          ctx.close();
        }
      }
      case Problem problem -> {
        busy = true;
        last = true;
        dropWaiting();
        refuse(ctx, dispatcher.refusal(problem));
      }
      case RequestAssembly.Turned(var answer) -> {
        busy = true;
        last = true;
        dropWaiting();
        refuse(ctx, answer);
      }
      case RequestAssembly.Arrived arrived -> {
        busy = true;
        dispatcher.dispatch(
            arrived.request(),
            response -> {
              arrived.over();
              ctx.executor().execute(() -> answer(ctx, response, arrived));
            },
            upgrade -> {
              arrived.over();
              ctx.executor().execute(() -> upgrade(ctx, arrived.head(), upgrade));
            });
      }
      case Object other -> throw new IllegalStateException("message: " + other.getClass());
    }
  }

  private void answer(
      ChannelHandlerContext ctx, GatewayResponse response, RequestAssembly.Arrived arrived) {
    if (!ctx.channel().isActive()) {
      return;
    }
    boolean keepAlive = arrived.keepAlive() && !(last && waiting.isEmpty() && !arriving);
    switch (response) {
      case GatewayResponse.Full full -> write(ctx, full, keepAlive);
      case GatewayResponse.OnDisk file ->
          write(ctx, file, keepAlive, arrived.request().method().equals("HEAD"));
      case GatewayResponse.Piped piped ->
          write(ctx, piped, keepAlive, arrived.request().method().equals("HEAD"));
      case GatewayResponse.Stream open -> {
        ctx.writeAndFlush(ResponseHeaders.head(open, false));
        var sink = new StreamSink(ctx);
        stream = sink;
        open.opened().accept(sink);
        if (last) {
          sink.close();
        }
      }
    }
  }

  private void write(ChannelHandlerContext ctx, GatewayResponse.Full full, boolean keepAlive) {
    go(ctx, ctx.writeAndFlush(ResponseHeaders.full(full, keepAlive)), keepAlive);
  }

  /// Answers who may still be sending. Closing at once would reset the connection, and the answer
  /// with it; so what comes is thrown away for a moment.
  private static void refuse(ChannelHandlerContext ctx, GatewayResponse.Full answer) {
    var written = ctx.writeAndFlush(ResponseHeaders.full(answer, false));
    if (!(ctx.channel() instanceof SocketChannel socket)) {
      written.addListener(ChannelFutureListener.CLOSE);
      return;
    }
    written.addListener(_ -> {
      socket.shutdownOutput();
      socket.config().setAutoRead(true);
      ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    });
  }

  /// The system copies the file to the connection as fast as the peer takes it.
  private void write(
      ChannelHandlerContext ctx, GatewayResponse.OnDisk file, boolean keepAlive, boolean headOnly) {
    FileChannel opened;
    try {
      opened = FileChannel.open(file.file(), StandardOpenOption.READ);
    } catch (IOException _) {
      write(ctx, dispatcher.refusal(Dispatcher.unavailable()), false);
      return;
    }
    ctx.write(ResponseHeaders.head(file, keepAlive));
    var region = new DefaultFileRegion(opened, 0, file.length());
    if (headOnly) {
      region.release();
    } else {
      ctx.write(region);
    }
    go(ctx, ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), keepAlive);
  }

  private void write(
      ChannelHandlerContext ctx, GatewayResponse.Piped piped, boolean keepAlive, boolean headOnly) {
    if (headOnly) {
      ctx.write(ResponseHeaders.head(piped, keepAlive));
      go(ctx, ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), keepAlive);
      return;
    }
    var pipe = new Pipe(ctx, piped, keepAlive);
    boolean taken =
        dispatcher.aside(() -> {
          var end = pipe.run();
          ctx.executor().execute(() -> piped(ctx, end, keepAlive));
        });
    if (!taken) {
      write(ctx, dispatcher.refusal(Dispatcher.unavailable()), false);
    }
  }

  private void piped(ChannelHandlerContext ctx, Pipe.End end, boolean keepAlive) {
    switch (end) {
      case WHOLE -> go(ctx, ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), keepAlive);
      case NOTHING -> write(ctx, dispatcher.refusal(Dispatcher.unavailable()), false);
      // Only a lost connection says that what was announced does not come.
      case PART -> ctx.close();
    }
  }

  private void go(ChannelHandlerContext ctx, ChannelFuture written, boolean keepAlive) {
    if (!keepAlive) {
      written.addListener(ChannelFutureListener.CLOSE);
      return;
    }
    busy = false;
    next(ctx);
  }

  private void upgrade(ChannelHandlerContext ctx, HttpRequest head, Dispatcher.Upgrade upgrade) {
    if (!ctx.channel().isActive()) {
      return;
    }
    if (last) {
      // The stop came during the handshake: a WebSocket that begins now would not be told.
      write(ctx, dispatcher.refusal(Dispatcher.unavailable()), false);
    } else {
      SocketUpgrade.start(ctx, head, upgrade);
    }
  }
}

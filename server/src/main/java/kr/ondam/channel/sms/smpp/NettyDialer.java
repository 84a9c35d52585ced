package kr.ondam.channel.sms.smpp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Opens connections over TCP, or over TLS with a certificate that the JDK trusts and that names
/// the host.
final class NettyDialer implements Dialer, AutoCloseable {
  private static final int CONNECT_MILLIS = 5000;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private @Nullable SslContext tls;

  NettyDialer() {}

  NettyDialer(SslContext tls) {
    this.tls = tls;
  }

  /// Made when the first connection wants it: it reads the certificates the JDK trusts.
  private synchronized SslContext tls() throws SSLException {
    if (tls == null) {
      tls = SslContextBuilder.forClient().protocols("TLSv1.3", "TLSv1.2").build();
    }
    return tls;
  }

  @Override
  public void dial(SmppSettings settings, Caller caller) {
    // A name server that does not answer must not hold the connections of other accounts.
    Thread.ofVirtual().name("smpp-dial").start(() -> connect(settings, caller));
  }

  private void connect(SmppSettings settings, Caller caller) {
    try {
      var address = InetAddress.getByName(settings.host());
      connect(address, settings, settings.tls() ? tls() : null, caller);
    } catch (IOException e) {
      tell(() -> caller.failed(words(e)));
    }
  }

  private void tell(Runnable task) {
    try {
      loops.execute(task);
    } catch (RejectedExecutionException _) {
      // The server stops; nobody waits for this connection.
    }
  }

  private void connect(
      InetAddress address, SmppSettings settings, @Nullable SslContext secure, Caller caller) {
    new Bootstrap()
        .group(loops)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.SO_KEEPALIVE, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                if (secure != null) {
                  channel
                      .pipeline()
                      .addLast(
                          secure.newHandler(channel.alloc(), settings.host(), settings.port()));
                }
                channel.pipeline().addLast(new PduFrames(), new Link(secure != null, caller));
              }
            })
        .connect(address, settings.port())
        .addListener(done -> {
          if (!done.isSuccess()) {
            caller.failed(words(done.cause()));
          }
        });
  }

  private static String words(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /// Between a connection and who is told.
  static final class Link extends SimpleChannelInboundHandler<Pdu> {
    private final boolean secured;
    private final Caller caller;
    private @Nullable Receiver receiver;
    private String failure = "connection lost";

    /// @param secured whether the connection counts only after the TLS handshake
    Link(boolean secured, Caller caller) {
      this.secured = secured;
      this.caller = caller;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (!secured) {
        open(context.channel());
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent handshake) {
        if (handshake.isSuccess()) {
          open(context.channel());
        } else {
          failure = "TLS: " + words(handshake.cause());
          context.close();
        }
      }
      context.fireUserEventTriggered(event);
    }

    /// A message centre that does not read our answers is not read either.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      context.channel().config().setAutoRead(context.channel().isWritable());
      context.fireChannelWritabilityChanged();
    }

    private void open(Channel channel) {
      receiver = caller.connected(new ChannelWire(channel), channel.eventLoop());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Pdu pdu) {
      var told = receiver;
      if (told != null) {
        told.received(pdu);
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      var told = receiver;
      if (told != null) {
        told.disconnected();
      } else {
        caller.failed(failure);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private record ChannelWire(Channel channel) implements Wire {
    @Override
    public void write(byte[] pdu, Runnable written) {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(pdu))
          .addListener(done -> {
            if (done.isSuccess()) {
              written.run();
            }
          });
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}

package kr.ondam.gateway;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// The gateway's listening socket and its connections.
public final class GatewayServer implements AutoCloseable {
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final EventLoopGroup acceptors;
  private final EventLoopGroup loops;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;
  private final Router router;

  /// Binds at once.
  ///
  /// @throws IllegalStateException when the address is taken
  public GatewayServer(GatewaySettings settings, Router router, MeterRegistry meters) {
    this.router = router;
    meters.gauge("http.connections", connections, ChannelGroup::size);
    acceptors = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    var buckets = new TokenBuckets(settings.requestsPerSecond(), System::nanoTime);
    var dispatcher = new Dispatcher(router, buckets, threads, meters, ids);
    var pipeline = new GatewayPipeline(settings, dispatcher, ids, draining::get, meters);
    var bound =
        new ServerBootstrap()
            .group(acceptors, loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 4096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(registered(connections, pipeline))
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      acceptors.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      threads.shutdown();
      throw new IllegalStateException(
          "gateway address: " + settings.host() + ":" + settings.port() + " (expected: free)",
          bound.cause());
    }
    listening = bound.channel();
  }

  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public Router router() {
    return router;
  }

  public boolean isDraining() {
    return draining.get();
  }

  /// Lets running work go on, but answers whoever connects from now on that the server stops.
  public void announceStop() {
    draining.set(true);
  }

  /// Lets running and arriving requests finish, tells streams and WebSockets to go, and closes what
  /// is left after the given time. Until then whoever connects is answered that the server stops.
  /// Blocks.
  public void drain(Duration most) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    draining.set(true);
    long end = System.nanoTime() + most.toNanos();
    var working = List.copyOf(connections);
    working.forEach(c -> c.pipeline().fireUserEventTriggered(RequestQueue.DRAIN));
    for (var connection : working) {
      connection
          .closeFuture()
          .awaitUninterruptibly(Math.max(0, end - System.nanoTime()), NANOSECONDS);
    }
    listening.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly(1000);
    threads.shutdown();
    acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2000);
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
  }

  private static ChannelInitializer<Channel> registered(
      ChannelGroup connections, GatewayPipeline pipeline) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        connections.add(channel);
        channel.pipeline().addLast(pipeline);
      }
    };
  }
}

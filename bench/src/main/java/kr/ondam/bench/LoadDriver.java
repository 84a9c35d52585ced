package kr.ondam.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Posts requests over a fixed number of kept-open connections and measures how long each answer
/// takes. One event loop and hand-made requests keep its own share of the machine small.
final class LoadDriver implements AutoCloseable {
  /// Makes the body of the n-th request.
  interface Bodies {
    String body(long n);
  }

  /// @param acked answered 200
  /// @param other answered otherwise, such as 503, or not at all because the connection was closed
  record Result(long acked, long other, double seconds, Latencies latencies) {
    double perSecond() {
      return acked / seconds;
    }
  }

  private static final int OK = 200;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final String host;
  private final int port;
  private final String path;
  private final AtomicLong numbers = new AtomicLong();

  LoadDriver(String host, int port, String path) {
    this.host = host;
    this.port = port;
    this.path = path;
  }

  /// As fast as the server answers: each connection has one request in flight.
  Result saturate(int connections, double seconds, Bodies bodies) throws InterruptedException {
    return run(connections, seconds, bodies, 0);
  }

  /// A fixed number of requests per second, spread evenly, whatever the server does.
  Result pace(int connections, double perSecond, double seconds, Bodies bodies)
      throws InterruptedException {
    return run(connections, seconds, bodies, perSecond);
  }

  private Result run(int connections, double seconds, Bodies bodies, double perSecond)
      throws InterruptedException {
    var latencies = new Latencies();
    List<Connection> all = new ArrayList<>();
    boolean closedLoop = perSecond == 0;
    for (int i = 0; i < connections; i++) {
      all.add(connect(new Connection(bodies, latencies, closedLoop)));
    }
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    if (closedLoop) {
      all.forEach(Connection::sendNext);
      LockSupport.parkNanos(end - System.nanoTime());
      all.forEach(Connection::stop);
    } else {
      pacedSends(all, start, end, perSecond);
    }
    var finished = new CountDownLatch(connections);
    all.forEach(connection -> connection.finish(finished));
    if (!finished.await(15, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          finished.getCount() + " connections got no answer within 15 s");
    }
    double took = (System.nanoTime() - start) / 1e9;
    long acked = all.stream().mapToLong(c -> c.acked).sum();
    long other = all.stream().mapToLong(c -> c.other).sum();
    all.forEach(c -> c.channel().close());
    return new Result(acked, other, took, latencies);
  }

  private static void pacedSends(List<Connection> all, long start, long end, double perSecond) {
    long interval = (long) (1e9 / perSecond);
    long due = start;
    for (int i = 0; due < end; i++, due += interval) {
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
      }
      all.get(i % all.size()).sendNext();
    }
  }

  private Connection connect(Connection connection) throws InterruptedException {
    new Bootstrap()
        .group(group)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(connection);
              }
            })
        .connect(host, port)
        .sync();
    return connection;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  /// One connection; all its state is touched on its event loop only.
  private final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
    private final Bodies bodies;
    private final Latencies latencies;
    private final boolean closedLoop;
    private final ArrayDeque<Long> sentAt = new ArrayDeque<>();
    private final ByteBuf unread = Unpooled.buffer(1024);
    private Channel channel = new io.netty.channel.embedded.EmbeddedChannel();
    private CountDownLatch finished = new CountDownLatch(0);
    private boolean stopped;
    long acked;
    long other;

    Connection(Bodies bodies, Latencies latencies, boolean closedLoop) {
      this.bodies = bodies;
      this.latencies = latencies;
      this.closedLoop = closedLoop;
    }

    Channel channel() {
      return channel;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      channel = ctx.channel();
    }

    void sendNext() {
      channel.eventLoop().execute(this::send);
    }

    void stop() {
      channel.eventLoop().execute(() -> stopped = true);
    }

    void finish(CountDownLatch latch) {
      channel
          .eventLoop()
          .execute(() -> {
            stopped = true;
            finished = latch;
            reportIfIdle();
          });
    }

    private void send() {
      if (stopped) {
        return;
      }
      byte[] body = bodies.body(numbers.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
      String head =
          "POST "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      sentAt.add(System.nanoTime());
      channel.writeAndFlush(Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
      unread.discardReadBytes();
      unread.writeBytes(bytes);
      int status = nextStatus();
      while (status > 0) {
        latencies.add(System.nanoTime() - sentAt.remove());
        if (status == OK) {
          acked++;
        } else {
          other++;
        }
        if (closedLoop) {
          send();
        }
        status = nextStatus();
      }
      reportIfIdle();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      other += sentAt.size();
      sentAt.clear();
      stopped = true;
      reportIfIdle();
    }

    private void reportIfIdle() {
      if (stopped && sentAt.isEmpty()) {
        finished.countDown();
      }
    }

    /// Takes one complete answer off the buffer; 0 when there is none yet.
    private int nextStatus() {
      int headEnd = indexOfHeadEnd();
      if (headEnd < 0) {
        return 0;
      }
      String head =
          unread.toString(
              unread.readerIndex(), headEnd - unread.readerIndex(), StandardCharsets.US_ASCII);
      int length = contentLength(head);
      if (unread.writerIndex() < headEnd + 4 + length) {
        return 0;
      }
      unread.readerIndex(headEnd + 4 + length);
      return Integer.parseInt(head.substring(9, 12));
    }

    private int indexOfHeadEnd() {
      for (int i = unread.readerIndex(); i + 3 < unread.writerIndex(); i++) {
        if (unread.getByte(i) == '\r'
            && unread.getByte(i + 2) == '\r'
            && unread.getByte(i + 3) == '\n') {
          return i;
        }
      }
      return -1;
    }

    private static int contentLength(String head) {
      for (String line : head.split("\r\n")) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          return Integer.parseInt(line.substring(15).strip());
        }
      }
      return 0;
    }
  }
}

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
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Posts requests over a fixed number of kept-open connections and measures how long each answer
/// takes. One event loop and hand-made requests keep its own share of the machine small.
final class LoadDriver implements AutoCloseable {
  /// Makes the body of the n-th request.
  interface Bodies {
    String body(long n);
  }

  /// @param acked answered 200
  /// @param shed answered 429 or 503, with the time after which to come again
  /// @param other answered otherwise, or not at all because the connection was closed
  /// @param latencies of what was answered 200
  record Result(long acked, long shed, long other, double seconds, Latencies latencies) {
    double perSecond() {
      return acked / seconds;
    }

    /// How many requests were sent.
    long sent() {
      return acked + shed + other;
    }
  }

  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  /// Connections of one address, below what a server takes from it.
  private static final int PER_ADDRESS = 150;

  private static final long TICK_MILLIS = 1;

  /// In place of a status that does not say when to come again.
  private static final int UNTOLD = 1;

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

  /// A fixed number of requests per second, each over a connection that has nothing else to do,
  /// from as many loopback addresses as that takes. While all are busy none is sent.
  Result offer(int connections, double perSecond, double seconds, Bodies bodies)
      throws InterruptedException {
    var latencies = new Latencies();
    var idle = new ArrayDeque<Connection>();
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      all.add(connect(new Connection(bodies, latencies, idle::add), 1 + i / PER_ADDRESS));
    }
    long start = System.nanoTime();
    long[] sent = {0};
    var loop = group.next();
    // On the loop, to which all that is idle belongs.
    loop.execute(() -> idle.addAll(all));
    var ticks =
        loop.scheduleAtFixedRate(
            () -> {
              long due = (long) ((System.nanoTime() - start) / 1e9 * perSecond);
              for (; sent[0] < due && !idle.isEmpty(); sent[0]++) {
                idle.remove().send();
              }
              sent[0] = due;
            },
            0,
            TICK_MILLIS,
            TimeUnit.MILLISECONDS);
    LockSupport.parkNanos((long) (seconds * 1e9));
    ticks.cancel(false);
    return finish(all, start, latencies);
  }

  private Result run(int connections, double seconds, Bodies bodies, double perSecond)
      throws InterruptedException {
    var latencies = new Latencies();
    List<Connection> all = new ArrayList<>();
    boolean closedLoop = perSecond == 0;
    for (int i = 0; i < connections; i++) {
      Consumer<Connection> answered = closedLoop ? Connection::send : _ -> {};
      all.add(connect(new Connection(bodies, latencies, answered), 0));
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
    return finish(all, start, latencies);
  }

  private static Result finish(List<Connection> all, long start, Latencies latencies)
      throws InterruptedException {
    var finished = new CountDownLatch(all.size());
    all.forEach(connection -> connection.finish(finished));
    if (!finished.await(15, TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          finished.getCount() + " connections got no answer within 15 s");
    }
    double took = (System.nanoTime() - start) / 1e9;
    long acked = all.stream().mapToLong(c -> c.acked).sum();
    long shed = all.stream().mapToLong(c -> c.shed).sum();
    long other = all.stream().mapToLong(c -> c.other).sum();
    all.forEach(c -> c.channel().close());
    return new Result(acked, shed, other, took, latencies);
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

  private Connection connect(Connection connection, int address) throws InterruptedException {
    new Bootstrap()
        .group(group)
        .localAddress("127.0.0." + (1 + address), 0)
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
    private final Consumer<Connection> answered;
    private final ArrayDeque<Long> sentAt = new ArrayDeque<>();
    private final ByteBuf unread = Unpooled.buffer(1024);
    private Channel channel = new io.netty.channel.embedded.EmbeddedChannel();
    private CountDownLatch finished = new CountDownLatch(0);
    private boolean stopped;
    long acked;
    long shed;
    long other;

    /// @param answered runs after each answer
    Connection(Bodies bodies, Latencies latencies, Consumer<Connection> answered) {
      this.bodies = bodies;
      this.latencies = latencies;
      this.answered = answered;
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
        long took = System.nanoTime() - sentAt.remove();
        if (status == OK) {
          latencies.add(took);
          acked++;
        } else if (status == TOO_MANY || status == UNAVAILABLE) {
          shed++;
        } else {
          other++;
        }
        answered.accept(this);
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
      int status = Integer.parseInt(head.substring(9, 12));
      boolean told = status == OK || head.toLowerCase(Locale.ROOT).contains("\r\nretry-after: ");
      return told ? status : UNTOLD;
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

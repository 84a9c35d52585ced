package kr.ondam.gateway;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kr.ondam.channel.Network;
import org.jspecify.annotations.Nullable;

/// Puts heads and chunks together to an [Arrived], or to a [Problem] or a [Turned] after which
/// nothing of the connection is read any more. Who sends a file is asked for at the door first:
/// until the answer is there nothing more is read from the connection.
final class RequestAssembly extends ChannelInboundHandlerAdapter {
  private final HeadRules rules;
  private final GatewaySettings settings;
  private final Supplier<String> requestIds;
  private final Door door;
  private @Nullable HttpRequest head;
  private final Map<String, ByteBudget> budgets;
  private Body body = new Body();
  private ByteBudget.@Nullable Lease lease;
  private boolean refused;
  private boolean draining;

  /// What had been read already when the door was asked.
  private final ArrayDeque<Object> held = new ArrayDeque<>();

  private boolean asking;

  /// @param budgets of the bodies that are files, by path
  RequestAssembly(
      GatewaySettings settings,
      Map<String, ByteBudget> budgets,
      Supplier<String> requestIds,
      Door door) {
    this.rules = new HeadRules(settings.hosts(), settings.largestBody(), settings.uploads());
    this.settings = settings;
    this.budgets = budgets;
    this.requestIds = requestIds;
    this.door = door;
  }

  /// Who says whether a file may come.
  interface Door {
    /// `judged` is called once, on any thread.
    void enter(GatewayRequest head, Consumer<Entrance.Entry> judged);
  }

  /// A whole request.
  ///
  /// @param head kept for a WebSocket handshake
  /// @param lease the memory of its body, when that is a file
  record Arrived(
      HttpRequest head,
      GatewayRequest request,
      boolean keepAlive,
      ByteBudget.@Nullable Lease lease) {
    /// It is handled, or never will be: its body is not held any more, whether its connection is
    /// still there or not.
    void over() {
      if (lease != null) {
        lease.end();
      }
    }
  }

  /// A file that is not read.
  record Turned(GatewayResponse.Full answer) {}

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (asking) {
      held.add(msg);
    } else {
      take(ctx, msg);
    }
  }

  private void take(ChannelHandlerContext ctx, Object msg) {
    try {
      if (!refused && msg instanceof HttpRequest request) {
        // What begins now is not taken any more.
        refused = draining;
        if (!refused) {
          begin(ctx, request);
        }
      }
      if (!refused && msg instanceof HttpContent content) {
        append(ctx, content);
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Deadlines.BODY_LATE) {
      if (!refused) {
        refuse(ctx, new Problem(408, "body_late", "The body did not arrive in time."));
      }
    } else if (event == RequestQueue.DRAIN) {
      draining = true;
      ctx.fireUserEventTriggered(head == null ? event : RequestQueue.DRAIN_AFTER_NEXT);
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    var problem = rules.judge(request);
    if (problem != null) {
      refuse(ctx, problem);
      return;
    }
    head = request;
    body = new Body();
    lease = null;
    var budget =
        request.method().equals(HttpMethod.POST)
            ? budgets.get(UploadLimits.path(request.uri()))
            : null;
    if (budget == null) {
      expected(ctx, request);
      return;
    }
    asking = true;
    ctx.channel().config().setAutoRead(false);
    door.enter(
        request(ctx, request, new byte[0]),
        entry -> ctx.executor().execute(() -> judged(ctx, request, budget, entry)));
  }

  private static void expected(ChannelHandlerContext ctx, HttpRequest request) {
    if (HttpUtil.is100ContinueExpected(request)) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    }
  }

  private void judged(
      ChannelHandlerContext ctx, HttpRequest request, ByteBudget budget, Entrance.Entry entry) {
    // Meanwhile it may have been late, or its connection lost.
    if (asking && head == request) {
      asking = false;
      switch (entry) {
        case Entrance.Entry.Admitted(var holder) -> {
          lease = budget.lease(holder, address(ctx, request));
          expected(ctx, request);
        }
        case Entrance.Entry.Refused(var answer) -> refuse(ctx, new Turned(answer));
      }
    }
    while (!asking && !held.isEmpty()) {
      take(ctx, held.remove());
    }
    if (!asking && ctx.channel().isActive()) {
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void append(ChannelHandlerContext ctx, HttpContent content) {
    if (content.decoderResult().isFailure()) {
      refuse(ctx, new Problem(400, "bad_body", "The body is not in its declared form."));
      return;
    }
    var bytes = content.content();
    var begun = head;
    if (begun != null && body.size() + bytes.readableBytes() > rules.largest(begun)) {
      refuse(ctx, HeadRules.tooLarge());
      return;
    }
    if (begun != null && lease != null && body.size() == 0 && bytes.isReadable()) {
      // As a whole, so that a file lies in memory once and is counted as it lies there.
      long length = HttpUtil.getContentLength(begun, rules.largest(begun));
      if (!lease.take(length)) {
        refuse(ctx, new Problem(503, "busy", "Too many files at once.").with("retry-after", "5"));
        return;
      }
      body.reserve((int) length);
    }
    body.append(bytes);
    if (content instanceof LastHttpContent && head != null) {
      var whole = head;
      head = null;
      var all = arrived(ctx, whole);
      body = new Body();
      lease = null;
      ctx.fireChannelRead(all);
    }
  }

  /// @param answer a [Problem] or a [Turned]
  private void refuse(ChannelHandlerContext ctx, Object answer) {
    refused = true;
    head = null;
    giveBack();
    ctx.fireChannelRead(answer);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    refused = true;
    giveBack();
    ctx.fireChannelInactive();
  }

  /// What has arrived in part goes no further.
  private void giveBack() {
    body = new Body();
    asking = false;
    held.forEach(ReferenceCountUtil::release);
    held.clear();
    if (lease != null) {
      lease.end();
      lease = null;
    }
  }

  private Arrived arrived(ChannelHandlerContext ctx, HttpRequest whole) {
    byte[] bytes = body.whole();
    if (lease != null) {
      lease.keep(bytes.length);
    }
    return new Arrived(whole, request(ctx, whole, bytes), HttpUtil.isKeepAlive(whole), lease);
  }

  private GatewayRequest request(ChannelHandlerContext ctx, HttpRequest head, byte[] bytes) {
    Map<String, String> headers = new HashMap<>();
    for (var header : head.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    int mark = head.uri().indexOf('?');
    return new GatewayRequest(
        head.method().name(),
        mark < 0 ? head.uri() : head.uri().substring(0, mark),
        Map.of(),
        mark < 0 ? Map.of() : query(head.uri()),
        mark < 0 ? "" : head.uri().substring(mark + 1),
        headers,
        bytes,
        address(ctx, head),
        requestIds.get());
  }

  private static Map<String, String> query(String uri) {
    Map<String, String> query = new HashMap<>();
    try {
      new QueryStringDecoder(uri)
          .parameters()
          .forEach((name, values) -> query.put(name, values.getFirst()));
    } catch (IllegalArgumentException _) {
      return Map.of();
    }
    return query;
  }

  /// The last address that no configured proxy vouches for.
  private String address(ChannelHandlerContext ctx, HttpRequest head) {
    var address = AddressLimit.address(ctx.channel().remoteAddress());
    var named = String.join(",", head.headers().getAll("x-forwarded-for"));
    var chain = List.of(named.split(",")).reversed();
    for (var next : chain) {
      var current = address;
      if (next.isBlank() || settings.proxies().stream().noneMatch(p -> p.contains(current))) {
        break;
      }
      try {
        address = Network.parse(next.strip()).base().getHostAddress();
      } catch (IllegalArgumentException _) {
        break;
      }
    }
    return address;
  }
}

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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import kr.ondam.channel.Network;
import org.jspecify.annotations.Nullable;

/// Puts heads and chunks together to an [Arrived], or to a [Problem] after which nothing of the
/// connection is read any more.
final class RequestAssembly extends ChannelInboundHandlerAdapter {
  private final HeadRules rules;
  private final GatewaySettings settings;
  private final Supplier<String> requestIds;
  private @Nullable HttpRequest head;
  private final Map<String, ByteBudget> budgets;
  private Body body = new Body();
  private ByteBudget.@Nullable Lease lease;
  private boolean refused;
  private boolean draining;

  /// @param budgets of the bodies that are files, by path
  RequestAssembly(
      GatewaySettings settings, Map<String, ByteBudget> budgets, Supplier<String> requestIds) {
    this.rules = new HeadRules(settings.hosts(), settings.largestBody(), settings.uploads());
    this.settings = settings;
    this.budgets = budgets;
    this.requestIds = requestIds;
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

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
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
    if (budget != null) {
      var address = remote(AddressLimit.address(ctx.channel().remoteAddress()), request);
      lease = budget.lease(address);
    }
    if (HttpUtil.is100ContinueExpected(request)) {
      ctx.writeAndFlush(
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
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

  private void refuse(ChannelHandlerContext ctx, Problem problem) {
    refused = true;
    head = null;
    giveBack();
    ctx.fireChannelRead(problem);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    ctx.fireChannelInactive();
  }

  /// What has arrived in part goes no further.
  private void giveBack() {
    body = new Body();
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
    Map<String, String> headers = new HashMap<>();
    for (var header : whole.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    int mark = whole.uri().indexOf('?');
    var request =
        new GatewayRequest(
            whole.method().name(),
            mark < 0 ? whole.uri() : whole.uri().substring(0, mark),
            Map.of(),
            mark < 0 ? Map.of() : query(whole.uri()),
            mark < 0 ? "" : whole.uri().substring(mark + 1),
            headers,
            bytes,
            remote(AddressLimit.address(ctx.channel().remoteAddress()), whole),
            requestIds.get());
    return new Arrived(whole, request, HttpUtil.isKeepAlive(whole), lease);
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
  private String remote(String peer, HttpRequest whole) {
    var address = peer;
    var named = String.join(",", whole.headers().getAll("x-forwarded-for"));
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

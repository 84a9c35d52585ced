package kr.ondam.gateway;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import kr.ondam.channel.Network;
import org.jspecify.annotations.Nullable;

/// Puts heads and chunks together to an [Arrived], or to a [Problem] after which nothing of the
/// connection is read any more.
final class RequestAssembly extends ChannelDuplexHandler {
  private final HeadRules rules;
  private final GatewaySettings settings;
  private final Supplier<String> requestIds;
  private @Nullable HttpRequest head;
  private final ByteBudget budget;
  private ByteArrayOutputStream body = new ByteArrayOutputStream();
  private long taken;
  private boolean refused;
  private boolean draining;

  /// @param budget of all bodies that are files
  RequestAssembly(GatewaySettings settings, ByteBudget budget, Supplier<String> requestIds) {
    this.rules = new HeadRules(settings.hosts(), settings.largestBody(), settings.uploads());
    this.settings = settings;
    this.budget = budget;
    this.requestIds = requestIds;
  }

  /// A whole request.
  ///
  /// @param head kept for a WebSocket handshake
  record Arrived(HttpRequest head, GatewayRequest request, boolean keepAlive) {}

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
    body = new ByteArrayOutputStream();
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
    if (begun != null && settings.uploads().concerns(begun.method().name(), begun.uri())) {
      if (!budget.take(bytes.readableBytes())) {
        refuse(ctx, new Problem(503, "busy", "Too many files at once.").with("retry-after", "5"));
        return;
      }
      taken += bytes.readableBytes();
    }
    byte[] chunk = new byte[bytes.readableBytes()];
    bytes.readBytes(chunk);
    body.writeBytes(chunk);
    if (content instanceof LastHttpContent && head != null) {
      var whole = head;
      head = null;
      var all = arrived(ctx, whole);
      // A file lies in memory once.
      body = new ByteArrayOutputStream();
      ctx.fireChannelRead(all);
    }
  }

  private void refuse(ChannelHandlerContext ctx, Problem problem) {
    refused = true;
    head = null;
    body = new ByteArrayOutputStream();
    giveBack();
    ctx.fireChannelRead(problem);
  }

  /// A file's bytes count until it is answered.
  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof LastHttpContent && head == null) {
      giveBack();
    }
    ctx.write(msg, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    giveBack();
    ctx.fireChannelInactive();
  }

  private void giveBack() {
    budget.giveBack(taken);
    taken = 0;
  }

  private Arrived arrived(ChannelHandlerContext ctx, HttpRequest whole) {
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
            body.toByteArray(),
            remote(AddressLimit.address(ctx.channel().remoteAddress()), whole),
            requestIds.get());
    return new Arrived(whole, request, HttpUtil.isKeepAlive(whole));
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

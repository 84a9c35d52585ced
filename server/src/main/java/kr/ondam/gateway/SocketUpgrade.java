package kr.ondam.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;

/// Turns an HTTP connection into a WebSocket. Extensions such as compression are declined.
final class SocketUpgrade {
  /// What may wait for a slow reader before [Socket#send] refuses. More than the 64 KiB of other
  /// answers: a visitor who comes back is sent up to 256 KiB of missed messages at once, and would
  /// be cut again at every return.
  private static final WriteBufferWaterMark UNSENT =
      new WriteBufferWaterMark(128 * 1024, 512 * 1024);

  private SocketUpgrade() {}

  static void start(ChannelHandlerContext ctx, HttpRequest head, Dispatcher.Upgrade upgrade) {
    var route = upgrade.route();
    // Violations are answered by the bridge, which lets the close frame reach a peer that is still
    // sending.
    var decoding =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(route.largestMessage())
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();
    var handshaker =
        new WebSocketServerHandshaker13(
            "ws://ondam" + route.pattern(), route.subprotocol(), decoding);
    var whole =
        new DefaultFullHttpRequest(
            head.protocolVersion(), head.method(), head.uri(), Unpooled.EMPTY_BUFFER);
    whole.headers().set(head.headers());
    var pipeline = ctx.pipeline();
    try {
      handshaker
          .handshake(ctx.channel(), whole)
          .addListener(done -> {
            if (!done.isSuccess()) {
              ctx.close();
            }
          });
    } catch (WebSocketHandshakeException _) {
      ctx.close();
      return;
    }
    ctx.channel().config().setWriteBufferWaterMark(UNSENT);
    pipeline.remove(GatewayPipeline.DEADLINES);
    pipeline.remove(GatewayPipeline.FIRST_BYTE);
    pipeline.remove(RequestAssembly.class);
    pipeline.addLast(new Utf8FrameValidator(false));
    pipeline.addLast(new FragmentLimits(route.largestMessage()));
    pipeline.addLast(new WebSocketFrameAggregator(route.largestMessage()));
    pipeline.addLast(new SocketBridge(upgrade));
    pipeline.remove(RequestQueue.class);
  }
}

package kr.ondam.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;

/// Turns an HTTP connection into a WebSocket.
final class SocketUpgrade {
  private SocketUpgrade() {}

  static void start(ChannelHandlerContext ctx, HttpRequest head, Dispatcher.Upgrade upgrade) {
    var route = upgrade.route();
    var decoding =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(route.largestMessage())
            .allowExtensions(false)
            .build();
    var handshaker =
        new WebSocketServerHandshakerFactory(
                "ws://ondam" + route.pattern(), route.subprotocol(), decoding)
            .newHandshaker(head);
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
      return;
    }
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
    pipeline.remove(GatewayPipeline.DEADLINES);
    pipeline.remove(GatewayPipeline.FIRST_BYTE);
    pipeline.remove(RequestAssembly.class);
    pipeline.addLast(new WebSocketFrameAggregator(route.largestMessage()));
    pipeline.addLast(new SocketBridge(upgrade));
    pipeline.remove(RequestQueue.class);
  }
}

package kr.ondam.gateway;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.channel.Network;

/// Closes connections of an address beyond its share, so that one address cannot take all. A proxy
/// that is trusted stands for many and has no share of its own.
@Sharable
final class AddressLimit extends ChannelInboundHandlerAdapter {
  private final int most;
  private final List<Network> proxies;
  private final Counter refused;
  private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

  /// @param refused counts connections that were too many
  AddressLimit(int most, List<Network> proxies, Counter refused) {
    this.most = most;
    this.proxies = proxies;
    this.refused = refused;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    var address = address(ctx.channel().remoteAddress());
    int now = open.merge(address, 1, Integer::sum);
    ctx.channel().closeFuture().addListener(_ -> leave(address));
    if (now > most && proxies.stream().noneMatch(proxy -> proxy.contains(address))) {
      refused.increment();
      ctx.close();
    } else {
      ctx.fireChannelActive();
    }
  }

  private void leave(String address) {
    open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }

  static String address(SocketAddress peer) {
    return peer instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "local";
  }
}

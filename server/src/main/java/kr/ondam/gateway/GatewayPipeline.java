package kr.ondam.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.function.Supplier;

/// What every connection goes through.
@io.netty.channel.ChannelHandler.Sharable
final class GatewayPipeline extends ChannelInitializer<Channel> {
  static final String FIRST_BYTE = "first-byte";
  static final String DEADLINES = "deadlines";
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int LARGEST_HEADERS = 16 * 1024;
  private static final int LARGEST_CHUNK = 8 * 1024;

  private final GatewaySettings settings;
  private final AddressLimit addresses;
  private final Dispatcher dispatcher;
  private final Supplier<String> requestIds;

  GatewayPipeline(GatewaySettings settings, Dispatcher dispatcher, Supplier<String> requestIds) {
    this.settings = settings;
    this.addresses = new AddressLimit(settings.connectionsPerAddress(), settings.proxies());
    this.dispatcher = dispatcher;
    this.requestIds = requestIds;
  }

  @Override
  protected void initChannel(Channel channel) {
    var deadlines = new Deadlines(settings);
    var decoding =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setMaxChunkSize(LARGEST_CHUNK)
            .setValidateHeaders(true);
    channel
        .pipeline()
        .addLast("addresses", addresses)
        .addLast(FIRST_BYTE, deadlines.bytes())
        .addLast("http", new HttpServerCodec(decoding))
        .addLast(DEADLINES, deadlines)
        .addLast("assembly", new RequestAssembly(settings, requestIds))
        .addLast("queue", new RequestQueue(dispatcher, settings.pipelined()));
  }
}

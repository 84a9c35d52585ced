package kr.ondam.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Map;
import java.util.function.BooleanSupplier;
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
  private final Map<String, ByteBudget> budgets;
  private final Dispatcher dispatcher;
  private final Supplier<String> requestIds;
  private final BooleanSupplier draining;
  private final MeterRegistry meters;

  /// @param draining whether the server stops: who connects then is told so, once
  GatewayPipeline(
      GatewaySettings settings,
      Dispatcher dispatcher,
      Supplier<String> requestIds,
      BooleanSupplier draining,
      MeterRegistry meters) {
    this.settings = settings;
    this.addresses =
        new AddressLimit(
            settings.connectionsPerAddress(),
            settings.proxies(),
            meters.counter("http.refused_connections"));
    this.budgets = settings.uploads().budgets();
    this.dispatcher = dispatcher;
    this.requestIds = requestIds;
    this.draining = draining;
    this.meters = meters;
  }

  @Override
  protected void initChannel(Channel channel) {
    boolean late = draining.getAsBoolean();
    var serving = late ? dispatcher.stopping() : dispatcher;
    var deadlines = new Deadlines(settings, meters.counter("http.idle_close"));
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
        .addLast("assembly", new RequestAssembly(settings, budgets, requestIds, serving::enter))
        .addLast("queue", new RequestQueue(serving, settings.pipelined(), late));
  }
}

package kr.ondam.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Map;
import java.util.concurrent.Executor;

/// A connection without a network, whose time stands still, through which files come.
final class UploadConnection {
  private UploadConnection() {}

  /// @param tasks takes what may block
  static EmbeddedChannel open(
      Router router, Executor tasks, Map<String, ByteBudget> budgets, MeterRegistry meters) {
    var dispatcher =
        new Dispatcher(router, new TokenBuckets(1000, () -> 0), tasks, meters, () -> "id");
    var settings = GatewaySettings.defaults("127.0.0.1", 0);
    var connection = new EmbeddedChannel();
    connection.freezeTime();
    var deadlines = new Deadlines(settings, meters.counter("closed"));
    connection
        .pipeline()
        .addLast(deadlines.bytes())
        .addLast(new HttpServerCodec())
        .addLast(deadlines)
        .addLast(new RequestAssembly(settings, budgets, () -> "id", dispatcher::enter))
        .addLast(new RequestQueue(dispatcher, 8, false));
    connection.pipeline().fireChannelActive();
    return connection;
  }
}

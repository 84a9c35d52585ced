package kr.ondam.channel.bot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kr.ondam.channel.Loopback;
import kr.ondam.channel.RawRequest;
import org.jspecify.annotations.Nullable;

/// The gateway's door for one bot, on loopback: it keeps what the bot posts and takes all of it.
final class BotDoor implements AutoCloseable {
  private final BotPosts posts;
  private final HttpServer server;
  private final AtomicReference<@Nullable Bot> bot = new AtomicReference<>();
  private final List<BotPost> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  BotDoor(BotPosts posts) {
    this.posts = posts;
    server = Loopback.serve(this::serve);
  }

  /// What a bot's `public-url` must be.
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void opensFor(Bot one) {
    bot.set(one);
  }

  List<BotPost> heard() {
    return List.copyOf(heard);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var one = Objects.requireNonNull(bot.get());
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      var uri = exchange.getRequestURI();
      var start = one.dialect().prefix() + "/" + one.key();
      var path = uri.getRawPath();
      var tail = path.startsWith(start) ? path.substring(start.length()) : "?" + path;
      var query = uri.getRawQuery();
      var post =
          posts.read(
              one,
              new RawRequest(
                  tail.startsWith("/") ? tail.substring(1) : tail,
                  query == null ? "" : query,
                  headers,
                  exchange.getRequestBody().readAllBytes(),
                  "127.0.0.1"));
      heard.add(post);
      switch (post) {
        case BotPost.Refused(var status, var code, var _) ->
            answer(exchange, status, "application/problem+json", "{\"code\":\"" + code + "\"}");
        case BotPost.Said _, BotPost.Ignored _ -> {
          var receipt = posts.receipt(one, post, "r-" + next.incrementAndGet());
          answer(exchange, receipt.status(), receipt.contentType(), receipt.body());
        }
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

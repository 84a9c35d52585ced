package kr.ondam.channel.bot;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import kr.ondam.channel.ProviderHttp;
import kr.ondam.channel.Secrets;
import org.jspecify.annotations.Nullable;

/// Tells bots what happens and hears what they answer, each within one limit for all of it.
public final class BotClient {
  /// The longest a turn takes, its answer and a second try included.
  public static final Duration TOTAL = Duration.ofSeconds(5);

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final int LARGEST_ANSWER = 256 * 1024;

  private final BotDialects dialects;
  private final Secrets secrets;
  private final InstantSource clock;
  private final HttpClient client;
  private final Duration total;

  /// @param client without redirects, as [#http] makes it
  public BotClient(BotDialects dialects, Secrets secrets, InstantSource clock, HttpClient client) {
    this(dialects, secrets, clock, client, TOTAL);
  }

  BotClient(
      BotDialects dialects,
      Secrets secrets,
      InstantSource clock,
      HttpClient client,
      Duration total) {
    this.dialects = dialects;
    this.secrets = secrets;
    this.clock = clock;
    this.client = client;
    this.total = total;
  }

  /// The client for bots: 3 s to connect, no redirects, certificates checked as the JDK does.
  public static HttpClient http() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /// Tells the bot a turn. Blocks until it answered, at most [#TOTAL]; never throws for what a bot
  /// or the network does.
  public BotAnswer tell(Bot bot, BotTurn turn) {
    var dialect = dialects.of(bot.dialect());
    return switch (dialect.ask(bot, turn)) {
      case BotQuestion.Known(var answer) -> answer;
      case BotQuestion.Call(var call) -> call(bot, dialect, turn, call);
    };
  }

  private BotAnswer call(Bot bot, BotDialect dialect, BotTurn turn, BotCall call) {
    var reference = bot.secret();
    var secret = reference == null ? null : secrets.value(reference).orElse("");
    if (secret != null && secret.isEmpty()) {
      return new BotAnswer.Failure("secret_unknown");
    }
    HttpRequest request;
    try {
      request = request(dialect, call, secret);
    } catch (IllegalArgumentException _) {
      // Its words may hold the secret.
      return new BotAnswer.Failure("secret_unusable");
    }
    long end = System.nanoTime() + total.toNanos();
    var heard = once(request, end);
    boolean again =
        switch (heard) {
          case Heard.Unreached() -> true;
          case Heard.Lost() -> dialect.repeatable();
          case Heard.Late(), Heard.Untrusted(), Heard.TooLarge(), Heard.Whole _ -> false;
        };
    if (again) {
      heard = once(request, end);
    }
    return switch (heard) {
      case Heard.Unreached() -> new BotAnswer.Failure("unreachable");
      case Heard.Untrusted() -> new BotAnswer.Failure("tls");
      case Heard.Lost() -> new BotAnswer.Failure("connection_lost");
      case Heard.Late() -> new BotAnswer.Failure("timeout");
      case Heard.TooLarge() -> new BotAnswer.Failure("too_large");
      case Heard.Whole(var response) -> judged(bot, dialect, turn, response);
    };
  }

  private HttpRequest request(BotDialect dialect, BotCall call, @Nullable String secret) {
    var builder =
        HttpRequest.newBuilder(call.uri())
            .header("Content-Type", "application/json; charset=utf-8")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers().forEach(builder::setHeader);
    if (secret != null) {
      dialect.credentials(secret, call, clock.instant()).forEach(builder::setHeader);
    }
    return builder.build();
  }

  /// What came of one try.
  private sealed interface Heard {
    record Whole(HttpResponse<byte[]> response) implements Heard {}

    /// Nothing was written.
    record Unreached() implements Heard {}

    /// Its certificate is not what it should be.
    record Untrusted() implements Heard {}

    record Lost() implements Heard {}

    record Late() implements Heard {}

    record TooLarge() implements Heard {}
  }

  private Heard once(HttpRequest request, long end) {
    var running =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      return new Heard.Whole(
          running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      running.cancel(true);
      return new Heard.Late();
    } catch (InterruptedException _) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return new Heard.Late();
    } catch (ExecutionException e) {
      return failed(e.getCause());
    }
  }

  private static Heard failed(@Nullable Throwable cause) {
    if (cause instanceof HttpConnectTimeoutException
        || cause instanceof ConnectException
        || cause instanceof UnresolvedAddressException) {
      return new Heard.Unreached();
    }
    if (cause instanceof SSLException) {
      return new Heard.Untrusted();
    }
    // The limiting handler has no exception of its own; a test sees to its words.
    var message = cause == null ? null : cause.getMessage();
    return message != null && message.contains("exceeds capacity")
        ? new Heard.TooLarge()
        : new Heard.Lost();
  }

  private static BotAnswer judged(
      Bot bot, BotDialect dialect, BotTurn turn, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status / 100 == 3) {
      return new BotAnswer.Failure("redirect");
    }
    if (status / 100 != 2) {
      var pause = ProviderHttp.retryAfter(response, Duration.ZERO);
      return new BotAnswer.Failure("http_" + status, pause, "");
    }
    var type = response.headers().firstValue("content-type").orElse("");
    return dialect.read(bot, turn, new BotResponse(status, type, response.body()));
  }
}

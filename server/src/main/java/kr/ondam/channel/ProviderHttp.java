package kr.ondam.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Makes HTTP calls to providers, each with one limit for all of it, and says what it means for a
/// message when no answer came.
public final class ProviderHttp {
  /// The longest a call takes, its body included.
  public static final Duration TOTAL = Duration.ofSeconds(10);

  /// Before the next try at a provider that does not say how long.
  public static final Duration PAUSE = Duration.ofSeconds(2);

  private static final long LONGEST_PAUSE = 3600;
  private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME;
  private static final int LARGEST_ANSWER = 64 * 1024;

  private final HttpClient client;

  public ProviderHttp(HttpClient client) {
    this.client = client;
  }

  /// What came of a call.
  public sealed interface Heard {
    record Answer(HttpResponse<byte[]> response) implements Heard {}

    /// `outcome` is what that means for the message.
    record NoAnswer(Outcome outcome) implements Heard {}
  }

  /// Blocks until the answer is there, at most [#TOTAL].
  public Heard call(HttpRequest request) {
    return call(request, TOTAL);
  }

  /// Blocks until the answer is there, at most the given time.
  public Heard call(HttpRequest request, Duration most) {
    return call(request, most, LARGEST_ANSWER);
  }

  /// As [#call(HttpRequest, Duration)] for an answer of at most the given bytes; a longer one is
  /// none.
  public Heard call(HttpRequest request, Duration most, int largest) {
    var running =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), largest));
    try {
      return new Heard.Answer(running.get(most.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      running.cancel(true);
      return new Heard.NoAnswer(new Outcome.Uncertain("timeout"));
    } catch (InterruptedException _) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return new Heard.NoAnswer(new Outcome.Uncertain("interrupted"));
    } catch (ExecutionException e) {
      return new Heard.NoAnswer(failed(e.getCause()));
    }
  }

  private static Outcome failed(@Nullable Throwable cause) {
    // Without a connection nothing was written, so another try cannot send twice.
    if (cause instanceof HttpConnectTimeoutException
        || cause instanceof ConnectException
        || cause instanceof SSLHandshakeException
        || cause instanceof UnresolvedAddressException) {
      return new Outcome.Retry(PAUSE, "unreachable");
    }
    return cause instanceof IOException
        ? new Outcome.Uncertain("connection lost")
        : new Outcome.Permanent("client", "the call could not be made");
  }

  /// What no answer means for a message of which the customer cannot have seen anything yet: it may
  /// be tried again.
  public static Outcome unseen(Heard.NoAnswer heard) {
    return heard.outcome() instanceof Outcome.Uncertain(var reason)
        ? new Outcome.Retry(PAUSE, reason)
        : heard.outcome();
  }

  /// What an answer's status means for such a message; null when only its body can say.
  public static @Nullable Outcome unseen(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      return new Outcome.Unauthorised("HTTP " + status);
    }
    return status == 429 || status >= 500
        ? new Outcome.Retry(retryAfter(response, PAUSE), "HTTP " + status)
        : null;
  }

  /// What an answer's status means for a message that the customer may have seen by now; null when
  /// only its body can say.
  public static @Nullable Outcome seen(HttpResponse<?> response) {
    int status = response.statusCode();
    if (status == 429) {
      return new Outcome.Throttled(retryAfter(response, Duration.ofSeconds(1)));
    }
    if (status == 401 || status == 403) {
      return new Outcome.Unauthorised("HTTP " + status);
    }
    if (status == 503) {
      return new Outcome.Retry(retryAfter(response, PAUSE), "HTTP 503");
    }
    return status >= 500 ? new Outcome.Uncertain("HTTP " + status) : null;
  }

  /// What the provider asks for (RFC 9110, 10.2.3), in seconds or until a time by its own clock, 1
  /// s to 1 h, else the given time.
  public static Duration retryAfter(HttpResponse<?> response, Duration otherwise) {
    var asked = response.headers().firstValue("retry-after").orElse("").strip();
    if (asked.matches("\\d{1,9}")) {
      return pause(Long.parseLong(asked));
    }
    try {
      var until = Instant.from(HTTP_DATE.parse(asked));
      var now = Instant.from(HTTP_DATE.parse(response.headers().firstValue("date").orElse("")));
      return pause(Duration.between(now, until).toSeconds());
    } catch (DateTimeException _) {
      return otherwise;
    }
  }

  private static Duration pause(long seconds) {
    return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_PAUSE));
  }
}

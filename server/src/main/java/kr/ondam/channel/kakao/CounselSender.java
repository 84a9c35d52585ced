package kr.ondam.channel.kakao;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;

/// Makes a planned call and says how it ended.
final class CounselSender {
  static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration TOTAL = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final long LONGEST_PAUSE = 3600;
  private static final int LARGEST_ANSWER = 64 * 1024;

  private final StrictJson json;
  private final Secrets secrets;
  private final HttpClient client;

  CounselSender(StrictJson json, Secrets secrets, HttpClient client) {
    this.json = json;
    this.secrets = secrets;
    this.client = client;
  }

  Outcome send(ChannelAccount account, ProviderCall call) {
    var request = request(account, call);
    if (request == null) {
      return new Outcome.Unauthorised("client secret unknown");
    }
    var running =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      var outcome = outcome(running.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS));
      // A session that is gone already has ended, as was asked.
      return outcome instanceof Outcome.SessionGone && ends(account, call)
          ? new Outcome.Ok("")
          : outcome;
    } catch (TimeoutException _) {
      running.cancel(true);
      return new Outcome.Uncertain("timeout");
    } catch (InterruptedException _) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Uncertain("interrupted");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    }
  }

  private static boolean ends(ChannelAccount account, ProviderCall call) {
    return call.uri().getPath().endsWith(Profile.named(account.profile()).endPath());
  }

  private @Nullable HttpRequest request(ChannelAccount account, ProviderCall call) {
    var profile = Profile.named(account.profile());
    var builder =
        HttpRequest.newBuilder(call.uri())
            .timeout(TOTAL)
            .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()));
    call.headers().forEach(builder::header);
    var id = account.settings().get("client-id");
    var secret = account.settings().get("client-secret");
    if (id != null && secret != null) {
      var idValue = secrets.value(id);
      var secretValue = secrets.value(secret);
      if (idValue.isEmpty() || secretValue.isEmpty()) {
        return null;
      }
      builder.header(profile.idHeader(), idValue.get());
      builder.header(profile.secretHeader(), secretValue.get());
    }
    return builder.build();
  }

  private static Outcome failed(@Nullable Throwable cause) {
    // Without a connection nothing was written, so another try cannot send twice.
    if (cause instanceof HttpConnectTimeoutException
        || cause instanceof ConnectException
        || cause instanceof UnresolvedAddressException) {
      return new Outcome.Retry(PAUSE, "unreachable");
    }
    return cause instanceof IOException
        ? new Outcome.Uncertain("connection lost")
        : new Outcome.Permanent("client", "the call could not be made");
  }

  private Outcome outcome(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 429) {
      return new Outcome.Throttled(retryAfter(response, Duration.ofSeconds(1)));
    }
    if (status == 401 || status == 403) {
      return new Outcome.Unauthorised("HTTP " + status);
    }
    if (status >= 500) {
      return new Outcome.Retry(retryAfter(response, PAUSE), "HTTP " + status);
    }
    if (!(json.read(response.body()) instanceof StrictJson.Reading.Document document)) {
      return status / 100 == 2
          ? new Outcome.Uncertain("unreadable answer")
          : new Outcome.Permanent("http_" + status, "HTTP " + status);
    }
    var root = document.root();
    var code = root.path("code").asString("");
    var message = root.path("message").asString("");
    if (code.equals("0") && status / 100 == 2) {
      return new Outcome.Ok(root.path("serial_number").asString(""));
    }
    return refused(code.isEmpty() ? "http_" + status : code, message);
  }

  private static Outcome refused(String code, String message) {
    if (code.equals("-502")) {
      return new Outcome.SessionGone();
    }
    var words = message.toLowerCase(Locale.ROOT);
    if (code.equals("3012") || words.contains("duplicat") && words.contains("serial")) {
      return new Outcome.Ok("");
    }
    return new Outcome.Permanent(code, message.substring(0, Math.min(message.length(), 200)));
  }

  /// What the dealer asks for in seconds, else the given time.
  private static Duration retryAfter(HttpResponse<byte[]> response, Duration otherwise) {
    var seconds = response.headers().firstValue("retry-after").orElse("");
    return seconds.matches("\\d{1,9}")
        ? Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 1, LONGEST_PAUSE))
        : otherwise;
  }
}

package kr.ondam.channel;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// An HTTP client that is made when it is first used. Making one reads the certificates the JDK
/// trusts, a fifth of a start's time, and no call is made before the start is over.
public final class LazyHttpClient extends HttpClient {
  private final Supplier<HttpClient> maker;
  private @Nullable HttpClient made;
  private boolean closed;

  public LazyHttpClient(Supplier<HttpClient> maker) {
    this.maker = maker;
  }

  /// The client itself, made now when nobody has used it yet.
  ///
  /// @throws IllegalStateException after [#shutdownNow]
  public synchronized HttpClient get() {
    if (closed) {
      throw new IllegalStateException("the HTTP client is closed");
    }
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  /// Ends every call at once.
  @Override
  public synchronized void shutdownNow() {
    closed = true;
    if (made != null) {
      made.shutdownNow();
    }
  }

  @Override
  public void close() {
    shutdownNow();
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return get().send(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return get().sendAsync(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushed) {
    return get().sendAsync(request, handler, pushed);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return get().cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return get().connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return get().followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return get().proxy();
  }

  @Override
  public SSLContext sslContext() {
    return get().sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return get().sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return get().authenticator();
  }

  @Override
  public Version version() {
    return get().version();
  }

  @Override
  public Optional<Executor> executor() {
    return get().executor();
  }
}

package kr.ondam.channel;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// HTTP servers on this machine that fakes stand on.
public final class Loopback {
  private Loopback() {}

  /// Serves every path on a free port, each request on a thread of its own.
  public static HttpServer serve(HttpHandler handler) {
    return serve(Executors.newVirtualThreadPerTaskExecutor(), handler);
  }

  /// The same on the caller's threads.
  public static HttpServer serve(Executor threads, HttpHandler handler) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
      server.setExecutor(threads);
      server.createContext("/", handler);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static URI uri(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}

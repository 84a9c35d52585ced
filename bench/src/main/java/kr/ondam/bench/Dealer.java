package kr.ondam.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A 상담톡 dealer on loopback that takes everything at once, until it is told to be dead: then it
/// accepts connections and requests, and never answers. It notes how long ago each text was made.
final class Dealer implements AutoCloseable {
  private static final byte[] TAKEN = "{\"code\":\"0\"}".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean dead;
  private volatile Latencies latencies = new Latencies();

  Dealer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void dead(boolean yes) {
    dead = yes;
  }

  /// Begins a new list, and answers it.
  Latencies begin() {
    var begun = new Latencies();
    latencies = begun;
    return begun;
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int at = body.indexOf("t=");
    if (at >= 0) {
      int end = body.indexOf(' ', at);
      latencies.add(
          System.nanoTime() - Long.parseLong(body.substring(at + 2, end), Character.MAX_RADIX));
    }
    if (dead) {
      try {
        over.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    exchange.sendResponseHeaders(200, TAKEN.length);
    exchange.getResponseBody().write(TAKEN);
    exchange.close();
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
  }
}

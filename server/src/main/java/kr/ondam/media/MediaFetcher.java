package kr.ondam.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import kr.ondam.time.Timers;

/// Fetches a file of a provider without being lured anywhere: the host has to be allowed, its
/// addresses are resolved once and all checked, the connection goes to the address that was
/// checked, and redirects are not followed. Java's own client cannot be told an address, so this
/// one speaks the little HTTP/1.1 that is needed.
public final class MediaFetcher {
  /// 20 MiB.
  public static final int LARGEST = 20 * 1024 * 1024;

  static final Duration TOTAL = Duration.ofSeconds(10);
  private static final int CONNECT_MILLIS = 3000;

  /// Looks up the addresses of a host.
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Egress egress;
  private final Resolver resolver;
  private final Timers timers;

  public MediaFetcher(Egress egress, Resolver resolver, Timers timers) {
    this.egress = egress;
    this.resolver = resolver;
    this.timers = timers;
  }

  /// Blocks until the file is there or given up, for 10 s at most after its host was looked up.
  ///
  /// @param provider hosts of the channel the file came by
  public Fetched fetch(String url, Set<String> provider) {
    var target = egress.target(url, provider);
    if (target.isEmpty()) {
      return new Fetched.Blocked("host");
    }
    InetAddress[] addresses;
    try {
      addresses = resolver.resolve(target.get().host());
    } catch (UnknownHostException _) {
      return new Fetched.Again("unknown_host");
    }
    for (var address : addresses) {
      if (!egress.allows(address)) {
        return new Fetched.Blocked("address");
      }
    }
    return addresses.length == 0
        ? new Fetched.Again("unknown_host")
        : ask(target.get(), addresses[0]);
  }

  private Fetched ask(Egress.Target target, InetAddress address) {
    var late = new AtomicBoolean();
    try (var socket = new Socket()) {
      // Closing is what ends a read of a sender that drips, and also a handshake.
      var alarm =
          timers.after(
              TOTAL,
              () -> {
                late.set(true);
                close(socket);
              });
      try {
        socket.connect(new InetSocketAddress(address, target.port()), CONNECT_MILLIS);
        return exchange(target, socket);
      } finally {
        alarm.cancel();
      }
    } catch (SocketTimeoutException _) {
      return new Fetched.Again("timeout");
    } catch (IOException _) {
      return new Fetched.Again(late.get() ? "timeout" : "connection");
    }
  }

  private Fetched exchange(Egress.Target target, Socket plain) throws IOException {
    var socket = target.tls() ? secured(target, plain) : plain;
    var request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Ondam\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
            .formatted(target.path(), target.authority());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return HttpAnswer.read(socket.getInputStream(), LARGEST);
  }

  /// The factory is asked for here because the first one reads the certificates the JDK trusts,
  /// which no start should wait for.
  private static SSLSocket secured(Egress.Target target, Socket plain) throws IOException {
    var tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var socket = (SSLSocket) tls.createSocket(plain, target.host(), target.port(), false);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone already.
    }
  }
}

package kr.ondam.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import kr.ondam.conversation.Attachment;
import kr.ondam.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches a file of a provider without being lured anywhere: the host has to be allowed, its
/// addresses are resolved once and all checked, the connection goes to the address that was
/// checked, and a redirect is followed only once and only between the hosts of a provider. Java's
/// own client cannot be told an address, so this one speaks the little HTTP/1.1 that is needed.
public final class MediaFetcher {
  /// 20 MiB.
  public static final int LARGEST = 20 * 1024 * 1024;

  static final Duration TOTAL = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(MediaFetcher.class);

  /// Looks up the addresses of a host.
  public interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Egress egress;
  private final Resolver resolver;
  private final Spool spool;
  private final Timers timers;

  /// @param spool takes up what comes
  public MediaFetcher(Egress egress, Resolver resolver, Spool spool, Timers timers) {
    this.egress = egress;
    this.resolver = resolver;
    this.spool = spool;
    this.timers = timers;
  }

  /// Blocks until the file is there or given up, for 10 s at most after its host was looked up.
  ///
  /// @param provider hosts of the channel the file came by
  Fetched fetch(String url, Set<String> provider) {
    var moved = new AtomicReference<>("");
    var first = fetch(url, provider, moved);
    // The provider's own storage is named by the provider's profile; an operator's hosts are not
    // it.
    boolean own = new Egress(Set.of(), List.of()).target(moved.get(), provider).isPresent();
    return own ? fetch(moved.get(), provider, new AtomicReference<>("")) : first;
  }

  private Fetched fetch(String url, Set<String> provider, AtomicReference<String> moved) {
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
        : ask(target.get(), addresses, moved);
  }

  /// Asks the first of the addresses that can be reached. All have been checked, and all together
  /// have as long as one.
  private Fetched ask(
      Egress.Target target, InetAddress[] addresses, AtomicReference<String> moved) {
    var sockets = new Sockets();
    var alarm = timers.after(TOTAL, sockets::end);
    try (var socket = sockets.connect(addresses, target.port())) {
      return exchange(target, socket, moved);
    } catch (Spool.Full e) {
      log.warn(e.getMessage());
      return new Fetched.Again(Attachment.STORAGE);
    } catch (SocketTimeoutException _) {
      return new Fetched.Again("timeout");
    } catch (IOException _) {
      return new Fetched.Again(sockets.late() ? "timeout" : "connection");
    } finally {
      alarm.cancel();
    }
  }

  private Fetched exchange(Egress.Target target, Socket plain, AtomicReference<String> moved)
      throws IOException {
    var socket = target.tls() ? secured(target, plain) : plain;
    var request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Ondam\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
            .formatted(target.path(), target.authority());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    return HttpAnswer.read(socket.getInputStream(), spool, LARGEST, moved::set);
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
}

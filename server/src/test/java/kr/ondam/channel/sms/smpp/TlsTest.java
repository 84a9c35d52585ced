package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A message centre behind TLS, with a certificate made for the test.
@Timeout(60)
final class TlsTest {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  /// Says what happens to a connection; asks to be let in at once.
  private final class Caller implements Dialer.Caller, Dialer.Receiver {
    @Override
    public Dialer.Receiver connected(Wire wire, Executor loop) {
      wire.write(new Pdu.EnquireLink(7));
      return this;
    }

    @Override
    public void failed(String reason) {
      told.add("failed " + reason);
    }

    @Override
    public void received(Pdu pdu) {
      told.add(pdu.toString());
    }

    @Override
    public void disconnected() {}
  }

  private static KeyStore store(Path folder, String name) throws Exception {
    var file = folder.resolve("keys.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "smsc",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, "changeit".toCharArray());
    }
    return keys;
  }

  private static SSLServerSocket listen(KeyStore keys)
      throws GeneralSecurityException, IOException {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> answer(socket));
    return socket;
  }

  private static void answer(SSLServerSocket socket) {
    try (var accepted = socket.accept()) {
      InputStream in = accepted.getInputStream();
      byte[] frame = in.readNBytes(16);
      int sequence = ByteBuffer.wrap(frame).getInt(12);
      accepted.getOutputStream().write(PduWriter.write(new Pdu.EnquireLinkResponse(sequence, 0)));
      in.read();
    } catch (IOException _) {
      // Not let in.
    }
  }

  private static SslContext trusting(KeyStore keys) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    trusted.setCertificateEntry("smsc", keys.getCertificate("smsc"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    return SslContextBuilder.forClient().trustManager(managers).build();
  }

  private @Nullable String dial(NettyDialer dialer, int port) throws InterruptedException {
    try (dialer) {
      dialer.dial(Sms.settings(port, "tls", "true"), new Caller());
      return told.poll(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aTrustedCertificateOfTheHostIsTaken(@TempDir Path folder) throws Exception {
    var keys = store(folder, "ip:127.0.0.1");
    try (var socket = listen(keys)) {
      assertThat(dial(new NettyDialer(trusting(keys)), socket.getLocalPort()))
          .isEqualTo(new Pdu.EnquireLinkResponse(7, 0).toString());
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNot(@TempDir Path folder) throws Exception {
    var keys = store(folder, "dns:smsc.example.kr");
    try (var socket = listen(keys)) {
      assertThat(dial(new NettyDialer(trusting(keys)), socket.getLocalPort()))
          .startsWith("failed TLS: ");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNot(@TempDir Path folder) throws Exception {
    var keys = store(folder, "ip:127.0.0.1");
    try (var socket = listen(keys)) {
      assertThat(dial(new NettyDialer(), socket.getLocalPort())).startsWith("failed TLS: ");
    }
  }
}

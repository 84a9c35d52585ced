package kr.ondam.channel.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Bots behind TLS, with certificates made for the test.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BotTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final KeyStore keys;

  BotTlsTest(@TempDir Path folder) throws Exception {
    var file = folder.resolve("keys.p12");
    // The good one also vouches for the old one: a program start less.
    make(file, "good", "-ext", "san=ip:127.0.0.1", "-ext", "bc:c");
    make(file, "old", "-signer", "good", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d");
    keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
  }

  @Test
  void aTrustedCertificateOfTheHostIsTaken() throws Exception {
    assertThat(tell("good", "127.0.0.1", true)).isInstanceOf(BotAnswer.Replies.class);
  }

  @Test
  void BT52_aCertificateOfAnotherHostIsRefused() throws Exception {
    assertThat(tell("good", "localhost", true)).isEqualTo(new BotAnswer.Failure("tls"));
  }

  @Test
  void BT52_anExpiredCertificateIsRefused() throws Exception {
    assertThat(tell("old", "127.0.0.1", true)).isEqualTo(new BotAnswer.Failure("tls"));
  }

  @Test
  void BT52_aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    assertThat(tell("good", "127.0.0.1", false)).isEqualTo(new BotAnswer.Failure("tls"));
  }

  private BotAnswer tell(String alias, String host, boolean trusted) throws Exception {
    var own = KeyStore.getInstance("PKCS12");
    own.load(null, PASSWORD);
    own.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var socket =
        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    try (var bot =
            new RogueBot(
                socket,
                out ->
                    out.write(
                        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 2\r\n\r\n{}")
                            .getBytes(StandardCharsets.US_ASCII)));
        var http = trusted ? trusting() : BotClient.http()) {
      var url = URI.create(bot.url().toString().replace("127.0.0.1", host));
      var client = new BotClient(BotDialects.all(), Optional::of, InstantSource.system(), http);
      var answer =
          client.tell(Bot.of(BotSamples.account(BotKind.NATIVE, url)), BotSamples.said("안녕"));
      if (!(answer instanceof BotAnswer.Replies)) {
        assertThat(bot.asked()).as("what was said to a stranger").isEmpty();
      }
      return answer;
    }
  }

  private HttpClient trusting() throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    trusted.setCertificateEntry("good", keys.getCertificate("good"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /// Valid for two days from now unless `more` says otherwise.
  private static void make(Path file, String alias, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit"));
    command.addAll(List.of(more));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }
}

package kr.ondam.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import kr.ondam.channel.Network;
import kr.ondam.conversation.Attachment;
import kr.ondam.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fetcher against hosts that are honest, hostile or ill.
@Timeout(60)
final class MediaFetcherTest {
  private static final byte[] BODY = "file".getBytes(StandardCharsets.UTF_8);

  private final MediaHost host = new MediaHost();
  private final VirtualTime time = new VirtualTime(Instant.EPOCH);
  private final Path data;
  private final Spool spool;
  private final MediaFetcher fetcher;

  MediaFetcherTest(@TempDir Path data) {
    this.data = data;
    spool = new Spool(data);
    fetcher =
        new MediaFetcher(
            new Egress(Set.of(host.name()), List.of(Network.parse("127.0.0.1"))),
            InetAddress::getAllByName,
            spool,
            time);
  }

  @AfterEach
  void close() {
    host.close();
  }

  private Fetched fetch(String path) {
    return fetcher.fetch(host.url(path), Set.of());
  }

  private static byte[] bytes(Fetched.Body body) {
    try (var file = body.file()) {
      return file.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileIsFetched() {
    host.file("/a?b=1", BODY);
    assertThat(fetch("/a?b=1"))
        .isInstanceOfSatisfying(
            Fetched.Body.class, body -> assertThat(bytes(body)).isEqualTo(BODY));
    assertThat(host.request())
        .isEqualTo(
            """
            GET /a?b=1 HTTP/1.1
            Host: %s
            User-Agent: Ondam
            Accept: */*
            Accept-Encoding: identity
            Connection: close

            """
                .formatted(host.name())
                .replace("\n", "\r\n"));
  }

  @Test
  void chunksAndAnEndByClosingAreUnderstood() {
    host.answer(
        "/chunks",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
        "2;x=y\r\nfi\r\n2\r\nle\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    host.answer("/close", "HTTP/1.0 200 OK", BODY);
    for (var path : List.of("/chunks", "/close")) {
      assertThat(fetch(path))
          .isInstanceOfSatisfying(
              Fetched.Body.class, body -> assertThat(bytes(body)).isEqualTo(BODY));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://localhost/",
        "file:///etc/passwd",
        "ftp://talk.kakaocdn.net/a",
        "https://talk.kakaocdn.net:8443/a",
        "https://talk.kakaocdn.net@127.0.0.1/a",
        "https://talk.kakaocdn.net.evil.example/a",
        "https://user@talk.kakaocdn.net/a",
        "//talk.kakaocdn.net/a",
        "not an address",
        ""
      })
  void KK49_KK52_otherAddressesThanTheProvidersAreNotAsked(String url) {
    assertThat(fetcher.fetch(url, Set.of("talk.kakaocdn.net")))
        .isEqualTo(new Fetched.Blocked("host"));
    assertThat(host.asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.5",
        "127.0.0.2",
        "0.0.0.0",
        "100.64.1.1",
        "169.254.169.254",
        "172.31.0.1",
        "192.168.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::ffff:10.0.0.5",
        "fd00::1",
        "fe80::1",
        "64:ff9b::a00:5"
      })
  void KK50_aHostThatLeadsToAPrivateAddressIsNotAsked(String address) {
    var rebound =
        new MediaFetcher(
            new Egress(Set.of(), List.of()),
            _ ->
                new InetAddress[] {
                  InetAddress.ofLiteral("203.0.113.7"), InetAddress.ofLiteral(address)
                },
            spool,
            time);
    assertThat(rebound.fetch("https://talk.kakaocdn.net/a", Set.of("talk.kakaocdn.net")))
        .isEqualTo(new Fetched.Blocked("address"));
  }

  @Test
  void KK50_theAddressThatWasCheckedIsTheOneThatIsAsked() {
    host.file("/a", BODY);
    var names = Set.of("files.example:" + host.port());
    var answers = List.of("127.0.0.1", "10.0.0.5").iterator();
    var pinned =
        new MediaFetcher(
            new Egress(names, List.of(Network.parse("127.0.0.1"))),
            _ -> new InetAddress[] {InetAddress.ofLiteral(answers.next())},
            spool,
            time);
    assertThat(pinned.fetch("http://files.example:" + host.port() + "/a", Set.of()))
        .isInstanceOf(Fetched.Body.class);
    assertThat(answers.next()).isEqualTo("10.0.0.5");
  }

  @Test
  void KK53_anAddressThatIsDeadGivesWayToTheNextOne() {
    host.file("/a", BODY);
    var names = Set.of("files.example:" + host.port());
    // Nobody listens on the first two.
    var addresses =
        new InetAddress[] {
          InetAddress.ofLiteral("127.0.0.2"),
          InetAddress.ofLiteral("127.0.0.3"),
          InetAddress.ofLiteral("127.0.0.1")
        };
    var several =
        new MediaFetcher(
            new Egress(names, List.of(Network.parse("127.0.0.0/8"))), _ -> addresses, spool, time);
    assertThat(several.fetch("http://files.example:" + host.port() + "/a", Set.of()))
        .isInstanceOfSatisfying(
            Fetched.Body.class, body -> assertThat(bytes(body)).isEqualTo(BODY));
    var dead =
        new MediaFetcher(
            new Egress(names, List.of(Network.parse("127.0.0.0/8"))),
            _ -> Arrays.copyOf(addresses, 2),
            spool,
            time);
    assertThat(dead.fetch("http://files.example:" + host.port() + "/a", Set.of()))
        .isEqualTo(new Fetched.Again("connection"));
  }

  @Test
  void whatTheDiskDoesNotTakeIsOurs(@TempDir Path data) throws IOException {
    host.file("/a", BODY);
    Files.writeString(data.resolve("media"), "no folder");
    var full =
        new MediaFetcher(
            new Egress(Set.of(host.name()), List.of(Network.parse("127.0.0.1"))),
            InetAddress::getAllByName,
            new Spool(data),
            time);
    assertThat(full.fetch(host.url("/a"), Set.of()))
        .isEqualTo(new Fetched.Again(Attachment.STORAGE));
  }

  @Test
  void aRedirectIsFollowedOnceAndOnlyBetweenTheProvidersOwnHosts() {
    var own = Set.of(host.name());
    host.answer(
        "/moved", "HTTP/1.1 307 Temporary Redirect\nLocation: " + host.url("/b"), new byte[0]);
    host.file("/b", BODY);
    assertThat(fetcher.fetch(host.url("/moved"), own)).isInstanceOf(Fetched.Body.class);
    assertThat(fetcher.fetch(host.url("/moved"), Set.of("media.example")))
        .isEqualTo(new Fetched.Blocked("redirect"));
    host.answer("/far", "HTTP/1.1 302 Found\nLocation: http://169.254.169.254/", new byte[0]);
    assertThat(fetcher.fetch(host.url("/far"), own)).isEqualTo(new Fetched.Blocked("redirect"));
    host.answer("/twice", "HTTP/1.1 302 Found\nLocation: " + host.url("/moved"), new byte[0]);
    assertThat(fetcher.fetch(host.url("/twice"), own)).isEqualTo(new Fetched.Blocked("redirect"));
  }

  @Test
  void KK49_aRedirectIsNotFollowed() {
    host.file("/secret", BODY);
    host.answer("/a", "HTTP/1.1 302 Found\nLocation: " + host.url("/secret"), new byte[0]);
    assertThat(fetch("/a")).isEqualTo(new Fetched.Blocked("redirect"));
    assertThat(host.asked()).isEqualTo(1);
  }

  @Test
  void KK53_whatIsTooLargeIsCutOffWhateverItSays() throws IOException {
    host.answer("/says", "HTTP/1.1 200 OK\nContent-Length: 5368709120", BODY);
    host.answer(
        "/endless",
        out -> {
          out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
          var piece = new byte[1 << 20];
          while (true) {
            out.write(piece);
          }
        });
    assertThat(fetch("/says")).isEqualTo(new Fetched.Refused("too_large"));
    assertThat(fetch("/endless")).isEqualTo(new Fetched.Refused("too_large"));
    try (var left = Files.list(data.resolve("media"))) {
      assertThat(left).as("on the disk").isEmpty();
    }
  }

  @Test
  void KK53_aSenderThatDripsIsCutOffAfterTenSeconds() throws Exception {
    var dripped = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    host.answer(
        "/drip",
        out -> {
          out.write(
              "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1".getBytes(StandardCharsets.UTF_8));
          out.flush();
          dripped.countDown();
          try {
            over.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
    var fetched = CompletableFuture.supplyAsync(() -> fetch("/drip"));
    dripped.await();
    time.advance(Duration.ofSeconds(10));
    assertThat(fetched.get()).isEqualTo(new Fetched.Again("timeout"));
    over.countDown();
  }

  @Test
  void aLengthThatIsNotKeptIsTriedAgain() {
    host.answer("/short", "HTTP/1.1 200 OK\nContent-Length: 99", BODY);
    assertThat(fetch("/short")).isEqualTo(new Fetched.Again("cut_off"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x",
        "HTTP/1.1 200 OK\nContent-Length: -1",
        "HTTP/1.1 200 OK\nContent-Length: 99999999999999999999",
        "HTTP/1.1 200 OK\nno colon",
        "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked",
        "HTTP/1.1 204 No Content"
      })
  void nonsenseIsTriedAgain(String head) {
    host.answer("/a", head, BODY);
    assertThat(fetch("/a")).isEqualTo(new Fetched.Again("bad_answer"));
  }

  @Test
  void whatIsGoneIsGivenUpAndWhatIsIllIsNot() {
    host.answer("/gone", "HTTP/1.1 404 Not Found", new byte[0]);
    host.answer("/ill", "HTTP/1.1 503 Service Unavailable", new byte[0]);
    assertThat(fetch("/gone")).isEqualTo(new Fetched.Refused("gone"));
    assertThat(fetch("/ill")).isEqualTo(new Fetched.Again("status_503"));
  }
}

package kr.ondam.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The rows of the bad-input catalogue that concern HTTP itself, on a real socket.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HttpLayerTest {
  private static final String END = "Host: localhost\r\nConnection: close\r\n\r\n";

  private final GatewayServer server =
      server(GatewaySettings.defaults("127.0.0.1", 0), new SimpleMeterRegistry());
  private final Wire wire = new Wire(server.port());

  @AfterAll
  void close() {
    server.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "HT06_bareLineFeed, GET /get HTTP/1.1\\r\\nHost: a\\nX: b\\r\\n\\r\\n, 400",
        "HT06_bareReturn, GET /get HTTP/1.1\\r\\nHost: a\\r\\nX: a\\rb\\r\\n\\r\\n, 400",
        "HT09_codingOfMore, POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n, 501",
        "HT10_chunkHex, POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x10\\r\\n, 400",
        "HT06_nul, GET / HTTP/1.1\\r\\nHost: a\\r\\nX: a\\0b\\r\\n\\r\\n, 400",
        "HT08_twoLengths, POST /echo HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\nHost: a\\r\\n\\r\\nab, 400",
        "HT09_coding, POST /echo HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n, 400",
        "HT10_chunkHuge, POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nFFFFFFFFFFFFFFFF\\r\\n, 400",
        "HT10_chunkNegative, POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-1\\r\\n, 400",
        "HT13_expect, POST /echo HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1099511627776\\r\\nExpect: 100-continue\\r\\n\\r\\n, 413",
        "HT28_http3, GET / HTTP/3.0\\r\\nHost: a\\r\\n\\r\\n, 505",
        "HT28_http09, GET /\\r\\n\\r\\n, 400",
        "HT29_gett, GETT / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n, 501",
        "HT29_connect, CONNECT evil.example:443 HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n, 501",
        "HT29_propfind, PROPFIND /echo HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n, 501",
        "HT33_noHost, GET /get HTTP/1.1\\r\\n\\r\\n, 400",
        "HT33_twoHosts, GET /get HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n, 400",
        "HT36_absolute, GET http://evil/get HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n, 400",
        "HT37_http2, PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n, 505",
      })
  void refusesAndCloses(String row, String sent, int status) {
    var answer = wire.exchange(sent.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0"));
    assertThat(Wire.status(answer)).as(answer).isEqualTo(status);
    assertThat(answer).contains("application/problem+json").doesNotContain("(left open)");
    assertThat(answer).doesNotContain("Exception");
  }

  @Test
  void HT04_aLongRequestLineIs414() {
    assertThat(Wire.status(wire.exchange("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n" + END)))
        .isEqualTo(414);
  }

  @Test
  void HT05_HT45_manyOrLargeHeadersAre431() {
    var large = "Cookie: " + "a".repeat(17 * 1024) + "\r\n";
    assertThat(Wire.status(wire.exchange("GET /get HTTP/1.1\r\n" + large + END))).isEqualTo(431);
    var many = "X: y\r\n".repeat(200);
    assertThat(Wire.status(wire.exchange("GET /get HTTP/1.1\r\n" + many + END))).isEqualTo(431);
  }

  @Test
  void HT12_endlessTrailersAre400() {
    var trailers = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      trailers.append("X-").append(i).append(": abcdefgh\r\n");
    }
    var answer =
        wire.exchange(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
                + trailers);
    assertThat(Wire.status(answer)).as(answer).isEqualTo(400);
    assertThat(answer).doesNotContain("(left open)");
  }

  @Test
  void HT13_nothingOfATooLargeBodyIsAskedFor() {
    var answer =
        wire.exchange(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1099511627776\r\nExpect: 100-continue\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("100 Continue");
  }

  @Test
  void HT28_HT37_otherVersionsOfTheProtocolAreRefusedAndClosed() {
    for (var line :
        List.of("GET / HTTP/3.0", "PRI * HTTP/2.0", "GET /", "GET / HTTX/1.1", "GET  /  ")) {
      var answer = wire.exchange(line + "\r\nHost: a\r\n\r\nSM\r\n\r\n");
      assertThat(Wire.status(answer)).as(line).isIn(400, 505);
      assertThat(answer).as(line).doesNotContain("(left open)").doesNotContain(" 500 ");
    }
  }

  @Test
  void HT36_anAddressOfAnotherHostIsNoTarget() {
    for (var target :
        List.of("http://evil/get", "//evil/get", "evil", "*", "http://localhost/get")) {
      assertThat(Wire.status(wire.exchange("GET " + target + " HTTP/1.1\r\n" + END)))
          .as(target)
          .isIn(400, 404);
    }
  }

  @Test
  void HT40_connectionsOfOneAddressBeyondItsShareAreRefusedAndOthersServed() throws IOException {
    var counted = new SimpleMeterRegistry();
    List<Socket> open = new ArrayList<>();
    try (var other = server(GatewaySettings.defaults("127.0.0.1", 0), counted)) {
      for (int i = 0; i < 200; i++) {
        open.add(new Socket(InetAddress.getLoopbackAddress(), other.port()));
      }
      // Several threads let connections in: only who was served is known to have been counted.
      for (var socket : open) {
        awaitServed(socket);
      }
      try (var beyond = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
        beyond.setSoTimeout(60_000);
        assertThat(beyond.getInputStream().read()).isEqualTo(-1);
      }
      awaitServed(open.getFirst());
      var elsewhere = InetAddress.ofLiteral("127.0.0.2");
      try (var unaffected =
          new Socket(InetAddress.getLoopbackAddress(), other.port(), elsewhere, 0)) {
        awaitServed(unaffected);
      }
      assertThat(counted.counter("http.refused_connections").count()).isEqualTo(1);
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
  }

  /// Asks for a page and takes the whole answer, so that the connection can be asked again.
  private static void awaitServed(Socket socket) throws IOException {
    socket.setSoTimeout(60_000);
    var get = "GET /get HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    socket.getOutputStream().write(get);
    var page = "from " + socket.getLocalAddress().getHostAddress();
    var answer = new StringBuilder();
    while (answer.indexOf(page) < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after \"%s\"", answer).isNotEqualTo(-1);
      answer.append((char) next);
    }
    assertThat(answer).startsWith("HTTP/1.1 200");
  }

  @Test
  void HT44_whatIsAskedForDoesNotChangeWhatIsAnswered() {
    var answer = wire.exchange("GET /none HTTP/1.1\r\nAccept: image/png\r\n" + END);
    assertThat(answer).contains("404").contains("application/problem+json");
    assertThat(wire.exchange("GET /get HTTP/1.1\r\nAccept: image/png\r\n" + END))
        .contains("200 OK");
  }

  @Test
  void HT45_threeHundredCookiesAre431() {
    var cookies = "Cookie: a=b\r\n".repeat(300);
    assertThat(Wire.status(wire.exchange("GET /get HTTP/1.1\r\n" + cookies + END))).isEqualTo(431);
  }

  @Test
  void HT14_aBodyWithoutLengthIsCutAtTheLimit() {
    var chunk = "1000\r\n" + "a".repeat(4096) + "\r\n";
    var answer =
        wire.exchange(
            "POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + END + chunk.repeat(65));
    assertThat(Wire.status(answer)).isEqualTo(413);
  }

  @Test
  void HT16_HT17_HT18_otherCodingsAndTypesAre415() {
    var body = "{}".getBytes(StandardCharsets.UTF_8);
    var json = "Content-Type: application/json";
    assertThat(Wire.status(wire.post("/echo", body, json, "Content-Encoding: gzip")))
        .isEqualTo(415);
    assertThat(Wire.status(wire.post("/echo", body))).isEqualTo(415);
    assertThat(Wire.status(wire.post("/echo", body, "Content-Type: text/plain"))).isEqualTo(415);
    assertThat(Wire.status(wire.post("/echo", body, json + "; charset=euc-kr"))).isEqualTo(415);
    assertThat(Wire.status(wire.post("/echo", body, json + "; charset=UTF-8"))).isEqualTo(200);
  }

  @Test
  void HT29_HT30_otherMethodsAre405WithAllow() {
    assertThat(wire.exchange("GET /echo HTTP/1.1\r\n" + END))
        .contains("405")
        .contains("allow: POST");
    var traced = wire.exchange("TRACE /echo HTTP/1.1\r\nCookie: secret\r\n" + END);
    assertThat(Wire.status(traced)).isEqualTo(405);
    assertThat(traced).contains("allow: POST").doesNotContain("secret");
  }

  @Test
  void HT32_nothingIsDecodedTwice() {
    assertThat(wire.exchange("GET /item/%252e HTTP/1.1\r\n" + END)).contains("[%2e]");
    assertThat(Wire.status(wire.exchange("GET /%67et HTTP/1.1\r\n" + END))).isEqualTo(404);
    assertThat(Wire.status(wire.exchange("GET /item/a%2Fb HTTP/1.1\r\n" + END))).isEqualTo(404);
  }

  @Test
  void aQueryThatCannotBeDecodedIs400AndNotNone() {
    for (var query : List.of("?a=b&x=%zz", "?x=%", "?x=%e", "?%")) {
      assertThat(wire.exchange("GET /get" + query + " HTTP/1.1\r\n" + END))
          .as(query)
          .contains("400")
          .contains("bad_query");
    }
    for (var query : List.of("?", "?&", "?x", "?x=%20")) {
      assertThat(Wire.status(wire.exchange("GET /get" + query + " HTTP/1.1\r\n" + END)))
          .as(query)
          .isEqualTo(200);
    }
  }

  @Test
  void HT34_aForwardedAddressOfAStrangerIsIgnored() {
    assertThat(wire.exchange("GET /get HTTP/1.1\r\nX-Forwarded-For: 10.9.9.9\r\n" + END))
        .contains("from 127.0.0.1");
  }

  @Test
  void HT41_pipelinedRequestsAreAnsweredInOrderThenCut() {
    var requests = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      requests.append("GET /item/").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
    }
    var answer = wire.exchange(requests.toString());
    assertThat(answer).contains("[0]").contains("[15]").doesNotContain("(left open)");
    assertThat(answer.indexOf("[1]")).isLessThan(answer.indexOf("[2]"));
    assertThat(answer).doesNotContain("[999]");
  }

  @Test
  void HT33_aForeignHostIs421WhenHostsAreListed() {
    var patient = Duration.ofMinutes(1);
    try (var other = listed(patient, patient)) {
      var there = new Wire(other.port());
      assertThat(Wire.status(there.exchange("GET /get HTTP/1.1\r\n" + END))).isEqualTo(421);
      assertThat(
              Wire.status(
                  there.exchange(
                      "GET /get HTTP/1.1\r\nHost: chat.hanbit.kr:80\r\nConnection: close\r\n\r\n")))
          .isEqualTo(200);
    }
  }

  @Test
  void HT01_aHeadThatDoesNotEndIsCutOff() {
    try (var other = listed(Duration.ofMillis(300), Duration.ofMinutes(1))) {
      assertThat(new Wire(other.port()).exchange("GET /get HT")).isEmpty();
    }
  }

  @Test
  void aBodyThatDoesNotEndIs408() {
    try (var other = listed(Duration.ofMinutes(1), Duration.ofMillis(300))) {
      var answer =
          new Wire(other.port())
              .exchange(
                  "POST /echo HTTP/1.1\r\nHost: chat.hanbit.kr\r\nContent-Length: 9\r\n\r\na");
      assertThat(Wire.status(answer)).isEqualTo(408);
    }
  }

  /// Answers one host name only.
  private static GatewayServer listed(Duration headerDeadline, Duration bodyDeadline) {
    var base = GatewaySettings.defaults("127.0.0.1", 0);
    var settings =
        new GatewaySettings(
            base.host(),
            0,
            Set.of("chat.hanbit.kr"),
            List.of(),
            2,
            base.requestsPerSecond(),
            base.largestBody(),
            base.pipelined(),
            headerDeadline,
            bodyDeadline,
            base.idle(),
            base.uploads());
    return server(settings, new SimpleMeterRegistry());
  }

  @Test
  void HT13_filesHaveALimitOfTheirOwnAndOneForAllThatAreReceivedAtOnce() {
    var base = GatewaySettings.defaults("127.0.0.1", 0);
    var small =
        new GatewaySettings(
            base.host(),
            0,
            Set.of(),
            List.of(),
            2,
            base.requestsPerSecond(),
            base.largestBody(),
            base.pipelined(),
            base.headerDeadline(),
            base.bodyDeadline(),
            base.idle(),
            new UploadLimits(Set.of("/echo"), 3000, 2000, Duration.ofSeconds(5)));
    try (var other = server(small, new SimpleMeterRegistry())) {
      var there = new Wire(other.port());
      for (int i = 0; i < 3; i++) {
        assertThat(Wire.status(there.post("/echo?name=a", text(1500)))).isEqualTo(200);
        assertThat(Wire.status(there.post("/echo", text(2500)))).isEqualTo(503);
        assertThat(Wire.status(there.post("/echo", text(3500)))).isEqualTo(413);
      }
    }
  }

  private static String text(int length) {
    return "\"" + "a".repeat(length - 2) + "\"";
  }

  @Test
  void answersCarrySecurityHeadersAndKeepTheConnection() {
    var answer = wire.exchange("GET /get HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\n" + END);
    assertThat(answer).contains("nosniff").contains("200 OK").contains("404").contains("requestId");
  }

  private static GatewayServer server(GatewaySettings settings, SimpleMeterRegistry meters) {
    var router =
        new Router(
            List.of(
                Route.get(
                    "/get",
                    Access.PUBLIC,
                    RouteHandler.blocking(
                        r -> GatewayResponse.text(200, "text/plain", "from " + r.remoteAddress()))),
                Route.get(
                    "/item/{id}",
                    Access.PUBLIC,
                    RouteHandler.blocking(
                        r -> GatewayResponse.text(200, "text/plain", "[" + r.param("id") + "]"))),
                Route.post(
                    "/echo",
                    Access.PUBLIC,
                    RouteHandler.blocking(
                        r -> new GatewayResponse.Full(200, java.util.Map.of(), r.body())))));
    return new GatewayServer(settings, router, meters);
  }
}

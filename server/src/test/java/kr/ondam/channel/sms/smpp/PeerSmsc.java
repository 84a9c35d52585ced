package kr.ondam.channel.sms.smpp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kr.ondam.channel.NpmPeer;
import kr.ondam.channel.PeerProcess;
import kr.ondam.channel.PerlPeer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A message centre on loopback in a process of its own, on a library that others wrote. It lets
/// `italk` in with the password `secret`, keeps what it is given and sends what a test says.
public final class PeerSmsc implements AutoCloseable {
  /// What was submitted.
  ///
  /// @param status what it was answered with
  /// @param at when, in milliseconds
  /// @param header the elements of the header in hexadecimal digits, without its length
  /// @param text as the library reads it
  public record Submit(
      int status,
      long at,
      String id,
      String source,
      String destination,
      int esmClass,
      int dataCoding,
      int receipt,
      String header,
      String text) {
    private static Submit of(JsonNode node) {
      return new Submit(
          node.get("status").intValue(),
          node.get("at").longValue(),
          node.get("id").asString(),
          node.get("source").asString(),
          node.get("destination").asString(),
          node.get("esm").intValue(),
          node.get("coding").intValue(),
          node.get("receipt").intValue(),
          node.get("udh").asString(),
          node.get("text").asString());
    }
  }

  private final PeerProcess process;
  private final int port;

  private PeerSmsc(PeerProcess process) {
    this.process = process;
    port = Integer.parseInt(process.said("listening"));
  }

  /// On the server of node-smpp, from npm.
  ///
  /// @param port 0 for any
  public static PeerSmsc node(int port) {
    return new PeerSmsc(
        NpmPeer.start(script("node-smsc.js"), "smpp", "0.5.1", String.valueOf(port)));
  }

  /// On the listening socket of Net::SMPP, from Debian.
  ///
  /// @param port 0 for any
  public static PeerSmsc perl(int port) {
    return new PeerSmsc(
        PerlPeer.start(
            script("net-smsc.pl"), "Net::SMPP", "libnet-smpp-perl", String.valueOf(port)));
  }

  private static String script(String name) {
    try (var in = PeerSmsc.class.getResourceAsStream("/smpp/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void order(Map<String, Object> order) {
    process.tell(JsonMapper.shared().writeValueAsString(order));
  }

  public int port() {
    return port;
  }

  /// Waits for the next bind that is let in; answers its version of the protocol.
  public int bound() {
    return JsonMapper.shared().readTree(process.said("bound")).get("version").intValue();
  }

  /// Waits until something happens to it: `refused`, `unbind`, `unbound`, `closed`.
  void happens(String what) {
    process.said(what);
  }

  /// Answers the next submit with an error.
  void next(int status) {
    order(Map.of("do", "next", "status", status));
    process.said("done");
  }

  /// Keeps what is submitted and does not answer.
  public void silent(boolean yes) {
    order(Map.of("do", "silent", "yes", yes));
    process.said("done");
  }

  /// Everything that was submitted so far, in order.
  public List<Submit> submits() {
    order(Map.of("do", "submits"));
    List<Submit> submits = new ArrayList<>();
    for (JsonNode node : JsonMapper.shared().readTree(process.said("submits"))) {
      submits.add(Submit.of(node));
    }
    return submits;
  }

  /// Sends the text of a customer, or a part of one, and does not wait for the answer.
  ///
  /// @param header with its length, in hexadecimal digits; empty for none
  public void say(String from, String to, String header, String text) {
    order(Map.of("do", "mo", "from", from, "to", to, "udh", header, "text", text));
  }

  /// Tells what became of a message, and does not wait for the answer.
  ///
  /// @param state in the text and in the parameter
  public void receipt(Submit submit, DeliveryReceipt.State state, String word) {
    order(
        Map.of(
            "do",
            "receipt",
            "from",
            submit.destination(),
            "to",
            submit.source(),
            "id",
            submit.id(),
            "stat",
            word,
            "state",
            state.ordinal() + 1));
  }

  /// Waits for our answer to what it sent; answers its status.
  public int answer() {
    return Integer.parseInt(process.said("answer"));
  }

  /// Asks whether we are there; answers the status of our answer.
  int enquire() {
    order(Map.of("do", "enquire"));
    return Integer.parseInt(process.said("alive"));
  }

  /// Leaves in an orderly way.
  void unbind() {
    order(Map.of("do", "unbind"));
  }

  /// Is gone in the middle of everything.
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}

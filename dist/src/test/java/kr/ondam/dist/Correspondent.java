package kr.ondam.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One conversation under kills: a customer who writes, and a program that answers over the REST
/// interface in the name of the agent who has it. Both repeat what was not answered, under the same
/// id or key, until it is.
final class Correspondent {
  /// Over which account they speak.
  enum Way {
    COUNSEL("c", TestInstall.CHANNEL_KEY),
    TEXT("t", "k_bench_sms_0001");

    final String letter;
    final String key;

    Way(String letter, String key) {
      this.letter = letter;
      this.key = key;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Way way;
  private final int number;
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  private String conversation = "";
  private String agent = "";
  private int line;
  private int reply;

  Correspondent(Way way, int number) {
    this.way = way;
    this.number = number;
  }

  Way way() {
    return way;
  }

  String name() {
    return way.letter + number;
  }

  String conversation() {
    return conversation;
  }

  /// Who has accepted the conversation.
  void accepted(String id, String by) {
    conversation = id;
    agent = by;
  }

  /// The lines of the customer that were answered 2xx, in order.
  List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /// The replies that were answered 2xx, in order, each as `c1-7`.
  List<String> sent() {
    synchronized (sent) {
      return List.copyOf(sent);
    }
  }

  /// The texts of a reply: of every third there are three, of every other one.
  List<String> parts(String reply) {
    int parts = Integer.parseInt(reply.substring(reply.indexOf('-') + 1)) % 3 == 2 ? 3 : 1;
    List<String> texts = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      texts.add(reply + "-" + part);
    }
    return texts;
  }

  /// Writes one line as the customer. Answers false when the server is gone before it is answered.
  boolean write(HttpClient client, URI gateway) throws InterruptedException {
    var text = "in " + name() + "-" + line;
    if (!answered(client, inbound(gateway, text))) {
      return false;
    }
    heard.add(text);
    line++;
    return true;
  }

  private HttpRequest.Builder inbound(URI gateway, String text) {
    if (way == Way.TEXT) {
      var path =
          "/ch/sms/%s/mo?from=0101000%04d&to=15881234&id=in%d-%d&charset=UTF-8&text=%s"
              .formatted(way.key, number, number, line, text.replace(" ", "%20"));
      return HttpRequest.newBuilder(gateway.resolve(path));
    }
    var body =
        """
        {"user_key":"%s","sender_key":"%s","session_id":"1","time":1795305226123,"serial_number":%d,"type":"text","contents":["%s"]}\
        """
            .formatted(name(), TestInstall.SENDER_KEY, number * 1_000_000L + line, text);
    return json(gateway.resolve("/ch/kakao/" + way.key + "/message"), body);
  }

  private static HttpRequest.Builder json(URI uri, String body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  /// Sends one reply after the other as long as `wanted` says so or the server is gone.
  void answer(HttpClient client, URI gateway, BooleanSupplier wanted) throws InterruptedException {
    while (wanted.getAsBoolean()) {
      var name = name() + "-" + reply;
      var parts = parts(name).stream().map(text -> "{\"k\":\"text\",\"text\":\"" + text + "\"}");
      var body =
          "{\"agent\":\"%s\",\"parts\":[%s]}".formatted(agent, String.join(",", parts.toList()));
      var path = "/api/v1/conversations/" + conversation + "/messages";
      var request =
          json(gateway.resolve(path), body)
              .header("Authorization", "Bearer " + TestInstall.API_KEY)
              .header("Idempotency-Key", name);
      if (!answered(client, request)) {
        return;
      }
      sent.add(name);
      reply++;
    }
  }

  private static boolean answered(HttpClient client, HttpRequest.Builder builder)
      throws InterruptedException {
    var request = builder.timeout(PATIENCE).build();
    while (true) {
      try {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 2) {
          return true;
        }
        if (status != 503 && status != 429) {
          throw new IllegalStateException(
              "answered %d %s (expected: 2xx, 429 or 503)".formatted(status, answer.body()));
        }
      } catch (IOException _) {
        return false;
      }
    }
  }
}

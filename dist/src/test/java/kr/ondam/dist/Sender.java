package kr.ondam.dist;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// One customer on 상담톡 whose provider behaves as providers do: it sends one message at a time and
/// repeats it, with the same serial number, until it is answered 2xx.
final class Sender {
  /// Where a customer writes, at most how often in one run, and how long it rests after each line.
  record Line(String channelKey, String senderKey, int most, Duration rest) {
    static final Line USUAL =
        new Line(TestInstall.CHANNEL_KEY, TestInstall.SENDER_KEY, Integer.MAX_VALUE, Duration.ZERO);
  }

  private final String userKey;
  private final Line line;
  private final long firstSerial;
  private final List<String> acked = Collections.synchronizedList(new ArrayList<>());
  private int next;

  Sender(int number) {
    this("user", number, Line.USUAL);
  }

  Sender(String name, int number, Line line) {
    userKey = name + number;
    this.line = line;
    firstSerial = number * 1_000_000L;
  }

  String userKey() {
    return userKey;
  }

  /// The texts that were answered 2xx, in the order they were sent.
  List<String> acked() {
    synchronized (acked) {
      return List.copyOf(acked);
    }
  }

  /// Sends one message after the other until the time is over or the server is gone. An unanswered
  /// message is the first one next time.
  void run(HttpClient client, URI gateway, long untilNanos) throws InterruptedException {
    int last = next + Math.min(line.most(), Integer.MAX_VALUE - next);
    while (System.nanoTime() < untilNanos && next < last) {
      String text = userKey + "-" + next;
      try {
        int status = post(client, gateway, text);
        if (status == 200) {
          acked.add(text);
          next++;
          if (line.rest().isPositive()) {
            Thread.sleep(line.rest());
          }
        } else if (status != 503 && status != 429) {
          throw new IllegalStateException("answered " + status + " (expected: 200, 429 or 503)");
        }
      } catch (IOException _) {
        return;
      }
    }
  }

  private int post(HttpClient client, URI gateway, String text)
      throws IOException, InterruptedException {
    var body =
        """
        {"user_key":"%s","sender_key":"%s","session_id":"1","time":1795305226123,"serial_number":%d,"type":"text","contents":["%s"]}\
        """
            .formatted(userKey, line.senderKey(), firstSerial + next, text);
    var request =
        HttpRequest.newBuilder(gateway.resolve("/ch/kakao/" + line.channelKey() + "/message"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}

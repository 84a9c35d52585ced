package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import kr.ondam.channel.kakao.FakeDealer;
import kr.ondam.channel.sms.http.FakeGateway;
import tools.jackson.databind.JsonNode;

/// What was acknowledged to a program, what the server says of it, and what the providers got.
final class SendingHistory {
  private static final Pattern WORDS = Pattern.compile("[ct]\\d+-\\d+-\\d+");

  private final Map<Correspondent, List<JsonNode>> messages;

  /// What reached customers, by their name, in order.
  private final Map<String, List<String>> arrived = new HashMap<>();

  private final int counselCalls;
  private int sends;
  private int parts;
  private int inDoubt;
  private int arrivedInDoubt;

  SendingHistory(
      Map<Correspondent, List<JsonNode>> messages,
      List<FakeDealer.Call> counsel,
      List<FakeGateway.Call> texts) {
    this.messages = messages;
    counselCalls = counsel.size();
    Map<String, String> bySerial = new LinkedHashMap<>();
    for (var call : counsel) {
      assertThat(call.complaint()).as(call.toString()).isEmpty();
      var before = bySerial.putIfAbsent(call.body().get("serial_number").asString(), call.text());
      assertThat(before == null || before.equals(call.text()))
          .as("one serial for %s and %s", before, call.text())
          .isTrue();
    }
    bySerial.values().forEach(this::arrive);
    texts.forEach(call -> arrive(call.body()));
  }

  private void arrive(String text) {
    var words = WORDS.matcher(text);
    while (words.find()) {
      var name = words.group().substring(0, words.group().indexOf('-'));
      arrived.computeIfAbsent(name, _ -> new ArrayList<>()).add(words.group());
    }
  }

  void check() {
    messages.forEach((one, list) -> {
      checkHeard(one, list);
      checkSent(one, list);
    });
  }

  private static void checkHeard(Correspondent one, List<JsonNode> list) {
    var lines =
        list.stream()
            .filter(message -> message.get("direction").asString().equals("IN"))
            .map(message -> message.at("/parts/0/text").asString())
            .toList();
    assertThat(lines).as("lines of %s", one.name()).doesNotHaveDuplicates();
    assertThat(lines).as("lines of %s", one.name()).containsSubsequence(one.heard());
  }

  private void checkSent(Correspondent one, List<JsonNode> list) {
    var got = arrived.getOrDefault(one.name(), List.of());
    assertThat(got).as("got twice by %s", one.name()).doesNotHaveDuplicates();
    List<String> stored = new ArrayList<>();
    List<String> order = new ArrayList<>();
    for (var message : list) {
      if (message.at("/author/kind").asString("").equals("AGENT")) {
        var first = message.at("/parts/0/text").asString();
        var reply = first.substring(0, first.lastIndexOf('-'));
        stored.add(reply);
        order.addAll(one.parts(reply));
        check(one, message, got, one.parts(reply));
      }
    }
    assertThat(stored).as("replies to %s", one.name()).isEqualTo(one.sent());
    order.retainAll(got);
    assertThat(got).as("in order, nothing else, to %s", one.name()).isEqualTo(order);
    sends += stored.size();
  }

  private void check(Correspondent one, JsonNode message, List<String> got, List<String> texts) {
    parts += texts.size();
    var delivery = message.get("delivery").asString();
    if (delivery.equals("SENT")) {
      assertThat(got).as(message.toString()).containsAll(texts);
      return;
    }
    // No provider refused anything, and one of them knows what it has had.
    assertThat(delivery).as(message.toString()).isEqualTo("UNKNOWN");
    assertThat(one.way()).as(message.toString()).isEqualTo(Correspondent.Way.TEXT);
    assertThat(message.get("failure").asString()).isIn("interrupted", "connection lost");
    inDoubt++;
    arrivedInDoubt += got.containsAll(texts) ? 1 : 0;
  }

  /// Every conversation has messages, all up to its last seq, and nothing else was stored.
  void checkNoOrphans(ApiClient api) {
    Set<String> ours = new HashSet<>();
    messages.forEach((one, list) -> {
      ours.add(one.conversation());
      var conversation = api.get("/api/v1/conversations/" + one.conversation());
      assertThat(list).as("messages of %s", conversation).isNotEmpty();
      assertThat(conversation.get("lastSeq").asInt()).isEqualTo(list.size());
    });
    assertThat(api.all("/api/v1/conversations"))
        .extracting(conversation -> conversation.get("id").asString())
        .containsExactlyInAnyOrderElementsOf(ours);
  }

  @Override
  public String toString() {
    return "%,d replies of %,d parts, 0 lost, 0 doubled, %d in doubt (%d of them arrived), %d calls of 상담톡 repeated"
        .formatted(sends, parts, inDoubt, arrivedInDoubt, repeated());
  }

  private int repeated() {
    int counsel =
        messages.keySet().stream()
            .filter(one -> one.way() == Correspondent.Way.COUNSEL)
            .mapToInt(one -> arrived.getOrDefault(one.name(), List.of()).size())
            .sum();
    return counselCalls - counsel;
  }
}

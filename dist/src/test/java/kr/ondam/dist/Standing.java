package kr.ondam.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What routing has acknowledged through the REST interface: open offers with their deadlines, who
/// waits, oldest first, and since when the longest has waited.
///
/// @param offers "agent conversation deadline" by offer
/// @param waiting when each waiting conversation was opened, in the order of opening
/// @param oldest since when the head of the queue has waited
record Standing(Map<String, String> offers, List<Waiting> waiting, String oldest) {
  record Waiting(String conversation, String since) {}

  static Standing of(ApiClient api) {
    Map<String, String> offers = new TreeMap<>();
    for (JsonNode offer : api.all("/api/v1/offers")) {
      offers.put(
          offer.get("id").asString(),
          "%s %s %s"
              .formatted(
                  offer.get("agent").asString(),
                  offer.get("conversation").asString(),
                  offer.get("expiresAt").asString()));
    }
    List<Waiting> waiting = new ArrayList<>();
    for (JsonNode conversation : api.all("/api/v1/conversations?stage=QUEUED")) {
      waiting.add(
          new Waiting(conversation.get("id").asString(), conversation.get("openedAt").asString()));
    }
    String oldest = api.get("/api/v1/queues").get("items").get(0).get("oldest").asString("");
    return new Standing(offers, waiting.reversed(), oldest);
  }

  /// The conversations that are offered.
  Set<String> offered() {
    return offers.values().stream().map(offer -> offer.split(" ")[1]).collect(Collectors.toSet());
  }

  /// The conversations that have waited longest; those of one commit have waited equally long.
  List<String> longest() {
    String since = waiting.stream().map(Waiting::since).min(String::compareTo).orElseThrow();
    return waiting.stream()
        .filter(one -> one.since().equals(since))
        .map(Waiting::conversation)
        .toList();
  }

  /// Holds when nothing of `before` was lost, moved or made younger; new conversations may have
  /// joined at the end of the queue, because they were stored but not yet seen in `before`.
  void assertContinues(Standing before) {
    assertThat(offers).containsAllEntriesOf(before.offers());
    if (!before.waiting().isEmpty()) {
      assertThat(waiting).startsWith(before.waiting().toArray(Waiting[]::new));
      assertThat(oldest).isEqualTo(before.oldest());
    }
  }
}

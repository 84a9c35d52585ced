package kr.ondam.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kr.ondam.event.Fact;

/// What one batch of a partition leads to: rows to commit, and facts and answers that go out only
/// after the commit.
final class Turn {
  private record Answer(CompletableFuture<RoutingResult> to, RoutingResult result) {}

  private final List<RoutingChange> changes = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<CompletableFuture<PartitionView>> looks = new ArrayList<>();
  private final List<Runnable> explained = new ArrayList<>();

  void change(RoutingChange change) {
    changes.add(change);
  }

  void fact(Fact fact) {
    facts.add(fact);
  }

  void answer(CompletableFuture<RoutingResult> to, RoutingResult result) {
    answers.add(new Answer(to, result));
  }

  /// Somebody wants to see how the partition stands after this turn.
  void look(CompletableFuture<PartitionView> to) {
    looks.add(to);
  }

  /// Somebody wants to know what a conversation waits for.
  void explain(CompletableFuture<Optional<WaitReport>> to, Optional<WaitReport> report) {
    explained.add(() -> to.complete(report));
  }

  /// An offer as this turn leaves it; empty when the turn did not touch it.
  Optional<Offer> offer(OfferId id) {
    for (var change : changes.reversed()) {
      if (change instanceof RoutingChange.SaveOffer save && save.offer().id().equals(id)) {
        return Optional.of(save.offer());
      }
    }
    return Optional.empty();
  }

  List<RoutingChange> changes() {
    return changes;
  }

  List<Fact> facts() {
    return facts;
  }

  void complete(Supplier<PartitionView> view) {
    answers.forEach(answer -> answer.to().complete(answer.result()));
    explained.forEach(Runnable::run);
    if (!looks.isEmpty()) {
      var now = view.get();
      looks.forEach(to -> to.complete(now));
    }
  }

  void completeUnavailable() {
    answers.forEach(answer -> answer.to().complete(new RoutingResult.Unavailable()));
  }
}

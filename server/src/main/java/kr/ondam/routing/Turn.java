package kr.ondam.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import kr.ondam.event.Fact;
import kr.ondam.tenant.TenantId;

/// What one batch of a partition leads to: rows to commit, and facts and answers that go out only
/// after the commit.
final class Turn {
  private record Answer(CompletableFuture<RoutingResult> to, RoutingResult result) {}

  /// What another tenant's partition is told.
  record Letter(TenantId to, Crossing message) {}

  private final List<Letter> letters = new ArrayList<>();
  private final List<CompletableFuture<RoutingResult>> confirmed = new ArrayList<>();
  private final List<RoutingChange> changes = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<CompletableFuture<PartitionView>> looks = new ArrayList<>();
  private final List<Runnable> explained = new ArrayList<>();

  /// Tells another tenant's partition something after the commit.
  void send(TenantId to, Crossing message) {
    letters.add(new Letter(to, message));
  }

  List<Letter> letters() {
    return letters;
  }

  /// Lets the owner of a lent agent's conversation confirm that the offer was accepted. Answers
  /// false when this turn does not tell it.
  boolean confirm(OfferId offer, CompletableFuture<RoutingResult> to, RoutingResult result) {
    for (int i = 0; i < letters.size(); i++) {
      var letter = letters.get(i);
      if (letter.message() instanceof Crossing.Kept kept && kept.offer().equals(offer)) {
        var confirmation = Optional.of(new Crossing.Confirmation(to, result));
        letters.set(
            i,
            new Letter(
                letter.to(),
                new Crossing.Kept(kept.conversation(), kept.claim(), offer, confirmation)));
        confirmed.add(to);
        return true;
      }
    }
    return false;
  }

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
      if (change instanceof RoutingChange.SaveLoan save && save.loan().offer().equals(id)) {
        return Optional.of(save.loan().asOffer());
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
    confirmed.forEach(answer -> answer.complete(new RoutingResult.Unavailable()));
  }
}

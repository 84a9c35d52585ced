package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns turns = new Turns(2);
  private final List<CompletableFuture<Integer>> begun = new ArrayList<>();

  private CompletableFuture<Integer> run() {
    return turns.run(() -> {
      var task = new CompletableFuture<Integer>();
      begun.add(task);
      return task;
    });
  }

  @Test
  void oneThatEndsLetsTheNextBeginHoweverItEnds() {
    var first = run();
    var second = run();
    var third = run();
    run();
    assertThat(begun).hasSize(2);
    begun.get(1).complete(7);
    assertThat(second).isCompletedWithValue(7);
    assertThat(begun).hasSize(3);
    begun.getFirst().completeExceptionally(new IllegalStateException("x"));
    assertThat(first).isCompletedExceptionally();
    assertThat(begun).hasSize(4);
    begun.get(2).complete(3);
    assertThat(third).isCompletedWithValue(3);
  }

  @Test
  void oneThatCannotEvenBeginTakesNoTurn() {
    for (int i = 0; i < 3; i++) {
      var failed =
          turns.<Integer>run(() -> {
            throw new IllegalStateException("stopped");
          });
      assertThat(failed).isCompletedExceptionally();
    }
    run();
    assertThat(begun).hasSize(1);
  }

  @Test
  void manyThatEndAtOnceStandOnNobodysStack() {
    run();
    run();
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(turns.run(() -> CompletableFuture.completedFuture(1)));
    }
    begun.getFirst().complete(0);
    assertThat(all).allMatch(CompletableFuture::isDone);
  }
}

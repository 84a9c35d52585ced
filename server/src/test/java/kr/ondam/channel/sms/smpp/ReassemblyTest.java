package kr.ondam.channel.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import kr.ondam.channel.sms.smpp.Reassembly.Key;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.channel.sms.smpp.Reassembly.Result;
import org.junit.jupiter.api.Test;

final class ReassemblyTest {
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");
  private static final Key KEY = new Key("821012345678", "15881234", false, 7, 3);

  private final Reassembly texts = new Reassembly(10_000, 1_000_000);

  private static Piece piece(Key key, int number, Instant at) {
    return new Piece(key, number, 8, Octets.of(number), at);
  }

  private Result add(int number) {
    return texts.add(piece(KEY, number, NOW));
  }

  @Test
  void partsInAnyOrderAreWholeWithTheLast() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var key = new Key("a", "b", true, round, 2 + random.nextInt(20));
      List<Integer> order = new ArrayList<>(IntStream.rangeClosed(1, key.total()).boxed().toList());
      Collections.shuffle(order, random);
      for (int number : order.subList(0, order.size() - 1)) {
        assertThat(texts.add(piece(key, number, NOW))).isEqualTo(new Result.Waiting());
      }
      var whole = (Result.Whole) texts.add(piece(key, order.getLast(), NOW));
      assertThat(whole.pieces())
          .as("seed %d", seed)
          .extracting(Piece::number)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, key.total()).boxed().toList());
    }
  }

  @Test
  void aPartThatComesTwiceCountsOnce() {
    assertThat(add(1)).isEqualTo(new Result.Waiting());
    assertThat(add(1)).isEqualTo(new Result.Repeated(piece(KEY, 1, NOW), false));
    add(2);
    assertThat(add(3)).isInstanceOf(Result.Whole.class);
    assertThat(add(3)).isEqualTo(new Result.Repeated(piece(KEY, 3, NOW), true));
  }

  @Test
  void SM48_whatNeverBecomesWholeIsShownAfterFiveMinutesAndALatePartByItself() {
    add(1);
    add(3);
    assertThat(texts.due(NOW.plus(Reassembly.SHOWN_AFTER).minusMillis(1))).isEmpty();
    var due = texts.due(NOW.plus(Reassembly.SHOWN_AFTER));
    assertThat(due).hasSize(1);
    assertThat(due.getFirst()).extracting(Piece::number).containsExactly(1, 3);
    assertThat(texts.due(NOW.plus(Duration.ofHours(1)))).as("once").isEmpty();
    var late = piece(KEY, 2, NOW.plus(Duration.ofHours(2)));
    assertThat(texts.add(late)).isEqualTo(new Result.Late(late));
    texts.due(NOW.plus(Reassembly.FORGOTTEN_AFTER));
    assertThat(texts.size()).isZero();
  }

  @Test
  void SM50_sameReferenceOfTwoSendersAndTwoTotalsAreFourTexts() {
    for (var source : List.of("a", "b")) {
      for (int total : List.of(2, 3)) {
        assertThat(texts.add(piece(new Key(source, "x", false, 7, total), 1, NOW)))
            .isEqualTo(new Result.Waiting());
      }
    }
    assertThat(texts.add(piece(new Key("a", "x", false, 7, 2), 2, NOW)))
        .isInstanceOf(Result.Whole.class);
    assertThat(texts.size()).isEqualTo(4);
  }

  @Test
  void aReferenceThatIsUsedAgainBeginsAnotherText() {
    add(1);
    var other = new Piece(KEY, 1, 8, Octets.of(99), NOW);
    assertThat(texts.add(other)).isEqualTo(new Result.Waiting());
    assertThat(texts.due(NOW)).as("the first is shown").hasSize(1);
    add(2);
    assertThat(((Result.Whole) add(3)).pieces().getFirst()).isEqualTo(other);
  }

  @Test
  void aPartThatCouldNotBeStoredCountsAgainWhenItComesAgain() {
    add(1);
    add(2);
    var last = ((Result.Whole) add(3)).pieces().getLast();
    texts.undo(last);
    assertThat(add(3)).isInstanceOf(Result.Whole.class);
    texts.due(NOW.plus(Reassembly.SHOWN_AFTER));
    var single = piece(new Key("z", "x", false, 1, 2), 1, NOW);
    texts.add(single);
    texts.undo(single);
    assertThat(texts.size()).isZero();
    texts.again(List.of(single));
    assertThat(texts.due(NOW)).containsExactly(List.of(single));
  }

  @Test
  void SM49_buffersAreBounded() {
    var small = new Reassembly(100, 1_000_000);
    for (int i = 0; i < 1000; i++) {
      small.add(piece(new Key("a" + i, "b", false, 1, 255), 1, NOW));
    }
    assertThat(small.size()).isEqualTo(100);
    assertThat(small.due(NOW)).as("nothing is lost").hasSize(900);
  }

  @Test
  void SM49_octetsAreBoundedToo() {
    var small = new Reassembly(1000, 1000);
    for (int i = 0; i < 100; i++) {
      var key = new Key("a" + i, "b", false, 1, 255);
      small.add(new Piece(key, 1, 8, Octets.of(new byte[100]), NOW));
    }
    assertThat(small.size()).isEqualTo(10);
    assertThat(small.due(NOW)).as("nothing is lost").hasSize(90);
  }
}

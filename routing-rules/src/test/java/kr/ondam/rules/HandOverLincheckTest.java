package kr.ondam.rules;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/// The hand-over to the partition's single writer is linearizable: accept, timeout, rescission and
/// close of one offer end it once, whatever the threads do, and capacity holds.
public final class HandOverLincheckTest {
  private final HandOver handOver = new HandOver();

  @Operation
  public String accept() {
    return handOver.accept();
  }

  @Operation
  public String decline() {
    return handOver.decline();
  }

  @Operation
  public String expire() {
    return handOver.expire();
  }

  @Operation
  public String rescind() {
    return handOver.rescind();
  }

  @Operation
  public String close() {
    return handOver.close();
  }

  @Operation
  public String end() {
    return handOver.end();
  }

  @Operation
  public String arriveSecond() {
    return handOver.arrive(2, 0);
  }

  @Operation
  public String arriveThird() {
    return handOver.arrive(3, 0);
  }

  @Test
  void theHandOverIsLinearizable() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .check(HandOverLincheckTest.class);
  }
}

package kr.ondam.rules;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A partition behind a mailbox as the server's loop has it: many put, one at a time takes and
/// stamps. Whoever finds nobody taking takes, so the threads of a test suffice.
final class HandOver {
  private static final int ROOM = 2;

  private final ConcurrentLinkedQueue<Work> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final Partition partition;

  HandOver() {
    Capacity capacity = new Capacity(ROOM, List.of(Scene.channel(1, ROOM)));
    Policy policy = new Policy("test", Strategy.LEAST_LOADED, 30_000, false, 60_000, 0);
    partition = new Partition(policy, PartitionState.EMPTY);
    partition.apply(new Event.AgentChanged(1, 7, Scene.open(capacity, Bits.NONE)));
    arrive(1, 1);
  }

  /// One conversation is offered to the agent; what becomes of it, as the asker is told.
  String accept() {
    return ask(now -> new Event.Accepted(now, 1, 1, 7));
  }

  String decline() {
    return ask(now -> new Event.Declined(now, 1, 1, 7));
  }

  /// The offer's time is over.
  String expire() {
    return ask(now -> new Event.Tick(now + 30_000));
  }

  /// The agent's session is lost, so the offer is rescinded.
  String rescind() {
    return ask(now -> new Event.AgentLost(now, 7));
  }

  String close() {
    return ask(now -> new Event.CustomerLeft(now, 1));
  }

  String end() {
    return ask(now -> new Event.Ended(now, 1, 0));
  }

  /// Another conversation, which takes a slot if there is one.
  String arrive(long conversation, long at) {
    Demand demand = Demand.plain(1, 1, Bits.NONE);
    return ask(now ->
        new Event.Arrived(
            Math.max(now, at),
            new Ticket(conversation, 0, demand, 0, Math.max(now, at), conversation),
            Sticky.NONE));
  }

  private String ask(Function<Long, Event> event) {
    Work work = new Work(event);
    mailbox.add(work);
    if (pending.getAndIncrement() == 0) {
      do {
        Work next = mailbox.poll();
        if (next != null) {
          next.answer = handle(next);
        }
      } while (pending.decrementAndGet() > 0);
    }
    String answer = work.answer;
    while (answer == null) {
      Thread.onSpinWait();
      answer = work.answer;
    }
    return answer;
  }

  private String handle(Work work) {
    String effects = Scene.names(partition.apply(work.event.apply(partition.time())));
    Partition.AgentLoad agent = partition.agent(7).orElseThrow();
    if (agent.load() > ROOM || agent.load() != agent.conversations().size()) {
      throw new AssertionError("load " + agent);
    }
    return effects + " load " + agent.load();
  }

  /// What was put, and its answer once it was handled.
  private static final class Work {
    private final Function<Long, Event> event;
    private volatile @Nullable String answer;

    private Work(Function<Long, Event> event) {
      this.event = event;
    }
  }
}

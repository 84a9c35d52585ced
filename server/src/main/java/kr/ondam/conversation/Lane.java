package kr.ondam.conversation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import kr.ondam.channel.Inbound;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The single writer of some customers of one tenant: takes what is waiting, commits it in one
/// transaction and leaves the rest to its [LaneTeller]. Its thread parks while nothing waits.
final class Lane {
  /// What all lanes share.
  record Tools(
      ConversationStore store,
      CustomerStore customers,
      EventBus bus,
      TimeOrderedIds ids,
      InstantSource clock,
      Remembered remembered,
      BotRoster bots) {}

  private static final Logger log = LoggerFactory.getLogger(Lane.class);
  private static final int BATCH = 256;
  private static final int TRIES = 5;

  /// From so many that wait on, in works, one more customer is told to come back when it would wait
  /// for longer than [#LONG] (A13). Fewer are stored soon, whatever holds them up.
  private static final int MANY = 4 * BATCH;

  /// In milliseconds.
  private static final long LONG = 500;

  /// More is not believed of a clock that may have been set, in milliseconds.
  private static final long LONGEST = 10_000;

  private final TenantId tenant;
  private final Tools tools;
  private final Gathering gathering;
  private final Semaphore room;
  private final LinkedBlockingQueue<Runnable> wakeups = new LinkedBlockingQueue<>();
  private final ArrayList<Work> waiting = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final LaneTeller teller;
  private final Thread thread;
  private boolean closed;

  /// When the batch was taken that is being stored, in milliseconds of the clock; 0 while none is.
  private long begun;

  /// What a full batch has taken of late, in milliseconds.
  private long usual;

  Lane(TenantId tenant, int shard, Tools tools, Semaphore room) {
    this.tenant = tenant;
    this.tools = tools;
    this.room = room;
    gathering = new Gathering(tenant, tools.store(), tools.customers(), tools.remembered());
    var name = "lane-" + tenant + "-" + shard;
    teller = new LaneTeller(name, tools.store(), tools.bus());
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    teller.start();
    thread.start();
  }

  /// Puts a work on the lane; the caller holds a permit of its tenant's room.
  Lanes.Put put(Work work) {
    long now = tools.clock().millis();
    lock.lock();
    try {
      if (closed) {
        return Lanes.Put.CLOSED;
      }
      if (work instanceof Work.Hear && waiting.size() >= MANY && expectedWait(now) > LONG) {
        return Lanes.Put.BUSY;
      }
      waiting.add(work);
      if (waiting.size() == 1) {
        wakeups.add(() -> {});
      }
      return Lanes.Put.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /// How long one more would wait, in milliseconds.
  private long expectedWait(long now) {
    return (begun == 0 ? 0 : now - begun) + usual * waiting.size() / BATCH;
  }

  /// Finishes what was taken, then ends.
  void close() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      wakeups.add(() -> {});
    } finally {
      lock.unlock();
    }
    thread.join();
    teller.close();
  }

  private void run() {
    while (true) {
      var works = take();
      if (works.isEmpty()) {
        return;
      }
      try {
        commit(works);
      } catch (RuntimeException | Error e) {
        log.error("a lane of {} failed on a batch of {}", tenant, works.size(), e);
        works.forEach(Work::unavailable);
      } finally {
        stored(works.size());
        room.release(works.size());
      }
    }
  }

  private void stored(int works) {
    long now = tools.clock().millis();
    lock.lock();
    try {
      if (works == BATCH) {
        long took = Math.clamp(now - begun, 0, LONGEST);
        usual = usual == 0 ? took : (3 * usual + took) / 4;
      }
      begun = 0;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for works; empty when the lane is closed and done.
  private List<Work> take() {
    while (true) {
      lock.lock();
      try {
        if (!waiting.isEmpty()) {
          var head = waiting.subList(0, Math.min(BATCH, waiting.size()));
          List<Work> works = new ArrayList<>(head);
          head.clear();
          begun = tools.clock().millis();
          return works;
        }
        if (closed) {
          return List.of();
        }
      } finally {
        lock.unlock();
      }
      try {
        wakeups.take().run();
      } catch (InterruptedException e) {
        log.warn("a lane of {} was interrupted and goes on", tenant);
      }
    }
  }

  private void commit(List<Work> batch) {
    List<Work> works = new ArrayList<>(batch);
    int tries = 0;
    while (!works.isEmpty()) {
      try {
        store(works);
        return;
      } catch (StoreUnavailable e) {
        works.forEach(Work::unavailable);
        return;
      } catch (FenceBroken e) {
        if (!works.removeIf(work -> refuse(work, e))) {
          // Nobody in the batch asked for this fence: never again with the same works.
          unplaced(works);
          return;
        }
      } catch (RuntimeException e) {
        tries++;
        boolean alone = works.size() == 1;
        if (!alone && !(e instanceof DuplicateRow && tries < TRIES)) {
          works.forEach(work -> commit(List.of(work)));
          return;
        }
        if (alone && tries == TRIES) {
          setAside(works.getFirst(), e);
          return;
        }
      }
    }
  }

  private void unplaced(List<Work> works) {
    if (works.size() > 1) {
      works.forEach(work -> commit(List.of(work)));
    } else {
      log.error("a store of {} broke a fence that nobody set", tenant);
      works.forEach(Work::unavailable);
    }
  }

  private void store(List<Work> works) {
    Set<IdentityKey> touched = new HashSet<>();
    works.forEach(work -> touched.add(work.identity()));
    Known.Planned planned;
    try {
      planned = append(works);
    } catch (RuntimeException | Error e) {
      tools.remembered().forget(tenant, touched);
      if (e instanceof StoreUnavailable) {
        tools.remembered().doubt(tenant, works);
      }
      throw e;
    }
    tools.remembered().trust(tenant, works);
    tools.remembered().keep(planned.batch(), touched, planned.standings());
    teller.put(new LaneTeller.Stored(List.copyOf(works), !empty(planned.batch()), planned));
  }

  private Known.Planned append(List<Work> works) {
    var known = gathering.about(works);
    var planned =
        new BatchPlan(tenant, known, tools.clock().instant(), tools.ids()::next, tools.bots())
            .decide(works);
    if (!empty(planned.batch())) {
      tools.store().append(planned.batch());
    }
    return planned;
  }

  private static boolean empty(LaneBatch b) {
    return b.messages().isEmpty()
        && b.progressed().isEmpty()
        && b.endings().isEmpty()
        && b.references().isEmpty()
        && b.deadLetters().isEmpty()
        && b.notes().isEmpty()
        && b.bots().empty();
  }

  private static boolean refuse(Work work, FenceBroken broken) {
    var agent =
        switch (work) {
          case Work.Say say -> say.reply().agent();
          case Work.Finish finish -> finish.agent();
          case Work.Hear _, Work.Line _, Work.Remark _, Work.Turned _ -> null;
        };
    if (work instanceof Work.Write write
        && broken.fence().conversation().equals(write.conversation())
        && broken.fence().assignee().equals(agent)) {
      write.done().complete(new ReplyResult.NotAssignee(broken.assignee()));
      return true;
    }
    return false;
  }

  /// A work that cannot be stored for a reason of its own leaves the lane, so that its mates flow
  /// (A12).
  private void setAside(Work work, RuntimeException cause) {
    log.warn("a work of {} failed {} times: {}", tenant, TRIES, cause.getClass().getName());
    if (work instanceof Work.Hear(Inbound.Spoken spoken, var kept, var done)) {
      try {
        if (!kept) {
          tools
              .store()
              .addDeadLetter(
                  Letters.of(spoken, tools.ids().next(), "poison", tools.clock().instant()));
        }
        done.complete(new Receipt.SetAside("poison"));
        return;
      } catch (RuntimeException e) {
        log.warn("a dead letter of {} could not be kept: {}", tenant, e.getClass().getName());
      }
    }
    if (work instanceof Work.Turned turned) {
      turned.done().complete(new BotResult.Unfit());
      return;
    }
    work.unavailable();
  }
}

package kr.ondam.event;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stream of committed facts of every tenant in this process, with the last few thousand of
/// each tenant kept for receivers that come back.
///
/// Ordering: facts of one tenant are delivered in position order, because numbering and delivery
/// happen under that tenant's lock. Nothing is promised between tenants.
public final class EventBus {
  private static final Logger log = LoggerFactory.getLogger(EventBus.class);
  private static final int KEPT_PER_TENANT = 4096;

  /// Room for a thousand facts per millisecond of uptime before a restart could meet old positions.
  private static final long POSITIONS_PER_MILLI = 1024;

  private final AtomicLong position;
  private final ConcurrentHashMap<String, Stream> streams = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Subscriber> everywhere = new CopyOnWriteArrayList<>();

  public EventBus(InstantSource clock) {
    position = new AtomicLong(clock.millis() * POSITIONS_PER_MILLI);
  }

  public void publish(Fact fact) {
    stream(fact.tenantKey()).publish(fact);
  }

  public void publishAll(Collection<? extends Fact> facts) {
    for (Fact fact : facts) {
      publish(fact);
    }
  }

  /// Subscribes to one tenant from now on.
  public Subscription subscribe(String tenantKey, Subscriber subscriber) {
    var stream = stream(tenantKey);
    stream.subscribers.add(subscriber);
    return () -> stream.subscribers.remove(subscriber);
  }

  /// Subscribes to all tenants from now on; for parts of the process that serve every tenant.
  public Subscription subscribeEverywhere(Subscriber subscriber) {
    everywhere.add(subscriber);
    return () -> everywhere.remove(subscriber);
  }

  /// The facts of one tenant after a position, or a gap when some are no longer kept.
  public Resume after(String tenantKey, long lastPosition) {
    return stream(tenantKey).after(lastPosition);
  }

  /// The newest position given out so far.
  public long latest() {
    return position.get();
  }

  private Stream stream(String tenantKey) {
    return streams.computeIfAbsent(tenantKey, _ -> new Stream(position.get()));
  }

  private final class Stream {
    final CopyOnWriteArrayList<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Published> kept = new ArrayDeque<>();
    private long forgottenUpTo;

    Stream(long start) {
      forgottenUpTo = start;
    }

    synchronized void publish(Fact fact) {
      var published = new Published(position.incrementAndGet(), fact);
      if (kept.size() == KEPT_PER_TENANT) {
        forgottenUpTo = kept.removeFirst().position();
      }
      kept.addLast(published);
      deliver(subscribers, published);
      deliver(everywhere, published);
    }

    synchronized Resume after(long lastPosition) {
      // A position that was never given out comes from elsewhere: believing it would hide facts.
      if (lastPosition < forgottenUpTo || lastPosition > position.get()) {
        return new Resume.Gap(position.get());
      }
      List<Published> facts = new ArrayList<>();
      for (var published : kept) {
        if (published.position() > lastPosition) {
          facts.add(published);
        }
      }
      return new Resume.Facts(facts);
    }

    private static void deliver(List<Subscriber> subscribers, Published published) {
      for (var subscriber : subscribers) {
        try {
          subscriber.on(published);
        } catch (RuntimeException e) {
          log.error("a subscriber failed on {}", published.fact().getClass().getSimpleName(), e);
        }
      }
    }
  }
}

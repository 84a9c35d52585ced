package kr.ondam.conversation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import kr.ondam.customer.CustomerStore;
import kr.ondam.customer.IdentityKey;
import kr.ondam.event.EventBus;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;

/// All lanes of the process: a few per tenant, made when the tenant is first heard of. A customer
/// is always on the same lane.
public final class Lanes implements AutoCloseable {
  /// How much may wait and how many lanes a tenant has.
  ///
  /// @param waitingPerTenant works that may wait per tenant before the answer is busy, from 1
  /// @param lanesPerTenant 1 to 64; few lanes make large commits
  public record Limits(int waitingPerTenant, int lanesPerTenant) {
    public static final Limits USUAL = new Limits(8192, 1);

    public Limits {
      if (waitingPerTenant < 1) {
        throw new IllegalArgumentException(
            "waiting per tenant: " + waitingPerTenant + " (expected: >= 1)");
      }
      if (lanesPerTenant < 1 || lanesPerTenant > 64) {
        throw new IllegalArgumentException(
            "lanes per tenant: " + lanesPerTenant + " (expected: 1 to 64)");
      }
    }
  }

  enum Put {
    TAKEN,
    BUSY,
    CLOSED
  }

  private record Ways(List<Lane> lanes, Semaphore room) {}

  private final Lane.Tools tools;
  private final Limits limits;
  private final ConcurrentHashMap<TenantId, Ways> byTenant = new ConcurrentHashMap<>();
  private final AtomicBoolean open = new AtomicBoolean();

  public Lanes(
      ConversationStore store,
      CustomerStore customers,
      EventBus bus,
      TimeOrderedIds ids,
      InstantSource clock,
      Limits limits) {
    this(store, customers, bus, ids, clock, limits, BotRoster.NONE);
  }

  /// @param bots decides whether a new conversation is a bot's
  public Lanes(
      ConversationStore store,
      CustomerStore customers,
      EventBus bus,
      TimeOrderedIds ids,
      InstantSource clock,
      Limits limits,
      BotRoster bots) {
    tools = new Lane.Tools(store, customers, bus, ids, clock, new Remembered(), bots);
    this.limits = limits;
  }

  /// Opens the lanes; before, everything is answered as unavailable.
  public void start() {
    open.set(true);
  }

  /// Takes nothing more, finishes what was taken and returns when it is done.
  @Override
  public void close() {
    open.set(false);
    try {
      for (var ways : byTenant.values()) {
        for (var lane : ways.lanes()) {
          lane.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether a commit may have been done since the last time this was asked although it seemed to
  /// have failed, so that nobody was handed what it stored.
  boolean takeDoubt() {
    return tools.remembered().takeDoubt();
  }

  Put put(TenantId tenant, Work work) {
    if (!open.get()) {
      return Put.CLOSED;
    }
    var ways = byTenant.computeIfAbsent(tenant, this::ways);
    if (!ways.room().tryAcquire()) {
      return Put.BUSY;
    }
    var put = lane(ways, work.identity()).put(work);
    if (put != Put.TAKEN) {
      ways.room().release();
    }
    return put;
  }

  private static Lane lane(Ways ways, IdentityKey identity) {
    int hash = identity.hashCode();
    return ways.lanes().get(Math.floorMod(hash ^ hash >>> 16, ways.lanes().size()));
  }

  private Ways ways(TenantId tenant) {
    var room = new Semaphore(limits.waitingPerTenant());
    List<Lane> lanes = new ArrayList<>();
    for (int shard = 0; shard < limits.lanesPerTenant(); shard++) {
      var lane = new Lane(tenant, shard, tools, room);
      lane.start();
      lanes.add(lane);
    }
    return new Ways(List.copyOf(lanes), room);
  }
}

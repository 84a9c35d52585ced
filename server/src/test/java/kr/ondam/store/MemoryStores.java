package kr.ondam.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import kr.ondam.channel.sms.http.MemoryPolledStore;
import kr.ondam.channel.sms.smpp.MemoryPartStore;
import kr.ondam.conversation.LaneBatch;
import kr.ondam.conversation.LaneView;
import kr.ondam.conversation.OutboundRow;
import kr.ondam.routing.RoutingBatch;
import kr.ondam.routing.RoutingSources;
import kr.ondam.tenant.StoreUnavailable;

/// All stores in memory, under the same contract as those over a database, for tests that are not
/// about storing. They can be told to fail.
public final class MemoryStores {
  private final MemoryTables tables = new MemoryTables();
  private final MemoryFaults faults = new MemoryFaults();
  private final Stores stores =
      new Stores(
          new MemoryTenantStore(tables),
          new MemoryAgentStore(tables),
          new MemoryChannelStore(tables),
          new MemoryCustomerStore(tables),
          new MemoryVisitorStore(tables),
          new MemoryConversationStore(tables, faults),
          new MemoryOriginals(tables),
          new MemoryBotStore(tables),
          new MemorySentCallStore(tables),
          new MemoryPartStore(),
          new MemoryPolledStore(),
          new MemoryCallbackStore(tables),
          new MemoryNoticeStore(tables),
          new MemoryProblemStore(tables),
          new MemoryAttachmentStore(tables),
          new MemoryUploadStore(tables),
          new MemoryRoutingStore(tables, faults),
          new MemoryCredentialStore(tables),
          new MemoryApiKeyStore(tables),
          new MemoryAuditStore(tables));

  public Stores stores() {
    return stores;
  }

  /// What partitions are built on.
  public RoutingSources sources() {
    return new RoutingSources(
        stores.routing(),
        stores.agents(),
        stores.tenants(),
        stores.channels(),
        stores.customers(),
        stores.conversations(),
        stores.bots());
  }

  /// Whether every call fails with [kr.ondam.tenant.StoreUnavailable].
  public void down(boolean refused) {
    tables.ledger.down(refused);
  }

  /// Lets no other thread read or write while `work` runs; `work` itself must not use the stores.
  public void hold(Runnable work) {
    tables.ledger.hold(work);
  }

  /// Sees every lane's batch before it is stored, and may throw to refuse it.
  public void beforeAppend(Consumer<LaneBatch> check) {
    faults.append = check;
  }

  /// Runs after every lane's batch was stored, and may throw as if that were not known.
  public void afterAppend(Runnable then) {
    faults.appended = then;
  }

  /// Runs instead of making durable, and may throw to say that it could not be done.
  public void onKeep(Runnable keep) {
    faults.keep = keep;
  }

  /// Sees every outbound row before it is settled, and may throw to refuse it.
  public void beforeSettle(Consumer<OutboundRow> check) {
    faults.settle = check;
  }

  /// Changes what lanes are told.
  public void onView(UnaryOperator<LaneView> change) {
    faults.view = change;
  }

  /// Sees every partition's batch before it is stored, and may throw to refuse it.
  public void beforeCommit(Consumer<RoutingBatch> check) {
    faults.commit = check;
  }

  /// Refuses the next partition's batch as while the database is away.
  public void failNext() {
    failOnce(() -> {
      throw new StoreUnavailable("told to fail", new IllegalStateException());
    });
  }

  /// Lets the next partition's batch meet a fault of the program or its machine.
  public void failNext(Error error) {
    failOnce(() -> {
      throw error;
    });
  }

  private void failOnce(Runnable fault) {
    var failing = new AtomicBoolean(true);
    beforeCommit(_ -> {
      if (failing.getAndSet(false)) {
        fault.run();
      }
    });
  }
}

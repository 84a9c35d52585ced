package kr.ondam.security;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import kr.ondam.agent.User;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the audit record: who did what to whose data, when, from where.
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final AuditStore store;
  private final TimeOrderedIds ids;
  private final InstantSource clock;

  public Audit(AuditStore store, TimeOrderedIds ids, InstantSource clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// Records an act of a user in the user's own tenant.
  ///
  /// @param action a stable dotted word such as `customer.viewed`
  /// @param subject the customer whose data it was about
  /// @param object the id of the thing acted on
  /// @param detail a short reason without personal data
  public void record(
      User actor,
      String remoteAddress,
      String action,
      @Nullable UUID subject,
      @Nullable String object,
      String detail) {
    record(
        new AuditEvent(
            actor.tenant(),
            ids.next(),
            clock.instant(),
            actor.id().toString(),
            remoteAddress,
            action,
            subject,
            object,
            detail));
  }

  /// Records what a user did to a tenant: in its record, and in that of the user's own tenant where
  /// that is another one.
  ///
  /// @param object the id of the thing acted on
  /// @param detail a short reason without personal data
  public void recordAt(
      TenantId concerned,
      User actor,
      String remoteAddress,
      String action,
      String object,
      String detail) {
    record(actor, remoteAddress, action, null, object, detail);
    if (!concerned.equals(actor.tenant())) {
      record(
          new AuditEvent(
              concerned,
              ids.next(),
              clock.instant(),
              actor.id().toString(),
              remoteAddress,
              action,
              null,
              object,
              detail));
    }
  }

  /// Records what a program did, or somebody at the command line.
  ///
  /// @param actor the name that was given
  public void recordProgram(
      TenantId tenant, String actor, String action, String object, String detail) {
    record(
        new AuditEvent(
            tenant, ids.next(), clock.instant(), actor, "", action, null, object, detail));
  }

  /// Records what somebody did whom nobody knows.
  ///
  /// @param remoteAddress empty when it is not known either
  /// @param object the id of the thing it was about
  /// @param detail a short reason without personal data
  public void recordStranger(
      TenantId tenant, String remoteAddress, String action, String object, String detail) {
    record(
        new AuditEvent(
            tenant, ids.next(), clock.instant(), "", remoteAddress, action, null, object, detail));
  }

  /// Records that somebody used a grant of another tenant (계열사 간 열람 승인), or throws
  /// [StoreUnavailable]: what is not recorded must not be seen.
  ///
  /// @param tenant in whose record
  /// @param actor id of the user or API key
  public void recordGranted(
      TenantId tenant,
      String actor,
      String remoteAddress,
      String action,
      UUID subject,
      String object,
      String detail) {
    store.add(
        List.of(
            new AuditEvent(
                tenant,
                ids.next(),
                clock.instant(),
                actor,
                remoteAddress,
                action,
                subject,
                object,
                detail)));
  }

  private void record(AuditEvent event) {
    try {
      store.add(List.of(event));
    } catch (StoreUnavailable e) {
      // The act itself cannot have been stored either; the log is the last place that still takes
      // it.
      log.error("audit not stored: {} by {} in {}", event.action(), event.actor(), event.tenant());
    }
  }
}

package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.UserId;
import kr.ondam.security.ApiKey;
import kr.ondam.security.AuditEvent;
import kr.ondam.security.CredentialStore.Credential;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of sign-in, API keys and the audit record. A key is what tells the tenant, so Hibernate
/// does not filter these tables; every other query names the tenant itself.
final class SecurityRows {
  private SecurityRows() {}

  record UserKey(String tenantId, UUID userId) implements Serializable {}

  @Entity(name = "CredentialRow")
  @Table(name = "credential")
  @IdClass(UserKey.class)
  static final class CredentialRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "user_id")
    UUID userId = Columns.NO_ID;

    @Column(name = "password_hash")
    String passwordHash = "";

    int failures;

    @Column(name = "locked_until")
    @Nullable Instant lockedUntil;

    static CredentialRow of(Credential credential) {
      var row = new CredentialRow();
      row.tenantId = credential.tenant().value();
      row.userId = credential.user().value();
      row.passwordHash = credential.passwordHash();
      row.failures = credential.failures();
      row.lockedUntil = credential.lockedUntil();
      return row;
    }

    Credential credential() {
      return new Credential(
          new TenantId(tenantId), new UserId(userId), passwordHash, failures, lockedUntil);
    }
  }

  @Entity(name = "ApiKeyRow")
  @Table(name = "api_key")
  @IdClass(TenantRows.NumberedKey.class)
  static final class ApiKeyRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;
    String name = "";
    String hash = "";
    String roles = "";

    static ApiKeyRow of(ApiKey key) {
      var row = new ApiKeyRow();
      row.tenantId = key.tenant().value();
      row.id = key.id();
      row.name = key.name();
      row.hash = key.hash();
      row.roles = Columns.names(key.roles());
      return row;
    }

    ApiKey key() {
      return new ApiKey(new TenantId(tenantId), id, name, hash, Columns.names(Role.class, roles));
    }
  }

  @Entity(name = "AuditRow")
  @Table(name = "audit_event")
  @IdClass(TenantRows.NumberedKey.class)
  static final class AuditRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;
    Instant at = Instant.EPOCH;
    String actor = "";

    @Column(name = "remote_address")
    String remoteAddress = "";

    String action = "";
    @Nullable UUID subject;
    @Nullable String object;
    String detail = "";

    static AuditRow of(AuditEvent event) {
      var row = new AuditRow();
      row.tenantId = event.tenant().value();
      row.id = event.id();
      row.at = event.at();
      row.actor = event.actor();
      row.remoteAddress = event.remoteAddress();
      row.action = event.action();
      row.subject = event.subject();
      row.object = event.object();
      row.detail = event.detail();
      return row;
    }

    AuditEvent event() {
      return new AuditEvent(
          new TenantId(tenantId), id, at, actor, remoteAddress, action, subject, object, detail);
    }
  }
}

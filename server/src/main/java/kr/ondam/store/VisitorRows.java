package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.customer.Visitor;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of visitors. The token is what tells the tenant, so Hibernate does not filter this table.
final class VisitorRows {
  private VisitorRows() {}

  @Entity(name = "VisitorRow")
  @Table(name = "visitor")
  @IdClass(TenantRows.NumberedKey.class)
  static final class VisitorRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "account_id")
    String accountId = "";

    String name = "";
    @Nullable String phone;

    @Column(name = "token_hash")
    String tokenHash = "";

    @Column(name = "consented_at")
    Instant consentedAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    static VisitorRow of(Visitor visitor) {
      var row = new VisitorRow();
      row.tenantId = visitor.tenant().value();
      row.id = visitor.id();
      row.accountId = visitor.account().value();
      row.name = visitor.name();
      row.phone = visitor.phone();
      row.tokenHash = visitor.tokenHash();
      row.consentedAt = visitor.consentedAt();
      row.expiresAt = visitor.expiresAt();
      return row;
    }

    Visitor visitor() {
      return new Visitor(
          new TenantId(tenantId),
          id,
          new ChannelAccountId(accountId),
          name,
          phone,
          tokenHash,
          consentedAt,
          expiresAt);
    }
  }
}

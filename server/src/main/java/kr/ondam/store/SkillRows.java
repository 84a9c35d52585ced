package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.net.URI;
import java.time.Instant;
import kr.ondam.channel.kakao.skill.Callback;
import org.hibernate.annotations.TenantId;

/// Rows of one-time addresses.
final class SkillRows {
  private SkillRows() {}

  record CallbackKey(String tenantId, String accountId, String id) implements Serializable {}

  @Entity(name = "SkillCallbackRow")
  @Table(name = "skill_callback")
  @IdClass(CallbackKey.class)
  static final class SkillCallbackRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "account_id")
    String accountId = "";

    @Id String id = "";

    @Column(name = "external_user")
    String externalUser = "";

    String url = "";

    @Column(name = "received_at")
    Instant receivedAt = Instant.EPOCH;

    boolean used;

    static SkillCallbackRow of(String tenant, String account, Callback callback) {
      var row = new SkillCallbackRow();
      row.tenantId = tenant;
      row.accountId = account;
      row.id = callback.id();
      row.externalUser = callback.externalUser();
      row.url = callback.uri().toString();
      row.receivedAt = callback.receivedAt();
      return row;
    }

    Callback callback() {
      return new Callback(externalUser, id, URI.create(url), receivedAt);
    }
  }
}

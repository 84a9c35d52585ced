package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.conversation.Delivery;
import kr.ondam.conversation.Notice;
import kr.ondam.customer.CustomerId;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Rows of notices.
final class NoticeRows {
  private NoticeRows() {}

  record NoticeKey(String tenantId, UUID id) implements Serializable {}

  @Entity(name = "NoticeRow")
  @Table(name = "notice")
  @IdClass(NoticeKey.class)
  static final class NoticeRow {
    private static final int LONGEST_FAILURE = 200;

    // Not a filter of Hibernate's: a start takes up what waits in all tenants.
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = new UUID(0, 0);

    @Column(name = "customer_id")
    UUID customerId = new UUID(0, 0);

    @Column(name = "account_id")
    String accountId = "";

    String phone = "";
    String template = "";
    String variables = "";
    String delivery = "";
    @Nullable String failure;
    @Nullable String reference;
    int tries;
    boolean begun;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    static NoticeRow of(Notice notice) {
      var row = new NoticeRow();
      row.tenantId = notice.tenant().value();
      row.id = notice.id();
      row.customerId = notice.customer().value();
      row.accountId = notice.account().value();
      row.phone = notice.phone();
      row.template = notice.template();
      row.variables = JsonMapper.shared().writeValueAsString(new TreeMap<>(notice.variables()));
      row.createdAt = notice.createdAt();
      row.reach(notice);
      return row;
    }

    void reach(Notice notice) {
      var why = notice.failure();
      delivery = notice.delivery().name();
      failure = why == null ? null : storable(why);
      reference = notice.reference();
      tries = notice.tries();
      begun = notice.begun();
    }

    private static String storable(String why) {
      var text = why.replace("\0", "");
      return text.substring(0, Math.min(text.length(), LONGEST_FAILURE));
    }

    Notice notice() {
      Map<String, String> values = new HashMap<>();
      JsonMapper.shared()
          .readTree(variables)
          .properties()
          .forEach(p -> values.put(p.getKey(), p.getValue().asString()));
      return new Notice(
          new TenantId(tenantId),
          id,
          new CustomerId(customerId),
          new ChannelAccountId(accountId),
          phone,
          template,
          values,
          Delivery.valueOf(delivery),
          failure,
          reference,
          tries,
          begun,
          createdAt);
    }
  }
}

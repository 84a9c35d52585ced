package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.DeliveryReport.State;
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

    /// Whether somebody has seen to it, where it failed or is in doubt.
    boolean seen;

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

    boolean troubled() {
      return !seen && Notice.TROUBLED.contains(Delivery.valueOf(delivery));
    }

    void reach(Notice notice) {
      var why = notice.failure();
      // What becomes of it later is news again.
      seen &= delivery.equals(notice.delivery().name());
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

  record NameKey(String tenantId, String accountId, String reference) implements Serializable {}

  /// A name by which a dealer knows a notice, with what was reported under it before it was known.
  @Entity(name = "NoticeNameRow")
  @Table(name = "notice_name")
  @IdClass(NameKey.class)
  static final class NoticeNameRow {
    @Id
    @org.hibernate.annotations.TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "account_id")
    String accountId = "";

    @Id String reference = "";

    /// Whether a notice has it.
    boolean known;

    String state = "";
    String detail = "";
    Instant at = Instant.EPOCH;

    static NoticeNameRow early(DeliveryReport report, String reference) {
      var row = new NoticeNameRow();
      row.tenantId = report.tenant().value();
      row.accountId = report.account().value();
      row.reference = reference;
      row.at = report.at();
      row.state = State.SENT.name();
      row.forward(report);
      return row;
    }

    static NoticeNameRow known(NoticeRow of, String reference, Instant at) {
      var row = new NoticeNameRow();
      row.tenantId = of.tenantId;
      row.accountId = of.accountId;
      row.reference = reference;
      row.known = true;
      row.state = State.SENT.name();
      row.at = at;
      return row;
    }

    /// 발송, 실패, 전달, in this order and never back.
    void forward(DeliveryReport report) {
      if (report.state() != State.SENT && !state.equals(State.DELIVERED.name())) {
        state = report.state().name();
        detail = NoticeRow.storable(report.detail());
      }
    }

    DeliveryReport report() {
      return new DeliveryReport(
          new TenantId(tenantId),
          new ChannelAccountId(accountId),
          List.of(reference),
          null,
          State.valueOf(state),
          detail,
          at);
    }
  }
}

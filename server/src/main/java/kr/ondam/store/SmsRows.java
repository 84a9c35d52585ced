package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.sms.http.Polled;
import kr.ondam.channel.sms.smpp.Octets;
import kr.ondam.channel.sms.smpp.Reassembly.Key;
import kr.ondam.channel.sms.smpp.Reassembly.Piece;
import kr.ondam.conversation.SentCall;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of what providers report of, and of text messages that wait for their rest.
final class SmsRows {
  static final int LONGEST_REFERENCE = 128;

  private SmsRows() {}

  record SentKey(String tenantId, String accountId, String reference) implements Serializable {}

  record PartKey(
      String tenantId,
      String accountId,
      String source,
      String destination,
      boolean wide,
      int reference,
      int total,
      int number,
      Instant at)
      implements Serializable {
    static PartKey of(String tenant, String account, Piece piece) {
      var key = piece.key();
      return new PartKey(
          tenant,
          account,
          key.source(),
          key.destination(),
          key.wide(),
          key.reference(),
          key.total(),
          piece.number(),
          piece.at());
    }
  }

  @Entity(name = "SentCallRow")
  @Table(name = "sent_call")
  @IdClass(SentKey.class)
  static final class SentCallRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "account_id")
    String accountId = "";

    @Id String reference = "";

    @Column(name = "conversation_id")
    @Nullable UUID conversationId;

    @Nullable Long seq;

    @Column(name = "call_no")
    int call;

    int calls;
    String state = "";
    String detail = "";
    Instant at = Instant.EPOCH;

    /// The likeliest name of the call in the report that waits here for it; null of a known call.
    @Nullable String receipt;

    /// The provider's own name where it came with a late answer, maybe an empty one; null where the
    /// answer did not come late.
    @Nullable String learnt;

    static SentCallRow of(SentCall call) {
      var row = new SentCallRow();
      row.tenantId = call.tenant().value();
      row.accountId = call.account().value();
      row.reference = call.reference();
      row.state = DeliveryReport.State.SENT.name();
      row.at = call.at();
      return row.of(call.conversation().value(), call.seq(), call.call(), call.calls());
    }

    SentCallRow of(@Nullable UUID conversation, @Nullable Long number, int place, int all) {
      conversationId = conversation;
      seq = number;
      call = place;
      calls = all;
      receipt = null;
      return this;
    }

    /// What came before its call was known.
    ///
    /// @param receipt the likeliest name of the call in the report
    static SentCallRow early(DeliveryReport report, String reference, String receipt) {
      var row = new SentCallRow();
      row.tenantId = report.tenant().value();
      row.accountId = report.account().value();
      row.reference = reference;
      row.state = report.state().name();
      row.detail = report.detail();
      row.at = report.at();
      row.receipt = receipt;
      row.learn(report);
      return row;
    }

    void learn(DeliveryReport report) {
      var name = report.learnt();
      if (name != null) {
        learnt = name.length() > LONGEST_REFERENCE ? "" : name;
      }
    }

    /// The same call under another name.
    SentCallRow under(String name) {
      var row = new SentCallRow();
      row.tenantId = tenantId;
      row.accountId = accountId;
      row.reference = name;
      row.state = state;
      row.detail = detail;
      row.at = at;
      row.learnt = learnt;
      return row.of(conversationId, seq, call, calls);
    }
  }

  @Entity(name = "SmsPartRow")
  @Table(name = "sms_piece")
  @IdClass(PartKey.class)
  static final class SmsPartRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "account_id")
    String accountId = "";

    @Id String source = "";
    @Id String destination = "";
    @Id boolean wide;
    @Id int reference;
    @Id int total;

    @Id
    @Column(name = "part_no")
    int number;

    @Column(name = "data_coding")
    int dataCoding;

    String octets = "";

    @Id Instant at = Instant.EPOCH;

    static SmsPartRow of(String tenant, String account, Piece piece) {
      var row = new SmsPartRow();
      row.tenantId = tenant;
      row.accountId = account;
      row.source = piece.key().source();
      row.destination = piece.key().destination();
      row.wide = piece.key().wide();
      row.reference = piece.key().reference();
      row.total = piece.key().total();
      row.number = piece.number();
      row.dataCoding = piece.dataCoding();
      row.octets = piece.text().toString();
      row.at = piece.at();
      return row;
    }

    Piece piece() {
      return new Piece(
          new Key(source, destination, wide, reference, total),
          number,
          dataCoding,
          Octets.hex(octets),
          at);
    }
  }

  @Entity(name = "PolledRow")
  @Table(name = "polled")
  @IdClass(TenantRows.NumberedKey.class)
  static final class PolledRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "account_id")
    String accountId = "";

    String feed = "";
    String body = "";
    Instant at = Instant.EPOCH;

    static PolledRow of(Polled polled) {
      var row = new PolledRow();
      row.tenantId = polled.tenant().value();
      row.id = polled.id();
      row.accountId = polled.account().value();
      row.feed = polled.feed();
      row.body = polled.body();
      row.at = polled.at();
      return row;
    }

    Polled polled() {
      return new Polled(
          new kr.ondam.tenant.TenantId(tenantId),
          new ChannelAccountId(accountId),
          id,
          feed,
          body,
          at);
    }
  }
}

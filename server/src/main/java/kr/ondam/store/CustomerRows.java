package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.customer.ChannelIdentity;
import kr.ondam.customer.Customer;
import kr.ondam.customer.CustomerEvent;
import kr.ondam.customer.CustomerId;
import kr.ondam.customer.IdentityKey;
import kr.ondam.customer.Traits;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/// Rows of customers, their channel identities and what happened to them elsewhere.
final class CustomerRows {
  private CustomerRows() {}

  record IdentityRowKey(String tenantId, String accountId, String externalUser)
      implements Serializable {}

  @Entity(name = "CustomerRow")
  @Table(name = "customer")
  @IdClass(TenantRows.NumberedKey.class)
  static final class CustomerRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;
    @Nullable String name;
    @Nullable String phone;
    int grade;
    String memo = "";
    String tags = "[]";

    @Column(name = "birth_date")
    @Nullable LocalDate birthDate;

    @Nullable Integer contracts;
    @Nullable String region;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    static CustomerRow of(Customer customer) {
      var row = new CustomerRow();
      row.tenantId = customer.tenant().value();
      row.id = customer.id().value();
      row.name = customer.name();
      row.phone = customer.phone();
      row.grade = customer.grade();
      row.memo = customer.memo();
      row.put(customer.traits());
      row.createdAt = customer.createdAt();
      return row;
    }

    void put(Traits traits) {
      tags = Columns.list(traits.tags());
      birthDate = traits.birthDate();
      contracts = traits.contracts();
      region = traits.region();
    }

    Traits traits() {
      return new Traits(Columns.list(tags), birthDate, contracts, region);
    }

    Customer customer() {
      return new Customer(
          new kr.ondam.tenant.TenantId(tenantId),
          new CustomerId(id),
          name,
          phone,
          grade,
          memo,
          traits(),
          createdAt);
    }
  }

  @Entity(name = "IdentityRow")
  @Table(name = "channel_identity")
  @IdClass(IdentityRowKey.class)
  static final class IdentityRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id
    @Column(name = "account_id")
    String accountId = "";

    @Id
    @Column(name = "external_user")
    String externalUser = "";

    @Column(name = "customer_id")
    UUID customerId = Columns.NO_ID;

    Instant since = Instant.EPOCH;

    static IdentityRow of(ChannelIdentity identity) {
      var row = new IdentityRow();
      row.tenantId = identity.tenant().value();
      row.accountId = identity.account().value();
      row.externalUser = identity.externalUser();
      row.customerId = identity.customer().value();
      row.since = identity.since();
      return row;
    }

    ChannelIdentity identity() {
      return new ChannelIdentity(
          new kr.ondam.tenant.TenantId(tenantId),
          new ChannelAccountId(accountId),
          externalUser,
          new CustomerId(customerId),
          since);
    }

    IdentityKey key() {
      return new IdentityKey(new ChannelAccountId(accountId), externalUser);
    }
  }

  @Entity(name = "CustomerEventRow")
  @Table(name = "customer_event")
  @IdClass(TenantRows.NumberedKey.class)
  static final class CustomerEventRow {
    @Id
    @TenantId
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;

    @Column(name = "customer_id")
    UUID customerId = Columns.NO_ID;

    String kind = "";
    String title = "";
    Instant at = Instant.EPOCH;

    static CustomerEventRow of(CustomerEvent event) {
      var row = new CustomerEventRow();
      row.tenantId = event.tenant().value();
      row.id = event.id();
      row.customerId = event.customer().value();
      row.kind = event.kind();
      row.title = event.title();
      row.at = event.at();
      return row;
    }

    CustomerEvent event() {
      return new CustomerEvent(
          new kr.ondam.tenant.TenantId(tenantId), id, new CustomerId(customerId), kind, title, at);
    }
  }
}

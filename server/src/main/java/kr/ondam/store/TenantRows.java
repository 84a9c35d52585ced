package kr.ondam.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.net.URI;
import java.util.UUID;
import kr.ondam.agent.Role;
import kr.ondam.agent.User;
import kr.ondam.agent.UserId;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.CentreId;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.tenant.TenantKind;
import org.jspecify.annotations.Nullable;

/// Rows of the group, its tenants, their centres, users and channel accounts. These tables are read
/// before the tenant is known (a login, a path token), so Hibernate does not filter them; every
/// query names the tenant itself.
final class TenantRows {
  private TenantRows() {}

  record NamedKey(String tenantId, String id) implements Serializable {}

  record NumberedKey(String tenantId, UUID id) implements Serializable {}

  @Entity(name = "GroupRow")
  @Table(name = "tenant_group")
  static final class GroupRow {
    @Id int id;
    String name = "";
  }

  @Entity(name = "TenantRow")
  @Table(name = "tenant")
  static final class TenantRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    String name = "";
    String kind = "";
    int hue;
    long epoch;

    Tenant tenant() {
      return new Tenant(new TenantId(tenantId), name, TenantKind.valueOf(kind), hue);
    }
  }

  @Entity(name = "CentreRow")
  @Table(name = "centre")
  @IdClass(NamedKey.class)
  static final class CentreRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id String id = "";
    String name = "";
    String region = "";

    static CentreRow of(Centre centre) {
      var row = new CentreRow();
      row.tenantId = centre.tenant().value();
      row.id = centre.id().value();
      row.name = centre.name();
      row.region = centre.region();
      return row;
    }

    Centre centre() {
      return new Centre(new TenantId(tenantId), new CentreId(id), name, region);
    }
  }

  @Entity(name = "UserRow")
  @Table(name = "app_user")
  @IdClass(NumberedKey.class)
  static final class UserRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id UUID id = Columns.NO_ID;
    String login = "";
    String name = "";
    String roles = "";

    @Column(name = "centre_id")
    @Nullable String centreId;

    int capacity;
    String skills = "{}";
    boolean enabled;

    static UserRow of(User user) {
      var row = new UserRow();
      row.tenantId = user.tenant().value();
      row.id = user.id().value();
      row.login = user.login();
      row.name = user.name();
      row.roles = Columns.names(user.roles());
      var centre = user.centre();
      row.centreId = centre == null ? null : centre.value();
      row.capacity = user.capacity();
      row.skills = Columns.map(user.skills());
      row.enabled = user.enabled();
      return row;
    }

    User user() {
      var centre = centreId;
      return new User(
          new UserId(id),
          new TenantId(tenantId),
          login,
          name,
          Columns.names(Role.class, roles),
          centre == null ? null : new CentreId(centre),
          capacity,
          Columns.levels(skills),
          enabled);
    }
  }

  @Entity(name = "ChannelAccountRow")
  @Table(name = "channel_account")
  @IdClass(NamedKey.class)
  static final class ChannelAccountRow {
    @Id
    @Column(name = "tenant_id")
    String tenantId = "";

    @Id String id = "";
    String kind = "";
    String name = "";
    String profile = "";

    @Column(name = "path_key")
    String pathKey = "";

    @Column(name = "sender_key")
    @Nullable String senderKey;

    @Column(name = "base_url")
    @Nullable String baseUrl;

    String settings = "{}";
    String origins = "[]";
    String sources = "[]";
    boolean enabled;

    static ChannelAccountRow of(ChannelAccount account) {
      var row = new ChannelAccountRow();
      row.tenantId = account.tenant().value();
      row.id = account.id().value();
      row.kind = account.kind().name();
      row.name = account.name();
      row.profile = account.profile();
      row.pathKey = account.key();
      row.senderKey = account.senderKey();
      var url = account.baseUrl();
      row.baseUrl = url == null ? null : url.toString();
      row.settings = Columns.map(account.settings());
      row.origins = Columns.list(account.origins());
      row.sources = Columns.list(account.sources());
      row.enabled = account.enabled();
      return row;
    }

    ChannelAccount account() {
      var url = baseUrl;
      return new ChannelAccount(
          new TenantId(tenantId),
          new ChannelAccountId(id),
          ChannelKind.valueOf(kind),
          name,
          profile,
          pathKey,
          senderKey,
          url == null ? null : URI.create(url),
          Columns.map(settings),
          Columns.list(origins),
          Columns.list(sources),
          enabled);
    }
  }
}

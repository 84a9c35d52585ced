package kr.ondam.console.admin;

import java.util.function.Supplier;
import kr.ondam.agent.User;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.conversation.Disposition;
import kr.ondam.launch.ProvisionResult;
import kr.ondam.routing.Queue;
import kr.ondam.tenant.Centre;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// What an administrator does: each act is checked against the administrator's scope and roles, put
/// to provisioning, and audited when it was done.
final class Changes {
  private final AdminParts parts;
  private final User by;

  Changes(AdminParts parts, User by) {
    this.parts = parts;
    this.by = by;
  }

  ProvisionResult createTenant(Tenant tenant, Centre centre) {
    if (!new AdminScope(by).everything()) {
      return forbidden();
    }
    return audited(
        "tenant.created",
        tenant.id(),
        tenant.id().value(),
        () -> parts.provisioning().createTenant(tenant, centre));
  }

  ProvisionResult saveTenant(Tenant tenant) {
    if (!new AdminScope(by).everything()) {
      return forbidden();
    }
    return audited(
        "tenant.saved",
        tenant.id(),
        tenant.id().value(),
        () -> parts.provisioning().saveTenant(tenant));
  }

  ProvisionResult createDisposition(Disposition disposition) {
    return audited(
        "disposition.created",
        disposition.tenant(),
        disposition.code(),
        () -> parts.provisioning().createDisposition(disposition));
  }

  ProvisionResult saveDisposition(Disposition disposition) {
    return audited(
        "disposition.saved",
        disposition.tenant(),
        disposition.code(),
        () -> parts.provisioning().saveDisposition(disposition));
  }

  ProvisionResult saveCentre(Centre centre) {
    return audited(
        "centre.saved",
        centre.tenant(),
        centre.id().value(),
        () -> parts.provisioning().saveCentre(centre));
  }

  ProvisionResult createUser(User user, String password) {
    return grantable(user)
        ? audited(
            "user.created",
            user.tenant(),
            user.id().toString(),
            () -> parts.provisioning().createUser(user, password))
        : forbidden();
  }

  /// Changes a user, and the password when there is a new one. Whoever loses rights or gets a new
  /// password is signed out everywhere.
  ///
  /// @param password empty keeps the old one
  ProvisionResult saveUser(User user, String password) {
    var before = parts.agents().find(user.tenant(), user.id());
    if (before.isEmpty() || !grantable(user) || !grantable(before.get())) {
      return forbidden();
    }
    var result =
        audited(
            "user.saved",
            user.tenant(),
            user.id().toString(),
            () -> parts.provisioning().saveUser(user, password));
    if (result instanceof ProvisionResult.Done) {
      if (!password.isEmpty()) {
        record("user.password_reset", user.tenant(), user.id().toString());
      }
      if (!password.isEmpty() || !user.enabled() || !user.roles().equals(before.get().roles())) {
        parts.signOut().accept(user.id());
      }
    }
    return result;
  }

  ProvisionResult createChannel(ChannelAccount account) {
    return audited(
        "channel.created",
        account.tenant(),
        account.id().value(),
        () -> parts.provisioning().createChannel(account));
  }

  ProvisionResult saveChannel(ChannelAccount account) {
    return audited(
        "channel.saved",
        account.tenant(),
        account.id().value(),
        () -> parts.provisioning().saveChannel(account));
  }

  ProvisionResult saveQueue(Queue queue) {
    return audited(
        "queue.saved",
        queue.tenant(),
        queue.id().value(),
        () -> parts.provisioning().saveQueue(queue));
  }

  private static boolean grantable(User user) {
    return AdminScope.grantable(user.tenant()).containsAll(user.roles());
  }

  private ProvisionResult audited(
      String action, TenantId tenant, String object, Supplier<ProvisionResult> act) {
    if (!new AdminScope(by).covers(tenant)) {
      return forbidden();
    }
    var result = act.get();
    if (result instanceof ProvisionResult.Done) {
      record(action, tenant, object);
    }
    return result;
  }

  private void record(String action, TenantId tenant, String object) {
    parts
        .audit()
        .recordAt(tenant, by, parts.remoteAddress().get(), action, object, "tenant=" + tenant);
  }

  private static ProvisionResult forbidden() {
    return new ProvisionResult.Invalid("scope", "a tenant you administer");
  }
}

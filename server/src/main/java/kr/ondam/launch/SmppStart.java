package kr.ondam.launch;

import java.security.SecureRandom;
import java.util.concurrent.Executors;
import kr.ondam.channel.sms.smpp.Smpp;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;

/// Connects the SMPP accounts of all tenants, now and whenever they change.
final class SmppStart {
  private SmppStart() {}

  static void connect(Smpp smpp, Features features, SecurityEvents security) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    smpp.start(
        new Smpp.Tools(
            new Hearing(features, security, threads),
            features.stores().smsParts(),
            features.clock(),
            features.timers(),
            features.ids(),
            new SecureRandom(),
            threads,
            features.meters()));
    features.tenants().tenants().stream()
        .map(Tenant::id)
        .forEach(tenant -> follow(smpp, features, tenant));
    features
        .provisioning()
        .tell(
            new EditListener(tenant -> follow(smpp, features, tenant), features.timers(), threads));
  }

  private static void follow(Smpp smpp, Features features, TenantId tenant) {
    smpp.follow(tenant, features.channels().accounts(tenant));
  }
}

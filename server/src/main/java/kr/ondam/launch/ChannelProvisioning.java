package kr.ondam.launch;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.SettingProblem;
import kr.ondam.tenant.Names;
import kr.ondam.tenant.TenantStore;

/// Judges and stores channel accounts.
final class ChannelProvisioning {
  private static final ProvisionResult SHARED =
      new ProvisionResult.Invalid(
          "api-key", "one with which no other account asks at the same base-url");

  private static final ProvisionResult MISNAMED =
      new ProvisionResult.Invalid("name", Names.EXPECTED);

  private final TenantStore tenants;
  private final ChannelStore channels;
  private final ChannelSettings settings;

  ChannelProvisioning(TenantStore tenants, ChannelStore channels, ChannelSettings settings) {
    this.tenants = tenants;
    this.channels = channels;
    this.settings = settings;
  }

  /// Creates an account under an id and a key that no other has.
  ProvisionResult create(ChannelAccount account) {
    if (!Names.sound(account.name())) {
      return MISNAMED;
    }
    boolean exists =
        channels.accounts(account.tenant()).stream()
            .anyMatch(other -> other.id().equals(account.id()));
    if (exists) {
      return new ProvisionResult.Taken("channel");
    }
    if (sharing(account, List.of(account)).findAny().isPresent()) {
      return SHARED;
    }
    var wrong = unfit(account, List.of());
    if (wrong.isPresent()) {
      return wrong.get();
    }
    if (!channels.save(account)) {
      return new ProvisionResult.Taken("key");
    }
    return new ProvisionResult.Done();
  }

  /// Changes an account of the tenant; its kind and its key stay what they are.
  ProvisionResult save(ChannelAccount account) {
    var before =
        channels.accounts(account.tenant()).stream()
            .filter(other ->
                other.id().equals(account.id())
                    && other.kind() == account.kind()
                    && other.key().equals(account.key()))
            .findFirst();
    if (!Names.sound(account.name())) {
      return MISNAMED;
    }
    boolean known = before.isPresent();
    var wrong = unfit(account, before.map(this::problems).orElse(List.of()));
    if (known && wrong.isPresent()) {
      return wrong.get();
    }
    if (known && sharing(account, List.of(account)).findAny().isPresent()) {
      return SHARED;
    }
    if (!known || !channels.save(account)) {
      return new ProvisionResult.Invalid("id", "an account of the tenant");
    }
    return new ProvisionResult.Done();
  }

  /// What was wrong already keeps nobody from changing something else.
  private Optional<ProvisionResult> unfit(ChannelAccount account, List<SettingProblem> already) {
    return problems(account).stream()
        .filter(problem -> !already.contains(problem))
        .findFirst()
        .map(problem -> new ProvisionResult.Invalid(problem.key(), problem.expected()));
  }

  private List<SettingProblem> problems(ChannelAccount account) {
    return settings.problems(
        account.kind(), account.profile(), account.baseUrl(), account.settings());
  }

  /// The accounts of the group, beside those that are being saved, that are polled for the same.
  Stream<ChannelAccount> sharing(ChannelAccount account, List<ChannelAccount> beside) {
    var mailbox = settings.http().mailbox(account);
    if (mailbox == null) {
      return Stream.empty();
    }
    return tenants.tenants().stream()
        .flatMap(tenant -> channels.accounts(tenant.id()).stream())
        .filter(other -> mailbox.equals(settings.http().mailbox(other)))
        .filter(other ->
            beside.stream()
                .noneMatch(saved ->
                    saved.tenant().equals(other.tenant()) && saved.id().equals(other.id())));
  }
}

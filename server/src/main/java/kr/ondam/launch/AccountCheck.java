package kr.ondam.launch;

import java.util.List;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.tenant.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says which stored accounts have settings that cannot be used. A setting is judged before it is
/// stored; this is for those that another version has stored.
final class AccountCheck {
  private static final Logger log = LoggerFactory.getLogger(AccountCheck.class);

  private AccountCheck() {}

  /// Logs a line for each of all tenants; blocks for the store only.
  static void say(Features features) {
    try {
      for (var tenant : features.tenants().tenants()) {
        problems(features.channels().accounts(tenant.id()), features.provisioning().settings())
            .forEach(log::error);
      }
    } catch (StoreUnavailable _) {
      log.warn("the settings of stored accounts are not checked: the store is away");
    }
  }

  /// A line for each of enabled accounts.
  static List<String> problems(List<ChannelAccount> accounts, ChannelSettings settings) {
    return accounts.stream()
        // Accounts of SMPP say it when they are to be connected.
        .filter(account -> account.enabled() && account.kind() != ChannelKind.SMS_SMPP)
        .flatMap(account ->
            settings
                .problems(account.kind(), account.profile(), account.baseUrl(), account.settings())
                .stream()
                .map(problem ->
                    "account %s of %s: %s: '%s' (expected: %s)"
                        .formatted(
                            account.id(),
                            account.tenant(),
                            problem.key(),
                            problem.value(),
                            problem.expected())))
        .toList();
  }
}

package kr.ondam.launch.demo;

import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelKind;
import kr.ondam.launch.Features;
import kr.ondam.tenant.Tenant;

/// The rest of the demo group's world: a telephone in the browser instead of a dealer of 상담톡, and
/// an earlier consultation. It exists only where an account's dealer is said to be on this machine
/// and nobody is there.
public final class Demo implements AutoCloseable {
  private final DemoPhone phone;

  private Demo(DemoPhone phone) {
    this.phone = phone;
  }

  /// Empty where there is no place for it.
  ///
  /// @param gateway where the dealer's calls go
  public static Optional<Demo> begin(Features features, URI gateway) {
    var accounts =
        features.tenants().tenants().stream()
            .flatMap(tenant -> features.channels().accounts(tenant.id()).stream())
            .filter(Demo::local)
            .toList();
    if (accounts.isEmpty()) {
      return Optional.empty();
    }
    int port = port(accounts.getFirst());
    try {
      var phone =
          DemoPhone.open(port, gateway, friends(features, accounts, port), features.clock());
      Thread.ofVirtual().name("demo-past").start(new DemoPast(features, phone)::happened);
      return Optional.of(new Demo(phone));
    } catch (IOException _) {
      // Somebody tries a dealer of their own.
      return Optional.empty();
    }
  }

  private static boolean local(ChannelAccount account) {
    return account.kind() == ChannelKind.KAKAO_COUNSEL && account.enabled() && port(account) > 0;
  }

  /// Of a dealer on this machine; 0 for any other.
  private static int port(ChannelAccount account) {
    var dealer = account.baseUrl();
    return dealer != null && "127.0.0.1".equals(dealer.getHost()) ? dealer.getPort() : 0;
  }

  private static List<DemoPhone.Friend> friends(
      Features features, List<ChannelAccount> accounts, int port) {
    var names =
        features.tenants().tenants().stream().collect(Collectors.toMap(Tenant::id, Tenant::name));
    return accounts.stream()
        .filter(account -> port(account) == port)
        .map(account ->
            new DemoPhone.Friend(names.getOrDefault(account.tenant(), account.name()), account))
        // As the demo's page has them.
        .sorted(Comparator.comparing(DemoPhone.Friend::name))
        .toList();
  }

  /// Where the telephone is.
  public URI address() {
    return phone.address();
  }

  @Override
  public void close() {
    phone.close();
  }
}

package kr.ondam.channel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/// Tells by what an account asks for whether a call comes from its provider.
public final class Provenance {
  private Provenance() {}

  /// Whether the call's address is among the account's, which allows all when it names none.
  public static boolean allowed(ChannelAccount account, RawRequest request) {
    var sources = account.sources();
    return sources.isEmpty()
        || sources.stream()
            .map(Network::parse)
            .anyMatch(network -> network.contains(request.remoteAddress()));
  }

  /// Whether a header carries the secret of a setting; true when the account does not have the
  /// setting. It is compared in constant time, and a reference that names nothing lets nobody in.
  public static boolean carries(
      ChannelAccount account, String setting, Secrets secrets, RawRequest request, String header) {
    var reference = account.settings().get(setting);
    if (reference == null) {
      return true;
    }
    var wanted = secrets.value(reference).orElse("");
    var given = request.header(header.toLowerCase(Locale.ROOT));
    return MessageDigest.isEqual(bytes(wanted), bytes(given == null ? "" : given))
        && !wanted.isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

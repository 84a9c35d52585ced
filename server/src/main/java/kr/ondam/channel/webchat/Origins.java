package kr.ondam.channel.webchat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Compares web origins: scheme, host and port, the host without regard to case, the usual port
/// being the same as none.
public final class Origins {
  private static final int LONGEST = 300;

  private Origins() {}

  /// Whether a page of this origin may open a chat. `*` in the list allows every real origin;
  /// `null`, as of sandboxed and local pages, is never allowed.
  public static boolean allow(List<String> allowed, String origin) {
    var wanted = normalise(origin);
    return wanted.isPresent()
        && (allowed.contains("*")
            || allowed.stream().map(Origins::normalise).anyMatch(wanted::equals));
  }

  /// The origin in its one form; empty for what is none.
  public static Optional<String> normalise(String origin) {
    if (origin.length() > LONGEST) {
      return Optional.empty();
    }
    URI uri;
    try {
      uri = new URI(origin.strip());
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
    var scheme = uri.getScheme();
    var host = uri.getHost();
    boolean bare =
        uri.getRawPath() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (scheme == null || host == null || !bare) {
      return Optional.empty();
    }
    var plain = scheme.toLowerCase(Locale.ROOT);
    if (!plain.equals("http") && !plain.equals("https")) {
      return Optional.empty();
    }
    int usual = plain.equals("https") ? 443 : 80;
    var port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
    return Optional.of(plain + "://" + host.toLowerCase(Locale.ROOT) + port);
  }
}

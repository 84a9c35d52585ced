package kr.ondam.media;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kr.ondam.channel.Network;

/// Where the server may fetch files from (reliability-security.md, SSRF): hosts by name, and never
/// an address that is not on the internet unless an operator has named its network.
///
/// @param hosts further hosts of an operator: `host`, or `host:port` for another port than 80 and
///   443
/// @param networks private networks that may be reached all the same
public record Egress(Set<String> hosts, List<Network> networks) {
  private static final List<Network> SPECIAL =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2001::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/9",
              "ff00::/8")
          .stream()
          .map(Network::parse)
          .toList();

  public Egress {
    hosts = Set.copyOf(hosts);
    networks = List.copyOf(networks);
  }

  /// Where a request goes.
  ///
  /// @param path with its query, as it stands in the request
  record Target(boolean tls, String host, int port, String path) {
    /// The value of the Host header.
    String authority() {
      return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }
  }

  /// Reads an address that may be asked; empty for every other one.
  ///
  /// @param provider the hosts of the channel, which serve on the usual ports unless they name one
  Optional<Target> target(String url, Set<String> provider) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (!tls && !scheme.equals("http") || uri.getRawUserInfo() != null) {
      return Optional.empty();
    }
    int port = uri.getPort() < 0 ? tls ? 443 : 80 : uri.getPort();
    boolean usual = port == 80 || port == 443;
    boolean allowed =
        usual && (provider.contains(host) || hosts.contains(host))
            || hosts.contains(host + ":" + port)
            || provider.contains(host + ":" + port);
    if (!allowed) {
      return Optional.empty();
    }
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return Optional.of(new Target(tls, host, port, path + query));
  }

  /// Whether a connection to the address may be made.
  boolean allows(InetAddress address) {
    var text = address.getHostAddress().replaceFirst("%.*", "");
    return networks.stream().anyMatch(n -> n.contains(text))
        || SPECIAL.stream().noneMatch(n -> n.contains(text));
  }
}

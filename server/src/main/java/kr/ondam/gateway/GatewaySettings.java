package kr.ondam.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import kr.ondam.channel.Network;

/// The limits of the edge.
///
/// @param port 0 to 65535; 0 takes a free one
/// @param hosts host names without port that are answered; empty answers all
/// @param proxies peers whose `X-Forwarded-For` is believed
/// @param largestBody in bytes, of what is no file
/// @param pipelined how many requests of one connection may wait
/// @param requestsPerSecond of one address
public record GatewaySettings(
    String host,
    int port,
    Set<String> hosts,
    List<Network> proxies,
    int connectionsPerAddress,
    int requestsPerSecond,
    int largestBody,
    int pipelined,
    Duration headerDeadline,
    Duration bodyDeadline,
    Duration idle,
    UploadLimits uploads) {
  public GatewaySettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    hosts = Set.copyOf(hosts);
    proxies = List.copyOf(proxies);
  }

  public static GatewaySettings defaults(String host, int port) {
    return new GatewaySettings(
        host,
        port,
        Set.of(),
        List.of(),
        200,
        50_000,
        256 * 1024,
        16,
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        UploadLimits.USUAL);
  }
}

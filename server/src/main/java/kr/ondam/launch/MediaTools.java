package kr.ondam.launch;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Network;
import kr.ondam.media.Clamd;
import kr.ondam.media.Egress;
import kr.ondam.media.MalwareScan;
import kr.ondam.media.MediaFetcher;
import kr.ondam.media.MediaHosts;
import kr.ondam.time.Timers;

/// What files are fetched and examined with, as the configuration says.
final class MediaTools {
  private MediaTools() {}

  static MediaFetcher fetcher(ServerConfig.Media media, Timers timers) {
    var networks = media.networks().stream().map(Network::parse).toList();
    return new MediaFetcher(
        new Egress(Set.copyOf(media.hosts()), networks), InetAddress::getAllByName, timers);
  }

  static MalwareScan scan(ServerConfig.Media media, Timers timers) {
    return media.clamd().isEmpty() ? MalwareScan.NONE : new Clamd(media.clamd(), timers);
  }

  static MediaHosts hosts(ChannelStore channels, Map<ChannelKind, ChannelAdapter> adapters) {
    return account ->
        channels.accounts(account.tenant()).stream()
            .filter(found -> found.id().equals(account.id()))
            .findFirst()
            .map(found -> {
              var adapter = adapters.get(found.kind());
              return adapter == null ? Set.<String>of() : adapter.mediaHosts(found);
            })
            .orElse(Set.of());
  }
}

package kr.ondam.launch;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.Network;
import kr.ondam.channel.Secrets;
import kr.ondam.media.Clamd;
import kr.ondam.media.Egress;
import kr.ondam.media.FileTypes;
import kr.ondam.media.FolderStore;
import kr.ondam.media.Inspection;
import kr.ondam.media.MalwareScan;
import kr.ondam.media.MediaFetcher;
import kr.ondam.media.MediaHosts;
import kr.ondam.media.MediaStore;
import kr.ondam.media.S3Store;
import kr.ondam.media.Spool;
import kr.ondam.time.Timers;

/// What files are fetched and examined with, as the configuration says.
final class MediaTools {
  private MediaTools() {}

  static MediaFetcher fetcher(ServerConfig.Media media, Spool spool, Timers timers) {
    var networks = media.networks().stream().map(Network::parse).toList();
    return new MediaFetcher(
        new Egress(Set.copyOf(media.hosts()), networks), InetAddress::getAllByName, spool, timers);
  }

  /// Where files lie while they come in.
  ///
  /// @param data the folder of the server's data
  static Spool spool(Path data) {
    return new Spool(data);
  }

  static Inspection inspection(ServerConfig.Media media, FileTypes types, Timers timers) {
    return new Inspection(
        media.clamd().isEmpty() ? MalwareScan.NONE : new Clamd(media.clamd(), timers), types);
  }

  /// Where files are kept. Nothing is asked of a bucket before the first file comes.
  ///
  /// @param data the folder of the server's data
  /// @throws ConfigProblem when a secret of the bucket is not there
  static MediaStore store(ServerConfig.Media media, Path data, Secrets secrets, Timers timers) {
    var bucket = media.s3();
    if (bucket == null) {
      return new FolderStore(data);
    }
    List<String> problems = new ArrayList<>();
    for (var reference : List.of(bucket.accessKey(), bucket.secretKey())) {
      if (secrets.value(reference).filter(s -> !s.isBlank()).isEmpty()) {
        problems.add(
            "media.s3: '" + reference + "' (expected: the name of a secret that is there)");
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
    return new S3Store(bucket, secrets, Clock.systemUTC(), timers);
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

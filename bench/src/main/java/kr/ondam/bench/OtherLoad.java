package kr.ondam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import kr.ondam.dist.ServerProcess;

/// What others take of the machine while something is measured, from the kernel's own account of
/// it. A figure taken beside more than a tenth of a core of it is worth little.
final class OtherLoad {
  /// Above this share of one core it is said.
  static final double MUCH = 0.1;

  private static final double TICKS_A_SECOND = 100;
  private static final int IDLE = 4;
  private static final int WAITING = 5;

  private final ServerProcess server;
  private final double busy;
  private final double own;
  private final long since;

  private OtherLoad(ServerProcess server, double busy, double own) {
    this.server = server;
    this.busy = busy;
    this.own = own;
    since = System.nanoTime();
  }

  static OtherLoad watch(ServerProcess server) throws IOException {
    return new OtherLoad(server, busy(), own(server));
  }

  /// Cores that others took since, 1 for a whole one.
  double cores() throws IOException {
    double seconds = (System.nanoTime() - since) / 1e9;
    return Math.max(0, (busy() - busy - (own(server) - own)) / seconds);
  }

  private static double own(ServerProcess server) {
    var driver = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return driver.toNanos() / 1e9 + server.processorSeconds();
  }

  /// Seconds in which all cores together were not idle.
  private static double busy() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/stat"))) {
      var fields = lines.findFirst().orElseThrow().trim().split(" +");
      double ticks = 0;
      // What guests take is counted twice there: in the last two fields and among the others.
      for (int i = 1; i < Math.min(fields.length, 9); i++) {
        if (i != IDLE && i != WAITING) {
          ticks += Double.parseDouble(fields[i]);
        }
      }
      return ticks / TICKS_A_SECOND;
    }
  }
}

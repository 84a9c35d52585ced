package kr.ondam.channel;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Programs of Perl that modules of Debian's packages run in, as peers of our tests.
public final class PerlPeer {
  private PerlPeer() {}

  /// Starts a script.
  ///
  /// @param script its text
  /// @param module it uses
  /// @param debian the package that brings the module
  public static PeerProcess start(
      String script, String module, String debian, String... arguments) {
    var how = "the tests with peers of Perl need " + module + ": apt-get install " + debian;
    try {
      var check = new ProcessBuilder("perl", "-M" + module, "-e", "1").redirectErrorStream(true);
      if (check.start().waitFor() != 0) {
        throw new IllegalStateException(how);
      }
      return PeerProcess.start("perl", script, Map.of(), List.of(arguments));
    } catch (IOException e) {
      throw new IllegalStateException(how, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package kr.ondam.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Programs of Node.js that others' packages run in, as peers of our tests. A package is installed
/// once per machine, into the user's cache folder.
public final class NpmPeer {
  private static final String HOW =
      "the tests with peers of Node.js need node (18 or newer) and npm: apt-get install nodejs npm";

  private NpmPeer() {}

  /// Starts a script with one package installed.
  ///
  /// @param script its text
  /// @param packageName of the registry
  /// @param version exactly
  public static PeerProcess start(
      String script, String packageName, String version, String... arguments) {
    var modules = installed(packageName, version).resolve("node_modules").toString();
    try {
      return PeerProcess.start("node", script, Map.of("NODE_PATH", modules), List.of(arguments));
    } catch (IOException e) {
      throw new IllegalStateException(HOW, e);
    }
  }

  /// The folder whose `node_modules` holds the package.
  private static Path installed(String packageName, String version) {
    var cache = cache();
    var home = cache.resolve(packageName.replace('/', '+') + "-" + version);
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Files.createDirectories(cache);
      // Beside its place and then moved, so that a half installation is never used.
      var trial = Files.createTempDirectory(cache, "trial");
      install(trial, packageName + "@" + version);
      try {
        Files.move(trial, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
        // Another build was faster.
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cache() {
    @Nullable String given = System.getenv("XDG_CACHE_HOME");
    var base =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    return base.resolve("ondam").resolve("npm");
  }

  private static void install(Path folder, String what) {
    var command =
        List.of(
            "npm",
            "install",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--prefer-offline",
            "--prefix",
            folder.toString(),
            what);
    try {
      var npm = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      var running = npm.start();
      running.getOutputStream().close();
      var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (running.waitFor() != 0) {
        throw new IllegalStateException("npm could not install " + what + ":\n" + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(HOW, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

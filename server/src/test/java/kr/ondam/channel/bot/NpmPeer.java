package kr.ondam.channel.bot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program of Node.js that others' packages run in, as a peer of our tests. A package is
/// installed once per machine, into the user's cache folder.
public final class NpmPeer implements AutoCloseable {
  private static final String HOW =
      "the tests with peers of Node.js need node (18 or newer) and npm: apt-get install nodejs npm";
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private NpmPeer(Process process) {
    this.process = process;
    Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
  }

  /// Starts a script with one package installed.
  ///
  /// @param script its text
  /// @param packageName of the registry
  /// @param version exactly
  public static NpmPeer start(String script, String packageName, String version) {
    var home = installed(packageName, version);
    try {
      var file = Files.createTempFile("peer", ".js");
      Files.writeString(file, script);
      file.toFile().deleteOnExit();
      var builder = new ProcessBuilder("node", file.toString()).redirectErrorStream(true);
      builder.environment().put("NODE_PATH", home.resolve("node_modules").toString());
      return new NpmPeer(builder.start());
    } catch (IOException e) {
      throw new IllegalStateException(HOW, e);
    }
  }

  /// The next line the program prints that begins so, without its beginning.
  public String said(String beginning) {
    try {
      while (true) {
        var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
          throw new IllegalStateException("the peer never said " + beginning);
        }
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length()).strip();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read(BufferedReader output) {
    try (output) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException _) {
      // The program is gone.
    }
  }

  @Override
  public void close() {
    process.destroy();
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

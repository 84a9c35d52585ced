package kr.ondam.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL of its own on a free loopback port, made in a temporary folder and gone with
/// it. It uses the binaries of Debian's `postgresql` package, and the package's user when the tests
/// run as root, because PostgreSQL refuses to run as root.
public final class PostgresServer implements AutoCloseable {
  static final String ADMIN = "admin";

  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final Path folder;
  private final Path binaries;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();

  private PostgresServer(Path folder, Path binaries, int port) {
    this.folder = folder;
    this.binaries = binaries;
    this.port = port;
  }

  /// @throws IOException when there is no PostgreSQL, or it does not start
  public static PostgresServer start() throws IOException {
    var folder = Files.createTempDirectory("ondam-postgres");
    var server = new PostgresServer(folder, newestBinaries(), freePort());
    if (isRoot()) {
      server.run(List.of("chown", "postgres", folder.toString()));
    }
    server.postgres(
        "initdb",
        "-D",
        server.data(),
        "-U",
        ADMIN,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8");
    server.postgres(
        "pg_ctl",
        "-D",
        server.data(),
        "-w",
        "-t",
        "60",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        "-p " + server.port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder,
        "start");
    server.administer("create role ondam login");
    return server;
  }

  /// The JDBC address of a new, empty database that belongs to `ondam`, an ordinary role without a
  /// password.
  public String newDatabase() {
    String name = "ondam" + databases.incrementAndGet();
    administer("create database " + name + " owner ondam");
    return address(name);
  }

  /// Runs a statement as the superuser.
  void administer(String sql) {
    try (var connection = DriverManager.getConnection(address("postgres"), ADMIN, "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private String address(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static Path newestBinaries() throws IOException {
    if (!Files.isDirectory(INSTALLED)) {
      throw new IOException(
          "there is no PostgreSQL for the tests; install Debian's package postgresql");
    }
    try (var versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("no initdb under " + INSTALLED));
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void postgres(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws IOException {
    var output = Files.createTempFile("ondam-postgres", ".out");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(90, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command + " was interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  @Override
  public void close() throws IOException {
    postgres("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

package kr.ondam.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server in a process of its own, known to be ready.
public final class ServerProcess implements AutoCloseable {
  private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");
  private final Process process;
  private final URI gateway;
  private final URI console;
  private final double secondsToReady;

  private ServerProcess(Process process, URI gateway, URI console, double secondsToReady) {
    this.process = process;
    this.gateway = gateway;
    this.console = console;
    this.secondsToReady = secondsToReady;
  }

  /// Starts a main class of this class path and waits for the line `ready`.
  public static ServerProcess start(
      Path log, List<String> jvmArguments, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of(arguments));
    return start(log, new ProcessBuilder(command));
  }

  /// Starts the product for some seconds, with the first compiler level only.
  ///
  /// @param folder of its data and its log
  static ServerProcess brief(Path folder, Path config, List<String> jvmArguments)
      throws IOException {
    List<String> jvm =
        new ArrayList<>(
            List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
    jvm.addAll(jvmArguments);
    return product(folder, config, jvm);
  }

  /// Starts the product.
  ///
  /// @param folder of its data and its log
  public static ServerProcess product(Path folder, Path config, List<String> jvmArguments)
      throws IOException {
    return start(
        folder.resolve("server.log"),
        jvmArguments,
        "kr.ondam.dist.Main",
        "run",
        "--config",
        config.toString(),
        "--data",
        folder.resolve("data").toString());
  }

  /// Starts what prints the same lines as the server and waits for the line `ready`.
  public static ServerProcess start(Path log, ProcessBuilder command) throws IOException {
    long start = System.nanoTime();
    var process = command.redirectError(log.toFile()).start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    URI gateway = URI.create("http://127.0.0.1");
    URI console = gateway;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("gateway ")) {
        gateway = URI.create(line.substring(8).strip());
      }
      if (line.startsWith("console ")) {
        console = URI.create(line.substring(8).strip());
      }
      if (line.equals("ready")) {
        drain(output);
        return new ServerProcess(process, gateway, console, (System.nanoTime() - start) / 1e9);
      }
    }
    process.destroyForcibly();
    throw new IOException(command.command() + " did not become ready: " + Files.readString(log));
  }

  private static void drain(BufferedReader output) {
    // Reading from a process holds its carrier: two servers would leave the fakes here without any.
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try (output) {
            while (output.readLine() != null) {
              // The process must never wait for a full pipe.
            }
          } catch (IOException _) {
            // The process is gone.
          }
        });
  }

  public URI gateway() {
    return gateway;
  }

  public URI console() {
    return console;
  }

  /// From the start of the process to its line `ready`.
  public double secondsToReady() {
    return secondsToReady;
  }

  /// Resident memory in MiB, from the kernel.
  public double residentMebibytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return Double.NaN;
  }

  /// What is alive on the Java heap in MiB, after a full collection.
  public double liveHeapMebibytes() throws IOException, InterruptedException {
    diagnose("GC.run");
    double kibibytes = 0;
    for (String line : diagnose("GC.heap_info")) {
      var used = HEAP_USED.matcher(line);
      if (line.contains("Metaspace")) {
        break;
      } else if (used.find()) {
        kibibytes += Long.parseLong(used.group(1));
      }
    }
    return kibibytes / 1024;
  }

  private List<String> diagnose(String command) throws IOException, InterruptedException {
    var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var asked =
        new ProcessBuilder(tool, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    try (var answer = asked.inputReader(StandardCharsets.UTF_8)) {
      var lines = answer.lines().toList();
      asked.waitFor();
      return lines;
    }
  }

  /// Processor time used so far in seconds.
  public double processorSeconds() {
    return process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(Double.NaN);
  }

  /// Kills the process as `kill -9` does, and waits until it is gone.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Waits until the process has ended by itself.
  public void awaitEnd(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + limit);
    }
  }

  public boolean alive() {
    return process.isAlive();
  }

  /// Asks the process to stop and answers its exit code.
  public int stop(Duration limit) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + limit);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(35, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package kr.ondam.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A program in another language that others' libraries run in, as a peer of our tests: it says
/// what happens to it in lines, and hears in lines what it shall do.
public final class PeerProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private PeerProcess(Process process) {
    this.process = process;
    // A virtual thread would hold its carrier while it reads from a process.
    Thread.ofPlatform().daemon().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
  }

  /// Starts a script.
  ///
  /// @param script its text
  /// @param arguments after its file
  /// @throws IOException when there is no such interpreter
  static PeerProcess start(
      String interpreter, String script, Map<String, String> environment, List<String> arguments)
      throws IOException {
    Path file = Files.createTempFile("peer", ".script");
    Files.writeString(file, script);
    file.toFile().deleteOnExit();
    var command = new java.util.ArrayList<String>(List.of(interpreter, file.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new PeerProcess(builder.start());
  }

  /// The next line the program prints that begins so, without its beginning.
  public String said(String beginning) {
    var before = new StringBuilder();
    try {
      while (true) {
        var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
          throw new IllegalStateException("the peer never said " + beginning + ", but" + before);
        }
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length()).strip();
        }
        before.append('\n').append(line);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Writes a line the program hears.
  public void tell(String line) {
    try {
      var input = process.outputWriter(StandardCharsets.UTF_8);
      input.write(line);
      input.write('\n');
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the program as a power cut would, and waits for that.
  public void kill() {
    process.destroyForcibly();
    try {
      process.waitFor();
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
}

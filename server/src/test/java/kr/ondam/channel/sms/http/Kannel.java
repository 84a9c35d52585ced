package kr.ondam.channel.sms.http;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real Kannel of Debian's package on free loopback ports: its two processes, joined to a message
/// centre by SMPP and to a gateway by HTTP.
public final class Kannel implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/sbin");

  private final Path folder;
  private final int admin = freePort();
  private final int boxes = freePort();
  private final int http = freePort();
  private final List<Process> processes = new ArrayList<>();

  /// @param folder for its configuration and logs
  /// @param smsc the port of a message centre that lets `italk` in with `secret`
  /// @param heard where it brings the texts of customers, up to and with `/mo`
  public Kannel(Path folder, int smsc, URI heard) {
    this.folder = folder;
    if (!Files.isExecutable(PROGRAMS.resolve("bearerbox"))) {
      throw new IllegalStateException(
          "Kannel is missing. Install it, for example: apt-get install kannel");
    }
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("kannel.conf"), settings(smsc, heard));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("bearerbox", boxes);
    start("smsbox", http);
  }

  private String settings(int smsc, URI heard) {
    return """
    group = core
    admin-port = %d
    admin-password = test
    smsbox-port = %d
    box-deny-ip = "*.*.*.*"
    box-allow-ip = "127.0.0.1"

    group = smsc
    smsc = smpp
    smsc-id = italk
    host = 127.0.0.1
    port = %d
    transceiver-mode = true
    smsc-username = italk
    smsc-password = secret
    system-type = ""
    interface-version = 34
    alt-charset = UTF-8
    source-addr-ton = 0
    source-addr-npi = 1
    dest-addr-ton = 0
    dest-addr-npi = 1
    msg-id-type = 0x01

    group = smsbox
    bearerbox-host = 127.0.0.1
    sendsms-port = %d
    http-request-retry = 10
    http-queue-delay = 1

    group = sendsms-user
    username = italk
    password = pw
    max-messages = 10
    concatenation = true

    group = sms-service
    keyword = default
    get-url = "%s?from=%%p&to=%%P&id=%%I&coding=%%c&charset=%%C&text=%%a"
    max-messages = 0
    accept-x-kannel-headers = false
    catch-all = true
    """
        .formatted(admin, boxes, smsc, http, heard);
  }

  private void start(String program, int port) {
    try {
      processes.add(
          new ProcessBuilder(
                  PROGRAMS.resolve(program).toString(), folder.resolve("kannel.conf").toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve(program + ".log").toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> listens(port));
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it takes texts to send.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + http);
  }

  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException _) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}

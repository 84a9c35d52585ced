package kr.ondam.dist;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import kr.ondam.console.ConsoleParts;
import kr.ondam.console.ConsoleServer;
import kr.ondam.launch.ConfigProblem;
import kr.ondam.launch.DemoSignIns;
import kr.ondam.launch.Server;
import kr.ondam.launch.ServerConfig;
import kr.ondam.launch.demo.Demo;
import kr.ondam.rules.simulation.Language;
import org.slf4j.LoggerFactory;

/// The process and its command line.
///
/// Exit codes follow sysexits: 0 done, 64 wrong command line, 65 wrong input file, 66 no input
/// file, 70 failed, 78 wrong configuration.
public final class Main {
  private static final int USAGE = 64;
  private static final int FAILED = 70;
  private static final int CONFIGURATION = 78;
  private static final String DEMO_PASSWORD = "secrets/demo-password";

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
  private final Path home = Path.of(System.getenv().getOrDefault("ONDAM_HOME", "."));

  private Main() {}

  public static void main(String[] args) {
    int code = new Main().run(new ArrayList<>(List.of(args)));
    if (code != 0) {
      // Event loops would keep a half-started process alive.
      System.exit(code);
    }
  }

  private int run(List<String> args) {
    if (args.isEmpty()) {
      return usage("which command?");
    }
    String command = args.removeFirst();
    var config = option(args, "--config").map(Path::of).orElse(home.resolve("config"));
    var data = option(args, "--data").map(Path::of).orElse(home.resolve("data"));
    var logging = useLogSettings(config.resolve("logback.xml"));
    try {
      if (command.equals("run") && args.isEmpty()) {
        return serve(config, data, logging);
      }
      logging.join();
      return switch (command) {
        case "run" -> usage("what is " + args + "?");
        case "import" ->
            args.size() == 1
                ? importGroup(Path.of(args.getFirst()), config, data)
                : usage("import wants one file");
        case "simulate" -> simulate(args);
        case "rules" -> rules(args, config);
        case "replay" -> replay(args, config, data);
        case "forecast" -> forecast(args, config, data);
        default -> usage("unknown command '" + command + "'");
      };
    } catch (ConfigProblem e) {
      e.problems().forEach(err::println);
      return CONFIGURATION;
    } catch (IllegalStateException | IllegalArgumentException e) {
      err.println("ondam: " + e.getMessage());
      LoggerFactory.getLogger(Main.class).debug("the start failed", e);
      return FAILED;
    }
  }

  /// Read beside what logs nothing, and to its end before there are threads that might log at the
  /// same moment.
  private static CompletableFuture<Void> useLogSettings(Path file) {
    if (Files.exists(file) && System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", file.toUri().toString());
    }
    return CompletableFuture.runAsync(
        LoggerFactory::getILoggerFactory,
        task -> Thread.ofPlatform().name("log-settings").start(task));
  }

  private int serve(Path folder, Path data, CompletableFuture<Void> logging) {
    var config = ServerConfig.read(folder.resolve("ondam.yaml"), System.getenv());
    logging.join();
    var parts = new CompletableFuture<ConsoleParts>();
    var starting = startConsole(config.console(), parts);
    Server server;
    try {
      server = Server.start(config, folder, data, System.getenv());
    } catch (RuntimeException e) {
      parts.completeExceptionally(e);
      throw e;
    }
    parts.complete(consoleParts(server));
    ConsoleServer console;
    try {
      console = starting.join();
    } catch (CompletionException e) {
      server.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, console), "ondam-stop"));
    out.println("gateway " + address(server.gatewayPort()));
    out.println("console " + address(console.port()));
    boolean demo = isDemo(folder);
    if (demo) {
      out.println("demo web chat " + address(server.gatewayPort()) + "/demo");
    }
    out.println("ready");
    server.warm();
    if (demo) {
      Demo.begin(server.features(), URI.create(address(server.gatewayPort())))
          .ifPresent(world -> out.println("demo KakaoTalk " + world.address()));
      // Each takes a check of a password, so nobody waits for them.
      signIns(folder, server);
    }
    return 0;
  }

  /// The screens' web server starts beside the database and all that needs it: each takes about
  /// half of the time.
  private static CompletableFuture<ConsoleServer> startConsole(
      ServerConfig.Console config, CompletableFuture<ConsoleParts> parts) {
    var started = new CompletableFuture<ConsoleServer>();
    Thread.ofPlatform()
        .name("console-start")
        .start(() -> {
          try {
            started.complete(
                ConsoleServer.start(config.host(), config.port(), config.idleTimeout(), parts));
          } catch (RuntimeException e) {
            started.completeExceptionally(e);
          }
        });
    return started;
  }

  private static ConsoleParts consoleParts(Server server) {
    var config = server.config();
    var publicUrl = config.gateway().publicUrl();
    return new ConsoleParts(
        server.features(),
        publicUrl.isEmpty() ? address(server.gatewayPort()) : publicUrl,
        config.routing().agentGrace());
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port;
  }

  /// Readiness at once, then the screens, so that nobody works on while the rest finishes. A
  /// process that was asked to stop and did is done: without this the exit code would be that of
  /// the signal.
  private static void stop(Server server, ConsoleServer console) {
    int code = FAILED;
    try {
      server.announceStop();
      try {
        console.close();
      } finally {
        server.close();
      }
      code = 0;
    } finally {
      Runtime.getRuntime().halt(code);
    }
  }

  private static boolean isDemo(Path config) {
    return Files.exists(config.resolve(DEMO_PASSWORD));
  }

  /// The sign-ins for which the demo's password still is the right one.
  private void signIns(Path config, Server server) {
    try {
      var password = Files.readString(config.resolve(DEMO_PASSWORD)).strip();
      DemoSignIns.of(config.resolve("group.yaml"), server.features(), password)
          .forEach(user ->
              out.println(
                  "demo sign-in "
                      + user.login()
                      + " / "
                      + password
                      + "   "
                      + user.name()
                      + " "
                      + user.roles()
                      + " "
                      + user.tenant()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int importGroup(Path file, Path config, Path data) {
    Server.importGroup(file, config, data, System.getenv());
    out.println("imported " + file);
    return 0;
  }

  /// Needs neither settings nor data.
  private int simulate(List<String> args) {
    var language = language(args);
    if (args.size() != 1 || language.isEmpty()) {
      return usage("simulate wants one file, and ko or en after --lang");
    }
    return new Simulate(out, err, language.get()).run(Path.of(args.getFirst()));
  }

  /// Needs the folder of the rules only, so it works beside a running server.
  private int rules(List<String> args, Path config) {
    var language = language(args);
    var folder = option(args, "--rules").map(Path::of).orElse(config.resolve("routing"));
    var by = option(args, "--by").orElse(System.getProperty("user.name", ""));
    var why = option(args, "--why").orElse("");
    if (args.isEmpty() || language.isEmpty()) {
      return usage("rules wants a command, and ko or en after --lang");
    }
    return new Rules(out, err, language.get(), folder).run(args, by, why);
  }

  private int replay(List<String> args, Path config, Path data) {
    var language = language(args);
    var other = option(args, "--rules").map(Path::of);
    var day = option(args, "--day").flatMap(Main::day);
    if (!args.isEmpty() || language.isEmpty() || other.isEmpty() || day.isEmpty()) {
      return usage("replay wants --day such as 2026-11-25 and --rules");
    }
    var replay = new ReplayDay(out, err, language.get());
    var days = Server.recordedDay(day.get(), config, data, System.getenv());
    return replay.run(days, config.resolve("routing"), other.get());
  }

  private int forecast(List<String> args, Path config, Path data) {
    var language = language(args);
    var day = option(args, "--day").flatMap(Main::day);
    var days = ForecastDay.days(option(args, "--days").orElse("7"));
    if (!args.isEmpty() || language.isEmpty() || day.isEmpty() || days.isEmpty()) {
      return usage("forecast wants --day such as 2026-11-25, and 1 to 90 after --days");
    }
    var read = ForecastDay.needed(day.get(), days.getAsInt());
    var recorded = Server.recordedDays(read, config, data, System.getenv());
    return new ForecastDay(out, err, language.get())
        .run(recorded, day.get(), config.resolve("routing"));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// Korean without the option; empty for another one.
  private static Optional<Language> language(List<String> args) {
    return switch (option(args, "--lang").orElse("ko")) {
      case "ko" -> Optional.of(Language.KOREAN);
      case "en" -> Optional.of(Language.ENGLISH);
      case String _ -> Optional.empty();
    };
  }

  private static Optional<String> option(List<String> args, String name) {
    int at = args.indexOf(name);
    if (at < 0 || at + 1 >= args.size()) {
      return Optional.empty();
    }
    args.remove(at);
    return Optional.of(args.remove(at));
  }

  private int usage(String problem) {
    err.println("ondam: " + problem);
    err.println(
        "usage: ondam run [--config DIR] [--data DIR]"
            + " | ondam import FILE [--config DIR] [--data DIR] | "
            + Simulate.USAGE
            + " | "
            + Rules.USAGE
            + " | "
            + ReplayDay.USAGE
            + " | "
            + ForecastDay.USAGE);
    return USAGE;
  }
}

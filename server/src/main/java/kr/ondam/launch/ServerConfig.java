package kr.ondam.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Network;
import kr.ondam.media.Clamd;
import kr.ondam.media.S3Bucket;
import kr.ondam.routing.OverflowAgreement;
import kr.ondam.routing.RoutingPolicy;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What an operator sets in `config/ondam.yaml`. Every key can be overridden by an environment
/// variable: `gateway.port` by `ONDAM_GATEWAY_PORT`.
public record ServerConfig(
    Gateway gateway,
    Console console,
    Storage database,
    Routing routing,
    Intake intake,
    Media media) {

  /// How far a stored message is carried before it is acknowledged.
  public enum Durability {
    /// It survives the death of the process.
    PROCESS,
    /// It also survives the loss of power.
    POWER
  }

  /// @param port 0 picks a free one
  /// @param allowedHosts values of the Host header that are served; empty serves all
  /// @param trustedProxies addresses or networks whose `X-Forwarded-For` is believed
  /// @param apiCallsPerSecond calls to the REST interface that one key may make
  /// @param metricsFrom addresses or networks that may read `/metrics`, besides this machine
  public record Gateway(
      String host,
      int port,
      List<String> allowedHosts,
      List<String> trustedProxies,
      String publicUrl,
      int apiCallsPerSecond,
      List<String> metricsFrom) {}

  /// @param port 0 picks a free one
  public record Console(String host, int port, Duration idleTimeout) {}

  /// @param url a JDBC address; empty for an H2 file in the data folder
  /// @param password a reference to the secret
  public record Storage(String url, String user, String password, Durability durability) {}

  /// @param missedOffers after how many unanswered offers in a row an agent is set to 부재응답
  /// @param agentGrace how long an agent may be disconnected before what they hold is given to
  ///   others
  /// @param wrapUpLimit how long an ended conversation may wait for its classification
  /// @param recordKept how long routing events are kept, so that a day can be run again
  /// @param overflow which tenants' conversations may go to whose agents (범위: 그룹)
  public record Routing(
      Duration offerTimeout,
      Duration declineExclusion,
      int missedOffers,
      Duration agentGrace,
      Duration wrapUpLimit,
      Duration recordKept,
      List<OverflowAgreement> overflow) {
    public Routing {
      overflow = List.copyOf(overflow);
    }

    RoutingPolicy policy() {
      return new RoutingPolicy(offerTimeout, declineExclusion, missedOffers, wrapUpLimit);
    }
  }

  /// @param lanes single writers per tenant
  /// @param waiting messages of one tenant that may wait before senders are told to come back later
  public record Intake(int lanes, int waiting) {}

  /// @param hosts further hosts from which files of customers are fetched, `host` or `host:port`
  /// @param networks private networks in which such a host may lie
  /// @param clamd address of a ClamAV daemon, `host:port` or `unix:/path`; empty scans nothing
  /// @param s3 where files are kept; null for the data folder
  public record Media(
      List<String> hosts, List<String> networks, String clamd, @Nullable S3Bucket s3) {}

  /// Reads the file.
  ///
  /// @throws ConfigProblem naming everything that is wrong
  public static ServerConfig read(Path file, Map<String, String> environment) {
    return read(ConfigTree.read(file), environment);
  }

  static ServerConfig read(ConfigTree.Fields fields, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    var root = new ConfigSection(fields, "", environment, problems);
    var config =
        new ServerConfig(
            gateway(root.section("gateway")),
            console(root.section("console")),
            database(root.section("database")),
            routing(root.section("routing")),
            intake(root.section("intake")),
            media(root.section("media")));
    root.finish();
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
    return config;
  }

  private static Gateway gateway(ConfigSection section) {
    var gateway =
        new Gateway(
            section.text("host").orElse("127.0.0.1"),
            section.number("port", 8080, 0, 65_535),
            section.texts("allowed-hosts"),
            section.texts("trusted-proxies"),
            section.text("public-url").orElse(""),
            section.number("api-calls-per-second", 500, 1, 1_000_000),
            section.texts("metrics-from"));
    for (var proxy : gateway.trustedProxies()) {
      if (proxy.endsWith("/0")) {
        section.wrong("trusted-proxies", proxy, "addresses or networks smaller than everything");
      }
    }
    networks(section, "metrics-from", gateway.metricsFrom());
    section.finish();
    return gateway;
  }

  private static Console console(ConfigSection section) {
    var console =
        new Console(
            section.text("host").orElse("127.0.0.1"),
            section.number("port", 8090, 0, 65_535),
            section.duration(
                "idle-timeout",
                Duration.ofMinutes(30),
                Duration.ofMinutes(5),
                Duration.ofHours(1)));
    section.finish();
    return console;
  }

  private static Storage database(ConfigSection section) {
    var database =
        new Storage(
            section.text("url").orElse(""),
            section.text("user").orElse(""),
            section.text("password").orElse(""),
            section.choice("durability", Durability.class, Durability.POWER));
    section.finish();
    return database;
  }

  private static Routing routing(ConfigSection section) {
    var routing =
        new Routing(
            section.duration(
                "offer-timeout",
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10)),
            section.duration(
                "decline-exclusion",
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofHours(1)),
            section.number("missed-offers", 2, 1, 20),
            section.duration(
                "agent-grace",
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10)),
            section.duration(
                "wrap-up-limit",
                Duration.ofMinutes(3),
                Duration.ofSeconds(10),
                Duration.ofHours(1)),
            Duration.ofDays(section.number("record-days", 30, 1, 3_650)),
            overflow(section));
    section.finish();
    return routing;
  }

  private static List<OverflowAgreement> overflow(ConfigSection section) {
    List<OverflowAgreement> agreements = new ArrayList<>();
    for (var one : section.sections("overflow")) {
      var from = one.required("from");
      var to = one.required("to");
      var basis = one.required("basis");
      var contract = one.required("contract");
      var approver = one.required("approver");
      var until = until(one);
      one.finish();
      if (List.of(from, to, basis, contract, approver).stream().noneMatch(String::isBlank)) {
        try {
          agreements.add(
              new OverflowAgreement(
                  new TenantId(from), new TenantId(to), basis, contract, approver, until));
        } catch (IllegalArgumentException e) {
          one.wrong("to", from + " -> " + to, String.valueOf(e.getMessage()));
        }
      }
    }
    return agreements;
  }

  /// The end of the last day, in Seoul.
  private static @Nullable Instant until(ConfigSection section) {
    var day = section.text("until");
    if (day.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(day.get())
          .plusDays(1)
          .atStartOfDay(ZoneId.of("Asia/Seoul"))
          .toInstant();
    } catch (DateTimeParseException _) {
      section.wrong("until", day.get(), "a day such as 2027-12-31");
      return null;
    }
  }

  private static Intake intake(ConfigSection section) {
    var intake =
        new Intake(
            section.number("lanes", 1, 1, 64), section.number("waiting", 8192, 16, 1_000_000));
    section.finish();
    return intake;
  }

  private static Media media(ConfigSection section) {
    var media =
        new Media(
            section.texts("hosts"),
            section.texts("private-networks"),
            section.text("clamd").orElse(""),
            BucketSection.read(section.section("s3")));
    for (var host : media.hosts()) {
      if (!host.matches("[a-z0-9.-]+(:[0-9]{1,5})?")) {
        section.wrong("hosts", host, "a host in small letters, or host:port");
      }
    }
    networks(section, "private-networks", media.networks());
    if (!media.clamd().isEmpty() && !Clamd.isAddress(media.clamd())) {
      section.wrong("clamd", media.clamd(), "host:port or unix:/path");
    }
    section.finish();
    return media;
  }

  private static void networks(ConfigSection section, String key, List<String> given) {
    for (var network : given) {
      if (!isNetwork(network)) {
        section.wrong(key, network, "an address or a network such as 10.20.0.0/24");
      }
    }
  }

  private static boolean isNetwork(String text) {
    try {
      Network.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}

package kr.ondam.launch;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.Network;
import kr.ondam.channel.alimtalk.Alimtalk;
import kr.ondam.channel.kakao.KakaoCounsel;
import kr.ondam.channel.kakao.skill.KakaoSkill;
import kr.ondam.channel.sms.http.HttpProfiles;
import kr.ondam.channel.sms.http.HttpSms;
import kr.ondam.channel.sms.smpp.Smpp;
import kr.ondam.gateway.GatewayServer;
import kr.ondam.gateway.GatewaySettings;
import kr.ondam.gateway.Operations;
import kr.ondam.gateway.Probe;
import kr.ondam.gateway.Route;
import kr.ondam.gateway.Router;
import kr.ondam.gateway.StaticFiles;
import kr.ondam.gateway.webchat.ChatLimits;
import kr.ondam.gateway.webchat.ChatTools;
import kr.ondam.gateway.webchat.WebChat;
import kr.ondam.media.FittedPictures;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingDay;
import kr.ondam.rules.simulation.DayLog;
import kr.ondam.store.Stores;
import kr.ondam.tenant.StoreUnavailable;

/// The running server: its core and the gateway before it.
public final class Server implements AutoCloseable {
  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
  private static final Executor STARTING =
      task -> Thread.ofPlatform().name("database-start").daemon().start(task);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Core core;
  private final GatewayServer gateway;
  private final WebChat chat;
  private final Smpp smpp;
  private final PollStart polls;
  private final LazyHttpClient http;
  private final ServerConfig config;

  private Server(
      ServerConfig config,
      Core core,
      GatewayServer gateway,
      WebChat chat,
      Smpp smpp,
      PollStart polls,
      LazyHttpClient http) {
    this.config = config;
    this.core = core;
    this.gateway = gateway;
    this.chat = chat;
    this.smpp = smpp;
    this.polls = polls;
    this.http = http;
  }

  /// Starts everything and answers when it serves. A database to which no group file has been
  /// applied to its end is filled from `group.yaml` first.
  ///
  /// @param folder of `group.yaml`, `routing/`, `secrets/` and `sms/`
  /// @param data where the H2 file lies
  /// @throws ConfigProblem when a file cannot be used
  public static Server start(
      ServerConfig config, Path folder, Path data, Map<String, String> environment) {
    var profiles = profiles(folder);
    var secrets = new FileSecrets(folder, environment);
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(meters);
    var opening = CompletableFuture.supplyAsync(() -> Core.open(config, data, secrets), STARTING);
    var http = new LazyHttpClient(KakaoCounsel::client);
    var kakao = new KakaoCounsel(secrets, http);
    var sms = new HttpSms(secrets, http, Clock.systemUTC(), new FittedPictures(), profiles);
    var alimtalk = new Alimtalk(secrets, http);
    var smpp = new Smpp(secrets);
    var database = Starting.join(opening);
    boolean powerSafe = config.database().durability() == ServerConfig.Durability.POWER;
    var skill =
        new KakaoSkill(
            secrets, http, Stores.of(database, powerSafe).callbacks(), Clock.systemUTC());
    Map<ChannelKind, ChannelAdapter> adapters =
        Map.of(
            ChannelKind.KAKAO_COUNSEL, kakao,
            ChannelKind.KAKAO_SKILL, skill,
            ChannelKind.SMS_SMPP, smpp,
            ChannelKind.SMS_HTTP, sms);
    var rulesFolder = folder.resolve("routing");
    var core =
        Starting.over(
            database,
            () ->
                Core.build(
                    config,
                    database,
                    data,
                    secrets,
                    adapters,
                    meters,
                    ZONE,
                    rulesFolder,
                    new ChannelSettings(profiles)));
    try {
      importFirst(core, folder);
      var rules = core.readRules();
      var chat = chat(config, core.features());
      core.features().provisioning().tell(chat::edited);
      var security = new SecurityEvents(core.features().audit(), System::nanoTime);
      security.follow(core.features().bus());
      var webhooks = new Webhooks(kakao, skill, sms, alimtalk, security);
      var serving = new AtomicReference<BooleanSupplier>(() -> true);
      var router = router(config, core.features(), webhooks, chat, meters, serving);
      core.start(rules);
      SmppStart.connect(smpp, core.features(), security);
      var gateway = new GatewayServer(settings(config), router, meters);
      serving.set(() -> !gateway.isDraining());
      core.features().notices().start(alimtalk);
      var polls = new PollStart(sms, http, core.features(), security);
      return new Server(config, core, gateway, chat, smpp, polls, http);
    } catch (RuntimeException e) {
      smpp.close();
      core.close();
      throw e;
    }
  }

  /// Applies a group file to the data of a server that is not running.
  public static void importGroup(
      Path file, Path folder, Path data, Map<String, String> environment) {
    var config = ServerConfig.read(folder.resolve("ondam.yaml"), environment);
    var settings = new ChannelSettings(profiles(folder));
    var group = GroupFile.read(file, settings);
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (var core =
        Core.build(
            config,
            data,
            new FileSecrets(folder, environment),
            Map.of(),
            meters,
            ZONE,
            folder.resolve("routing"),
            settings)) {
      core.features().provisioning().apply(group);
    }
  }

  /// The recorded routing of a day, of every tenant that had any; read from the data of a server
  /// that is not running.
  public static List<DayLog> recordedDay(
      LocalDate day, Path folder, Path data, Map<String, String> environment) {
    return recordedDays(List.of(day), folder, data, environment);
  }

  /// The same for several days, in their order.
  public static List<DayLog> recordedDays(
      List<LocalDate> days, Path folder, Path data, Map<String, String> environment) {
    var config = ServerConfig.read(folder.resolve("ondam.yaml"), environment);
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var secrets = new FileSecrets(folder, environment);
    var routing = folder.resolve("routing");
    var settings = new ChannelSettings(profiles(folder));
    try (var core = Core.build(config, data, secrets, Map.of(), meters, ZONE, routing, settings)) {
      var stores = core.features().stores();
      var tenants = stores.tenants().tenants();
      return days.stream()
          .flatMap(day ->
              tenants.stream().map(tenant -> RoutingDay.read(stores.routing(), tenant, day, ZONE)))
          .filter(log -> !log.conversations().isEmpty())
          .toList();
    }
  }

  /// The name in rules of each channel, by its number in a recorded day.
  public static List<String> recordedChannels() {
    return RoutingDay.channels();
  }

  private static void importFirst(Core core, Path folder) {
    var group = folder.resolve("group.yaml");
    if (core.features().stores().tenants().groupName().isEmpty() && Files.exists(group)) {
      var provisioning = core.features().provisioning();
      provisioning.apply(GroupFile.read(group, provisioning.settings()));
    }
  }

  /// The providers of text messages that come with the program, and those of `sms/NAME.json`.
  private static HttpProfiles profiles(Path folder) {
    List<String> problems = new ArrayList<>();
    var profiles = HttpProfiles.with(folder.resolve("sms"), problems);
    if (!problems.isEmpty()) {
      throw new ConfigProblem(problems);
    }
    return profiles;
  }

  private static WebChat chat(ServerConfig config, Features features) {
    var stores = features.stores();
    return new WebChat(
        stores.channels(),
        stores.visitors(),
        stores.tenants(),
        new ChatTools(
            stores.conversations(),
            stores.agents(),
            features.intake(),
            features.uploads(),
            features.attachments(),
            features.partitions(),
            features.bus(),
            features.signals(),
            features.clock(),
            features.timers(),
            System::nanoTime,
            new SecureRandom(),
            Executors.newVirtualThreadPerTaskExecutor(),
            features.meters(),
            ChatLimits.USUAL),
        config.gateway().publicUrl());
  }

  private static Router router(
      ServerConfig config,
      Features features,
      Webhooks webhooks,
      WebChat chat,
      PrometheusMeterRegistry meters,
      AtomicReference<BooleanSupplier> serving) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(
        new Operations(
                Map.of(
                    "store",
                    new Probe(() -> writable(features), System::nanoTime),
                    "serving",
                    () -> serving.get().getAsBoolean()),
                Map.of("routing", () -> features.partitions().down() == 0),
                networks(config.gateway().metricsFrom()),
                meters)
            .routes());
    routes.addAll(webhooks.routes(features));
    routes.addAll(ProgramRoutes.bots(features));
    routes.addAll(ProgramRoutes.api(config, features));
    routes.addAll(chat.routes());
    routes.addAll(StaticFiles.routes(config.gateway().publicUrl()));
    meters.gauge("routing.partitions_down", features.partitions(), Partitions::down);
    return new Router(routes, List.of(chat.socket()));
  }

  private static GatewaySettings settings(ServerConfig config) {
    var usual = GatewaySettings.defaults(config.gateway().host(), config.gateway().port());
    return new GatewaySettings(
        usual.host(),
        usual.port(),
        Set.copyOf(config.gateway().allowedHosts()),
        networks(config.gateway().trustedProxies()),
        usual.connectionsPerAddress(),
        usual.requestsPerSecond(),
        usual.largestBody(),
        usual.pipelined(),
        usual.headerDeadline(),
        usual.bodyDeadline(),
        usual.idle(),
        usual.uploads());
  }

  private static List<Network> networks(List<String> texts) {
    return texts.stream().map(Network::parse).toList();
  }

  /// A real write, so that a full or closed database shows.
  private static boolean writable(Features features) {
    try {
      features.tenants().probe();
      return true;
    } catch (StoreUnavailable e) {
      return false;
    }
  }

  public Features features() {
    return core.features();
  }

  public ServerConfig config() {
    return config;
  }

  /// What the gateway answers.
  public Router router() {
    return gateway.router();
  }

  public int gatewayPort() {
    return gateway.port();
  }

  /// Makes what the first message of a server needs and its start does not, begins to ask the
  /// providers that do not call, reads the draft of the rules and checks the settings of accounts,
  /// now that nobody waits.
  public void warm() {
    Thread.ofVirtual()
        .name("warm")
        .start(() -> {
          polls.connect();
          core.features().rules().refresh();
          AccountCheck.say(core.features());
        });
  }

  /// Says from now on that the server stops, and goes on with what it has taken.
  public void announceStop() {
    gateway.announceStop();
  }

  /// Finishes what was taken, requests and messages on their way to a provider for at most 20 s
  /// from now on, then stops everything.
  @Override
  public void close() {
    core.stopSending();
    // Each may wait as long as a provider or a customer keeps it.
    var polling = CompletableFuture.runAsync(polls::close, task -> Thread.ofVirtual().start(task));
    gateway.drain(DRAIN);
    smpp.close();
    gateway.close();
    chat.close();
    polling.join();
    core.close();
    http.shutdownNow();
  }
}

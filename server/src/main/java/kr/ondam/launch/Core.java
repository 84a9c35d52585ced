package kr.ondam.launch;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Secrets;
import kr.ondam.conversation.Carriage;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.History;
import kr.ondam.conversation.Intake;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Notices;
import kr.ondam.conversation.Outbox;
import kr.ondam.conversation.Replies;
import kr.ondam.conversation.Reports;
import kr.ondam.conversation.Signals;
import kr.ondam.conversation.bot.BotDirectory;
import kr.ondam.event.EventBus;
import kr.ondam.launch.rules.Activation;
import kr.ondam.launch.rules.InForce;
import kr.ondam.launch.rules.RuleBooks;
import kr.ondam.launch.rules.RuleWatch;
import kr.ondam.media.Attachments;
import kr.ondam.media.FileTypes;
import kr.ondam.media.MediaStore;
import kr.ondam.media.Receiving;
import kr.ondam.media.Uploads;
import kr.ondam.report.Board;
import kr.ondam.routing.OverflowAgreements;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.RoutingSources;
import kr.ondam.routing.SystemLines;
import kr.ondam.routing.WaitNotices;
import kr.ondam.security.ApiKeys;
import kr.ondam.security.Audit;
import kr.ondam.security.Logins;
import kr.ondam.security.Masking;
import kr.ondam.security.Passwords;
import kr.ondam.store.Database;
import kr.ondam.store.Stores;
import kr.ondam.store.Upkeep;
import kr.ondam.tenant.Expiry;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.SystemTimers;
import kr.ondam.time.TimeOrderedIds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server without its edges: database, lanes, partitions and outbox, built in the order in
/// which they need each other and stopped in the opposite one.
public final class Core implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Core.class);

  /// From the moment the stop begins; longer than the longest call to a provider (13 s), because a
  /// message whose answer nobody hears is sent again after the next start.
  private static final Duration SENDING = Duration.ofSeconds(20);

  private final Database database;
  private final SystemTimers timers;
  private final Lanes lanes;
  private final Outbox outbox;
  private final MediaStore files;
  private final Receiving receiving;
  private final SystemLines lines;
  private final WaitNotices notices;
  private final RuleWatch watch;
  private final List<Expiry> expiries;
  private final Upkeep upkeep;
  private final BotParts bots;
  private final Features features;

  private Core(
      Database database,
      SystemTimers timers,
      Lanes lanes,
      Outbox outbox,
      MediaStore files,
      Receiving receiving,
      SystemLines lines,
      WaitNotices notices,
      RuleWatch watch,
      List<Expiry> expiries,
      Upkeep upkeep,
      BotParts bots,
      Features features) {
    this.database = database;
    this.timers = timers;
    this.lanes = lanes;
    this.outbox = outbox;
    this.files = files;
    this.receiving = receiving;
    this.lines = lines;
    this.notices = notices;
    this.watch = watch;
    this.expiries = List.copyOf(expiries);
    this.upkeep = upkeep;
    this.bots = bots;
    this.features = features;
  }

  /// Opens the database and builds everything; nothing runs yet.
  ///
  /// @param data where the H2 file lies when no other database is configured
  /// @param routing folder of the rule files
  static Core build(
      ServerConfig config,
      Path data,
      Secrets secrets,
      Map<ChannelKind, ChannelAdapter> adapters,
      MeterRegistry meters,
      ZoneId zone,
      Path routing,
      ChannelSettings settings) {
    var database = open(config, data, secrets);
    return Starting.over(
        database,
        () -> build(config, database, data, secrets, adapters, meters, zone, routing, settings));
  }

  /// Builds everything over an opened database, which it owns once built; nothing runs yet.
  ///
  /// @param data where the files of customers lie
  /// @param routing folder of the rule files
  static Core build(
      ServerConfig config,
      Database database,
      Path data,
      Secrets secrets,
      Map<ChannelKind, ChannelAdapter> adapters,
      MeterRegistry meters,
      ZoneId zone,
      Path routing,
      ChannelSettings settings) {
    // Databases keep microseconds: what is remembered must be what would be read back.
    InstantSource clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    var stores =
        Stores.of(database, config.database().durability() == ServerConfig.Durability.POWER);
    var timers = new SystemTimers();
    var bus = new EventBus(clock);
    var ids = new TimeOrderedIds(clock);
    var directory = new BotDirectory(stores.channels());
    var lanes =
        new Lanes(
            stores.conversations(),
            stores.customers(),
            bus,
            ids,
            clock,
            new Lanes.Limits(config.intake().waiting(), config.intake().lanes()),
            directory);
    var reports = new Reports(stores.sentCalls(), bus, clock);
    var files = MediaTools.store(config.media(), data, secrets, timers);
    var spool = MediaTools.spool(data);
    var types = new FileTypes();
    var inspection = MediaTools.inspection(config.media(), types, timers);
    var uploads =
        new Uploads(
            new Uploads.Tools(
                stores.uploads(),
                stores.attachments(),
                stores.conversations(),
                files,
                spool,
                inspection,
                Masking::mask,
                ids::next,
                clock));
    var random = new SecureRandom(); // many threads ask it
    var outbox =
        new Outbox(
            new Outbox.Tools(
                stores.conversations(),
                stores.channels(),
                adapters,
                lanes,
                reports,
                bus,
                clock,
                timers,
                random,
                Executors.newVirtualThreadPerTaskExecutor(),
                uploads),
            meters);
    var receiving =
        new Receiving(
            new Receiving.Tools(
                stores.attachments(),
                files,
                MediaTools.fetcher(config.media(), spool, timers),
                MediaTools.hosts(stores.channels(), adapters),
                inspection,
                bus,
                clock,
                timers,
                Executors.newVirtualThreadPerTaskExecutor(),
                meters));
    var carriage = new Carriage(stores.channels(), adapters);
    var replies =
        new Replies(
            lanes,
            stores.conversations(),
            bus,
            clock,
            new Replies.Hiding(Masking::maskReply, Masking::mask),
            uploads,
            carriage,
            outbox::take);
    var intake = new Intake(lanes, meters);
    var choices = new Choices(stores.conversations(), carriage);
    var notices =
        new Notices(
            new Notices.Tools(
                stores.notices(),
                stores.channels(),
                stores.customers(),
                bus,
                clock,
                timers,
                random,
                Executors.newVirtualThreadPerTaskExecutor(),
                meters));
    var installed = new Installed(stores.tenants(), stores.agents());
    var rules =
        new RuleBooks(routing, new RuleBooks.Surroundings(installed::inventory, clock, zone));
    var partitions =
        new Partitions(
            new RoutingSources(
                stores.routing(),
                stores.agents(),
                stores.tenants(),
                stores.channels(),
                stores.customers(),
                stores.conversations(),
                stores.bots()),
            bus,
            timers,
            clock,
            ids,
            config.routing().policy(),
            rules::book,
            new OverflowAgreements(config.routing().overflow()));
    var bots =
        new BotParts(
            new BotParts.Ground(
                stores, directory, lanes, outbox, uploads, bus, clock, timers, secrets, meters));
    var passwords = new Passwords();
    var audit = new Audit(stores.audit(), ids, clock);
    var features =
        new Features(
            stores,
            bus,
            clock,
            timers,
            zone,
            ids,
            meters,
            intake,
            reports,
            outbox,
            new Signals(),
            replies,
            notices,
            Mending.problems(stores, adapters, intake, replies, reports, notices, choices),
            carriage,
            choices,
            new Attachments(stores.attachments(), files, types),
            uploads,
            new History(stores.conversations(), stores.customers()),
            partitions,
            new Board(
                partitions,
                stores.routing(),
                stores.conversations(),
                stores.bots(),
                stores.agents(),
                stores.tenants(),
                clock,
                zone),
            new Logins(stores.agents(), stores.credentials(), passwords, audit, clock),
            new ApiKeys(stores.apiKeys()),
            audit,
            new Provisioning(stores, settings, passwords, secrets, ids, partitions::open),
            bots,
            rules);
    return new Core(
        database,
        timers,
        lanes,
        outbox,
        files,
        receiving,
        new SystemLines(bus, replies, stores.agents(), stores.routing()),
        new WaitNotices(bus, replies, timers),
        new RuleWatch(rules, timers, Executors.newVirtualThreadPerTaskExecutor()),
        Expiries.of(config, stores, uploads, timers, clock),
        new Upkeep(database, timers, Executors.newVirtualThreadPerTaskExecutor()),
        bots,
        features);
  }

  /// @param data where the H2 file lies when no other database is configured
  static Database open(ServerConfig config, Path data, Secrets secrets) {
    var storage = config.database();
    if (storage.url().isEmpty()) {
      return Database.file(data);
    }
    var password = secrets.value(storage.password()).orElse("");
    return Database.open(storage.url(), storage.user(), password);
  }

  public Features features() {
    return features;
  }

  /// Begins to read the rules in force, which takes a while and needs nothing of what is built
  /// meanwhile.
  CompletableFuture<Void> readRules() {
    return CompletableFuture.runAsync(
        () -> features.rules().start(this::follow),
        task -> Thread.ofPlatform().name("rules-start").daemon().start(task));
  }

  /// Starts lanes, partitions and outbox; answers when every partition has been rebuilt.
  ///
  /// @param rules done when there are rules to route by
  void start(CompletableFuture<Void> rules) {
    var tenants = features.stores().tenants().tenants().stream().map(Tenant::id).toList();
    bots.know(tenants, features.provisioning(), features.timers());
    lanes.start();
    Starting.join(rules);
    features.partitions().start(tenants);
    bots.start(tenants);
    outbox.start();
    receiving.start();
    watch.start();
    features.provisioning().tell(_ -> watch.edited());
    upkeep.start();
  }

  private void follow(InForce now, boolean another) {
    var version = Activation.abbreviated(now.book().version());
    log.info("rules {} {} in force", now.book().label(), version);
    features.partitions().activate(now.book());
    if (another) {
      var activation = now.activation();
      features
          .audit()
          .recordProgram(
              TenantId.GROUP,
              activation.by(),
              "rules.in_force",
              activation.version(),
              activation.kind() + " from " + Activation.abbreviated(activation.from()));
    }
  }

  /// Sends nothing more from now on; what is being sent goes on.
  void stopSending() {
    outbox.stop();
  }

  /// Finishes what was taken and closes the database.
  @Override
  public void close() {
    watch.close();
    upkeep.close();
    expiries.forEach(Expiry::close);
    bots.close();
    notices.close();
    lines.close();
    features.notices().close();
    outbox.close(SENDING);
    receiving.close();
    files.close();
    lanes.close();
    features.partitions().close();
    timers.close();
    database.close();
  }
}

package kr.ondam.launch;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotClient;
import kr.ondam.channel.bot.BotDialects;
import kr.ondam.channel.bot.BotPosts;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.conversation.BotWrites;
import kr.ondam.conversation.ConversationStore;
import kr.ondam.conversation.Lanes;
import kr.ondam.conversation.Outbox;
import kr.ondam.conversation.SentFiles;
import kr.ondam.conversation.bot.BotDirectory;
import kr.ondam.conversation.bot.BotInbox;
import kr.ondam.conversation.bot.Bots;
import kr.ondam.event.EventBus;
import kr.ondam.routing.BotNews;
import kr.ondam.routing.Partitions;
import kr.ondam.routing.Takeovers;
import kr.ondam.security.Masking;
import kr.ondam.store.Stores;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// The chatbots' side of the server: who they are, what they are told and what they send.
public final class BotParts implements AutoCloseable {
  /// What it is built over.
  record Ground(
      Stores stores,
      BotDirectory directory,
      Lanes lanes,
      Outbox outbox,
      SentFiles files,
      EventBus bus,
      InstantSource clock,
      Timers timers,
      Secrets secrets,
      MeterRegistry meters) {}

  private final BotDirectory directory;
  private final Bots bots;
  private final BotInbox inbox;
  private final BotPosts posts;
  private final Caller caller;
  private final BotNews news;

  BotParts(Ground ground) {
    directory = ground.directory();
    var dialects = BotDialects.all();
    caller = new Caller(dialects, ground.secrets(), ground.clock());
    var tools =
        new Bots.Tools(
            directory,
            ground.stores().conversations(),
            ground.stores().bots(),
            new BotWrites(
                ground.lanes(),
                ground.stores().conversations(),
                Masking::maskReply,
                ground.files(),
                ground.outbox()::take),
            caller,
            Masking::mask,
            ground.bus(),
            ground.clock(),
            ground.timers(),
            Executors.newVirtualThreadPerTaskExecutor(),
            ground.meters());
    bots = new Bots(tools);
    inbox = new BotInbox(bots, tools);
    posts = new BotPosts(dialects, ground.secrets(), ground.clock());
    news = new BotNews(ground.bus(), bots);
  }

  public BotDirectory directory() {
    return directory;
  }

  public Bots bots() {
    return bots;
  }

  public BotInbox inbox() {
    return inbox;
  }

  public BotPosts posts() {
    return posts;
  }

  /// Puts commands to partitions for people who see bots' conversations too.
  public Takeovers steering(Partitions partitions, ConversationStore conversations) {
    return new Takeovers(partitions, bots, conversations);
  }

  /// Says who the bots are, also after every change; call it before customers are heard.
  void know(List<TenantId> tenants, Provisioning provisioning, Timers timers) {
    tenants.forEach(directory::reload);
    provisioning.tell(new EditListener(directory::reload, timers, Thread::startVirtualThread));
  }

  /// Takes up their conversations; call it when lanes and partitions run.
  void start(List<TenantId> tenants) {
    bots.start(tenants);
  }

  @Override
  public void close() {
    news.close();
    bots.close();
    caller.close();
  }

  /// Makes the client when the first bot is asked: most installations have none, and to read the
  /// certificates it trusts takes time at the start.
  private static final class Caller implements Bots.Caller, AutoCloseable {
    private final BotDialects dialects;
    private final Secrets secrets;
    private final InstantSource clock;
    private @Nullable HttpClient http;
    private @Nullable BotClient client;

    Caller(BotDialects dialects, Secrets secrets, InstantSource clock) {
      this.dialects = dialects;
      this.secrets = secrets;
      this.clock = clock;
    }

    @Override
    public BotAnswer tell(Bot bot, BotTurn turn) {
      return client().tell(bot, turn);
    }

    private synchronized BotClient client() {
      var made = client;
      if (made == null) {
        http = BotClient.http();
        made = new BotClient(dialects, secrets, clock, http);
        client = made;
      }
      return made;
    }

    @Override
    public synchronized void close() {
      if (http != null) {
        http.shutdownNow();
      }
    }
  }
}

package kr.ondam.conversation;

import static kr.ondam.conversation.Desk.LIFE;
import static kr.ondam.conversation.Desk.spoken;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Part;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotAnswer;
import kr.ondam.channel.bot.BotPost;
import kr.ondam.channel.bot.BotTurn;
import kr.ondam.channel.bot.BotWords;
import kr.ondam.channel.bot.HandoverWish;
import kr.ondam.conversation.bot.BotDirectory;
import kr.ondam.conversation.bot.BotInbox;
import kr.ondam.conversation.bot.Bots;
import kr.ondam.conversation.bot.Posted;
import kr.ondam.security.Masking;
import org.jspecify.annotations.Nullable;

/// A desk whose customers talk with a bot that answers what a test says, over stores in memory.
final class BotFloor implements AutoCloseable {
  static final ChannelAccountId BOT = new ChannelAccountId("bot");

  /// Answers what was put in, else `네`; keeps what it was told.
  static final class ScriptedBot implements Bots.Caller {
    final ArrayDeque<BotAnswer> answers = new ArrayDeque<>();
    final List<BotTurn> told = new CopyOnWriteArrayList<>();
    volatile Runnable asked = () -> {};

    /// What it answers to a turn that nobody said.
    volatile BotAnswer mentioned = new BotAnswer.Untold();

    @Override
    public BotAnswer tell(Bot bot, BotTurn turn) {
      told.add(turn);
      if (!(turn instanceof BotTurn.Said)) {
        return mentioned;
      }
      asked.run();
      synchronized (answers) {
        return answers.isEmpty() ? says("네") : answers.remove();
      }
    }

    void will(BotAnswer... next) {
      answers.addAll(List.of(next));
    }

    List<String> heard() {
      return told.stream()
          .filter(BotTurn.Said.class::isInstance)
          .map(t -> ((Part.Text) ((BotTurn.Said) t).parts().getFirst()).text())
          .toList();
    }
  }

  final ScriptedBot bot = new ScriptedBot();
  final Desk desk;
  final BotDirectory directory;
  private final Bots.Tools tools;
  private Bots bots;
  private int id;

  /// New conversations begin with the bot.
  BotFloor() {
    this(Desk.withBots((_, _) -> true));
  }

  BotFloor(Desk desk) {
    this.desk = desk;
    directory = new BotDirectory(desk.memory.stores().channels());
    tools =
        new Bots.Tools(
            directory,
            desk.store,
            desk.memory.stores().bots(),
            desk.bots,
            bot,
            Masking::mask,
            desk.bus,
            desk.time,
            desk.time,
            Executors.newVirtualThreadPerTaskExecutor(),
            desk.meters);
    account(Map.of());
    bots = process();
  }

  /// Another process over the same rows, which begins where the first one is.
  Bots process() {
    var process = new Bots(tools);
    process.start(List.of(LIFE));
    return process;
  }

  void restart() {
    bots.close();
    bots = process();
  }

  Bots bots() {
    return bots;
  }

  BotInbox inbox() {
    return new BotInbox(bots, tools);
  }

  /// Gives the bot these settings.
  void account(Map<String, String> settings) {
    account("http://127.0.0.1:9/webhooks/rest/webhook", settings);
  }

  void account(String url, Map<String, String> settings) {
    desk.memory
        .stores()
        .channels()
        .save(
            new ChannelAccount(
                LIFE,
                BOT,
                ChannelKind.BOT,
                "봇",
                "rasa",
                "b_key",
                null,
                URI.create(url),
                settings,
                List.of(),
                List.of(),
                true));
    directory.reload(LIFE);
  }

  static BotAnswer says(String... texts) {
    return new BotAnswer.Replies(words(null, texts));
  }

  static BotWords words(@Nullable HandoverWish wish, String... texts) {
    return new BotWords(
        List.of(texts).stream().map(t -> List.<Part>of(new Part.Text(t))).toList(), wish, false);
  }

  static BotAnswer nothing() {
    return new BotAnswer.Replies(BotWords.NONE);
  }

  ConversationId hear(String text) {
    return hear("u", text);
  }

  ConversationId hear(String user, String text) {
    return desk.stored(spoken(user, "m" + id++, text)).conversation();
  }

  Conversation row(ConversationId conversation) {
    return desk.store.find(LIFE, conversation).orElseThrow();
  }

  List<String> thread(ConversationId conversation) {
    return desk.store.messages(LIFE, conversation, 0, 100).stream()
        .map(m ->
            m.author().kind()
                + (m.parts().getFirst() instanceof Part.Text(var text) ? " " + text : ""))
        .toList();
  }

  Handover handedOver(ConversationId conversation) {
    await().until(() -> row(conversation).stage() == Stage.QUEUED);
    return desk.memory.stores().bots().lastHandover(LIFE, conversation).orElseThrow();
  }

  void answered(ConversationId conversation, int messages) {
    await().until(() -> thread(conversation).size() >= messages);
  }

  /// Up to where the customer is seen to, as a start finds it.
  long progress(ConversationId conversation) {
    return desk.memory.stores().bots().progress(LIFE, conversation).answered();
  }

  Posted take(String key, String text) {
    return take(desk.conversations().getFirst().id().toString(), key, text);
  }

  Posted take(String conversation, String key, String text) {
    return take(post(conversation, null, key, words(null, text)));
  }

  Posted take(BotPost.Said post) {
    return Desk.join(inbox().take(directory.byKey("b_key").orElseThrow(), post));
  }

  static BotPost.Said post(
      String conversation, @Nullable String replyTo, String key, BotWords words) {
    return new BotPost.Said(
        conversation,
        replyTo,
        OptionalLong.empty(),
        new BotPost.Dedupe(key, key, Duration.ofSeconds(10)),
        words);
  }

  @Override
  public void close() {
    bots.close();
    desk.close();
  }
}

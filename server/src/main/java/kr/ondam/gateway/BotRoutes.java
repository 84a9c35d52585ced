package kr.ondam.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.bot.Bot;
import kr.ondam.channel.bot.BotKind;
import kr.ondam.channel.bot.BotPost;
import kr.ondam.channel.bot.BotPosts;
import kr.ondam.channel.bot.BotReceipt;
import kr.ondam.conversation.Stage;
import kr.ondam.conversation.bot.BotDirectory;
import kr.ondam.conversation.bot.BotInbox;
import kr.ondam.conversation.bot.Posted;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What chatbots POST by themselves (`/bots/…`). The key in the path says whose bot it is; a key
/// that nobody has is answered like a path that does not exist.
public final class BotRoutes {
  private static final int LARGEST = 64 * 1024;
  private static final int PER_SECOND = 200;
  private static final int FAILURES_PER_MINUTE = 20;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final BotDirectory directory;
  private final BotPosts posts;
  private final BotInbox inbox;
  private final TokenBuckets buckets;
  private final TokenBuckets failures;
  private final Alarm strangers;
  private final Alarm foreign;
  private final MeterRegistry meters;

  /// @param nanoTime monotonic
  public BotRoutes(
      BotDirectory directory,
      BotPosts posts,
      BotInbox inbox,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    this.directory = directory;
    this.posts = posts;
    this.inbox = inbox;
    this.meters = meters;
    buckets = new TokenBuckets(PER_SECOND, nanoTime);
    failures = new TokenBuckets(FAILURES_PER_MINUTE, MINUTE, nanoTime);
    strangers = alarm("calls for unknown bots", "unknown_bot", nanoTime);
    foreign = alarm("posts of bots into others' conversations", "foreign_conversation", nanoTime);
  }

  private Alarm alarm(String what, String name, LongSupplier nanoTime) {
    return new Alarm(
        what,
        new TokenBuckets(FAILURES_PER_MINUTE, MINUTE, nanoTime),
        meters.counter("webhook.alarms", "alarm", name));
  }

  public List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (var kind : BotKind.values()) {
      for (var path : kind.paths()) {
        routes.add(Route.post(path, Access.CHANNEL_KEY, request -> handle(kind, request)));
      }
    }
    return routes;
  }

  private CompletionStage<GatewayResponse> handle(BotKind kind, GatewayRequest request) {
    var bot = directory.byKey(request.param("key")).filter(b -> b.dialect() == kind).orElse(null);
    if (bot == null) {
      strangers.happened();
      return refused(request, new Problem(404, "not_found", "There is nothing."));
    }
    if (!buckets.take(bot.tenant() + "/" + bot.id())) {
      var problem = new Problem(429, "too_many_requests", "Too many posts of this bot.");
      return refused(request, problem.with("retry-after", "1"));
    }
    if (request.body().length > LARGEST) {
      return refused(request, new Problem(413, "too_large", "A post is 64 KiB at most."));
    }
    var raw =
        new RawRequest(
            tail(kind, request.path()),
            request.rawQuery(),
            request.headers(),
            request.body(),
            request.remoteAddress());
    var post = posts.read(bot, raw);
    return switch (post) {
      case BotPost.Refused(var status, var code, var detail) ->
          unauthentic(request, new Problem(status, code, detail));
      case BotPost.Ignored(var what) -> {
        count(what);
        yield CompletableFuture.completedFuture(response(posts.receipt(bot, post, ""), null));
      }
      case BotPost.Said said ->
          inbox.take(bot, said).thenApply(posted -> answer(request, bot, post, posted));
    };
  }

  /// What follows the key, as it was sent.
  private static String tail(BotKind kind, String path) {
    int end = path.indexOf('/', kind.prefix().length() + 1);
    return end < 0 ? "" : path.substring(end + 1);
  }

  /// Who guesses is slowed down.
  private CompletionStage<GatewayResponse> unauthentic(GatewayRequest request, Problem problem) {
    boolean mayGoOn =
        (problem.status() != 401 && problem.status() != 403)
            || failures.take(request.remoteAddress());
    return refused(
        request,
        mayGoOn
            ? problem
            : new Problem(429, "too_many_failures", "Too many posts that were not authentic.")
                .with("retry-after", "60"));
  }

  private GatewayResponse answer(GatewayRequest request, Bot bot, BotPost post, Posted posted) {
    return switch (posted) {
      case Posted.Kept(var id, var stage) -> {
        count("kept");
        yield response(
            posts.receipt(bot, post, id), bot.dialect() == BotKind.NATIVE ? stage : null);
      }
      case Posted.NotOwned() ->
          post instanceof BotPost.Said said && said.words().messages().isEmpty()
              ? late(
                  request, bot, post, "already_assigned", "People have the conversation already.")
              : late(request, bot, post, "not_bot_owned", "People have the conversation.");
      case Posted.Over() ->
          late(request, bot, post, "conversation_over", "The conversation is over.");
      case Posted.Unknown() -> {
        foreign.happened();
        yield problem(request, new Problem(404, "not_found", "There is no such conversation."));
      }
      case Posted.Mismatch() ->
          problem(
              request,
              new Problem(422, "idempotency_mismatch", "This key came with other content before."));
      case Posted.Unfit() ->
          problem(request, new Problem(422, "unfit", "This cannot be stored as it is."));
      case Posted.Unavailable() ->
          problem(
              request,
              new Problem(503, "unavailable", "Nothing can be stored now.")
                  .with("retry-after", "10"));
    };
  }

  private GatewayResponse late(
      GatewayRequest request, Bot bot, BotPost post, String code, String detail) {
    if (posts.forgiving(bot)) {
      count(code);
      return response(posts.receipt(bot, post, ""), null);
    }
    return problem(request, new Problem(409, code, detail));
  }

  /// Our own kind of bot hears whether somebody is there (BT60).
  private static GatewayResponse response(BotReceipt receipt, @Nullable Stage stage) {
    var body = receipt.body();
    if (stage != null) {
      try {
        if (JsonMapper.shared().readTree(body) instanceof ObjectNode json) {
          boolean closed = stage == Stage.AFTER_HOURS;
          json.put("queued", !closed);
          json.put("reason", closed ? "closed_hours" : null);
          body = json.toString();
        }
      } catch (JacksonException _) {
        // What is no JSON stays as the dialect wrote it.
      }
    }
    return new GatewayResponse.Full(
        receipt.status(),
        java.util.Map.of("content-type", receipt.contentType()),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private CompletionStage<GatewayResponse> refused(GatewayRequest request, Problem problem) {
    return CompletableFuture.completedFuture(problem(request, problem));
  }

  private GatewayResponse problem(GatewayRequest request, Problem problem) {
    count(problem.code());
    return problem.response(request.requestId());
  }

  private void count(String answer) {
    meters.counter("webhook.calls", "channel", "BOT", "answer", answer).increment();
  }
}

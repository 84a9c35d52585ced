package kr.ondam.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelStore;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Verification;
import kr.ondam.conversation.DeadLetter;
import kr.ondam.conversation.Receipt;
import kr.ondam.security.MaskedJson;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import kr.ondam.time.Timers;

/// Takes a provider's calls: finds the account by its key, verifies, parses, masks, stores, and
/// answers only when everything is stored. An unknown key is answered like any unknown path, so
/// that nothing tells which keys exist.
public final class WebhookHandler {
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int FAILURES_PER_MINUTE = 20;
  private static final int FORBIDDEN = 403;

  private final ChannelAdapter adapter;
  private final ChannelStore channels;
  private final Consumer<DeadLetter> letters;
  private final Function<Inbound, CompletionStage<Receipt>> intake;
  private final Consumer<DeliveryReport> reports;
  private final TokenBuckets buckets;
  private final TokenBuckets failures;
  private final Strangers strangers;
  private final Intrusions intrusions;
  private final Oddities oddities;
  private final Politeness politeness;
  private final InstantSource clock;
  private final TimeOrderedIds ids;
  private final MeterRegistry meters;
  private final Cache<String, Optional<ChannelAccount>> accounts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(REMEMBERED).build();

  /// @param letters keeps a dead letter durably, or throws
  /// @param reports keeps a report durably, or throws
  /// @param intrusions hears of calls from elsewhere; may block
  /// @param buckets by `tenant/account`
  /// @param nanoTime monotonic, for what is limited per minute
  public WebhookHandler(
      ChannelAdapter adapter,
      ChannelStore channels,
      Consumer<DeadLetter> letters,
      Function<Inbound, CompletionStage<Receipt>> intake,
      Consumer<DeliveryReport> reports,
      Intrusions intrusions,
      TokenBuckets buckets,
      InstantSource clock,
      Timers timers,
      LongSupplier nanoTime,
      MeterRegistry meters) {
    this.adapter = adapter;
    this.channels = channels;
    this.letters = letters;
    this.intake = intake;
    this.reports = reports;
    this.intrusions = intrusions;
    this.buckets = buckets;
    this.ids = new TimeOrderedIds(clock);
    failures = new TokenBuckets(FAILURES_PER_MINUTE, MINUTE, nanoTime);
    strangers = new Strangers(letters, ids, clock, nanoTime, meters);
    oddities = new Oddities(adapter.kind(), meters);
    politeness =
        new Politeness(
            adapter.courtesy(),
            timers,
            Thread::startVirtualThread,
            meters.counter("webhook.lost", "channel", adapter.kind().name()));
    this.clock = clock;
    this.meters = meters;
  }

  /// The routes `{prefix}/{key}/{tail}` for the given tails.
  public List<Route> routes(String prefix, List<String> tails) {
    return tails.stream()
        .map(tail -> Route.post(prefix + "/{key}/" + tail, Access.CHANNEL_KEY, said(tail)))
        .toList();
  }

  /// The route `{prefix}/{key}`, with any kind of body.
  ///
  /// @param word stands for the tail that such calls do not have
  public List<Route> route(String prefix, String word) {
    return List.of(
        new Route(
            "POST", prefix + "/{key}", Access.CHANNEL_KEY, Route.Accepts.ANYTHING, said(word)));
  }

  /// As [#routes], for providers that call by GET or POST with any kind of body.
  public List<Route> openRoutes(String prefix, List<String> tails) {
    return tails.stream()
        .flatMap(tail -> {
          var pattern = prefix + "/{key}/" + tail;
          return Stream.of(
              Route.get(pattern, Access.CHANNEL_KEY, said(tail)),
              new Route("POST", pattern, Access.CHANNEL_KEY, Route.Accepts.ANYTHING, said(tail)));
        })
        .toList();
  }

  /// Never what stands in the path: in a call without a tail that is the key.
  private RouteHandler said(String tail) {
    return request -> handle(request, tail);
  }

  /// Forgets the accounts of a tenant, and keys that nobody had, so that a change counts at once.
  public void forget(TenantId tenant) {
    accounts
        .asMap()
        .values()
        .removeIf(known -> known.isEmpty() || known.get().tenant().equals(tenant));
  }

  CompletionStage<GatewayResponse> handle(GatewayRequest request, String tail) {
    var account = accounts.get(request.param("key"), channels::byKey).orElse(null);
    if (account == null || !account.enabled() || account.kind() != adapter.kind()) {
      strangers.called(tail, request.body());
      return refused(request, new Problem(404, "not_found", "There is nothing."));
    }
    if (!buckets.take(account.tenant() + "/" + account.id())) {
      var problem = new Problem(429, "too_many_requests", "Too many calls for this account.");
      return refused(request, problem.with("retry-after", "1"));
    }
    var raw =
        new RawRequest(
            tail, request.rawQuery(), request.headers(), request.body(), request.remoteAddress());
    return switch (adapter.verify(account, raw)) {
      case Verification.Refused(var status, var code) -> {
        heard(request, account, status, code);
        yield unauthentic(request, status, code);
      }
      case Verification.Authentic() -> {
        // A second try of the same call is to name the message as the first did.
        var now = clock.instant();
        yield politeness.answer(account, raw, () -> authentic(request, account, raw, now));
      }
    };
  }

  /// A wrong secret is a guess or a mistake; a wrong place or another's sender key is more.
  private void heard(GatewayRequest request, ChannelAccount account, int status, String code) {
    if (status == FORBIDDEN) {
      intrusions.refused(account, request.remoteAddress(), code);
    }
  }

  /// Who guesses is slowed down; who is authentic at the same address is not.
  private CompletionStage<GatewayResponse> unauthentic(
      GatewayRequest request, int status, String code) {
    if (status == 503) {
      var problem = new Problem(status, code, "The settings of this account cannot be used.");
      return refused(request, problem.with("retry-after", "60"));
    }
    return failures.take(request.remoteAddress())
        ? refused(request, new Problem(status, code, "This call is not authentic."))
        : refused(
            request,
            new Problem(429, "too_many_failures", "Too many calls that were not authentic.")
                .with("retry-after", "60"));
  }

  private CompletionStage<GatewayResponse> authentic(
      GatewayRequest request, ChannelAccount account, RawRequest raw, Instant receivedAt) {
    return switch (adapter.parse(account, raw, receivedAt)) {
      case Parsed.Malformed(var status, var code) -> {
        heard(request, account, status, code);
        yield refused(request, new Problem(status, code, "The call cannot be read."));
      }
      case Parsed.Unreadable(var reason) -> {
        letters.accept(letter(account, raw, reason));
        count("set_aside");
        yield CompletableFuture.completedFuture(
            politeness.unreadable(account, raw).orElseGet(() -> accepted(account, raw)));
      }
      case Parsed.Reported(var told, var unreadable) -> {
        told.forEach(reports);
        if (unreadable != null) {
          letters.accept(letter(account, raw, unreadable));
        }
        count(unreadable == null ? "reported" : "set_aside");
        yield CompletableFuture.completedFuture(accepted(account, raw));
      }
      case Parsed.Understood(var inbounds, var odd) -> {
        oddities.count(odd);
        yield store(request, account, raw, inbounds);
      }
    };
  }

  private CompletionStage<GatewayResponse> store(
      GatewayRequest request, ChannelAccount account, RawRequest raw, List<Inbound> inbounds) {
    var taken = accepted(account, raw);
    CompletionStage<GatewayResponse> all = CompletableFuture.completedFuture(taken);
    for (Inbound inbound : inbounds) {
      var flagged = oddities.flagged(inbound, account);
      var one =
          intake.apply(InboundMasking.mask(flagged)).thenApply(r -> answer(request, taken, r));
      all = all.thenCombine(one, (a, b) -> a.status() >= b.status() ? a : b);
    }
    return all;
  }

  private GatewayResponse answer(
      GatewayRequest request, GatewayResponse accepted, Receipt receipt) {
    return switch (receipt) {
      case Receipt.Stored _ -> counted("stored", accepted);
      case Receipt.Duplicate _ -> counted("duplicate", accepted);
      case Receipt.Noted() -> counted("noted", accepted);
      case Receipt.SetAside _ -> counted("set_aside", accepted);
      case Receipt.Busy() ->
          counted(
              "busy",
              new Problem(429, "busy", "Too much is waiting.")
                  .with("retry-after", "1")
                  .response(request.requestId()));
      case Receipt.Unavailable() ->
          counted(
              "unavailable",
              new Problem(503, "unavailable", "Nothing can be stored now.")
                  .with("retry-after", "10")
                  .response(request.requestId()));
    };
  }

  private DeadLetter letter(ChannelAccount account, RawRequest raw, String reason) {
    var text = MaskedJson.mask(adapter.kept(raw));
    return new DeadLetter(
        account.tenant(), ids.next(), account.id(), reason, raw.tail(), text, clock.instant());
  }

  private CompletionStage<GatewayResponse> refused(GatewayRequest request, Problem problem) {
    count(problem.code());
    return CompletableFuture.completedFuture(problem.response(request.requestId()));
  }

  private GatewayResponse counted(String answer, GatewayResponse response) {
    count(answer);
    return response;
  }

  private void count(String answer) {
    meters.counter("webhook.calls", "channel", adapter.kind().name(), "answer", answer).increment();
  }

  private GatewayResponse accepted(ChannelAccount account, RawRequest raw) {
    var answer = adapter.accepted(account, raw);
    return GatewayResponse.text(200, answer.contentType(), answer.body());
  }
}

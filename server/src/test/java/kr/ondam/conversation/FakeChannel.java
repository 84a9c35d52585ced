package kr.ondam.conversation;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Verification;
import org.jspecify.annotations.Nullable;

/// A channel whose provider answers what a test says: one call per part, `Ok` where nothing is
/// said.
final class FakeChannel implements ChannelAdapter {
  final ArrayDeque<Outcome> outcomes = new ArrayDeque<>();

  /// Serials of the calls that were taken.
  final List<String> accepted = Collections.synchronizedList(new ArrayList<>());

  /// What stood in them, in their order.
  final List<String> said = Collections.synchronizedList(new ArrayList<>());

  /// What a call of the provider is read as.
  Parsed parsed = new Parsed.Understood(List.<Inbound>of());

  Runnable sending = () -> {};

  /// What becomes of the calls that are planned.
  UnaryOperator<List<ProviderCall>> planned = calls -> calls;

  volatile int width = WIDTH;
  boolean repeatable = true;

  /// How many of its messages one call brings together, a `|` between them.
  int together = 1;

  Predicate<ProviderCall> dispensable = _ -> false;
  Capabilities can = Capabilities.of(ChannelKind.KAKAO_COUNSEL);
  Function<ChannelAccount, Outcome> answer = _ -> next();

  /// Answers calls in the place of [#answer] where it is set.
  @Nullable Function<ProviderCall, Outcome> judge;

  @Override
  public boolean repeatable() {
    return repeatable;
  }

  @Override
  public int width(ChannelAccount account) {
    return width;
  }

  @Override
  public boolean dispensable(ProviderCall call) {
    return dispensable.test(call);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.KAKAO_COUNSEL;
  }

  @Override
  public Capabilities capabilities(ChannelAccount account) {
    return can;
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    return new Verification.Authentic();
  }

  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return parsed;
  }

  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    List<ProviderCall> calls = new ArrayList<>();
    for (var part : outbound.parts()) {
      var serial = outbound.id() + (calls.isEmpty() ? "" : "-" + calls.size());
      var uri = URI.create("http://127.0.0.1/");
      calls.add(new ProviderCall("POST", uri, Map.of(), part.toString(), serial));
    }
    return planned.apply(calls);
  }

  @Override
  public Optional<ProviderCall> join(
      ChannelAccount account, ProviderCall first, ProviderCall next) {
    var both = first.body() + "|" + next.body();
    return both.split("\\|").length > together
        ? Optional.empty()
        : Optional.of(new ProviderCall("POST", first.uri(), Map.of(), both, first.serial()));
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    sending.run();
    var judging = judge;
    var outcome = judging == null ? answer.apply(account) : judging.apply(call);
    if (outcome instanceof Outcome.Ok) {
      accepted.add(call.serial());
      said.add(call.body());
    }
    return outcome;
  }

  private Outcome next() {
    return outcomes.isEmpty() ? new Outcome.Ok("") : outcomes.remove();
  }
}

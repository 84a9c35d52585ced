package kr.ondam.channel.sms.smpp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.DeliveryReport;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Listener;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;

/// Hears everything and keeps it like the store would: a message with an id it has is no new one.
public final class Ear implements Listener {
  private final Map<String, Inbound.Spoken> spoken = new LinkedHashMap<>();
  private final List<DeliveryReport> reports = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private final List<String> raws = new ArrayList<>();
  private int returns;
  private Heard next = Heard.KEPT;
  private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  /// What is answered from now on; other than KEPT nothing is kept.
  public synchronized void answers(Heard heard) {
    next = heard;
  }

  /// Answers come only when the future is complete.
  public synchronized void waitsFor(CompletableFuture<Void> future) {
    gate = future;
  }

  @Override
  public synchronized CompletionStage<Heard> heard(Inbound inbound) {
    if (next == Heard.KEPT && inbound instanceof Inbound.Spoken s) {
      spoken.putIfAbsent(s.externalId(), s);
    }
    var answer = next;
    return gate.thenApply(_ -> answer);
  }

  @Override
  public synchronized CompletionStage<Heard> reported(DeliveryReport report) {
    reports.add(report);
    var answer = next;
    return gate.thenApply(_ -> answer);
  }

  @Override
  public synchronized CompletionStage<Heard> unreadable(
      TenantId tenant, ChannelAccountId account, String reason, String raw) {
    letters.add(reason);
    raws.add(raw);
    return CompletableFuture.completedFuture(next);
  }

  @Override
  public CompletionStage<Heard> misdirected(
      TenantId tenant, ChannelAccountId account, String number, String raw) {
    return unreadable(tenant, account, "foreign_number", raw);
  }

  @Override
  public synchronized void reachable(TenantId tenant, ChannelAccountId account) {
    returns++;
  }

  /// How often the provider could be reached again.
  public synchronized int returns() {
    return returns;
  }

  public synchronized List<Inbound.Spoken> spoken() {
    return List.copyOf(spoken.values());
  }

  public synchronized List<String> texts() {
    return spoken.values().stream()
        .map(s ->
            s.parts().stream()
                .map(p -> p instanceof Part.Text(var text) ? text : "[" + p + "]")
                .reduce("", String::concat))
        .toList();
  }

  public synchronized List<DeliveryReport> reports() {
    return List.copyOf(reports);
  }

  /// What stood in the letters.
  public synchronized List<String> raws() {
    return List.copyOf(raws);
  }

  public synchronized List<String> letters() {
    return List.copyOf(letters);
  }
}

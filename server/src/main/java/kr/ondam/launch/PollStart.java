package kr.ondam.launch;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executors;
import kr.ondam.channel.LazyHttpClient;
import kr.ondam.channel.sms.http.HttpPolls;
import kr.ondam.channel.sms.http.HttpSms;
import kr.ondam.security.MaskedJson;
import kr.ondam.tenant.StoreUnavailable;
import kr.ondam.tenant.Tenant;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Polls for the accounts of all tenants whose providers do not call, from when the server is ready
/// and whenever they change.
final class PollStart {
  private static final Duration LATER = Duration.ofSeconds(10);

  private final HttpSms sms;
  private final LazyHttpClient http;
  private final Features features;
  private final SecurityEvents security;
  private @Nullable HttpPolls polls;
  private boolean closed;

  PollStart(HttpSms sms, LazyHttpClient http, Features features, SecurityEvents security) {
    this.sms = sms;
    this.http = http;
    this.features = features;
    this.security = security;
  }

  /// Makes the client that all calls to providers share, and begins; blocks for the store only.
  void connect() {
    http.get();
    HttpPolls begun;
    synchronized (this) {
      if (closed || polls != null) {
        return;
      }
      begun = made();
      polls = begun;
    }
    features.provisioning().tell(tenant -> follow(begun, tenant));
    followAll(begun);
  }

  private HttpPolls made() {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    return sms.polls(
        new HttpPolls.Tools(
            features.stores().polled(),
            new Hearing(features, security, threads),
            MaskedJson::mask,
            features.clock(),
            features.timers(),
            features.ids(),
            new SecureRandom(),
            threads));
  }

  private void followAll(HttpPolls begun) {
    try {
      features.tenants().tenants().stream()
          .map(Tenant::id)
          .forEach(tenant -> follow(begun, tenant));
    } catch (StoreUnavailable _) {
      features.timers().after(LATER, () -> Thread.startVirtualThread(() -> followAll(begun)));
    }
  }

  private void follow(HttpPolls begun, TenantId tenant) {
    begun.follow(tenant, features.channels()::accounts);
  }

  /// Hears what was asked to its end, for at most 22 s, and asks nothing any more.
  void close() {
    HttpPolls begun;
    synchronized (this) {
      closed = true;
      begun = polls;
    }
    if (begun != null) {
      begun.close();
    }
  }
}

package kr.ondam.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import kr.ondam.event.EventBus;
import kr.ondam.event.Published;
import kr.ondam.event.Resume;
import kr.ondam.time.Timers;
import org.jspecify.annotations.Nullable;

/// The stream of a tenant's facts as server-sent events (`/api/v1/events`), resumable by
/// `Last-Event-ID`.
public final class EventRoutes {
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final byte[] BEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

  private final ApiAccess access;
  private final EventBus bus;
  private final Timers timers;
  private final Executor executor;

  /// @param executor for what may block
  public EventRoutes(ApiAccess access, EventBus bus, Timers timers, Executor executor) {
    this.access = access;
    this.bus = bus;
    this.timers = timers;
    this.executor = executor;
  }

  public List<Route> routes() {
    return List.of(access.get("/api/v1/events", this::stream));
  }

  private CompletionStage<GatewayResponse> stream(ApiCall call) {
    var last = call.request().header("last-event-id");
    if (last != null && !last.matches("[0-9]{1,18}")) {
      throw ApiProblem.invalid("Last-Event-ID: expected the id of an event");
    }
    var headers = Map.of("content-type", "text/event-stream", "cache-control", "no-store");
    if (call.request().method().equals("HEAD")) {
      return ApiAccess.answer(new GatewayResponse.Full(200, headers, new byte[0]));
    }
    return ApiAccess.answer(
        new GatewayResponse.Stream(200, headers, sink -> new Listener(call, sink).start(last)));
  }

  /// One reader. What it missed is written before what comes, without a hole between the two: it
  /// subscribes first, keeps what comes meanwhile, and leaves out positions it has written already.
  /// A reader that is too slow is cut, and comes back with its last id; one whose key is withdrawn
  /// is cut with the next beat.
  private final class Listener {
    private final ApiCall call;
    private final ResponseSink sink;
    private final List<Published> early = new ArrayList<>();
    private boolean started;
    private long written;
    private boolean over;

    Listener(ApiCall call, ResponseSink sink) {
      this.call = call;
      this.sink = sink;
    }

    /// The bus is asked outside of this object's lock: it delivers under a lock of its own, which
    /// is always the first of the two.
    void start(@Nullable String last) {
      var tenant = call.tenant();
      var subscription = bus.subscribe(tenant.value(), this::on);
      sink.onClose(() -> {
        subscription.close();
        stop();
      });
      if (last == null) {
        begin(bus.latest(), List.of());
        return;
      }
      long position = Long.parseLong(last);
      switch (bus.after(tenant.value(), position)) {
        case Resume.Facts facts -> begin(position, facts.facts());
        case Resume.Gap gap -> {
          synchronized (this) {
            send("id: " + gap.latest() + "\nevent: gap\ndata: {}\n\n");
          }
          begin(gap.latest(), List.of());
        }
      }
    }

    private synchronized void begin(long position, List<Published> missed) {
      written = position;
      missed.forEach(this::write);
      early.forEach(this::write);
      early.clear();
      started = true;
      beat();
    }

    private synchronized void stop() {
      over = true;
    }

    private synchronized void on(Published published) {
      if (started) {
        write(published);
      } else {
        early.add(published);
      }
    }

    private void write(Published published) {
      if (published.position() > written) {
        written = published.position();
        EventJson.of(published)
            .ifPresent(event ->
                send(
                    "id: "
                        + published.position()
                        + "\nevent: "
                        + event.type()
                        + "\ndata: "
                        + event.data()
                        + "\n\n"));
      }
    }

    private void send(String text) {
      if (!over && !sink.send(text.getBytes(StandardCharsets.UTF_8))) {
        over = true;
        sink.close();
      }
    }

    private void beat() {
      timers.after(HEARTBEAT, () -> executor.execute(this::beaten));
    }

    private void beaten() {
      boolean good = access.isStillGood(call);
      synchronized (this) {
        if (over) {
          return;
        }
        if (!good) {
          over = true;
          sink.close();
        } else if (sink.send(BEAT)) {
          beat();
        }
      }
    }
  }
}

package kr.ondam.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.dom.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kr.ondam.agent.Presence;
import kr.ondam.agent.PresenceChanged;
import kr.ondam.agent.User;
import kr.ondam.console.live.Notices;
import kr.ondam.console.live.Pulse;
import kr.ondam.console.live.Sentences;
import kr.ondam.event.Fact;
import kr.ondam.event.Subscription;
import kr.ondam.routing.PartitionView;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingFact;
import kr.ondam.routing.RoutingResult;
import org.jspecify.annotations.Nullable;

/// An agent's own state in the top bar: presence with its timer, load, and how many customers wait
/// in the tenant.
final class MyStatus extends Div {
  private static final Duration GAP = Duration.ofMillis(500);
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(75);
  private static final List<Presence> CHOICES =
      List.of(
          Presence.READY,
          Presence.AWAY,
          Presence.REST,
          Presence.SAFE_REST,
          Presence.MEAL,
          Presence.TRAINING,
          Presence.COACHING,
          Presence.MEETING,
          Presence.WORK,
          Presence.TRANSFER_ONLY);

  private final transient ShellParts parts;
  private final transient User user;
  private final Select<Presence> presence = new Select<>();
  private final Element timer = new Element("ondam-elapsed");
  private final Span dot = new Span();
  private final Span slots = new Span();
  private final Span heldCount = new Span();
  private final Span meter = new Span();
  private final Span loadText = new Span();
  private final Span waiting = new Span();
  private final Element longest = new Element("ondam-elapsed");
  private @Nullable Instant since;
  private int held;
  private boolean arrived;
  private transient @Nullable Pulse pulse;
  private transient @Nullable Subscription subscription;
  private transient @Nullable Subscription seat;

  MyStatus(ShellParts parts, User user) {
    this.parts = parts;
    this.user = user;
    addClassName("my-status");
    presence.addClassName("presence-choice");
    presence.setAriaLabel(getTranslation("shell.presence"));
    presence.setId("presence");
    presence.setItems(CHOICES);
    presence.setItemLabelGenerator(
        item -> item == null ? "" : getTranslation("presence." + item.name()));
    presence.setRenderer(new ComponentRenderer<>(this::choice));
    presence.setPrefixComponent(dot);
    presence.setPlaceholder(getTranslation("shell.presence.choose"));
    presence.addValueChangeListener(event -> {
      if (event.isFromClient() && event.getValue() != null) {
        choose(event.getValue());
      }
    });
    dot.addClassName("dot");
    slots.addClassName("slots");
    slots.getElement().setAttribute("title", getTranslation("shell.slots"));
    meter.addClassName("meter");
    slots.add(heldCount, meter, loadText);
    waiting.addClassName("waiting");
    var since = new Span();
    since.addClassName("timer");
    since.getElement().appendChild(timer);
    var tile = new Span(waiting);
    tile.addClassName("queue-tile");
    tile.getElement().appendChild(longest);
    add(presence, since, slots, tile);
  }

  /// Conversations held, wrap-up included.
  int held() {
    return held;
  }

  /// A presence in the menu: its colour and its word.
  private Span choice(Presence item) {
    var mark = new Span();
    mark.addClassName("dot");
    mark.getElement().setAttribute("data-presence", item.name().toLowerCase(Locale.ROOT));
    var choice = new Span(mark, new Span(getTranslation("presence." + item.name())));
    choice.addClassName("presence-item");
    return choice;
  }

  private void choose(Presence wanted) {
    var ui = UI.getCurrent();
    parts
        .partitions()
        .submit(
            user.tenant(),
            new RoutingCommand.SetPresence(user.agentId(), wanted, user.id().value()))
        .whenCompleteAsync(
            (result, error) ->
                ui.access(() -> {
                  if (error != null || !(result instanceof RoutingResult.Done)) {
                    Notices.say(
                        getTranslation(
                            error == null ? Sentences.of(result) : "result.unavailable"));
                    poke();
                  }
                }),
            Thread::startVirtualThread);
  }

  void follow(UI ui) {
    unfollow();
    var heartbeat = ui.getInternals();
    long started = System.nanoTime();
    seat =
        parts
            .attendance()
            .enter(
                user.tenant(),
                user.agentId(),
                () -> {
                  long last = heartbeat.getLastHeartbeatTimestamp();
                  // Until the first heartbeat the page itself counts as one.
                  return last > 0
                      ? System.currentTimeMillis() - last < SIGN_OF_LIFE.toMillis()
                      : System.nanoTime() - started < SIGN_OF_LIFE.toNanos();
                });
    var fresh = new Pulse(parts.timers(), GAP, TICK, () -> read(ui));
    pulse = fresh;
    subscription =
        parts
            .events()
            .subscribe(
                user.tenant().value(),
                published -> {
                  if (concerns(published.fact())) {
                    fresh.poke();
                  }
                });
    fresh.start();
  }

  void unfollow() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    if (pulse != null) {
      pulse.close();
      pulse = null;
    }
    if (seat != null) {
      seat.close();
      seat = null;
    }
  }

  private boolean concerns(Fact fact) {
    return switch (fact) {
      case PresenceChanged changed -> changed.agent().equals(user.agentId());
      case RoutingFact _ -> true;
      default -> false;
    };
  }

  private void poke() {
    if (pulse != null) {
      pulse.poke();
    }
  }

  private void read(UI ui) {
    parts
        .partitions()
        .look(user.tenant())
        .whenCompleteAsync(
            (view, error) -> {
              ui.access(() -> {
                if (error == null) {
                  show(view);
                } else {
                  waiting.setText(getTranslation("shell.waiting.unknown"));
                  longest.setVisible(false);
                }
              });
            },
            Thread::startVirtualThread);
  }

  private void show(PartitionView view) {
    var now = parts.clock().instant();
    view.agents().stream()
        .filter(load -> load.agent().equals(user.agentId()))
        .findFirst()
        .ifPresent(load -> show(load, now));
    int count = view.waiting().size();
    waiting.setText(getTranslation("shell.waiting", count));
    var oldest = view.waiting().stream().map(PartitionView.Waiting::since).min(Instant::compareTo);
    longest.setVisible(oldest.isPresent());
    oldest.ifPresent(
        at -> longest.setAttribute("span", at.toEpochMilli() + " " + now.toEpochMilli()));
  }

  private void show(PartitionView.AgentLoad load, Instant now) {
    held = load.held();
    heldCount.setText(getTranslation("shell.load", load.held()));
    loadText.setText(getTranslation("shell.load.of", load.load(), load.capacity()));
    int share = load.capacity() == 0 ? 0 : Math.min(100, 100 * load.load() / load.capacity());
    meter.getStyle().set("--share", share + "%");
    slots.setClassName("full", load.load() >= load.capacity());
    var shown = load.presence();
    if (shown == Presence.OFFLINE && !arrived) {
      // Whoever is at the desk is not signed out; offers start when they choose 대기.
      arrived = true;
      choose(Presence.WORK);
      return;
    }
    arrived = true;
    if (CHOICES.contains(shown)) {
      presence.setValue(shown);
    } else {
      presence.setPlaceholder(getTranslation("presence." + shown.name()));
      presence.clear();
    }
    dot.getElement().setAttribute("data-presence", shown.name().toLowerCase(Locale.ROOT));
    if (!Objects.equals(since, load.since())) {
      since = load.since();
      timer.setAttribute("span", load.since().toEpochMilli() + " " + now.toEpochMilli());
    }
  }
}

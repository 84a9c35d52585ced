package kr.ondam.console.desk;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import kr.ondam.agent.PresenceChanged;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.console.live.InOrder;
import kr.ondam.console.live.Pulse;
import kr.ondam.console.live.Sentences;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Reply;
import kr.ondam.conversation.ReplyResult;
import kr.ondam.conversation.Stage;
import kr.ondam.event.Fact;
import kr.ondam.event.Subscription;
import kr.ondam.routing.Offer;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.routing.RoutingFact;
import kr.ondam.routing.RoutingResult;
import kr.ondam.routing.TransferTarget;
import kr.ondam.tenant.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/// 상담 데스크: offers, the own conversations, the thread with its editor, and who the customer is.
@Route("desk")
@RolesAllowed("AGENT")
@StyleSheet("desk.css")
public final class DeskView extends Composite<Div> implements HasDynamicTitle {
  private static final Duration GAP = Duration.ofMillis(200);
  private static final Duration QUEUE_GAP = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(15);
  private static final int MOST_HISTORY = 50;

  private final transient DeskParts parts;
  private final transient User user;
  private final transient DeskReader reader;
  private final transient DeskKeys keys;
  private final ListPane list;
  private final ThreadPane thread;
  private final HistoryTab history;
  private final CustomerTab customer;
  private final OutcomeTab outcome;
  private final SidePane side;
  private final transient InOrder news = new InOrder();
  private volatile Set<ConversationId> mine = Set.of();
  private volatile @Nullable ConversationId open;
  private transient @Nullable Pulse pulse;
  private transient @Nullable Pulse queuePulse;
  private transient @Nullable Subscription subscription;

  public DeskView(DeskParts parts) {
    this.parts = parts;
    user = parts.who().get();
    reader = new DeskReader(parts, user);
    list =
        new ListPane(
            new ListPane.Wishes(
                this::open, this::take, this::accept, this::decline, this::refresh));
    thread =
        new ThreadPane(
            parts,
            reader::agent,
            new Editor(this::write, () -> {}),
            new ThreadPane.Wishes(this::hold, this::transfer, this::startEnding, this::leave));
    history = new HistoryTab(parts, user, reader::agent);
    customer = new CustomerTab(parts, user, _ -> reopen());
    outcome = new OutcomeTab(this::end);
    side = new SidePane(history, customer, outcome);
    keys = new DeskKeys(this::pressed);
    var drawer = new Button(getTranslation("desk.drawer"), _ -> toggleDrawer());
    drawer.addClassName("drawer-button");
    drawer.addThemeVariants(ButtonVariant.SMALL);
    getContent().addClassName("desk");
    getContent().add(list, thread, side, drawer);
  }

  @Override
  public String getPageTitle() {
    return getTranslation("desk.title");
  }

  private void toggleDrawer() {
    var classes = getContent().getElement().getClassList();
    classes.set("drawer-open", !classes.contains("drawer-open"));
  }

  // ---- live news

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    unfollow();
    follow(event.getUI());
    keys.listen(getContent());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    unfollow();
    super.onDetach(event);
  }

  private void follow(UI ui) {
    var fresh = new Pulse(parts.timers(), GAP, TICK, () -> read(ui));
    var queues = new Pulse(parts.timers(), QUEUE_GAP, TICK, () -> read(ui));
    pulse = fresh;
    queuePulse = queues;
    subscription =
        parts
            .events()
            .subscribe(
                user.tenant().value(),
                published -> {
                  switch (reach(published.fact())) {
                    case MINE -> fresh.poke();
                    case QUEUE -> queues.poke();
                    case NONE -> {}
                  }
                  show(ui, published.fact());
                });
    fresh.start();
  }

  private void unfollow() {
    if (subscription != null) {
      subscription.close();
      subscription = null;
    }
    if (pulse != null) {
      pulse.close();
      pulse = null;
    }
    if (queuePulse != null) {
      queuePulse.close();
      queuePulse = null;
    }
  }

  private enum Reach {
    MINE,
    QUEUE,
    NONE
  }

  /// Whether a fact changes what this agent's list shows, or only the queue, or nothing here.
  private Reach reach(Fact fact) {
    var me = user.agentId();
    return switch (fact) {
      case ConversationFact said when mine.contains(said.conversation()) -> Reach.MINE;
      case RoutingFact.OfferMade made when made.offer().agent().equals(me) -> Reach.MINE;
      case RoutingFact.OfferEnded ended when ended.offer().agent().equals(me) -> Reach.MINE;
      case RoutingFact.StageChanged changed
          when me.equals(changed.assignee())
              || me.equals(changed.previousAssignee())
              || mine.contains(changed.conversation()) ->
          Reach.MINE;
      case PresenceChanged changed when changed.agent().equals(me) -> Reach.MINE;
      case RoutingFact _ -> Reach.QUEUE;
      default -> Reach.NONE;
    };
  }

  private void show(UI ui, Fact fact) {
    switch (fact) {
      case ConversationFact.MessageReceived(var message, var _) -> show(ui, message);
      case ConversationFact.MessageSent(var message, var _) -> show(ui, message);
      case ConversationFact.DeliveryChanged(var message, var _) -> show(ui, message);
      case ConversationFact.NoteAdded(var note, var _) -> {
        if (note.conversation().equals(open)) {
          news.execute(() ->
              ui.access(() -> {
                if (note.conversation().equals(thread.shown())) {
                  thread.put(note);
                }
              }));
        }
      }
      case ConversationFact.ConversationEnded ended -> head(ui, ended.conversation());
      case RoutingFact.StageChanged changed -> head(ui, changed.conversation());
      default -> {}
    }
  }

  private void show(UI ui, Message message) {
    if (message.conversation().equals(open)) {
      news.execute(() -> ui.access(() -> put(message)));
    }
  }

  private void put(Message message) {
    if (message.conversation().equals(thread.shown())) {
      if (!thread.put(message)) {
        reader.after(message.conversation(), thread.lastSeq()).forEach(thread::put);
      }
      list.saw(message.conversation(), thread.lastSeq());
    }
  }

  private void head(UI ui, ConversationId id) {
    if (id.equals(open)) {
      news.execute(() ->
          ui.access(() -> {
            if (id.equals(thread.shown())) {
              reader.open(id).ifPresent(this::showHead);
            }
          }));
    }
  }

  private void showHead(DeskReader.Opened now) {
    var c = now.conversation();
    if (!user.agentId().equals(c.assignee()) || over(c.stage())) {
      Notification.show(getTranslation(over(c.stage()) ? "desk.over" : "desk.moved"));
      leave();
      return;
    }
    thread.head(c, now.customer(), now.queue());
    outcome.stage(c.stage());
  }

  private static boolean over(Stage stage) {
    return stage == Stage.CLOSED || stage == Stage.ABANDONED;
  }

  private void read(UI ui) {
    reader
        .read(list.showsWaiting())
        .whenCompleteAsync(
            (state, error) -> {
              if (error == null) {
                mine =
                    Set.copyOf(state.mine().stream().map(row -> row.conversation().id()).toList());
                ui.access(() -> show(state));
              }
            },
            news);
  }

  private void show(DeskState state) {
    boolean offered = list.show(state);
    getContent().getElement().executeJs("window.ondam.calls($0, $1)", list.calls(), offered);
  }

  private void refresh() {
    if (pulse != null) {
      pulse.poke();
    }
  }

  // ---- wishes

  private void open(ConversationId id) {
    try {
      var found = reader.open(id);
      if (found.isEmpty() || !user.agentId().equals(found.get().conversation().assignee())) {
        Notification.show(getTranslation("desk.moved"));
        refresh();
        return;
      }
      show(found.get());
    } catch (StoreUnavailable _) {
      Notification.show(getTranslation("result.unavailable"));
    }
  }

  private void show(DeskReader.Opened opened) {
    var c = opened.conversation();
    open = c.id();
    thread.open(opened);
    getContent().addClassName("has-open");
    list.select(c.id());
    list.saw(c.id(), thread.lastSeq());
    var dispositions = parts.conversations().dispositions(user.tenant());
    try {
      history.show(
          parts.history().of(user.tenant(), c.customer(), c.id(), MOST_HISTORY), dispositions);
    } catch (StoreUnavailable _) {
      history.failed();
    }
    customer.show(opened.customer(), parts.customers().identities(user.tenant(), c.customer()));
    outcome.show(Dispositions.choices(dispositions), c.disposition());
    outcome.stage(c.stage());
    side.open();
    if (c.stage() == Stage.WRAP_UP) {
      side.showOutcome();
    } else {
      side.showHistory();
    }
  }

  /// After the customer was corrected: the same number may bring another history.
  private void reopen() {
    var id = thread.shown();
    if (id != null) {
      reader
          .open(id)
          .ifPresent(now -> {
            showHead(now);
            history.show(
                parts.history().of(user.tenant(), now.conversation().customer(), id, MOST_HISTORY),
                parts.conversations().dispositions(user.tenant()));
          });
      refresh();
    }
  }

  private void leave() {
    open = null;
    thread.close();
    side.close();
    list.select(null);
    getContent().removeClassName("has-open");
    refresh();
  }

  private void accept(Offer offer) {
    submit(
        new RoutingCommand.AcceptOffer(user.agentId(), offer.id()),
        _ -> open(offer.conversation()));
  }

  private void decline(Offer offer) {
    submit(new RoutingCommand.DeclineOffer(user.agentId(), offer.id()), _ -> {});
  }

  private void take(ConversationId id) {
    submit(new RoutingCommand.Take(user.agentId(), id), _ -> open(id));
  }

  private void hold() {
    var id = thread.shown();
    if (id != null) {
      submit(
          thread.onHold()
              ? new RoutingCommand.Resume(user.agentId(), id)
              : new RoutingCommand.Hold(user.agentId(), id),
          _ -> {});
    }
  }

  private void submit(RoutingCommand command, Consumer<RoutingResult> then) {
    answered(
        parts.partitions().submit(user.tenant(), command),
        (result, sentence) -> {
          if (sentence == null && result != null) {
            then.accept(result);
          } else {
            Notification.show(sentence);
          }
          refresh();
        });
  }

  /// Hears an answer; the sentence is null when it was done.
  private interface Heard<T> {
    void hear(@Nullable T result, @Nullable String sentence);
  }

  private void answered(CompletionStage<RoutingResult> answer, Heard<RoutingResult> then) {
    var ui = UI.getCurrent();
    answer.whenCompleteAsync(
        (result, error) ->
            ui.access(() -> {
              boolean done =
                  error == null
                      && (result instanceof RoutingResult.Done
                          || result instanceof RoutingResult.Accepted);
              then.hear(
                  result,
                  done
                      ? null
                      : getTranslation(
                          error == null ? Sentences.of(result) : "result.unavailable"));
            }),
        news);
  }

  private void written(CompletionStage<ReplyResult> answer, Heard<ReplyResult> then) {
    var ui = UI.getCurrent();
    answer.whenCompleteAsync(
        (result, error) ->
            ui.access(() -> {
              boolean done =
                  error == null
                      && (result instanceof ReplyResult.Stored
                          || result instanceof ReplyResult.Repeated
                          || result instanceof ReplyResult.Done);
              then.hear(
                  result,
                  done
                      ? null
                      : getTranslation(
                          error == null ? Sentences.of(result) : "result.unavailable"));
            }),
        news);
  }

  private void write(Editor.Written written) {
    Heard<ReplyResult> heard =
        (_, sentence) -> {
          if (sentence == null) {
            thread.editor().stored(written.clientId());
          } else {
            thread.editor().refused(written.clientId(), sentence);
          }
        };
    var replies = parts.replies();
    if (written.note()) {
      // The browser names the conversation: only one's own may be written to.
      if (!mine.contains(written.conversation())) {
        heard.hear(null, getTranslation("result.staleAssignee"));
        return;
      }
      written(
          replies.note(user.tenant(), written.conversation(), user.id(), written.text()), heard);
    } else {
      written(
          replies.send(
              new Reply(
                  user.tenant(),
                  written.conversation(),
                  user.agentId(),
                  List.of(new Part.Text(written.text())),
                  written.clientId())),
          heard);
    }
  }

  private void transfer() {
    var id = thread.shown();
    if (id == null) {
      return;
    }
    var ui = UI.getCurrent();
    parts
        .partitions()
        .look(user.tenant())
        .whenCompleteAsync(
            (view, error) -> {
              if (error != null) {
                ui.access(() -> Notification.show(getTranslation("result.unavailable")));
                return;
              }
              List<TransferDialog.Candidate> candidates = new ArrayList<>();
              for (var load : view.agents()) {
                if (!load.agent().equals(user.agentId())) {
                  candidates.add(
                      new TransferDialog.Candidate(
                          load.agent(),
                          reader.agent(load.agent()),
                          load.presence(),
                          load.load(),
                          load.capacity()));
                }
              }
              var queues = parts.routing().queues(user.tenant());
              ui.access(() ->
                  new TransferDialog(
                          queues,
                          candidates,
                          (target, memo, dialog) -> transfer(id, target, memo, dialog))
                      .open());
            },
            news);
  }

  private void transfer(
      ConversationId id, TransferTarget target, String memo, TransferDialog dialog) {
    if (!memo.isEmpty()) {
      parts.replies().note(user.tenant(), id, user.id(), memo);
    }
    answered(
        parts
            .partitions()
            .submit(user.tenant(), new RoutingCommand.Transfer(user.agentId(), id, target)),
        (_, sentence) -> {
          if (sentence == null) {
            dialog.close();
            Notification.show(getTranslation("desk.transfer.done"));
          } else {
            dialog.complain(sentence);
          }
          refresh();
        });
  }

  private void startEnding() {
    if (thread.shown() != null) {
      getContent().addClassName("drawer-open");
      side.showOutcome();
      outcome.focusField();
    }
  }

  private void end(@Nullable String disposition, String memo) {
    var id = thread.shown();
    if (id == null) {
      return;
    }
    if (!memo.isEmpty()) {
      parts.replies().note(user.tenant(), id, user.id(), memo);
    }
    written(
        parts.replies().close(user.tenant(), id, user.agentId(), disposition),
        (_, sentence) -> {
          if (sentence != null) {
            outcome.complain(sentence);
          } else if (disposition != null && id.equals(thread.shown())) {
            Notification.show(getTranslation("desk.ended"));
            leave();
          }
          refresh();
        });
  }

  // ---- keyboard

  private void pressed(DeskKeys.Press press) {
    switch (press) {
      case DeskKeys.Press.Accept _ -> list.firstOffer().ifPresent(this::accept);
      case DeskKeys.Press.Decline _ -> list.firstOffer().ifPresent(this::decline);
      case DeskKeys.Press.Step(int by) -> step(by);
      case DeskKeys.Press.Slot(int number) -> {
        if (number <= list.mine().size()) {
          open(list.mine().get(number - 1));
        }
      }
      case DeskKeys.Press.Hold _ -> hold();
      case DeskKeys.Press.Transfer _ -> transfer();
      case DeskKeys.Press.End _ -> startEnding();
      case DeskKeys.Press.Write(boolean asNote) -> {
        if (thread.shown() != null) {
          thread.editor().write(asNote);
        }
      }
      case DeskKeys.Press.History _ -> {
        if (thread.shown() != null) {
          getContent().addClassName("drawer-open");
          side.showHistory();
        }
      }
      case DeskKeys.Press.Help _ -> keys.help();
    }
  }

  private void step(int by) {
    var order = list.mine();
    if (!order.isEmpty()) {
      var shown = thread.shown();
      int at = shown == null ? -1 : order.indexOf(shown);
      open(order.get(at < 0 ? 0 : Math.floorMod(at + by, order.size())));
    }
  }
}

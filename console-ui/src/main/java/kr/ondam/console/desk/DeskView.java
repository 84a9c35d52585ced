package kr.ondam.console.desk;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Set;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.User;
import kr.ondam.console.live.Notices;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.event.InOrder;
import kr.ondam.routing.Offer;
import kr.ondam.routing.RoutingCommand;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// 상담 데스크: offers, the own conversations, the thread with its editor, and who the customer is.
@Route("desk")
@RolesAllowed("AGENT")
@StyleSheet("desk.css")
public final class DeskView extends Composite<Div> implements HasDynamicTitle {
  private static final Logger log = LoggerFactory.getLogger(DeskView.class);

  private final transient DeskParts parts;
  private final transient User user;
  private final transient Borrowing borrowing;
  private final transient DeskReader reader;
  private final transient DeskKeys keys;
  private final transient InOrder order = new InOrder(Thread::startVirtualThread, DeskView::failed);
  private final transient Handling handling;
  private final transient Transferring transferring;
  private final ListPane list;
  private final ThreadPane thread;
  private final OutcomeTab outcome;
  private final SidePane side;
  private final Drawer drawer;
  private final transient Kept kept;
  private final transient OpenConversation open;
  private volatile Set<ConversationId> mine = Set.of();
  private transient @Nullable DeskNews news;

  public DeskView(DeskParts parts) {
    this.parts = parts;
    user = parts.who().get();
    borrowing = new Borrowing(parts, user);
    reader = new DeskReader(parts, user, borrowing);
    handling = new Handling(parts, user, borrowing, order, id -> mine.contains(id), reader::agent);
    transferring = new Transferring(handling, this::transferred, this::refresh);
    list =
        new ListPane(
            user.id(),
            new ListPane.Wishes(
                this::open, this::take, this::accept, this::decline, this::refresh));
    thread =
        new ThreadPane(
            parts,
            reader::agent,
            new Editor(
                user.id(),
                this::write,
                on -> handling.typing(open(), on),
                new Attaching(parts, user, id -> mine.contains(id))),
            new ThreadPane.Wishes(
                this::hold,
                this::transfer,
                this::startEnding,
                this::leave,
                this::resend,
                new Noticing(parts, user, borrowing)::begin));
    outcome = new OutcomeTab(this::end);
    side = new SidePane(parts, user, reader::agent, outcome, this::corrected);
    open = new OpenConversation(user, borrowing, parts.signals(), reader, list, thread, side);
    keys = new DeskKeys(this::pressed);
    drawer = new Drawer(getContent());
    kept = new Kept(list, () -> thread.shown() == null, this::open);
    getContent().addClassName("desk");
    getContent().add(list, thread, side, drawer);
  }

  /// News may still be on their way to a screen that was closed.
  private static void failed(RuntimeException e) {
    if (!(e instanceof UIDetachedException)) {
      log.error("news could not be shown", e);
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("desk.title");
  }

  // ---- live news

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    unfollow();
    news = DeskNews.follow(parts, user, new Screen(event.getUI()));
    keys.listen(getContent());
    kept.ask(getContent().getElement(), user.id());
  }

  @Override
  protected void onDetach(DetachEvent event) {
    unfollow();
    super.onDetach(event);
  }

  private void unfollow() {
    if (news != null) {
      news.close();
      news = null;
    }
  }

  private void refresh() {
    if (news != null) {
      news.poke();
    }
  }

  /// Brings the news onto the screen, in their order.
  private final class Screen implements DeskNews.Desk {
    private final UI ui;

    Screen(UI ui) {
      this.ui = ui;
    }

    @Override
    public boolean holds(ConversationId id) {
      return mine.contains(id);
    }

    @Override
    public boolean isOpen(ConversationId id) {
      return open.follows(id);
    }

    @Override
    public List<TenantId> owners() {
      return borrowing.owners();
    }

    @Override
    public void read() {
      reader
          .read(list.showsWaiting())
          .whenCompleteAsync(
              (state, error) -> {
                if (error != null) {
                  ui.access(list::stale);
                } else {
                  mine =
                      Set.copyOf(
                          state.mine().stream().map(row -> row.conversation().id()).toList());
                  ui.access(() -> {
                    show(state);
                    if (news != null) {
                      news.followOwners();
                    }
                  });
                }
              },
              order);
    }

    @Override
    public void said(Message message) {
      order.execute(() -> ui.access(() -> open.put(message)));
    }

    @Override
    public void noted(Note note) {
      order.execute(() -> ui.access(() -> open.put(note)));
    }

    @Override
    public void noted(BotNote note) {
      order.execute(() -> ui.access(() -> open.put(note)));
    }

    @Override
    public void attached(Attachment file) {
      order.execute(() -> ui.access(() -> open.put(file)));
    }

    @Override
    public void typing(ConversationId id, boolean on) {
      order.execute(() -> ui.access(() -> open.typing(id, on)));
    }

    @Override
    public void returned(AgentId from) {
      order.execute(() -> {
        var name = reader.agent(from);
        ui.access(() -> Notices.say(getTranslation("desk.returned", name)));
      });
    }

    @Override
    public void turned(ConversationId id) {
      order.execute(() -> ui.access(() -> showed(open.turned(id))));
    }
  }

  private void show(DeskState state) {
    boolean offered = list.show(state);
    getContent().getElement().executeJs("window.ondam.calls($0, $1)", list.calls(), offered);
    showed(open.catchUp());
    kept.reopen();
  }

  private void corrected() {
    open.corrected();
    refresh();
  }

  private @Nullable ConversationId open() {
    return open.id();
  }

  private void open(ConversationId id) {
    showed(open.open(id));
  }

  private void leave() {
    open.leave();
    showed(true);
  }

  /// @param changed whether the lists have to be read again
  private void showed(boolean changed) {
    getContent().setClassName("has-open", thread.shown() != null);
    if (thread.shown() == null) {
      drawer.open(false);
    }
    if (changed) {
      refresh();
    }
  }

  // ---- wishes

  private void accept(Offer offer) {
    // What is said after the acceptance is heard only by who listens before it.
    borrowing.expect(offer);
    if (news != null) {
      news.followOwners();
    }
    submit(
        new RoutingCommand.AcceptOffer(user.agentId(), offer.id()),
        () -> open(offer.conversation()));
  }

  private void decline(Offer offer) {
    submit(new RoutingCommand.DeclineOffer(user.agentId(), offer.id()), () -> {});
  }

  private void take(ConversationId id) {
    submit(new RoutingCommand.Take(user.agentId(), id), () -> open(id));
  }

  private void hold() {
    var id = open.id();
    if (id != null) {
      handling.hold(id, thread.onHold(), done(() -> {}));
    }
  }

  private void submit(RoutingCommand command, Runnable then) {
    handling.submit(command, done(then));
  }

  private Handling.Heard done(Runnable then) {
    return problem -> {
      if (problem == null) {
        then.run();
      } else {
        Notices.say(problem);
      }
      refresh();
    };
  }

  private void write(Editor.Written written) {
    handling.write(written, problem -> thread.editor().heard(written.clientId(), problem));
  }

  private void resend(long seq) {
    var id = open.id();
    if (id != null) {
      handling.resend(
          id,
          seq,
          problem -> {
            if (problem != null) {
              Notices.say(problem);
              if (id.equals(thread.shown())) {
                thread.notResent(seq);
              }
            }
          });
    }
  }

  private void transfer() {
    var id = open.id();
    if (id != null && thread.running()) {
      transferring.begin(id);
    }
  }

  /// Somebody else has it now.
  private void transferred(ConversationId id) {
    Notices.say(getTranslation("desk.transfer.done"));
    if (id.equals(thread.shown())) {
      leave();
    }
  }

  private void startEnding() {
    if (open.id() != null) {
      drawer.open(true);
      side.showOutcome();
    }
  }

  private void end(Classification as, String memo, boolean next) {
    var id = open.id();
    if (id == null) {
      return;
    }
    open.ends(as instanceof Classification.Later ? null : id);
    handling.end(
        id,
        as,
        memo,
        problem -> {
          if (problem != null) {
            open.ends(null);
            outcome.complain(problem);
          } else if (as instanceof Classification.Later) {
            outcome.keepMemo();
            outcome.focusField();
          } else {
            Notices.say(getTranslation("desk.ended"));
            if (id.equals(thread.shown())) {
              leave();
            }
            if (next) {
              list.another(id).ifPresent(this::open);
            }
          }
          refresh();
        });
  }

  // ---- keyboard

  private void pressed(DeskKeys.Press press) {
    switch (press) {
      case DeskKeys.Press.Accept _ -> list.firstOffer().ifPresent(this::accept);
      case DeskKeys.Press.Decline _ -> list.firstOffer().ifPresent(this::decline);
      case DeskKeys.Press.Step(int by) -> list.beside(thread.shown(), by).ifPresent(this::open);
      case DeskKeys.Press.Slot(int number) -> list.slot(number).ifPresent(this::open);
      case DeskKeys.Press.Hold _ -> hold();
      case DeskKeys.Press.Transfer _ -> transfer();
      case DeskKeys.Press.End _ -> startEnding();
      case DeskKeys.Press.SaveAndNext _ -> outcome.finish(true);
      case DeskKeys.Press.Ready _ ->
          handling.ready(problem -> {
            if (problem != null) {
              Notices.say(problem);
            }
          });
      case DeskKeys.Press.History _ -> {
        if (open.id() != null) {
          drawer.open(true);
          side.showHistory();
        }
      }
      case DeskKeys.Press.Help _ -> keys.help();
    }
  }
}

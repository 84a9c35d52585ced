package kr.ondam.console.desk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.PresenceChanged;
import kr.ondam.agent.User;
import kr.ondam.console.live.Pulse;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.Signals;
import kr.ondam.event.Fact;
import kr.ondam.event.Subscription;
import kr.ondam.routing.RoutingFact;
import kr.ondam.tenant.TenantId;

/// Follows what happens in the tenant and tells one desk what concerns it: when its lists have to
/// be read again, and what is new in the open conversation.
final class DeskNews implements AutoCloseable {
  private static final Duration GAP = Duration.ofMillis(200);
  private static final Duration QUEUE_GAP = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(15);

  /// The desk that listens. Its methods are called on the publisher's thread and must not block.
  interface Desk {
    boolean holds(ConversationId id);

    /// Also while it is being opened.
    boolean isOpen(ConversationId id);

    /// Other tenants whose conversations this desk has, or had.
    List<TenantId> owners();

    void read();

    void said(Message message);

    void noted(Note note);

    /// A bot said something for the agent of the open conversation only.
    void noted(BotNote note);

    /// The copy of a file in the open conversation has come, will not come or was tried in vain.
    void attached(Attachment file);

    /// The customer of the open conversation began or stopped to type.
    void typing(ConversationId id, boolean on);

    /// A conversation that this agent had transferred was not taken and is back.
    void returned(AgentId from);

    /// The stage or the assignee of the open conversation has changed.
    void turned(ConversationId id);
  }

  private enum Reach {
    MINE,
    QUEUE,
    NONE
  }

  private final User user;
  private final Desk desk;
  private final Pulse pulse;
  private final Pulse queuePulse;
  private final Subscription subscription;
  private final Subscription signals;
  private final DeskParts parts;
  private final Map<TenantId, Subscription> others = new ConcurrentHashMap<>();

  private DeskNews(DeskParts parts, User user, Desk desk) {
    this.parts = parts;
    this.user = user;
    this.desk = desk;
    pulse = new Pulse(parts.timers(), GAP, TICK, desk::read);
    queuePulse = new Pulse(parts.timers(), QUEUE_GAP, TICK, desk::read);
    subscription =
        parts.events().subscribe(user.tenant().value(), published -> hear(published.fact()));
    signals = parts.signals().subscribe(this::hear);
  }

  static DeskNews follow(DeskParts parts, User user, Desk desk) {
    var news = new DeskNews(parts, user, desk);
    news.pulse.start();
    return news;
  }

  /// Hears of the conversations that other tenants have lent to this desk, and of nothing else
  /// there.
  void followOwners() {
    for (var owner : desk.owners()) {
      others.computeIfAbsent(
          owner, _ -> parts.events().subscribe(owner.value(), published -> lent(published.fact())));
    }
  }

  private void lent(Fact fact) {
    var id =
        switch (fact) {
          case ConversationFact said -> said.conversation();
          case RoutingFact.StageChanged changed -> changed.conversation();
          default -> null;
        };
    boolean concerns = id != null && (desk.holds(id) || desk.isOpen(id));
    boolean inside =
        fact instanceof ConversationFact.NoteAdded || fact instanceof ConversationFact.BotNoted;
    if (concerns && !inside) {
      hear(fact);
    }
  }

  /// Asks for fresh lists soon.
  void poke() {
    pulse.poke();
  }

  @Override
  public void close() {
    subscription.close();
    signals.close();
    others.values().forEach(Subscription::close);
    pulse.close();
    queuePulse.close();
  }

  private void hear(Fact fact) {
    switch (reach(fact)) {
      case MINE -> pulse.poke();
      case QUEUE -> queuePulse.poke();
      case NONE -> {}
    }
    switch (fact) {
      case ConversationFact.MessageReceived(var message, var _) -> said(message);
      case ConversationFact.MessageSent(var message, var _) -> said(message);
      case ConversationFact.DeliveryChanged(var message, var _) -> said(message);
      case ConversationFact.NoteAdded(var note, var _) when desk.isOpen(note.conversation()) ->
          desk.noted(note);
      case ConversationFact.BotNoted(var note, var _) when desk.isOpen(note.conversation()) ->
          desk.noted(note);
      case ConversationFact.AttachmentChanged(var file, var _)
          when desk.isOpen(file.conversation()) ->
          desk.attached(file);
      case ConversationFact.ConversationEnded ended -> turned(ended.conversation());
      case RoutingFact.StageChanged changed -> turned(changed.conversation());
      case RoutingFact.Returned back when back.agent().equals(user.agentId()) ->
          desk.returned(back.from());
      default -> {}
    }
  }

  private void hear(Signals.Signal signal) {
    if (signal instanceof Signals.CustomerTyping(var tenant, var id, var on)
        && (tenant.equals(user.tenant()) || others.containsKey(tenant))
        && desk.isOpen(id)) {
      desk.typing(id, on);
    }
  }

  private void said(Message message) {
    if (desk.isOpen(message.conversation())) {
      desk.said(message);
    }
  }

  private void turned(ConversationId id) {
    if (desk.isOpen(id)) {
      desk.turned(id);
    }
  }

  /// Whether a fact changes what this agent's list shows, or only the queue, or nothing here.
  private Reach reach(Fact fact) {
    var me = user.agentId();
    return switch (fact) {
      case ConversationFact said when desk.holds(said.conversation()) -> Reach.MINE;
      case RoutingFact.OfferMade made when made.offer().agent().equals(me) -> Reach.MINE;
      case RoutingFact.OfferEnded ended when ended.offer().agent().equals(me) -> Reach.MINE;
      case RoutingFact.StageChanged changed
          when me.equals(changed.assignee())
              || me.equals(changed.previousAssignee())
              || desk.holds(changed.conversation()) ->
          Reach.MINE;
      case RoutingFact.Rested rested when rested.agent().equals(me) -> Reach.MINE;
      case PresenceChanged changed when changed.agent().equals(me) -> Reach.MINE;
      case RoutingFact _ -> Reach.QUEUE;
      default -> Reach.NONE;
    };
  }
}

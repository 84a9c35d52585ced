package kr.ondam.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Stage;
import kr.ondam.rules.Effect;
import kr.ondam.rules.Event;
import kr.ondam.rules.PartitionState.ConversationState;
import kr.ondam.rules.Place;
import kr.ondam.tenant.TenantId;
import kr.ondam.time.TimeOrderedIds;
import org.jspecify.annotations.Nullable;

/// The owner's side of an overflow: this tenant's conversations that agents of others may take, are
/// being asked to take, or have.
///
/// The conversation stays this tenant's all the time. To the engine it is *away* until it is over
/// or comes back, so that it can be granted only once; whose agent has it stands in its grant.
final class Overflow {
  private static final String LOST = "LOST";

  private final Book book;
  private final EffectWriter writer;
  private final OverflowAgreements agreements;
  private final Function<TenantId, String> names;
  private final TimeOrderedIds ids;

  /// Conversations with a grant.
  private final Set<Tracked> away = new LinkedHashSet<>();

  /// The claim that the engine is answering.
  private Crossing.@Nullable Claimed claim;

  /// @param names the name of a tenant
  Overflow(
      Book book,
      EffectWriter writer,
      OverflowAgreements agreements,
      Function<TenantId, String> names,
      TimeOrderedIds ids) {
    this.book = book;
    this.writer = writer;
    this.agreements = agreements;
    this.names = names;
    this.ids = ids;
  }

  /// Writes what the engine decided about a conversation of this tenant.
  void write(Effect.Crossing effect, Turn turn, Instant at) {
    switch (effect) {
      case Effect.Crossing.Requested asked -> {
        var conversation = book.conversation(asked.conversation());
        agreements
            .lenders(book.tenant, at)
            .forEach(lender -> ask(lender, conversation, asked.step(), turn));
      }
      case Effect.Crossing.Withdrawn withdrawn -> {
        var id = book.conversations.id(withdrawn.conversation());
        for (var partner : agreements.partners(book.tenant)) {
          if (book.siblings.of(partner) != withdrawn.except()) {
            turn.send(partner, new Crossing.Withdrawn(id));
          }
        }
      }
      case Effect.Crossing.Granted granted -> granted(granted, turn, at);
      case Effect.Crossing.Denied denied ->
          turn.send(
              book.siblings.id(denied.claimant()),
              new Crossing.Denied(book.conversations.id(denied.conversation()), denied.claim()));
      case Effect.Crossing.HandedOver _ -> {}
      case Effect.Crossing.Claimed _,
          Effect.Crossing.GivenBack _,
          Effect.Crossing.Kept _,
          Effect.Crossing.Dropped _ ->
          throw new IllegalStateException("not of this tenant: " + effect);
    }
  }

  private void ask(TenantId lender, Tracked conversation, int step, Turn turn) {
    var demand = book.demand(conversation);
    turn.send(
        lender,
        new Crossing.Requested(
            conversation.id,
            new Loan.Wanted(
                conversation.channel,
                book.name(conversation.queue),
                book.skills(conversation, step),
                demand.priorityClass(),
                demand.weight(),
                conversation.boostMillis,
                conversation.waitingSince,
                conversation.order)));
  }

  private void granted(Effect.Crossing.Granted granted, Turn turn, Instant at) {
    var answered = claim;
    var conversation = book.conversation(granted.conversation());
    var grantee = book.siblings.id(granted.claimant());
    var agreement = agreements.between(book.tenant, grantee, at);
    if (answered == null || agreement.isEmpty()) {
      throw new IllegalStateException("granted without a claim: " + granted);
    }
    var grant =
        Grants.of(conversation, grantee, answered, agreement.get(), book.tenant, ids.next(), at);
    conversation.grant = grant;
    away.add(conversation);
    turn.change(new RoutingChange.SaveGrant(grant));
    var state = writer.engine().conversation(granted.conversation());
    var reasons =
        Explanation.overflow(
            grant,
            names.apply(grantee),
            book.name(conversation.queue),
            at.toEpochMilli() - conversation.waitingSince.toEpochMilli(),
            state.map(ConversationState::step).orElse(0),
            writer.engine().policy().rules());
    turn.change(new RoutingChange.Record(Grants.decision(grant, ids.next(), reasons, at)));
    writer.stage(conversation, Stage.OFFERED, null, turn, at);
    turn.send(grantee, new Crossing.Granted(conversation.id, granted.claim()));
  }

  /// Takes what a lender says.
  void hear(TenantId from, Crossing message, Commands commands, Turn turn, Instant at) {
    switch (message) {
      case Crossing.Claimed claimed -> claimed(from, claimed, commands, turn, at);
      case Crossing.GivenBack back ->
          granted(from, back.conversation(), back.claim())
              .ifPresent(held -> back(held, back.reason(), commands, turn, at));
      case Crossing.CameBack back ->
          granted(from, back.conversation(), back.claim())
              .ifPresent(held -> cameBack(held, back.reason(), true, commands, turn, at));
      case Crossing.Kept kept -> kept(from, kept, commands, turn, at);
      case Crossing.Restarted restarted -> {
        compare(from, restarted.loans(), commands, turn, at);
        askAgain(from, turn, at);
      }
      case Crossing.Requested _,
          Crossing.Withdrawn _,
          Crossing.Granted _,
          Crossing.Denied _,
          Crossing.Over _ ->
          throw new IllegalArgumentException("not for an owner: " + message);
    }
  }

  private void claimed(
      TenantId from, Crossing.Claimed claimed, Commands commands, Turn turn, Instant at) {
    var known = book.conversation(claimed.conversation());
    if (known.isEmpty() || agreements.between(book.tenant, from, at).isEmpty()) {
      turn.send(from, new Crossing.Denied(claimed.conversation(), claimed.claim()));
      return;
    }
    claim = claimed;
    commands.feed(
        new Event.Crossing.Claimed(
            at.toEpochMilli(),
            book.conversations.of(claimed.conversation()),
            book.siblings.of(from),
            claimed.claim()),
        turn,
        null);
    claim = null;
  }

  /// The conversation a lender has under a claim; empty when it has not, or not any more.
  private Optional<Tracked> granted(TenantId lender, ConversationId conversation, long claim) {
    return book.conversation(conversation)
        .filter(tracked -> {
          var grant = tracked.grant;
          return grant != null && grant.grantee().equals(lender) && grant.claim() == claim;
        });
  }

  private void kept(TenantId from, Crossing.Kept kept, Commands commands, Turn turn, Instant at) {
    var held = granted(from, kept.conversation(), kept.claim());
    boolean taken = held.isPresent() && accept(held.get(), commands, turn, at);
    if (!taken) {
      turn.send(from, new Crossing.Over(kept.conversation(), kept.claim()));
    }
    kept.confirmation()
        .ifPresent(confirmation ->
            turn.answer(
                confirmation.answer(),
                taken ? confirmation.result() : new RoutingResult.OfferGone(OfferState.RESCINDED)));
  }

  /// Answers whether the agent has it now. Nobody gets what the customer has left meanwhile.
  private boolean accept(Tracked conversation, Commands commands, Turn turn, Instant at) {
    var grant = live(conversation);
    if (grant.state() == GrantState.ACTIVE) {
      return true;
    }
    var place =
        writer
            .engine()
            .conversation(book.conversations.of(conversation.id))
            .map(ConversationState::place);
    if (place.isPresent() && place.get() instanceof Place.Away away && away.leaving()) {
      forget(conversation, Stage.ABANDONED, "CUSTOMER_LEFT", commands, turn, at);
      return false;
    }
    var accepted = grant.accepted(at);
    conversation.grant = accepted;
    conversation.bot = false;
    conversation.front = false;
    conversation.attention = Attention.NONE;
    turn.change(new RoutingChange.SaveGrant(accepted));
    writer.stage(conversation, Stage.ACTIVE, accepted.agent(), turn, at);
    return true;
  }

  /// A conversation on loan is over.
  void over(Tracked conversation, Commands commands, Turn turn, Instant at) {
    var grant = live(conversation);
    forget(conversation, Stage.CLOSED, "CLOSED", commands, turn, at);
    turn.send(grant.grantee(), new Crossing.Over(conversation.id, grant.claim()));
  }

  private void forget(
      Tracked conversation, Stage stage, String reason, Commands commands, Turn turn, Instant at) {
    var grant = live(conversation);
    end(conversation, reason, turn, at);
    commands.feed(
        new Event.Crossing.Kept(
            at.toEpochMilli(),
            book.conversations.of(conversation.id),
            book.siblings.of(grant.grantee()),
            grant.claim()),
        turn,
        null);
    turn.change(new RoutingChange.RemoveEntry(conversation.id));
    writer.stage(
        conversation, stage, stage == Stage.CLOSED ? conversation.assignee : null, turn, at);
    book.forget(conversation);
  }

  /// Takes a conversation back from the agent of another tenant; it waits again, with its age.
  void recall(Tracked conversation, String reason, Commands commands, Turn turn, Instant at) {
    var grant = live(conversation);
    turn.send(grant.grantee(), new Crossing.Over(conversation.id, grant.claim()));
    cameBack(conversation, reason, false, commands, turn, at);
  }

  private void cameBack(
      Tracked conversation,
      String reason,
      boolean front,
      Commands commands,
      Turn turn,
      Instant at) {
    var grant = live(conversation);
    end(conversation, reason, turn, at);
    commands.feed(
        new Event.Crossing.CameBack(
            at.toEpochMilli(),
            book.conversations.of(conversation.id),
            book.siblings.of(grant.grantee()),
            grant.claim(),
            front),
        turn,
        null);
  }

  /// What was offered there was not accepted.
  private void back(Tracked conversation, String reason, Commands commands, Turn turn, Instant at) {
    var grant = live(conversation);
    if (grant.state() == GrantState.ACTIVE) {
      cameBack(conversation, reason, true, commands, turn, at);
      return;
    }
    end(conversation, reason, turn, at);
    commands.feed(
        new Event.Crossing.GivenBack(
            at.toEpochMilli(),
            book.conversations.of(conversation.id),
            book.siblings.of(grant.grantee()),
            grant.claim()),
        turn,
        null);
  }

  private void end(Tracked conversation, String reason, Turn turn, Instant at) {
    turn.change(new RoutingChange.SaveGrant(live(conversation).ended(at, reason)));
    conversation.grant = null;
    away.remove(conversation);
  }

  private static CrossTenantGrant live(Tracked conversation) {
    var grant = conversation.grant;
    if (grant == null) {
      throw new IllegalStateException("conversation " + conversation.id + " is not on loan");
    }
    return grant;
  }

  /// After a restart of either side: the lender's rows and ours say the same from now on.
  private void compare(
      TenantId lender, List<Crossing.Standing> loans, Commands commands, Turn turn, Instant at) {
    for (var conversation : List.copyOf(away)) {
      var grant = live(conversation);
      if (!grant.grantee().equals(lender)) {
        continue;
      }
      var loan =
          loans.stream()
              .filter(one -> one.conversation().equals(conversation.id))
              .filter(one -> one.claim() == grant.claim())
              .findFirst();
      if (loan.isEmpty()) {
        back(conversation, LOST, commands, turn, at);
      } else if (loan.get().accepted() && !accept(conversation, commands, turn, at)) {
        turn.send(lender, new Crossing.Over(conversation.id, grant.claim()));
      }
    }
    for (var loan : loans) {
      if (granted(lender, loan.conversation(), loan.claim()).isEmpty()) {
        turn.send(lender, new Crossing.Over(loan.conversation(), loan.claim()));
      }
    }
  }

  private void askAgain(TenantId lender, Turn turn, Instant at) {
    if (agreements.between(book.tenant, lender, at).isEmpty()) {
      return;
    }
    for (var conversation : book.all()) {
      book.conversations
          .known(conversation.id)
          .flatMap(writer.engine()::conversation)
          .filter(ConversationState::requested)
          .ifPresent(state -> ask(lender, conversation, state.step(), turn));
    }
  }

  /// What a lender has of this tenant.
  List<Crossing.Standing> granted(TenantId lender) {
    List<Crossing.Standing> standing = new ArrayList<>();
    for (var conversation : away) {
      var grant = live(conversation);
      if (grant.grantee().equals(lender)) {
        standing.add(
            new Crossing.Standing(
                conversation.id, grant.claim(), grant.state() == GrantState.ACTIVE));
      }
    }
    return standing;
  }

  /// Finds what is away after the book was restored.
  void restored() {
    away.clear();
    book.all().stream().filter(conversation -> conversation.grant != null).forEach(away::add);
  }

  /// Tenants that have a conversation of this one.
  List<TenantId> grantees() {
    return away.stream().map(conversation -> live(conversation).grantee()).toList();
  }

  /// Takes back what a lender has not answered for too long, and what no agreement covers any more.
  void tick(Commands commands, Turn turn, Instant at) {
    for (var conversation : List.copyOf(away)) {
      var grant = live(conversation);
      boolean agreed = agreements.between(book.tenant, grant.grantee(), at).isPresent();
      if (!agreed || !Grants.limit(grant).isAfter(at)) {
        var reason = !agreed || grant.state() == GrantState.ACTIVE ? "AGREEMENT_OVER" : "TIMEOUT";
        turn.send(grant.grantee(), new Crossing.Over(conversation.id, grant.claim()));
        back(conversation, reason, commands, turn, at);
      }
    }
  }

  /// When [#tick] has to look again.
  OptionalLong nextDue() {
    return away.stream()
        .map(Overflow::live)
        .map(Grants::limit)
        .filter(Instant.MAX::isAfter)
        .mapToLong(Instant::toEpochMilli)
        .min();
  }
}

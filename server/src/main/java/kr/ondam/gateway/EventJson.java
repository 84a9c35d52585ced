package kr.ondam.gateway;

import java.util.Locale;
import java.util.Optional;
import kr.ondam.agent.PresenceChanged;
import kr.ondam.channel.PartJson;
import kr.ondam.conversation.ConversationFact;
import kr.ondam.conversation.Message;
import kr.ondam.event.Published;
import kr.ondam.routing.Offer;
import kr.ondam.routing.RoutingFact;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A fact as it is told outside: its type and the JSON that CloudEvents 1.0 names the fields of.
///
/// @param type such as `message.received`
record EventJson(String type, String data) {

  /// Empty for facts that are not told outside.
  static Optional<EventJson> of(Published published) {
    return switch (published.fact()) {
      case ConversationFact fact -> Optional.of(conversation(published, fact));
      case RoutingFact fact -> Optional.ofNullable(routing(published, fact));
      case PresenceChanged changed -> {
        var data = ApiJson.object();
        data.put("agent", changed.agent().toString());
        data.put("presence", changed.presence().name());
        yield Optional.of(envelope(published, "presence.changed", null, data));
      }
      default -> Optional.empty();
    };
  }

  private static EventJson conversation(Published published, ConversationFact fact) {
    var subject = fact.conversation().toString();
    return switch (fact) {
      case ConversationFact.ConversationOpened opened ->
          envelope(
              published, "conversation.opened", subject, ApiJson.conversation(opened.opened()));
      case ConversationFact.MessageReceived received ->
          envelope(published, "message.received", subject, message(received.message()));
      case ConversationFact.MessageSent sent ->
          envelope(published, "message.sent", subject, message(sent.message()));
      case ConversationFact.DeliveryChanged changed ->
          envelope(published, "delivery.changed", subject, message(changed.message()));
      case ConversationFact.ConversationReferred referred ->
          envelope(
              published,
              "conversation.referred",
              subject,
              ApiJson.object()
                  .put("conversation", subject)
                  .put("routingKey", referred.routingKey()));
      case ConversationFact.ConversationEnded ended -> {
        var data = ApiJson.object();
        data.put("conversation", subject);
        data.put("reason", ended.reason().name());
        data.put("disposition", ended.disposition());
        yield envelope(published, "conversation.closed", subject, data);
      }
      case ConversationFact.HandedOver(var _, var handover, var _) -> {
        var data = ApiJson.object();
        data.put("conversation", subject);
        data.put("bot", handover.bot().value());
        data.put("reason", handover.reason().name());
        yield envelope(published, "conversation.handed_over", subject, data);
      }
      case ConversationFact.BotNoted noted ->
          envelope(published, "bot.noted", subject, ApiJson.botNote(noted.note()));
      case ConversationFact.AttachmentChanged changed ->
          envelope(
              published, "attachment.changed", subject, ApiJson.attachment(changed.attachment()));
      case ConversationFact.NoteAdded added ->
          envelope(
              published,
              "note.added",
              subject,
              ApiJson.note(added.note()).put("conversation", subject));
    };
  }

  private static @Nullable EventJson routing(Published published, RoutingFact fact) {
    return switch (fact) {
      case RoutingFact.OfferMade made -> offer(published, "offer.made", made.offer());
      case RoutingFact.OfferEnded ended ->
          offer(
              published,
              "offer." + ended.offer().state().name().toLowerCase(Locale.ROOT),
              ended.offer());
      case RoutingFact.StageChanged changed -> {
        var data = ApiJson.object();
        data.put("conversation", changed.conversation().toString());
        data.put("stage", changed.stage().name());
        data.put("assignee", ApiJson.id(changed.assignee()));
        var queue = changed.queue();
        data.put("queue", queue == null ? null : queue.value());
        yield envelope(
            published, "conversation.stage_changed", changed.conversation().toString(), data);
      }
      case RoutingFact.ManagerCalled called -> {
        var data = ApiJson.object();
        data.put("conversation", called.conversation().toString());
        data.put("queue", called.queue().value());
        yield envelope(
            published, "conversation.manager_called", called.conversation().toString(), data);
      }
      // What customers are told comes as a message; how much of a slot is taken, with the board.
      // A transfer that was not taken is told by the end of its offer.
      case RoutingFact.NoticeDue _, RoutingFact.Rested _, RoutingFact.Returned _ -> null;
    };
  }

  private static EventJson offer(Published published, String type, Offer offer) {
    var data = ApiJson.offer(offer);
    data.put("offer", offer.id().toString());
    return envelope(published, type, offer.conversation().toString(), data);
  }

  private static ObjectNode message(Message message) {
    var data = ApiJson.object();
    data.put("conversation", message.conversation().toString());
    data.put("seq", message.seq());
    data.put("messageId", message.id().toString());
    data.put("direction", message.direction().name());
    data.putObject("author")
        .put("kind", message.author().kind().name())
        .put("id", message.author().id());
    data.set("parts", PartJson.tree(message.parts()));
    data.put("delivery", message.delivery().name());
    data.put("failure", message.failure());
    return data;
  }

  private static EventJson envelope(
      Published published, String type, @Nullable String subject, ObjectNode data) {
    var fact = published.fact();
    data.put("tenant", fact.tenantKey());
    var event = ApiJson.object();
    event.put("specversion", "1.0");
    event.put("id", Long.toString(published.position()));
    event.put("source", "/tenants/" + fact.tenantKey());
    event.put("type", "ondam." + type + ".v1");
    event.put("subject", subject);
    event.put("time", fact.at().toString());
    event.set("data", data);
    return new EventJson(type, event.toString());
  }
}

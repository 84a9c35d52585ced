package kr.ondam.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import kr.ondam.agent.AgentId;
import kr.ondam.channel.Loss;
import kr.ondam.channel.PartJson;
import kr.ondam.conversation.Attachment;
import kr.ondam.conversation.BotNote;
import kr.ondam.conversation.Conversation;
import kr.ondam.conversation.Message;
import kr.ondam.conversation.Note;
import kr.ondam.conversation.Upload;
import kr.ondam.customer.Customer;
import kr.ondam.routing.Offer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of the REST interface and its event stream.
final class ApiJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ApiJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static <T> GatewayResponse list(
      List<T> items, Function<T, ? extends JsonNode> json, @Nullable String next) {
    var node = object();
    var array = node.putArray("items");
    items.forEach(item -> array.add(json.apply(item)));
    node.put("next", next);
    return GatewayResponse.json(200, node.toString());
  }

  static ObjectNode conversation(Conversation conversation) {
    var node = object();
    node.put("id", conversation.id().toString());
    node.put("tenant", conversation.tenant().value());
    node.put("stage", conversation.stage().name());
    node.put("channel", conversation.channel().name());
    node.put("customer", conversation.customer().toString());
    node.put("assignee", id(conversation.assignee()));
    var queue = conversation.queue();
    node.put("queue", queue == null ? null : queue.value());
    node.put("openedAt", conversation.openedAt().toString());
    node.put("closedAt", time(conversation.endedAt()));
    var reason = conversation.endReason();
    node.put("endReason", reason == null ? null : reason.name());
    node.put("disposition", conversation.disposition());
    node.put("lastSeq", conversation.lastSeq());
    node.put("owner", conversation.owner().name());
    node.put("ownerEpoch", conversation.ownerEpoch());
    return node;
  }

  static ObjectNode message(Message message) {
    var node = object();
    node.put("id", message.id().toString());
    node.put("seq", message.seq());
    node.put("direction", message.direction().name());
    node.putObject("author")
        .put("kind", message.author().kind().name())
        .put("id", message.author().id());
    node.put("at", message.at().toString());
    node.set("parts", PartJson.tree(message.parts()));
    node.put("delivery", message.delivery().name());
    node.put("failure", message.failure());
    return node;
  }

  /// What a channel leaves out of a message, or carries in another form.
  static ArrayNode losses(List<Loss> losses) {
    var array = object().arrayNode();
    losses.forEach(loss ->
        array
            .addObject()
            .put("kind", loss.kind().name().toLowerCase(Locale.ROOT))
            .put("count", loss.count())
            .put("detail", loss.detail()));
    return array;
  }

  /// A file that may be sent now.
  static ObjectNode upload(Upload upload) {
    var node = object();
    node.put("fileId", upload.id().toString());
    node.put("name", upload.name());
    node.put("kind", upload.kind().name());
    node.put("type", upload.mime());
    node.put("bytes", upload.bytes());
    return node.put("sha256", upload.sha256());
  }

  static ObjectNode attachment(Attachment attachment) {
    var node = object();
    node.put("id", attachment.id().toString());
    node.put("conversation", attachment.conversation().toString());
    node.put("seq", attachment.seq());
    node.put("part", attachment.part());
    node.put("kind", attachment.kind().name());
    node.put("name", attachment.name());
    node.put("state", attachment.state().name());
    node.put("reason", attachment.reason());
    node.put("type", attachment.mime());
    node.put("bytes", attachment.bytes());
    node.put("sha256", attachment.sha256());
    node.put("thumbnail", attachment.thumbnail());
    return node;
  }

  static ObjectNode offer(Offer offer) {
    var node = object();
    node.put("id", offer.id().toString());
    node.put("conversation", offer.conversation().toString());
    node.put("conversationTenant", offer.conversationTenant().value());
    node.put("agent", offer.agent().toString());
    node.put("offeredAt", offer.offeredAt().toString());
    node.put("expiresAt", offer.expiresAt().toString());
    node.put("state", offer.state().name());
    return node;
  }

  static ObjectNode customer(Customer customer) {
    var node = object();
    node.put("id", customer.id().toString());
    node.put("name", customer.name());
    node.put("phone", customer.phone());
    node.put("grade", customer.grade());
    node.put("memo", customer.memo());
    var traits = customer.traits();
    var tags = node.putArray("tags");
    traits.tags().forEach(tags::add);
    node.put("birthDate", traits.birthDate() == null ? null : traits.birthDate().toString());
    node.put("contracts", traits.contracts());
    node.put("region", traits.region());
    node.put("createdAt", customer.createdAt().toString());
    return node;
  }

  static ObjectNode note(Note note) {
    var node = object();
    node.put("id", note.id().toString());
    node.put("author", note.author().toString());
    node.put("text", note.text());
    node.put("at", note.at().toString());
    return node;
  }

  static ObjectNode botNote(BotNote note) {
    var node = object();
    node.put("id", note.id().toString());
    node.put("conversation", note.conversation().toString());
    node.put("bot", note.bot().value());
    node.put("kind", note.kind().name());
    node.set("parts", PartJson.tree(note.parts()));
    node.put("at", note.at().toString());
    return node;
  }

  static @Nullable String id(@Nullable AgentId agent) {
    return agent == null ? null : agent.toString();
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}

package kr.ondam.gateway.webchat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import kr.ondam.agent.AgentId;
import kr.ondam.agent.AgentStore;
import kr.ondam.agent.User;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AuthorKind;
import kr.ondam.conversation.Choices;
import kr.ondam.conversation.ConversationId;
import kr.ondam.conversation.Direction;
import kr.ondam.conversation.Message;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Words what the customer may see as frames of `ondam.webchat.v1`.
final class ChatFrames {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Before the client id of a customer's message stands this, so that a browser cannot take the
  /// ids of agents or of the system in its conversation.
  private static final String CLIENT = "c:";

  private final AgentStore agents;
  private final Cache<AgentId, String> names =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  ChatFrames(AgentStore agents) {
    this.agents = agents;
  }

  static String clientId(String cmid) {
    return CLIENT + cmid;
  }

  /// A stored message as `msg`, or a line of the system as `event`.
  ObjectNode message(Message message) {
    var first = message.parts().isEmpty() ? null : message.parts().getFirst();
    if (first instanceof Part.SystemEvent event) {
      return line(message, event);
    }
    var frame = JSON.createObjectNode().put("t", "msg").put("seq", message.seq());
    frame.put("id", message.id().toString()).put("conv", message.conversation().toString());
    frame.put("from", from(message));
    if (message.author().kind() == AuthorKind.AGENT) {
      frame.put("name", authorName(message));
    }
    var clientId = message.clientId();
    if (message.direction() == Direction.IN && clientId != null && clientId.startsWith(CLIENT)) {
      frame.put("cmid", clientId.substring(CLIENT.length()));
    }
    frame.put("ts", message.at().toEpochMilli());
    frame.set("parts", ChatParts.of(Choices.said(message.parts())));
    return frame;
  }

  /// Only what is meant for the customer goes along: not why a conversation ended.
  private static ObjectNode line(Message message, Part.SystemEvent event) {
    var frame = JSON.createObjectNode().put("t", "event").put("seq", message.seq());
    frame.put("conv", message.conversation().toString()).put("ev", event.code());
    frame.put("ts", message.at().toEpochMilli());
    var data = frame.putObject("data");
    var agent = event.params().get("agent");
    if (agent != null) {
      data.put("agent", agent);
    }
    var opens = event.params().get(Part.SystemEvent.OPENS);
    if (opens != null) {
      data.put("opens", opens);
    }
    return frame;
  }

  private static String from(Message message) {
    return switch (message.author().kind()) {
      case CUSTOMER -> "customer";
      case AGENT -> "agent";
      case BOT -> "bot";
      case SYSTEM -> "system";
    };
  }

  private String authorName(Message message) {
    try {
      return name(message.tenant(), new AgentId(UUID.fromString(message.author().id())));
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /// The name customers see; empty for an agent nobody knows any more.
  String name(TenantId tenant, AgentId agent) {
    return names.get(agent, id -> agents.find(tenant, id.user()).map(User::name).orElse(""));
  }

  static String welcome(
      @Nullable ConversationId conversation, long seq, @Nullable String agent, long heartbeat) {
    var frame = JSON.createObjectNode().put("t", "welcome");
    frame.put("conv", conversation == null ? null : conversation.toString()).put("seq", seq);
    if (agent == null) {
      frame.putNull("agent");
    } else {
      frame.putObject("agent").put("name", agent);
    }
    return frame.put("hb", heartbeat).toString();
  }

  static String ack(String cmid, Message message, boolean repeated) {
    return JSON.createObjectNode()
        .put("t", "ack")
        .put("cmid", cmid)
        .put("id", message.id().toString())
        .put("seq", message.seq())
        .put("ts", message.at().toEpochMilli())
        .put("dup", repeated)
        .put("conv", message.conversation().toString())
        .toString();
  }

  static String err(@Nullable String cmid, String code, boolean retry) {
    var frame = JSON.createObjectNode().put("t", "err");
    if (cmid != null) {
      frame.put("cmid", cmid);
    }
    return frame.put("code", code).put("retry", retry).toString();
  }

  static String gap(ConversationId conversation, long from, long to) {
    return JSON.createObjectNode()
        .put("t", "gap")
        .put("conv", conversation.toString())
        .put("from", from)
        .put("to", to)
        .toString();
  }

  static String typing(ConversationId conversation, boolean on) {
    return JSON.createObjectNode()
        .put("t", "typing")
        .put("conv", conversation.toString())
        .put("who", "agent")
        .put("on", on)
        .put("ttl", 8)
        .toString();
  }

  static String read(ConversationId conversation, long seq) {
    return JSON.createObjectNode()
        .put("t", "receipt")
        .put("conv", conversation.toString())
        .put("seq", seq)
        .put("st", "read")
        .toString();
  }

  /// A passing state, which is not stored and has no seq.
  static String passing(ConversationId conversation, String event, long millis) {
    return state(conversation, event, millis).toString();
  }

  static String queued(ConversationId conversation, int position, long millis) {
    var frame = state(conversation, "conversation.queued", millis);
    frame.putObject("data").put("position", position);
    return frame.toString();
  }

  private static ObjectNode state(ConversationId conversation, String event, long millis) {
    var frame = JSON.createObjectNode().put("t", "event").put("conv", conversation.toString());
    frame.put("ev", event).put("ts", millis).putObject("data");
    return frame;
  }

  static String bye(String code, int retryAfter) {
    return JSON.createObjectNode()
        .put("t", "bye")
        .put("code", code)
        .put("retryAfter", retryAfter)
        .toString();
  }
}

package kr.ondam.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Claim;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes dead letters about what a customer said, so that it can be taken in again whatever its
/// channel is: channels give us one message of several, or none that has a raw form.
final class Letters {
  private static final int LONGEST = 299_000;
  private static final JsonMapper JSON = JsonMapper.shared();

  private Letters() {}

  static DeadLetter of(Inbound.Spoken spoken, UUID id, String reason, Instant at) {
    return new DeadLetter(
        spoken.tenant(), id, spoken.account(), reason, DeadLetter.SAID, written(spoken), at);
  }

  /// Too long a one goes without its raw form; one that is too long even so cannot be a message,
  /// and its beginning is kept.
  private static String written(Inbound.Spoken spoken) {
    var node = tree(spoken);
    var all = node.toString();
    if (all.length() > LONGEST) {
      node.remove("raw");
      all = node.toString();
    }
    return all.length() > LONGEST ? all.substring(0, LONGEST) : all;
  }

  private static ObjectNode tree(Inbound.Spoken spoken) {
    var node = JSON.createObjectNode();
    node.put("user", spoken.externalUser());
    node.put("id", spoken.externalId());
    node.put("weak", spoken.weakId());
    optional(node, "thread", spoken.threadKey());
    optional(node, "clientId", spoken.clientId());
    node.set("parts", PartJson.tree(spoken.parts()));
    var time = spoken.providerTime();
    optional(node, "time", time == null ? null : time.toString());
    node.put("at", spoken.receivedAt().toString());
    var claim = spoken.claim();
    if (claim != null) {
      optional(node, "name", claim.name());
      optional(node, "phone", claim.phone());
      node.put("claimed", true);
    }
    var attributes = node.putObject("attributes");
    spoken.attributes().forEach(attributes::put);
    optional(node, "raw", spoken.raw());
    return node;
  }

  private static void optional(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  /// Reads what [#of] wrote; empty for anything else. Whose it is comes from the account.
  static Optional<Inbound> read(ChannelAccount account, String raw) {
    try {
      var node = JSON.readTree(raw);
      List<Part> parts = PartJson.read(node.path("parts").toString());
      if (parts.isEmpty() || !node.has("user") || !node.has("id")) {
        return Optional.empty();
      }
      Map<String, String> attributes = new HashMap<>();
      node.path("attributes")
          .properties()
          .forEach(p -> attributes.put(p.getKey(), p.getValue().asString()));
      var time = text(node, "time");
      return Optional.of(
          new Inbound.Spoken(
              account.tenant(),
              account.id(),
              account.kind(),
              node.path("user").asString(),
              node.path("id").asString(),
              node.path("weak").asBoolean(false),
              text(node, "thread"),
              text(node, "clientId"),
              parts,
              time == null ? null : Instant.parse(time),
              node.has("claimed") ? new Claim(text(node, "name"), text(node, "phone")) : null,
              attributes,
              text(node, "raw"),
              Instant.parse(node.path("at").asString())));
    } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.has(name) ? node.path(name).asString() : null;
  }
}

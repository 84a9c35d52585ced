package kr.ondam.channel.kakao;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.PlainWords;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.StrictJson;
import tools.jackson.databind.node.ObjectNode;

/// Plans the bubbles of a reply, or the end of a session.
final class CounselWriter {
  /// A bubble takes 1000; the rest is room for what a dealer adds.
  private static final int LONGEST_BUBBLE = 900;

  private final StrictJson json;

  CounselWriter(StrictJson json) {
    this.json = json;
  }

  List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    var profile = Profile.named(account.profile());
    List<ProviderCall> calls = new ArrayList<>();
    for (Part part : outbound.parts()) {
      var serial = serial(outbound.id(), calls.size());
      if (part instanceof Part.SystemEvent(var code, var _)
          && code.equals(Part.SystemEvent.CLOSED)) {
        calls.add(call(account, profile.endPath(), customer(account, outbound), serial));
      }
      for (ObjectNode bubble : bubbles(profile, part)) {
        serial = serial(outbound.id(), calls.size());
        var body = customer(account, outbound).put("serial_number", serial);
        body.setAll(bubble);
        calls.add(call(account, profile.sendPath(), body, serial));
      }
    }
    return calls;
  }

  private ObjectNode customer(ChannelAccount account, Outbound outbound) {
    return json.mapper()
        .createObjectNode()
        .put("user_key", outbound.externalUser())
        .put("sender_key", account.senderKey());
  }

  private static ProviderCall call(
      ChannelAccount account, String path, ObjectNode body, String serial) {
    var base = account.baseUrl();
    if (base == null) {
      throw new IllegalArgumentException("base URL of " + account.id() + " (expected: present)");
    }
    var uri = URI.create(base.toString().replaceAll("/+$", "") + path);
    var headers = Map.of("content-type", "application/json; charset=utf-8");
    return new ProviderCall("POST", uri, headers, body.toString(), serial);
  }

  private List<ObjectNode> bubbles(Profile profile, Part part) {
    return switch (part) {
      case Part.Text text -> texts(profile, text.text());
      case Part.Image image -> List.of(image(profile, image));
      case Part.File file -> List.of(file(profile, file));
      case Part.QuickReplies replies ->
          texts(
              profile,
              replies.items().stream()
                  .map(button -> "· " + button.label())
                  .collect(Collectors.joining("\n")));
      case Part.Audio _,
          Part.Video _,
          Part.Card _,
          Part.Carousel _,
          Part.Location _,
          Part.Form _,
          Part.FormReply _,
          Part.Template _,
          Part.SystemEvent _,
          Part.Unsupported _ ->
          PlainWords.of(part).map(words -> texts(profile, words)).orElse(List.of());
    };
  }

  private List<ObjectNode> texts(Profile profile, String text) {
    return Sentences.split(text, LONGEST_BUBBLE).stream()
        .map(piece -> bubble(profile, profile.textType()).put("message", piece))
        .toList();
  }

  private ObjectNode image(Profile profile, Part.Image image) {
    var bubble = bubble(profile, profile.imageType());
    if (profile.nestedAttachment()) {
      bubble.putObject("attachment").putObject("image").put("img_url", image.url());
    } else {
      bubble.put("image_url", image.url());
    }
    return bubble;
  }

  private ObjectNode file(Profile profile, Part.File file) {
    var bubble = bubble(profile, profile.fileType());
    var at = profile.nestedAttachment() ? bubble.putObject("attachment").putObject("file") : bubble;
    at.put("file_url", file.url());
    at.put("file_name", file.name());
    return bubble;
  }

  private ObjectNode bubble(Profile profile, String type) {
    return json.mapper().createObjectNode().put(profile.typeField(), type);
  }

  /// The id in base 36 (at most 25 characters) and the number of the bubble: at most 30, and the
  /// same on every try.
  private static String serial(UUID id, int bubble) {
    var hex = id.toString().replace("-", "");
    return new BigInteger(hex, 16).toString(36) + "-" + bubble;
  }
}

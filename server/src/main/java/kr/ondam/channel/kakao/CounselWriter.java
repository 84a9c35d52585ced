package kr.ondam.channel.kakao;

import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.StrictJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Plans the calls of a reply, or of the end of a session.
final class CounselWriter {
  /// The longest text of a bubble.
  static final int LONGEST_MESSAGE = 1000;

  /// The setting of what customers are told before their session is ended.
  static final String FAREWELL = "farewell";

  private static final String FAREWELL_MARK = "f";

  /// Where nobody is there any more, or has been told that they will be called.
  private static final Set<String> WITHOUT_FAREWELL = Set.of("CUSTOMER", "CALLBACK");

  private final StrictJson json;
  private final Profiles profiles;

  CounselWriter(StrictJson json, Profiles profiles) {
    this.json = json;
    this.profiles = profiles;
  }

  /// @throws IllegalArgumentException for an account whose profile or base URL there is not
  List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    var bubbles = new CounselBubbles(json.mapper(), profiles.of(account), outbound);
    var calls = new Calls(account, outbound, new ArrayList<>());
    for (var part : outbound.parts()) {
      if (part instanceof Part.SystemEvent event && event.code().equals(Part.SystemEvent.CLOSED)) {
        end(calls, bubbles, event);
      }
    }
    bubbles.all().forEach(bubble -> calls.add(bubble, ""));
    return calls.planned();
  }

  /// The session ends after the farewell, where there is one.
  private static void end(Calls calls, CounselBubbles bubbles, Part.SystemEvent closed) {
    var farewell = calls.account().settings().getOrDefault(FAREWELL, "");
    var reason = closed.params().getOrDefault("reason", "");
    if (!farewell.isBlank() && !WITHOUT_FAREWELL.contains(reason)) {
      bubbles.texts(farewell).forEach(bubble -> calls.add(bubble, FAREWELL_MARK));
    }
    calls.end(bubbles.end());
  }

  /// Whether the call is one of a farewell.
  static boolean isFarewell(ProviderCall call) {
    return call.serial().endsWith(FAREWELL_MARK) && call.serial().contains("-");
  }

  /// The calls of one message as they are planned.
  private record Calls(ChannelAccount account, Outbound outbound, List<ProviderCall> planned) {
    void add(CounselBubbles.Bubble bubble, String mark) {
      var serial = serial() + mark;
      var body = customer(bubble).put("serial_number", serial);
      body.setAll(bubble.body());
      var file = bubble.file();
      planned.add(call(bubble.path(), body, serial, file == null ? null : upload(file)));
    }

    private ProviderCall.Upload upload(CounselBubbles.Handed file) {
      Map<String, String> fields = new HashMap<>(file.fields());
      fields.put("sender_key", String.valueOf(account.senderKey()));
      return new ProviderCall.Upload(uri(file.path()), file.file(), file.field(), fields);
    }

    void end(CounselBubbles.Bubble bubble) {
      planned.add(call(bubble.path(), customer(bubble), serial(), null));
    }

    private ObjectNode customer(CounselBubbles.Bubble bubble) {
      return bubble
          .empty()
          .put("user_key", outbound.externalUser())
          .put("sender_key", account.senderKey());
    }

    private ProviderCall call(
        String path, ObjectNode body, String serial, ProviderCall.@Nullable Upload upload) {
      var headers = Map.of("content-type", "application/json; charset=utf-8");
      return new ProviderCall("POST", uri(path), headers, body.toString(), serial, upload);
    }

    private URI uri(String path) {
      var base = account.baseUrl();
      if (base == null) {
        throw new IllegalArgumentException("base URL of " + account.id() + " (expected: present)");
      }
      return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    /// The message's id in base 36 (at most 25 characters) and the number of the call: at most 30,
    /// and the same on every try.
    private String serial() {
      var hex = outbound.id().toString().replace("-", "");
      return new BigInteger(hex, 16).toString(36) + "-" + planned.size();
    }
  }
}

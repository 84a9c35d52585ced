package kr.ondam.channel.webchat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import kr.ondam.channel.Part;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.webchat.ClientFrame.Refused;
import kr.ondam.tenant.Unseen;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the frames of the widget. Fields it does not know are ignored; nothing a frame says about
/// time or author is believed.
public final class FrameReader {
  /// The most characters of one message.
  public static final int LONGEST_TEXT = 4000;

  private static final int MOST_PARTS = 10;
  private static final int MOST_ANSWERS = 20;
  private static final int LONGEST_NAME = 64;
  private static final int UUID_LENGTH = 36;
  private static final int LONGEST_POSTBACK = 1000;
  private static final Pattern CMID = Pattern.compile("[A-Za-z0-9_-]{1,60}");
  private static final Pattern CONVERSATION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern TAB = Pattern.compile("[A-Za-z0-9_-]{0,32}");

  private final JsonMapper mapper = new StrictJson().mapper();

  /// What the text means; never throws.
  public ClientFrame read(String text) {
    JsonNode frame;
    try {
      frame = mapper.readTree(text);
    } catch (JacksonException _) {
      return new Refused(null, "bad_frame");
    }
    if (!frame.isObject() || !frame.path("t").isString()) {
      return new Refused(null, "bad_frame");
    }
    return switch (frame.path("t").stringValue()) {
      case "hello" -> hello(frame);
      case "msg" -> say(frame);
      case "read" -> marked(frame);
      case "typing" ->
          frame.path("on").isBoolean()
              ? new ClientFrame.Typing(frame.path("on").booleanValue())
              : new Refused(null, "bad_frame");
      case "ping" -> new ClientFrame.Ping();
      case "pong" -> new ClientFrame.Pong();
      default -> new Refused(null, "unknown_frame");
    };
  }

  private static ClientFrame hello(JsonNode frame) {
    var lastSeq = number(frame.path("lastSeq"));
    var version = number(frame.path("v"));
    var tab = frame.path("tab").asString("");
    if (lastSeq < 0 || version < 1 || version > 1000 || !TAB.matcher(tab).matches()) {
      return new Refused(null, "bad_frame");
    }
    var named = frame.path("conv");
    return named.isNull() || named.isMissingNode() || conversation(named) != null
        ? new ClientFrame.Hello((int) version, conversation(named), lastSeq, tab)
        : new Refused(null, "bad_frame");
  }

  private static ClientFrame marked(JsonNode frame) {
    long seq = number(frame.path("seq"));
    var named = frame.path("conv");
    boolean known = named.isNull() || named.isMissingNode() || conversation(named) != null;
    return seq < 1 || !known
        ? new Refused(null, "bad_frame")
        : new ClientFrame.Read(conversation(named), seq);
  }

  private static ClientFrame say(JsonNode frame) {
    var cmid = frame.path("cmid");
    if (!cmid.isString() || !CMID.matcher(cmid.stringValue()).matches()) {
      return new Refused(null, "bad_frame");
    }
    var id = cmid.stringValue();
    var items = frame.path("parts");
    if (!items.isArray() || items.isEmpty() || items.size() > MOST_PARTS) {
      return new Refused(id, "bad_part");
    }
    boolean answers = items.get(0).path("k").asString("").equals("formReply");
    if (answers || FormPlace.of(id).isPresent()) {
      return answers && items.size() == 1 ? filled(id, items.get(0)) : new Refused(id, "bad_part");
    }
    List<Part> parts = new ArrayList<>();
    @Nullable String postback = null;
    int length = 0;
    for (JsonNode item : items) {
      if (item.path("k").asString("").equals("file")) {
        var file = file(item.path("fileId"));
        if (file == null) {
          return new Refused(id, "bad_part");
        }
        parts.add(file);
        continue;
      }
      if (!item.path("k").asString("").equals("text") || !item.path("text").isString()) {
        return new Refused(id, "bad_part");
      }
      length += item.path("text").stringValue().length();
      if (length > LONGEST_TEXT) {
        return new Refused(id, "too_long");
      }
      var text = VisibleText.of(item.path("text").stringValue());
      if (Unseen.all(text)) {
        return new Refused(id, "bad_part");
      }
      parts.add(new Part.Text(text));
      var pressed = item.path("postback");
      if (pressed.isString() && pressed.stringValue().length() <= LONGEST_POSTBACK) {
        postback = VisibleText.of(pressed.stringValue());
      }
    }
    return new ClientFrame.Say(id, parts, postback);
  }

  /// Answers are taken for no other `cmid` than that of their form.
  private static ClientFrame filled(String id, JsonNode reply) {
    var given = reply.path("answers");
    if (FormPlace.of(id).isEmpty() || !given.isArray() || given.size() > MOST_ANSWERS) {
      return new Refused(id, "bad_part");
    }
    List<Part.Answer> answers = new ArrayList<>();
    int length = 0;
    for (JsonNode answer : given) {
      var name = answer.path("name").asString("");
      if (name.isEmpty() || name.length() > LONGEST_NAME || !answer.path("value").isString()) {
        return new Refused(id, "bad_part");
      }
      length += answer.path("value").stringValue().length();
      if (length > LONGEST_TEXT) {
        return new Refused(id, "too_long");
      }
      answers.add(
          new Part.Answer(name, "", VisibleText.of(answer.path("value").stringValue()).strip()));
    }
    return new ClientFrame.Say(id, List.of(new Part.FormReply(answers)), null);
  }

  private static Part.@Nullable File file(JsonNode node) {
    try {
      var id = node.asString("");
      return id.length() == UUID_LENGTH ? new Part.File(null, "", UUID.fromString(id)) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable String conversation(JsonNode node) {
    return node.isString() && CONVERSATION.matcher(node.stringValue()).matches()
        ? node.stringValue()
        : null;
  }

  /// The whole number that the node is, -1 for everything else.
  private static long number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : -1;
  }
}

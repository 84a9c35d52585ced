package kr.ondam.channel.kakao.skill;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.PlainWords;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.kakao.Sentences;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Plans answers in the form of skill response 2.0, and writes what a skill hears at once.
final class SkillWriter {
  private static final String SECURE = "https://";
  private static final int MOST_OUTPUTS = 3;
  private static final int MOST_QUICK_REPLIES = 10;
  private static final int LONGEST_LABEL = 14;

  /// What stands over choices that came without words.
  static final String CHOOSE = "선택해 주세요.";

  private final JsonMapper mapper;
  private final SkillCards cards;

  SkillWriter(StrictJson json) {
    mapper = json.mapper();
    cards = new SkillCards(mapper);
  }

  /// One call for what one answer can hold: three outputs at a one-time address. Where events can
  /// be sent too, one output, because more than one text does not fit an event.
  ///
  /// A body is `{"user":"…","template":{…}}`; how it goes out is decided when it does.
  List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    var settings = SkillSettings.of(account);
    List<ObjectNode> outputs = new ArrayList<>();
    List<Part.Button> choices = new ArrayList<>();
    for (Part part : outbound.parts()) {
      outputs.addAll(outputs(part, choices));
    }
    if (outputs.isEmpty() && !choices.isEmpty()) {
      outputs.add(text(CHOOSE));
    }
    int most = settings.event() == null ? MOST_OUTPUTS : 1;
    List<ProviderCall> calls = new ArrayList<>();
    for (int from = 0; from < outputs.size(); from += most) {
      var body = mapper.createObjectNode().put("user", outbound.externalUser());
      var template = body.putObject("template");
      int end = Math.min(from + most, outputs.size());
      template.putArray("outputs").addAll(outputs.subList(from, end));
      if (end == outputs.size() && !choices.isEmpty()) {
        quickReplies(template, choices);
      }
      calls.add(call(settings, body, outbound.id() + "-" + calls.size()));
    }
    return calls;
  }

  /// One answer with the words of both where it can hold them. Choices stand under the last words
  /// only, so nothing comes after them.
  Optional<ProviderCall> join(ChannelAccount account, ProviderCall first, ProviderCall next) {
    var settings = SkillSettings.of(account);
    var all = (ObjectNode) mapper.readTree(first.body());
    var more = mapper.readTree(next.body()).path("template");
    var template = (ObjectNode) all.path("template");
    int outputs = template.path("outputs").size() + more.path("outputs").size();
    if (settings.event() != null || outputs > MOST_OUTPUTS || template.has("quickReplies")) {
      return Optional.empty();
    }
    template.withArray("outputs").addAll((ArrayNode) more.path("outputs"));
    if (more.has("quickReplies")) {
      template.set("quickReplies", more.path("quickReplies"));
    }
    return Optional.of(call(settings, all, first.serial()));
  }

  private static ProviderCall call(SkillSettings settings, ObjectNode body, String serial) {
    var event = settings.event();
    var uri = event == null ? URI.create(settings.origins().getFirst()) : event.talk();
    var headers = Map.of("content-type", "application/json; charset=utf-8");
    return new ProviderCall("POST", uri, headers, body.toString(), serial);
  }

  private List<ObjectNode> outputs(Part part, List<Part.Button> choices) {
    return switch (part) {
      case Part.Text(var words) -> texts(words);
      case Part.Image(var url, var alt, var _) -> picture(address(url), alt);
      case Part.File file -> texts(file.name() + "\n" + address(file.url()));
      case Part.Audio audio -> texts(address(audio.url()));
      case Part.Video video -> texts(address(video.url()));
      case Part.Card card -> cards.fits(card, false) ? List.of(cards.card(card)) : plain(part);
      case Part.Carousel carousel -> carousel(carousel);
      case Part.QuickReplies(var items) -> {
        choices.addAll(items);
        yield List.of();
      }
      // That it takes long is not told: it would take the address that the first reply needs.
      case Part.SystemEvent event when event.code().equals(Part.SystemEvent.LONG_WAIT) -> List.of();
      case Part.Location _,
          Part.Form _,
          Part.FormReply _,
          Part.Template _,
          Part.SystemEvent _,
          Part.Unsupported _ ->
          plain(part);
    };
  }

  /// Cards that cannot stand beside each other come one after the other.
  private List<ObjectNode> carousel(Part.Carousel carousel) {
    if (cards.fits(carousel)) {
      return List.of(cards.carousel(carousel));
    }
    return carousel.cards().stream().allMatch(card -> cards.fits(card, false))
        ? carousel.cards().stream().map(cards::card).toList()
        : plain(carousel);
  }

  private List<ObjectNode> plain(Part part) {
    return PlainWords.of(part).map(this::texts).orElse(List.of());
  }

  /// @throws IllegalArgumentException for a file that is nowhere but here
  private static String address(@Nullable String url) {
    if (url == null || !(url.startsWith(SECURE) || url.startsWith("http://"))) {
      throw new IllegalArgumentException("address of a file (expected: a public one)");
    }
    return url;
  }

  /// Kakao fetches pictures over TLS only; of any other the customer gets the address.
  private List<ObjectNode> picture(String address, @Nullable String alt) {
    return address.startsWith(SECURE)
        ? List.of(image(address, alt))
        : texts(alt == null || alt.isBlank() ? address : alt + "\n" + address);
  }

  private List<ObjectNode> texts(String words) {
    return Sentences.split(words, SkillSettings.LONGEST).stream().map(this::text).toList();
  }

  private ObjectNode text(String words) {
    var output = mapper.createObjectNode();
    output.putObject("simpleText").put("text", words);
    return output;
  }

  private ObjectNode image(String url, @Nullable String alt) {
    var output = mapper.createObjectNode();
    output.putObject("simpleImage").put("imageUrl", url).put("altText", alt == null ? "사진" : alt);
    return output;
  }

  /// They only send words; others were written out before.
  private static void quickReplies(ObjectNode template, List<Part.Button> choices) {
    var list = template.putArray("quickReplies");
    choices.stream()
        .limit(MOST_QUICK_REPLIES)
        .forEach(button ->
            list.addObject()
                .put("label", cut(button.label()))
                .put("action", "message")
                .put("messageText", button.value().isBlank() ? button.label() : button.value()));
  }

  private static String cut(String label) {
    if (label.length() <= LONGEST_LABEL) {
      return label;
    }
    boolean split = Character.isHighSurrogate(label.charAt(LONGEST_LABEL - 1));
    return label.substring(0, LONGEST_LABEL - (split ? 1 : 0));
  }

  /// What a skill hears at once: that an answer follows at the one-time address, or these words.
  String heard(boolean follows, String words) {
    var answer = mapper.createObjectNode().put("version", "2.0");
    if (follows) {
      answer.put("useCallback", true).putObject("data").put("text", words);
    } else {
      answer.putObject("template").putArray("outputs").add(text(words));
    }
    return answer.toString();
  }

  /// The answer at a one-time address.
  String response(ObjectNode template) {
    var answer = mapper.createObjectNode().put("version", "2.0");
    answer.set("template", template);
    return answer.toString();
  }

  /// The event that brings the same to a customer; what an event cannot show is said in words.
  String event(SkillSettings.Event event, String user, ObjectNode template) {
    List<String> lines = new ArrayList<>();
    for (JsonNode output : template.path("outputs")) {
      SkillCards.words(output, lines);
    }
    for (JsonNode choice : template.path("quickReplies")) {
      lines.add("· " + choice.path("label").asString(""));
    }
    var words = String.join("\n", lines);
    var body = mapper.createObjectNode();
    body.putObject("event").put("name", event.name()).putObject("data").put("text", words);
    body.putArray("user").addObject().put("type", "botUserKey").put("id", user);
    body.putObject("params").put("text", words);
    return body.toString();
  }
}

package kr.ondam.channel.kakao;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.InlineFile;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.PlainWords;
import kr.ondam.channel.ProviderCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns the parts of a message into bubbles of 상담톡, within its limits: ten quick replies, or five
/// buttons of 28 characters. What does not fit is said in words instead.
final class CounselBubbles {
  /// A bubble takes 1000; the rest is room for what a dealer adds.
  private static final int LONGEST_BUBBLE = 900;

  private static final int MOST_BUTTONS = 5;
  private static final int LONGEST_LABEL = 28;
  private static final int MOST_QUICK_REPLIES = 10;
  private static final int LONGEST_QUICK_REPLY = 14;

  /// What profiles with quick replies beside buttons take of them.
  static final Capabilities.Buttons QUICK_REPLIES =
      new Capabilities.Buttons(MOST_QUICK_REPLIES, LONGEST_QUICK_REPLY, false, "http");

  private static final String CHOOSE = "선택해 주세요.";
  private static final String IMAGE = "image";

  /// One call's worth of a message.
  ///
  /// @param path of the profile's interface
  /// @param file what is handed over before it, null when there is nothing
  record Bubble(String path, ObjectNode body, @Nullable Handed file) {
    Bubble(String path, ObjectNode body) {
      this(path, body, null);
    }

    /// A body with nothing in it.
    ObjectNode empty() {
      return body.objectNode();
    }
  }

  /// A file of ours: only what lies on Kakao's servers can be sent.
  ///
  /// @param path where it is handed over
  /// @param field the name of its part: `image` or `file`
  record Handed(String path, OutboundFile file, String field) {
    Map<String, String> fields(String senderKey) {
      return field.equals(IMAGE)
          ? Map.of("sender_key", senderKey, "image_type", "IM")
          : Map.of("sender_key", senderKey);
    }
  }

  private final JsonMapper mapper;
  private final Profile profile;
  private final Outbound outbound;

  CounselBubbles(JsonMapper mapper, Profile profile, Outbound outbound) {
    this.mapper = mapper;
    this.profile = profile;
    this.outbound = outbound;
  }

  /// The whole message.
  ///
  /// @throws IllegalArgumentException for a file that cannot be read
  List<Bubble> all() {
    List<Bubble> bubbles = new ArrayList<>();
    for (Part part : outbound.parts()) {
      switch (part) {
        case Part.Text text -> bubbles.addAll(texts(text.text()));
        case Part.Image image -> bubbles.add(image(image));
        case Part.File file -> bubbles.add(file(file));
        case Part.QuickReplies(var items) -> choices(bubbles, items);
        case Part.Card card -> card(bubbles, card);
        case Part.Carousel(var cards) -> cards.forEach(card -> card(bubbles, card));
        case Part.Audio(var _, var id) -> bubbles.addAll(played(part, id));
        case Part.Video(var _, var id) -> bubbles.addAll(played(part, id));
        case Part.Location _,
            Part.Form _,
            Part.FormReply _,
            Part.Template _,
            Part.SystemEvent _,
            Part.Unsupported _ ->
            PlainWords.of(part).ifPresent(words -> bubbles.addAll(texts(words)));
      }
    }
    return bubbles;
  }

  /// 상담톡 has neither voice nor films from us, so that a copy goes as a file.
  private List<Bubble> played(Part part, @Nullable UUID id) {
    return id == null
        ? PlainWords.of(part).map(this::texts).orElse(List.of())
        : List.of(file(new Part.File(null, file(id).name(), id)));
  }

  List<Bubble> texts(String text) {
    return Sentences.split(text, LONGEST_BUBBLE).stream()
        .map(piece ->
            new Bubble(profile.paths().send(), typed(profile.textType()).put("message", piece)))
        .toList();
  }

  /// Choices hang on the words before them.
  private void choices(List<Bubble> bubbles, List<Part.Button> items) {
    boolean fit =
        profile.quickReplies()
            ? fit(items, MOST_QUICK_REPLIES, LONGEST_QUICK_REPLY)
            : fit(items, MOST_BUTTONS, LONGEST_LABEL);
    if (!fit) {
      PlainWords.of(new Part.QuickReplies(items)).ifPresent(words -> bubbles.addAll(texts(words)));
      return;
    }
    var words = words(bubbles);
    bubbles.add(profile.quickReplies() ? supplemented(words, items) : buttoned(words, items));
  }

  /// Takes off the last bubble if it is nothing but words.
  private String words(List<Bubble> bubbles) {
    if (!bubbles.isEmpty()) {
      var last = bubbles.getLast();
      boolean plain =
          last.path().equals(profile.paths().send())
              && last.body().path(profile.typeField()).asString("").equals(profile.textType());
      if (plain) {
        bubbles.removeLast();
        return last.body().path("message").asString("");
      }
    }
    return CHOOSE;
  }

  private static boolean fit(List<Part.Button> items, int most, int longest) {
    return items.size() <= most
        && items.stream()
            .allMatch(button ->
                !button.label().isBlank()
                    && button.label().length() <= longest
                    && expressible(button));
  }

  /// 상담톡 has no button that calls a number.
  private static boolean expressible(Part.Button button) {
    return switch (button.action()) {
      case REPLY, POSTBACK -> true;
      case LINK -> button.value().matches("https?://.+");
      case PHONE -> false;
    };
  }

  /// A card is its picture, then its words with the buttons under them.
  private void card(List<Bubble> bubbles, Part.Card card) {
    var picture = card.image();
    var id = picture == null ? null : picture.fileId();
    // Those of a carousel do not come along with the message.
    if (picture != null && id != null && outbound.file(id).isPresent()) {
      bubbles.add(image(picture));
    }
    var words = (card.title() + "\n" + card.body() + "\n" + address(picture)).strip();
    if (card.buttons().isEmpty() || !fit(card.buttons(), MOST_BUTTONS, LONGEST_LABEL)) {
      PlainWords.of(card).ifPresent(all -> bubbles.addAll(texts(all)));
      return;
    }
    var pieces = Sentences.split(words.isBlank() ? CHOOSE : words, LONGEST_BUBBLE);
    pieces.subList(0, pieces.size() - 1).forEach(piece -> bubbles.addAll(texts(piece)));
    bubbles.add(buttoned(pieces.getLast(), card.buttons()));
  }

  private String address(Part.@Nullable Image picture) {
    var url = picture == null ? null : picture.url();
    // A picture that came along needs no address.
    var id = picture == null ? null : picture.fileId();
    boolean shown = id != null && outbound.file(id).isPresent();
    return url == null || shown || InlineFile.is(url) ? "" : url;
  }

  private Bubble buttoned(String words, List<Part.Button> items) {
    var body = typed(profile.linkedType()).put("message", words);
    var list =
        profile.nestedAttachment()
            ? body.putObject("attachment").putArray("buttons")
            : body.putArray("links");
    items.forEach(item -> button(list.addObject(), item));
    return new Bubble(profile.paths().linked(), body);
  }

  private Bubble supplemented(String words, List<Part.Button> items) {
    var body = typed(profile.linkedType()).put("message", words);
    var list = body.putObject("supplement").putArray("quick_reply");
    items.forEach(item -> button(list.addObject(), item));
    return new Bubble(profile.paths().linked(), body);
  }

  /// `BK` says the button's label for the customer, `WL` leads to an address.
  private static void button(ObjectNode node, Part.Button button) {
    node.put("name", button.label());
    switch (button.action()) {
      case REPLY, POSTBACK, PHONE -> node.put("type", "BK");
      case LINK ->
          node.put("type", "WL").put("url_mobile", button.value()).put("url_pc", button.value());
    }
  }

  private Bubble image(Part.Image image) {
    var id = image.fileId();
    var address = id == null ? image.url() : ProviderCall.Upload.ADDRESS;
    var body = typed(profile.imageType());
    if (profile.nestedAttachment()) {
      body.putObject("attachment").putObject("image").put("img_url", address);
    } else {
      body.put("image_url", address);
    }
    return new Bubble(
        profile.paths().send(),
        body,
        id == null ? null : new Handed(profile.paths().image(), file(id), IMAGE));
  }

  private Bubble file(Part.File file) {
    var id = file.fileId();
    var body = typed(profile.fileType());
    var at = profile.nestedAttachment() ? body.putObject("attachment").putObject("file") : body;
    at.put("file_url", id == null ? file.url() : ProviderCall.Upload.ADDRESS);
    at.put("file_name", file.name());
    if (id == null) {
      return new Bubble(profile.paths().send(), body);
    }
    var ours = file(id);
    at.put("file_size", ours.size());
    return new Bubble(
        profile.paths().send(), body, new Handed(profile.paths().file(), ours, "file"));
  }

  private OutboundFile file(UUID id) {
    return outbound
        .file(id)
        .orElseThrow(
            () -> new IllegalArgumentException("file " + id + " (expected: one that can be read)"));
  }

  /// The end of a session.
  Bubble end() {
    return new Bubble(profile.paths().end(), mapper.createObjectNode());
  }

  private ObjectNode typed(String type) {
    return mapper.createObjectNode().put(profile.typeField(), type);
  }
}

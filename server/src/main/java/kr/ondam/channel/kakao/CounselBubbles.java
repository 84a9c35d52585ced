package kr.ondam.channel.kakao;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.InlineFile;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.channel.PlainWords;
import kr.ondam.channel.ProviderCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Turns the parts of a message into bubbles of 상담톡, within the limits of the profile. What does
/// not fit is said in words instead.
final class CounselBubbles {
  /// A bubble takes 1000; the rest is room for what a dealer adds.
  private static final int LONGEST_BUBBLE = 900;

  static final String BUTTONS = "buttons";
  static final String QUICK_REPLIES = "quick-replies";

  private static final String TEXT = "text";
  private static final String IMAGE = "image";
  private static final String FILE = "file";
  static final String VIDEO = "video";
  static final String AUDIO = "audio";
  private static final String CHOOSE = "선택해 주세요.";

  /// One call's worth of a message.
  ///
  /// @param path of the profile's interface
  /// @param file what is handed over before it, null when there is nothing
  /// @param words what it says, null where it is more than words
  record Bubble(String path, ObjectNode body, @Nullable Handed file, @Nullable String words) {
    /// A body with nothing in it.
    ObjectNode empty() {
      return body.objectNode();
    }
  }

  /// A file of ours: only what lies on Kakao's servers can be sent.
  ///
  /// @param path where it is handed over
  /// @param field the name of its part
  /// @param fields what goes with it
  record Handed(String path, OutboundFile file, String field, Map<String, String> fields) {}

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
        case Part.File(var url, var name, var id) -> bubbles.add(file(FILE, url, name, id));
        case Part.Video(var url, var name, var id) when id != null ->
            bubbles.add(file(VIDEO, url, name, id));
        case Part.Audio(var url, var name, var id) when id != null ->
            bubbles.add(file(AUDIO, url, name, id));
        case Part.QuickReplies(var items) -> choices(bubbles, items);
        case Part.Card card -> card(bubbles, card);
        case Part.Carousel(var cards) -> cards.forEach(card -> card(bubbles, card));
        case Part.Audio _,
            Part.Video _,
            Part.Location _,
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

  List<Bubble> texts(String text) {
    return Sentences.split(text, LONGEST_BUBBLE).stream().map(this::text).toList();
  }

  private Bubble text(String words) {
    var body = profile.fields(TEXT, Map.of("${text}", string(words)));
    return new Bubble(profile.path(TEXT), body, null, words);
  }

  /// Choices hang on the words before them.
  private void choices(List<Bubble> bubbles, List<Part.Button> items) {
    var kind = profile.quickReplies() ? QUICK_REPLIES : BUTTONS;
    if (!fit(items, kind)) {
      PlainWords.of(new Part.QuickReplies(items)).ifPresent(words -> bubbles.addAll(texts(words)));
      return;
    }
    var words = words(bubbles);
    bubbles.add(buttoned(kind, words, items));
  }

  /// Takes off the last bubble if it is nothing but words.
  private static String words(List<Bubble> bubbles) {
    var words = bubbles.isEmpty() ? null : bubbles.getLast().words();
    if (words == null) {
      return CHOOSE;
    }
    bubbles.removeLast();
    return words;
  }

  private boolean fit(List<Part.Button> items, String kind) {
    return profile.buttons(kind).carry(items)
        && items.stream()
            .allMatch(button ->
                !button.label().isBlank()
                    && (button.action() != Part.ButtonAction.LINK
                        || button.value().matches("https?://.+")));
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
    if (card.buttons().isEmpty() || !fit(card.buttons(), BUTTONS)) {
      PlainWords.of(card).ifPresent(all -> bubbles.addAll(texts(all)));
      return;
    }
    var pieces = Sentences.split(words.isBlank() ? CHOOSE : words, LONGEST_BUBBLE);
    pieces.subList(0, pieces.size() - 1).forEach(piece -> bubbles.addAll(texts(piece)));
    bubbles.add(buttoned(BUTTONS, pieces.getLast(), card.buttons()));
  }

  private String address(Part.@Nullable Image picture) {
    var url = picture == null ? null : picture.url();
    // A picture that came along needs no address.
    var id = picture == null ? null : picture.fileId();
    boolean shown = id != null && outbound.file(id).isPresent();
    return url == null || shown || InlineFile.is(url) ? "" : url;
  }

  private Bubble buttoned(String kind, String words, List<Part.Button> items) {
    var body = profile.fields(kind, Map.of("${text}", string(words)));
    var list = profile.list(kind, body);
    for (var item : items) {
      list.add(
          profile.button(
              item.action() == Part.ButtonAction.LINK ? "link" : "reply",
              Map.of("${label}", string(item.label()), "${address}", string(item.value()))));
    }
    return new Bubble(profile.path(kind), body, null, null);
  }

  private Bubble image(Part.Image image) {
    return file(IMAGE, image.url(), "", image.fileId());
  }

  /// @param asked kind of bubble; a file of which the profile has none goes as any other
  private Bubble file(String asked, @Nullable String url, String name, @Nullable UUID id) {
    var ours = id == null ? null : file(id);
    var kind = ours == null || profile.takes(asked, ours.mime()) ? asked : FILE;
    var values =
        Map.of(
            "${address}",
            ours != null
                ? string(ProviderCall.Upload.ADDRESS)
                : url == null ? mapper.nullNode() : string(url),
            "${name}",
            string(name.isBlank() && ours != null ? ours.name() : name),
            "${size}",
            ours == null ? mapper.nullNode() : mapper.getNodeFactory().numberNode(ours.size()));
    var body = profile.fields(kind, values);
    return new Bubble(profile.path(kind), body, ours == null ? null : handed(kind, ours), null);
  }

  private Handed handed(String kind, OutboundFile file) {
    var place = profile.upload(kind);
    return new Handed(profile.uploadPath(place), file, place, profile.uploadFields(place));
  }

  private OutboundFile file(UUID id) {
    return outbound
        .file(id)
        .orElseThrow(
            () -> new IllegalArgumentException("file " + id + " (expected: one that can be read)"));
  }

  private JsonNode string(String text) {
    return mapper.getNodeFactory().stringNode(text);
  }

  /// The end of a session.
  Bubble end() {
    return new Bubble(profile.path("end"), mapper.createObjectNode(), null, null);
  }
}

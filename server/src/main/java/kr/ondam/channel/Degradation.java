package kr.ondam.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Turns the parts of a message into what a channel can carry, and lists what is lost by that.
/// Pure: the same on every try.
public final class Degradation {
  /// What is sent instead.
  ///
  /// @param parts may be empty when nothing of it can be carried
  /// @param numbered the choices that go as a list and have the numbers 1, 2, 3 … in it
  public record Result(List<Part> parts, List<Loss> losses, List<Part.Button> numbered) {
    public Result {
      parts = List.copyOf(parts);
      losses = List.copyOf(losses);
      numbered = List.copyOf(numbered);
    }

    /// Whether the message is worth sending: something of it arrives.
    public boolean arrives() {
      return !parts.isEmpty();
    }
  }

  private static final String NOT_SENT = "[보낼 수 없는 사진]";
  private static final String FILE_NOT_SENT = "[보낼 수 없는 파일]";

  private final Capabilities can;
  private final ToLongFunction<UUID> sizes;
  private final List<Part> carried = new ArrayList<>();
  private final List<Loss> losses = new ArrayList<>();
  private final List<Part.Button> numbered = new ArrayList<>();

  private Degradation(Capabilities can, ToLongFunction<UUID> sizes) {
    this.can = can;
    this.sizes = sizes;
  }

  /// @param sizes of the files in bytes, 0 for one that is not known
  public static Result of(Capabilities can, List<Part> parts, ToLongFunction<UUID> sizes) {
    var degradation = new Degradation(can, sizes);
    parts.forEach(degradation::carry);
    return new Result(degradation.carried, degradation.losses, degradation.numbered);
  }

  private void carry(Part part) {
    switch (part) {
      case Part.Image image -> picture(image);
      case Part.File file -> file(file, new Part.File(file.url(), file.name()));
      case Part.Audio(var url, var name, var id) ->
          medium(part, can.audio(), new Part.File(url, name, id), new Part.Audio(url, name, null));
      case Part.Video(var url, var name, var id) ->
          medium(part, can.video(), new Part.File(url, name, id), new Part.Video(url, name, null));
      case Part.QuickReplies(var items) -> choices(part, items);
      case Part.Card card -> card(card);
      case Part.Carousel(var cards) -> {
        var shown = can.cards();
        if (shown != null && cards.stream().allMatch(card -> shown.carry(card, true))) {
          carried.add(new Part.Carousel(cards.stream().map(this::pictured).toList()));
        } else {
          cards.forEach(this::card);
        }
      }
      case Part.Location _ -> plain(part, can.places(), Loss.Kind.PLACE_AS_LINK);
      case Part.Form _ -> plain(part, can.forms(), Loss.Kind.FORM_AS_TEXT);
      case Part.Text _, Part.FormReply _, Part.Template _, Part.SystemEvent _, Part.Unsupported _ ->
          carried.add(part);
    }
  }

  /// Answers whether it goes as a file.
  ///
  /// @param named the same, known by its address alone
  private boolean file(Part.File file, Part named) {
    var id = file.fileId();
    if (id == null || here(id, file.url()) && fits(id, can.file(), file.name())) {
      carried.add(file);
      return true;
    }
    instead(file.url(), FILE_NOT_SENT, file.name().isEmpty() ? "" : file.name() + "\n", named);
    return false;
  }

  /// A film or a sound.
  ///
  /// @param most the most bytes that are shown as such
  /// @param file the same as a file
  /// @param named the same, known by its address alone
  private void medium(Part part, long most, Part.File file, Part named) {
    var id = file.fileId();
    boolean shown = id == null || most > 0 && here(id, file.url()) && sizes.applyAsLong(id) <= most;
    if (shown) {
      carried.add(part);
    } else if (file(file, named)) {
      lose(Loss.Kind.MEDIA_AS_FILE, 1, "");
    }
  }

  private void picture(Part.Image image) {
    var id = image.fileId();
    var alt = image.alt();
    if (id == null || here(id, image.url()) && fits(id, can.picture(), alt == null ? "" : alt)) {
      carried.add(image);
    } else {
      instead(image.url(), NOT_SENT, "", new Part.Image(image.url(), alt));
    }
  }

  /// Whether the copy of a file can be read that a bot has named by an address.
  private boolean here(UUID id, @Nullable String url) {
    return url == null || !can.files() || sizes.applyAsLong(id) > 0;
  }

  /// What a bot has named by an address goes as that where its copy cannot go; a channel that
  /// carries no files at all may know what to do with one.
  private void instead(@Nullable String url, String lost, String name, Part named) {
    if (InlineFile.is(url)) {
      carried.add(new Part.Text(lost));
    } else if (url != null) {
      carried.add(can.files() ? new Part.Text(name + url) : named);
    }
  }

  private boolean fits(UUID id, long most, String name) {
    if (most == 0) {
      lose(Loss.Kind.FILE_LEFT_OUT, 1, "");
    } else if (sizes.applyAsLong(id) > most) {
      lose(Loss.Kind.FILE_TOO_LARGE, 1, name);
    } else {
      return true;
    }
    return false;
  }

  private void choices(Part part, List<Part.Button> items) {
    if (can.choices().carry(items)) {
      carried.add(part);
    } else if (!items.isEmpty()) {
      lose(Loss.Kind.CHOICES_AS_LIST, items.size(), "");
      join(list(items));
    }
  }

  private void card(Part.Card card) {
    var shown = can.cards();
    if (shown != null && shown.carry(card, false)) {
      carried.add(pictured(card));
      return;
    }
    lose(Loss.Kind.CARD_AS_TEXT, 1, "");
    var picture = card.image();
    if (picture != null) {
      picture(picture);
    }
    List<String> lines = new ArrayList<>();
    for (var words : List.of(card.title(), card.body())) {
      if (!words.isBlank()) {
        lines.add(words);
      }
    }
    if (!card.buttons().isEmpty()) {
      lines.add(list(card.buttons()));
    }
    if (!lines.isEmpty()) {
      carried.add(new Part.Text(String.join("\n", lines)));
    }
  }

  /// The card, without its picture where that cannot go.
  private Part.Card pictured(Part.Card card) {
    var picture = card.image();
    var id = picture == null ? null : picture.fileId();
    if (picture == null || id == null) {
      return card;
    }
    var alt = picture.alt();
    var url = picture.url();
    if (here(id, url) && fits(id, can.picture(), alt == null ? "" : alt)) {
      return card;
    }
    if (url != null && !InlineFile.is(url)) {
      return new Part.Card(new Part.Image(url, alt), card.title(), card.body(), card.buttons());
    }
    boolean bare = card.title().isBlank() && card.body().isBlank() && card.buttons().isEmpty();
    return new Part.Card(null, card.title(), bare ? NOT_SENT : card.body(), card.buttons());
  }

  private void plain(Part part, boolean asItIs, Loss.Kind kind) {
    if (asItIs) {
      carried.add(part);
    } else {
      lose(kind, 1, "");
      PlainWords.of(part).ifPresent(words -> carried.add(new Part.Text(words)));
    }
  }

  /// Numbers go on through the whole message, so that each stands for one choice.
  private String list(List<Part.Button> items) {
    List<String> lines = new ArrayList<>();
    for (var item : items) {
      if (item.numbered()) {
        numbered.add(item);
        lines.add(numbered.size() + ") " + item.label());
      } else {
        lines.add(item.label() + ": " + item.value());
      }
    }
    return String.join("\n", lines);
  }

  /// A list belongs under the words before it.
  private void join(String list) {
    @Nullable Part last = carried.isEmpty() ? null : carried.getLast();
    if (last instanceof Part.Text(var words)) {
      carried.set(carried.size() - 1, new Part.Text(words + "\n" + list));
    } else {
      carried.add(new Part.Text(list));
    }
  }

  private void lose(Loss.Kind kind, int count, String detail) {
    for (int i = 0; i < losses.size(); i++) {
      var before = losses.get(i);
      if (before.kind() == kind && before.detail().equals(detail)) {
        losses.set(i, new Loss(kind, before.count() + count, detail));
        return;
      }
    }
    losses.add(new Loss(kind, count, detail));
  }
}

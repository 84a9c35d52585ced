package kr.ondam.conversation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.InlineFile;
import kr.ondam.channel.Part;
import kr.ondam.customer.IdentityKey;
import org.jspecify.annotations.Nullable;

/// Makes the pictures, sounds, films and files that bots name ours: each gets an id under which its
/// copy will lie. What has an address is fetched once its message is stored, like the files of
/// customers; what stands in the message itself is looked at and kept at once.
final class BotFiles {
  private final ConversationStore store;
  private final SentFiles files;

  BotFiles(ConversationStore store, SentFiles files) {
    this.store = store;
    this.files = files;
  }

  /// The same with an id in every part that has a file. The ids follow from the key, so that a
  /// repetition says the same.
  ///
  /// @throws kr.ondam.tenant.StoreUnavailable when nobody knows now whose conversation it is
  BotSaid named(BotSaid said) {
    List<List<Part>> messages = new ArrayList<>();
    for (int i = 0; i < said.messages().size(); i++) {
      var naming = new Naming(said, said.conversation() + "/" + said.clientId(i));
      messages.add(said.messages().get(i).stream().map(naming::part).toList());
    }
    return said.saying(messages, said.handover());
  }

  /// The files of a bot's message that are still to be fetched.
  static List<Attachment> of(Message message) {
    List<Attachment> found = new ArrayList<>();
    var bot = new ChannelAccountId(message.author().id());
    var parts = message.parts();
    for (int i = 0; i < parts.size(); i++) {
      List<? extends Part> pieces =
          parts.get(i) instanceof Part.Carousel(var cards) ? cards : List.of(parts.get(i));
      for (var piece : pieces) {
        var file = piece instanceof Part.Card card ? card.image() : piece;
        var wanted =
            switch (file) {
              case Part.Image image ->
                  wanted(message, i, bot, AttachmentKind.IMAGE, "", image.url(), image.fileId());
              case Part.File(var url, var name, var id) ->
                  wanted(message, i, bot, AttachmentKind.FILE, name, url, id);
              case Part.Audio(var url, var name, var id) ->
                  wanted(message, i, bot, AttachmentKind.AUDIO, name, url, id);
              case Part.Video(var url, var name, var id) ->
                  wanted(message, i, bot, AttachmentKind.VIDEO, name, url, id);
              case null, default -> null;
            };
        if (wanted != null) {
          found.add(wanted);
        }
      }
    }
    return found;
  }

  private static @Nullable Attachment wanted(
      Message message,
      int part,
      ChannelAccountId bot,
      AttachmentKind kind,
      String name,
      @Nullable String url,
      @Nullable UUID file) {
    return url == null || file == null || InlineFile.is(url)
        ? null
        : Attachment.wanted(message, part, bot, kind, name, url, file);
  }

  /// Names the files of one message.
  private final class Naming {
    private final BotSaid said;
    private final String place;
    private int count;

    Naming(BotSaid said, String place) {
      this.said = said;
      this.place = place;
    }

    Part part(Part part) {
      return switch (part) {
        case Part.Image image ->
            Objects.requireNonNullElseGet(
                file(image.url(), image.alt(), image.fileId(), image), () -> unsupported("image"));
        case Part.File file ->
            Objects.requireNonNullElseGet(
                file(file.url(), file.name(), file.fileId(), file), () -> unsupported("file"));
        case Part.Audio(var url, var name, var id) ->
            Objects.requireNonNullElseGet(file(url, name, id, part), () -> unsupported("audio"));
        case Part.Video(var url, var name, var id) ->
            Objects.requireNonNullElseGet(file(url, name, id, part), () -> unsupported("video"));
        case Part.Card card -> card(card).<Part>map(c -> c).orElseGet(() -> unsupported("image"));
        case Part.Carousel(var cards) -> {
          var kept = cards.stream().flatMap(card -> card(card).stream()).toList();
          yield kept.isEmpty() ? unsupported("image") : new Part.Carousel(kept);
        }
        default -> part;
      };
    }

    private static Part unsupported(String type) {
      return new Part.Unsupported(type, "");
    }

    /// The part with its file as it is known here; null for one that is not taken.
    private @Nullable Part file(
        @Nullable String url, @Nullable String name, @Nullable UUID known, Part part) {
      if (url == null || known != null) {
        return part;
      }
      var place = this.place + "/" + count++;
      var id = UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
      if (InlineFile.is(url)) {
        return kept(url, name == null ? "" : name, id)
            .map(kept -> named(shown(part, kept), InlineFile.TAKEN, name, id))
            .orElse(null);
      }
      return named(part, url, name, id);
    }

    private static Part named(Part kind, String url, @Nullable String name, UUID id) {
      return switch (kind) {
        case Part.Image _ -> new Part.Image(url, name, id);
        case Part.Audio audio -> new Part.Audio(url, audio.name(), id);
        case Part.Video video -> new Part.Video(url, video.name(), id);
        default -> new Part.File(url, name == null || name.isBlank() ? "file" : name, id);
      };
    }

    /// What looks like a picture is one, whatever the bot says; a sound or film stays what it said.
    private static Part shown(Part said, Part kept) {
      boolean played = said instanceof Part.Audio || said instanceof Part.Video;
      return played && kept instanceof Part.File ? said : kept;
    }

    private Optional<Part> kept(String url, String name, UUID id) {
      var bytes = InlineFile.bytes(url);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      return store
          .find(said.tenant(), said.conversation())
          .flatMap(row -> {
            IdentityKey customer = row.identity();
            return files.keep(said.tenant(), customer, new AttachmentId(id), name, bytes.get());
          });
    }

    /// The card without a picture that is not taken; empty when nothing is left of it.
    private Optional<Part.Card> card(Part.Card card) {
      var picture = card.image();
      if (picture == null) {
        return Optional.of(card);
      }
      var known = file(picture.url(), picture.alt(), picture.fileId(), picture);
      var shown = known instanceof Part.Image image ? image : null;
      boolean empty = card.title().isBlank() && card.body().isBlank() && card.buttons().isEmpty();
      return shown == null && empty
          ? Optional.empty()
          : Optional.of(new Part.Card(shown, card.title(), card.body(), card.buttons()));
    }
  }
}

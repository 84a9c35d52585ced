package kr.ondam.media;

import java.util.List;
import java.util.UUID;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.conversation.AttachmentId;
import kr.ondam.conversation.AttachmentState;
import kr.ondam.conversation.SentFiles;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Tells how far the files of parts are that go out. One that was found to be harmful goes neither
/// as a file nor as an address.
final class Readiness {
  private static final String HARMFUL = "[보낼 수 없는 파일]";

  private final AttachmentStore rows;
  private final TenantId tenant;

  Readiness(AttachmentStore rows, TenantId tenant) {
    this.rows = rows;
    this.tenant = tenant;
  }

  SentFiles.Ready of(List<Part> parts, List<OutboundFile> files) {
    // What did not come at once may take minutes.
    boolean awaited =
        parts.stream()
            .flatMap(part -> part.files().stream())
            .flatMap(id -> rows.find(tenant, new AttachmentId(id)).stream())
            .anyMatch(file -> file.state() == AttachmentState.PENDING && file.tries() == 0);
    return new SentFiles.Ready(parts.stream().map(this::harmless).toList(), files, awaited);
  }

  private @Nullable AttachmentState state(@Nullable UUID id) {
    return id == null
        ? null
        : rows.find(tenant, new AttachmentId(id)).map(a -> a.state()).orElse(null);
  }

  private boolean harmful(Part part) {
    return state(part.file()) == AttachmentState.QUARANTINED;
  }

  private Part harmless(Part part) {
    return switch (part) {
      case Part.Carousel(var cards) when cards.stream().anyMatch(this::harmful) ->
          new Part.Carousel(cards.stream().map(this::without).toList());
      case Part.Card card when harmful(card) -> without(card);
      case Part.Image image when harmful(image) -> new Part.Text(HARMFUL);
      case Part.File file when harmful(file) -> new Part.Text(HARMFUL);
      case Part.Audio audio when harmful(audio) -> new Part.Text(HARMFUL);
      case Part.Video video when harmful(video) -> new Part.Text(HARMFUL);
      default -> part;
    };
  }

  private Part.Card without(Part.Card card) {
    if (!harmful(card)) {
      return card;
    }
    boolean bare = card.title().isBlank() && card.body().isBlank() && card.buttons().isEmpty();
    return new Part.Card(null, card.title(), bare ? HARMFUL : card.body(), card.buttons());
  }
}

package kr.ondam.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// The file behind a part of a message, and how far our copy of it is (channels.md section 1.2). It
/// is stored together with its message.
///
/// @param part place of the part in its message, from 0
/// @param name what the customer called it, fit to be shown; empty when the provider gave none
/// @param url where the provider keeps it for some days
/// @param reason code of why it is not there, null while nothing went wrong
/// @param mime what its bytes are, null before they came
/// @param bytes size of the copy, 0 before it came
/// @param sha256 of the copy in hexadecimal, null before it came
/// @param thumbnail whether there is a small picture of it
/// @param tries how often it was fetched in vain
/// @param dueAt when it is to be fetched next
public record Attachment(
    TenantId tenant,
    AttachmentId id,
    ConversationId conversation,
    long seq,
    int part,
    ChannelAccountId account,
    AttachmentKind kind,
    String name,
    String url,
    AttachmentState state,
    @Nullable String reason,
    @Nullable String mime,
    long bytes,
    @Nullable String sha256,
    boolean thumbnail,
    int tries,
    Instant createdAt,
    Instant dueAt) {
  /// The reason of one that our rules do not let us fetch.
  public static final String BLOCKED = "blocked";

  /// The reason of one that waits for the malware scanner.
  public static final String SCANNER = "scanner";

  /// The reason of one that waits until our own storage takes it.
  public static final String STORAGE = "storage";

  private static final int LONGEST_URL = 2000;

  /// Why a file is not there though its provider has sent it.
  private static final Set<String> OURS = Set.of(SCANNER, STORAGE);

  /// Why there is no use in asking for a file again.
  private static final Set<String> FINAL =
      Set.of(BLOCKED, "gone", "too_large", "too_many_pixels", "empty", "unscannable");

  /// After how many tries one is late: at once and a few seconds later.
  private static final int LATE_TRIES = 2;

  /// How often one is tried, with growing pauses, before it is tried slowly: ten minutes.
  public static final int QUICK_TRIES = 9;

  /// What is to be fetched for a message that has just been numbered.
  static List<Attachment> of(Message message, ChannelAccountId account, Supplier<UUID> ids) {
    List<Attachment> found = new ArrayList<>();
    var parts = message.parts();
    for (int i = 0; i < parts.size(); i++) {
      var file =
          switch (parts.get(i)) {
            case Part.Image image -> new Named(AttachmentKind.IMAGE, image.url(), "");
            case Part.File other -> new Named(AttachmentKind.FILE, other.url(), other.name());
            case Part.Audio audio -> new Named(AttachmentKind.AUDIO, audio.url(), audio.name());
            case Part.Video video -> new Named(AttachmentKind.VIDEO, video.url(), video.name());
            case Part.Text _,
                Part.QuickReplies _,
                Part.Card _,
                Part.Carousel _,
                Part.Location _,
                Part.Form _,
                Part.FormReply _,
                Part.Template _,
                Part.SystemEvent _,
                Part.Unsupported _ ->
                null;
          };
      if (file != null && file.url() != null) {
        found.add(file.attachment(message, i, account, file.url(), ids.get()));
      }
    }
    return found;
  }

  private record Named(AttachmentKind kind, @Nullable String url, String name) {
    Attachment attachment(
        Message message, int part, ChannelAccountId account, String address, UUID id) {
      return wanted(message, part, account, kind, name, address, id);
    }
  }

  /// One that is to be fetched. An address that cannot be one is not fetched, and must not keep its
  /// message out either.
  static Attachment wanted(
      Message message,
      int part,
      ChannelAccountId account,
      AttachmentKind kind,
      String name,
      String address,
      UUID id) {
    boolean plain =
        address.length() <= LONGEST_URL && address.chars().allMatch(c -> c > ' ' && c < 0x7F);
    return new Attachment(
        message.tenant(),
        new AttachmentId(id),
        message.conversation(),
        message.seq(),
        part,
        account,
        kind,
        FileNames.safe(name),
        plain ? address : "",
        plain ? AttachmentState.PENDING : AttachmentState.FAILED,
        plain ? null : BLOCKED,
        null,
        0,
        null,
        false,
        0,
        message.at(),
        message.at());
  }

  /// The same with its copy in the store.
  ///
  /// @param type what its bytes are
  public Attachment ready(String type, long size, String digest, boolean small) {
    return new Attachment(
        tenant,
        id,
        conversation,
        seq,
        part,
        account,
        kind,
        name,
        url,
        AttachmentState.READY,
        null,
        type,
        size,
        digest,
        small,
        tries,
        createdAt,
        dueAt);
  }

  /// The same, given up.
  public Attachment failed(String why) {
    return settled(AttachmentState.FAILED, why, tries + 1, dueAt);
  }

  /// The same, found to be harmful or not what it said.
  public Attachment quarantined(String why) {
    return settled(AttachmentState.QUARANTINED, why, tries + 1, dueAt);
  }

  /// The same, to be tried again at `due`.
  public Attachment again(String why, Instant due) {
    return settled(AttachmentState.PENDING, why, tries + 1, due);
  }

  /// The same, wanted anew by somebody.
  public Attachment afresh(Instant now) {
    return settled(AttachmentState.PENDING, null, 0, now);
  }

  /// Whether a reason is that our own scanner or storage is away.
  public static boolean ours(@Nullable String reason) {
    return reason != null && OURS.contains(reason);
  }

  /// Whether it did not come for long and is still asked for, now and then.
  public boolean slow() {
    return state == AttachmentState.PENDING && tries >= QUICK_TRIES && !ours(reason);
  }

  /// Whether somebody may ask for it anew: it did not come when it should have, and what kept it
  /// away may have passed.
  public boolean missing() {
    return state == AttachmentState.PENDING && tries >= LATE_TRIES && !ours(reason)
        || state == AttachmentState.FAILED
            && !url.isEmpty()
            && !FINAL.contains(String.valueOf(reason));
  }

  private Attachment settled(AttachmentState next, @Nullable String why, int tried, Instant due) {
    return new Attachment(
        tenant,
        id,
        conversation,
        seq,
        part,
        account,
        kind,
        name,
        url,
        next,
        why,
        mime,
        bytes,
        sha256,
        thumbnail,
        tried,
        createdAt,
        due);
  }
}

package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// Knows the files that may go with messages.
public interface SentFiles {
  /// An installation without files.
  SentFiles NONE =
      new SentFiles() {
        @Override
        public Optional<Part> part(
            TenantId tenant, IdentityKey customer, boolean byAgent, UUID file) {
          return Optional.empty();
        }

        @Override
        public List<OutboundFile> files(TenantId tenant, List<Part> parts) {
          return List.of();
        }
      };

  /// The part that shows a file of ours. Only sounds and films that every phone plays are such;
  /// others are files.
  ///
  /// @param picture whether it is one that we have drawn
  /// @param mime what its bytes are
  static Part shown(boolean picture, @Nullable String mime, String name, UUID file) {
    if (picture) {
      return new Part.Image(null, name, file);
    }
    return switch (mime) {
      case "video/mp4" -> new Part.Video(null, name, file);
      case "audio/mpeg", "audio/mp4" -> new Part.Audio(null, name, file);
      case null, default -> new Part.File(null, name, file);
    };
  }

  /// The part that shows a file, as [#shown]; empty when it may not be sent in a conversation of
  /// the customer by this side.
  Optional<Part> part(TenantId tenant, IdentityKey customer, boolean byAgent, UUID file);

  /// What of the parts' files can be read.
  List<OutboundFile> files(TenantId tenant, List<Part> parts);

  /// How far the files of parts are.
  ///
  /// @param parts without those that must not be sent
  /// @param files what can be read
  /// @param awaited whether the copy of one is still being made
  record Ready(List<Part> parts, List<OutboundFile> files, boolean awaited) {
    public Ready {
      parts = List.copyOf(parts);
      files = List.copyOf(files);
    }
  }

  /// What of a message can be sent now.
  default Ready ready(TenantId tenant, List<Part> parts) {
    return new Ready(parts, files(tenant, parts), false);
  }

  /// Looks at a file that a bot sends and keeps it until its message comes, under an id under which
  /// it is kept once. Answers the part that shows it; empty when it is not taken. Blocks.
  default Optional<Part> keep(
      TenantId tenant, IdentityKey customer, AttachmentId id, String name, byte[] bytes) {
    return Optional.empty();
  }

  /// The parts with each file as it is known here, and not as whoever named it says; empty when one
  /// of them may not be sent.
  default Optional<List<Part>> resolve(
      TenantId tenant, IdentityKey customer, boolean byAgent, List<Part> parts) {
    List<Part> resolved = new ArrayList<>();
    for (var part : parts) {
      var known = known(tenant, customer, byAgent, part);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      resolved.add(known.get());
    }
    return Optional.of(resolved);
  }

  private Optional<Part> known(TenantId tenant, IdentityKey customer, boolean byAgent, Part part) {
    return switch (part) {
      case Part.Card _, Part.Carousel _ -> {
        boolean pictures =
            part.files().stream()
                .allMatch(id ->
                    part(tenant, customer, byAgent, id)
                        .filter(Part.Image.class::isInstance)
                        .isPresent());
        yield pictures ? Optional.of(part) : Optional.empty();
      }
      default -> {
        var id = part.file();
        yield id == null ? Optional.of(part) : part(tenant, customer, byAgent, id);
      }
    };
  }
}

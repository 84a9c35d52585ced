package kr.ondam.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.customer.IdentityKey;
import kr.ondam.tenant.TenantId;

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

  /// The part that shows a file, an [Part.Image] or a [Part.File]; empty when it may not be sent in
  /// a conversation of the customer by this side.
  Optional<Part> part(TenantId tenant, IdentityKey customer, boolean byAgent, UUID file);

  /// What of the parts' files can be read.
  List<OutboundFile> files(TenantId tenant, List<Part> parts);

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

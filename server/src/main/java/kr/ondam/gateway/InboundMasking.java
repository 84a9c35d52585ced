package kr.ondam.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Claim;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.security.Masking;
import org.jspecify.annotations.Nullable;

/// Masks what a customer wrote before anything of it is stored (reliability-security.md section 6).
public final class InboundMasking {
  private InboundMasking() {}

  /// The same with everything found overwritten.
  public static Inbound mask(Inbound inbound) {
    return switch (inbound) {
      case Inbound.Spoken s ->
          new Inbound.Spoken(
              s.tenant(),
              s.account(),
              s.kind(),
              s.externalUser(),
              s.externalId(),
              s.weakId(),
              s.threadKey(),
              s.clientId(),
              parts(s.parts()),
              s.providerTime(),
              claim(s.claim()),
              values(s.attributes()),
              optional(s.raw()),
              s.receivedAt());
      case Inbound.Referred r ->
          new Inbound.Referred(
              r.tenant(),
              r.account(),
              r.externalUser(),
              r.threadKey(),
              r.routingKey(),
              values(r.attributes()),
              r.receivedAt());
      case Inbound.SessionExpired expired -> expired;
    };
  }

  private static List<Part> parts(List<Part> parts) {
    return parts.stream().map(InboundMasking::part).toList();
  }

  /// An address is the provider's and not the customer's word; one with a digit masked leads
  /// nowhere.
  private static Part part(Part part) {
    return switch (part) {
      case Part.Text text -> new Part.Text(Masking.mask(text.text()));
      case Part.Image image -> new Part.Image(image.url(), optional(image.alt()));
      case Part.File file -> new Part.File(file.url(), Masking.mask(file.name()));
      case Part.Audio audio -> audio;
      case Part.Video video -> video;
      case Part.QuickReplies replies ->
          new Part.QuickReplies(
              replies.items().stream()
                  .map(b ->
                      new Part.Button(Masking.mask(b.label()), b.action(), Masking.mask(b.value())))
                  .toList());
      case Part.SystemEvent event -> new Part.SystemEvent(event.code(), values(event.params()));
      case Part.Unsupported other ->
          new Part.Unsupported(Masking.mask(other.type()), Masking.mask(other.raw()));
    };
  }

  private static @Nullable Claim claim(@Nullable Claim claim) {
    return claim == null ? null : new Claim(optional(claim.name()), claim.phone());
  }

  private static Map<String, String> values(Map<String, String> map) {
    var masked = new HashMap<>(map);
    masked.replaceAll((_, value) -> Masking.mask(value));
    return masked;
  }

  private static @Nullable String optional(@Nullable String text) {
    return text == null ? null : Masking.mask(text);
  }
}

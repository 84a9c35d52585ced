package kr.ondam.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.channel.Claim;
import kr.ondam.channel.Inbound;
import kr.ondam.channel.Part;
import kr.ondam.channel.PartTexts;
import kr.ondam.security.MaskedJson;
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
              raw(s.raw()),
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
    return PartTexts.map(part, Masking::mask);
  }

  private static @Nullable Claim claim(@Nullable Claim claim) {
    return claim == null ? null : new Claim(optional(claim.name()), claim.phone());
  }

  private static Map<String, String> values(Map<String, String> map) {
    var masked = new HashMap<>(map);
    masked.replaceAll((_, value) -> Masking.mask(value));
    return masked;
  }

  private static @Nullable String raw(@Nullable String raw) {
    return raw == null ? null : MaskedJson.mask(raw);
  }

  private static @Nullable String optional(@Nullable String text) {
    return text == null ? null : Masking.mask(text);
  }
}

package kr.ondam.channel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// What a customer or a provider told us, in the one model all channels share.
public sealed interface Inbound {
  TenantId tenant();

  ChannelAccountId account();

  /// The customer's name on this account: Kakao's `user_key`, a phone number, a visitor id. At most
  /// 128 characters.
  String externalUser();

  Instant receivedAt();

  /// Something a customer said.
  ///
  /// @param externalId the provider's id of the message, unique on the account; at most 160
  ///   characters
  /// @param weakId whether the id was computed from the content because the provider sent none
  /// @param threadKey the provider's session, null where there is none
  /// @param clientId the id the customer's device gave, null where there is none
  /// @param providerTime the provider's clock, null when missing or implausible; for display only
  /// @param claim who the customer says they are, null where they were not asked
  /// @param attributes further facts for routing, such as `extra`
  /// @param raw the masked original, at most 256 KiB; null when the parts say all of it
  record Spoken(
      TenantId tenant,
      ChannelAccountId account,
      ChannelKind kind,
      String externalUser,
      String externalId,
      boolean weakId,
      @Nullable String threadKey,
      @Nullable String clientId,
      List<Part> parts,
      @Nullable Instant providerTime,
      @Nullable Claim claim,
      Map<String, String> attributes,
      @Nullable String raw,
      Instant receivedAt)
      implements Inbound {
    public Spoken {
      parts = List.copyOf(parts);
      attributes = Map.copyOf(attributes);
    }

    /// The same with other parts.
    public Spoken saying(List<Part> others) {
      return new Spoken(
          tenant,
          account,
          kind,
          externalUser,
          externalId,
          weakId,
          threadKey,
          clientId,
          others,
          providerTime,
          claim,
          attributes,
          raw,
          receivedAt);
    }

    /// The same with one more attribute.
    public Spoken with(String attribute, String value) {
      var more = new HashMap<>(attributes);
      more.put(attribute, value);
      return new Spoken(
          tenant,
          account,
          kind,
          externalUser,
          externalId,
          weakId,
          threadKey,
          clientId,
          parts,
          providerTime,
          claim,
          more,
          raw,
          receivedAt);
    }
  }

  /// What the provider knows about why the customer came. It may arrive before or after the first
  /// message.
  ///
  /// @param routingKey which affiliate, region or inquiry the entry point stands for; null when
  ///   none was given
  record Referred(
      TenantId tenant,
      ChannelAccountId account,
      String externalUser,
      @Nullable String threadKey,
      @Nullable String routingKey,
      Map<String, String> attributes,
      Instant receivedAt)
      implements Inbound {
    public Referred {
      attributes = Map.copyOf(attributes);
    }
  }

  /// The provider's session is over: nothing can be sent until the customer speaks again.
  record SessionExpired(
      TenantId tenant,
      ChannelAccountId account,
      String externalUser,
      @Nullable String threadKey,
      Instant receivedAt)
      implements Inbound {}
}

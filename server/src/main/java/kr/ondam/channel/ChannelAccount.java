package kr.ondam.channel;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kr.ondam.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/// One connected sender key, number or widget of one tenant.
///
/// @param profile which dialect the provider speaks, such as `happytalk-v3`; empty for channels
///   without dialects
/// @param key the unguessable path token of the webhooks, or the public key of a widget; unique in
///   the installation
/// @param senderKey the provider's own name of this account, null where there is none
/// @param baseUrl where replies are sent, null where we are asked for them
/// @param settings the rest of the configuration; secrets stand here as references (`ref:name`),
///   never in clear, except in the demo configuration
/// @param origins web origins that may open a chat; `*` allows all
/// @param sources addresses or networks that may call the webhooks; empty allows all
public record ChannelAccount(
    TenantId tenant,
    ChannelAccountId id,
    ChannelKind kind,
    String name,
    String profile,
    String key,
    @Nullable String senderKey,
    @Nullable URI baseUrl,
    Map<String, String> settings,
    List<String> origins,
    List<String> sources,
    boolean enabled) {

  public ChannelAccount {
    if (key.isBlank() || key.length() > 128) {
      throw new IllegalArgumentException(
          "channel key of " + id + " (expected: 1 to 128 characters)");
    }
    settings = Map.copyOf(new TreeMap<>(settings));
    origins = List.copyOf(origins);
    sources = List.copyOf(sources);
  }
}

package kr.ondam.channel.kakao;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import kr.ondam.channel.ChannelAccount;

/// The profiles of accounts, each read once.
final class Profiles {
  private final ConcurrentHashMap<String, Profile> read = new ConcurrentHashMap<>();

  /// Empty for an account whose profile there is not: it speaks with nobody until that is mended.
  Optional<Profile> find(ChannelAccount account) {
    var name = account.profile();
    var known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    var found = Profile.named(name);
    found.ifPresent(profile -> read.put(name, profile));
    return found;
  }

  /// @throws IllegalArgumentException for an account whose profile there is not
  Profile of(ChannelAccount account) {
    return find(account)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "profile of %s: '%s' (expected: %s)"
                    .formatted(
                        account.id(), account.profile(), String.join(" or ", Profile.names()))));
  }
}

package kr.ondam.conversation;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Inbound;

/// Writes dead letters about what a customer said.
final class Letters {
  private static final int LONGEST_RAW = 290_000;

  private Letters() {}

  static DeadLetter of(Inbound.Spoken spoken, UUID id, String reason, Instant at) {
    String tail = spoken.kind() == ChannelKind.KAKAO_COUNSEL ? "message" : "";
    // What has no raw form is known by its parts, which do not say whose they are.
    String raw =
        Objects.requireNonNullElseGet(
            spoken.raw(), () -> spoken.externalUser() + "\n" + spoken.parts());
    String kept = raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw;
    return new DeadLetter(spoken.tenant(), id, spoken.account(), reason, tail, kept, at);
  }
}

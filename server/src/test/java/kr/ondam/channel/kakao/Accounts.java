package kr.ondam.channel.kakao;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAccountId;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.OutboundFile;
import kr.ondam.channel.Part;
import kr.ondam.tenant.TenantId;

/// Channel accounts for tests.
public final class Accounts {
  public static final String KEY = "k_test_kakao_0001";
  public static final String SENDER = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

  private Accounts() {}

  /// A message to a customer of the account, the same on every try.
  static Outbound message(ChannelAccount account, List<Part> parts, OutboundFile... files) {
    var message =
        new Outbound(new UUID(0, 1), account.tenant(), account.id(), "Qv3kX0a9TzLm", null, parts);
    return message.with(List.of(files));
  }

  public static ChannelAccount kakao(String profile, URI base) {
    return kakao(profile, base, Map.of("client-id", "demo", "client-secret", "s3cret"), List.of());
  }

  public static ChannelAccount kakao(
      String profile, URI base, Map<String, String> settings, List<String> sources) {
    return new ChannelAccount(
        new TenantId("hanbit-life"),
        new ChannelAccountId("life-kakao"),
        ChannelKind.KAKAO_COUNSEL,
        "한빛생명 카카오톡",
        profile,
        KEY,
        SENDER,
        base,
        settings,
        List.of(),
        sources,
        true);
  }
}

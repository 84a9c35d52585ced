package kr.ondam.launch;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Part;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Verification;

/// A dealer that takes everything.
final class WillingDealer implements ChannelAdapter {
  final List<String> sent = new CopyOnWriteArrayList<>();

  @Override
  public ChannelKind kind() {
    return ChannelKind.KAKAO_COUNSEL;
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    return new Verification.Authentic();
  }

  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return new Parsed.Understood(List.of());
  }

  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    var text = outbound.parts().getFirst() instanceof Part.Text t ? t.text() : "";
    return List.of(
        new ProviderCall(
            "POST",
            URI.create("http://127.0.0.1:9/"),
            Map.of(),
            outbound.externalUser() + ": " + text,
            outbound.id().toString()));
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    sent.add(call.body());
    return new Outcome.Ok("");
  }
}

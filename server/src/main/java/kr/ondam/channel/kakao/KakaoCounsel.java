package kr.ondam.channel.kakao;

import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.Provenance;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.SettingProblem;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.Verification;

/// 카카오 상담톡. The protocol signs nothing, so a call is authentic by the key in its path, the
/// addresses of the dealer, and a static client id and secret where the account has them.
public final class KakaoCounsel implements ChannelAdapter {
  private final Secrets secrets;
  private final CounselReader reader;
  private final CounselWriter writer;
  private final CounselSender sender;

  public KakaoCounsel(Secrets secrets, HttpClient client) {
    var json = new StrictJson();
    this.secrets = secrets;
    this.reader = new CounselReader(json);
    this.writer = new CounselWriter(json);
    this.sender = new CounselSender(json, secrets, client);
  }

  /// Everything that is wrong with the settings of an account.
  public static List<SettingProblem> problems(Map<String, String> given) {
    var farewell = given.getOrDefault(CounselWriter.FAREWELL, "");
    return farewell.length() <= CounselWriter.LONGEST_MESSAGE
        ? List.of()
        : List.of(new SettingProblem(CounselWriter.FAREWELL, "…", "at most 1000 characters"));
  }

  /// The client the adapter wants: 3 s to connect and no redirects.
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CounselSender.CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.KAKAO_COUNSEL;
  }

  @Override
  public Capabilities capabilities(ChannelAccount account) {
    var usual = Capabilities.of(kind());
    return Profile.named(account.profile()).quickReplies()
        ? usual.choosing(CounselBubbles.QUICK_REPLIES)
        : usual;
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    if (!Provenance.allowed(account, request)) {
      return new Verification.Refused(403, "foreign_source");
    }
    var profile = Profile.named(account.profile());
    boolean known =
        Provenance.carries(account, "inbound-client-id", secrets, request, profile.idHeader())
            & Provenance.carries(
                account, "inbound-client-secret", secrets, request, profile.secretHeader());
    return known ? new Verification.Authentic() : new Verification.Refused(401, "bad_client");
  }

  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return reader.read(account, request, receivedAt);
  }

  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    return writer.plan(account, outbound);
  }

  /// No farewell keeps a session from ending.
  @Override
  public boolean dispensable(ProviderCall call) {
    return CounselWriter.isFarewell(call);
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    return sender.send(account, call);
  }

  @Override
  public Set<String> mediaHosts(ChannelAccount account) {
    return Profile.named(account.profile()).mediaHosts();
  }
}

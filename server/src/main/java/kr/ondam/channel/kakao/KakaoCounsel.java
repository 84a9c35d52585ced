package kr.ondam.channel.kakao;

import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  /// Before the name of a setting it names the one by which we know the dealer.
  private static final String INBOUND = "inbound-";

  private final Profiles profiles = new Profiles();
  private final Secrets secrets;
  private final CounselReader reader;
  private final CounselWriter writer;
  private final CounselSender sender;

  public KakaoCounsel(Secrets secrets, HttpClient client) {
    var json = new StrictJson();
    this.secrets = secrets;
    this.reader = new CounselReader(json);
    this.writer = new CounselWriter(json, profiles);
    this.sender = new CounselSender(json, profiles, secrets, client);
  }

  /// What an account speaks that names no profile.
  public static String usualProfile() {
    return Profile.USUAL;
  }

  /// The names of all profiles, in alphabetical order.
  public static List<String> profiles() {
    return Profile.names();
  }

  /// The keys of the settings of an account, but for those of notices.
  ///
  /// @param profile empty or unknown for the usual
  public static Set<String> keys(String profile) {
    Set<String> keys = new TreeSet<>(Set.of(CounselWriter.FAREWELL, Handing.RATIO));
    var known = Profile.named(profile).or(() -> Profile.named(Profile.USUAL));
    for (var setting : known.map(Profile::headers).orElse(Map.of()).values()) {
      keys.add(setting);
      keys.add(INBOUND + setting);
    }
    return keys;
  }

  /// Everything that is wrong with the values of an account's settings.
  ///
  /// @param profile empty for the usual
  public static List<SettingProblem> problems(String profile, Map<String, String> given) {
    List<SettingProblem> problems = new ArrayList<>();
    if (Profile.named(profile).isEmpty()) {
      problems.add(new SettingProblem("profile", profile, String.join(" or ", Profile.names())));
    }
    var farewell = given.getOrDefault(CounselWriter.FAREWELL, "");
    if (farewell.length() > CounselWriter.LONGEST_MESSAGE) {
      problems.add(new SettingProblem(CounselWriter.FAREWELL, "…", "at most 1000 characters"));
    }
    var ratio = given.getOrDefault(Handing.RATIO, Handing.ANY);
    if (!ratio.equals(Handing.ANY)) {
      problems.add(new SettingProblem(Handing.RATIO, ratio, Handing.ANY));
    }
    return problems;
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
    return profiles
        .find(account)
        .map(profile -> capabilities(usual, profile))
        .orElse(usual)
        .showing(Handing.shapes(account));
  }

  private static Capabilities capabilities(Capabilities usual, Profile profile) {
    var choices = profile.quickReplies() ? CounselBubbles.QUICK_REPLIES : CounselBubbles.BUTTONS;
    return usual
        .choosing(profile.buttons(choices))
        .playing(profile.bytes(CounselBubbles.VIDEO), profile.bytes(CounselBubbles.AUDIO));
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    if (!Provenance.allowed(account, request)) {
      return new Verification.Refused(403, "foreign_source");
    }
    var profile = profiles.find(account);
    if (profile.isEmpty()) {
      return new Verification.Refused(503, "unknown_profile");
    }
    boolean known = true;
    for (var header : profile.get().headers().entrySet()) {
      var setting = INBOUND + header.getValue();
      known &= Provenance.carries(account, setting, secrets, request, header.getKey());
    }
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
    return profiles.find(account).map(Profile::mediaHosts).orElse(Set.of());
  }
}

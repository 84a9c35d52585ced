package kr.ondam.channel.sms.http;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import kr.ondam.channel.Capabilities;
import kr.ondam.channel.ChannelAccount;
import kr.ondam.channel.ChannelAdapter;
import kr.ondam.channel.ChannelKind;
import kr.ondam.channel.Outbound;
import kr.ondam.channel.Outcome;
import kr.ondam.channel.Parsed;
import kr.ondam.channel.PictureFitter;
import kr.ondam.channel.PictureShapes;
import kr.ondam.channel.Provenance;
import kr.ondam.channel.ProviderCall;
import kr.ondam.channel.RawRequest;
import kr.ondam.channel.Secrets;
import kr.ondam.channel.StrictJson;
import kr.ondam.channel.Verification;
import kr.ondam.channel.sms.SmsText;

/// 문자 over the HTTP interface of a provider, which the account's profile describes.
public final class HttpSms implements ChannelAdapter {
  /// Where its webhooks are: `/ch/sms/{key}/mo` and `/ch/sms/{key}/dlr`.
  public static final String PREFIX = "/ch/sms";

  private final Secrets secrets;
  private final HttpReader reader = new HttpReader();
  private final HttpSender sender;
  private final HttpAsker asker;
  private final PictureFitter fitter;
  private final HttpProfiles profiles;

  /// @param client without redirects
  public HttpSms(Secrets secrets, HttpClient client, InstantSource clock) {
    this(secrets, client, clock, PictureFitter.NONE, HttpProfiles.shipped());
  }

  /// @param client without redirects
  /// @param fitter makes pictures as small as each provider wants them
  public HttpSms(
      Secrets secrets,
      HttpClient client,
      InstantSource clock,
      PictureFitter fitter,
      HttpProfiles profiles) {
    this.secrets = secrets;
    this.fitter = fitter;
    this.profiles = profiles;
    var auth = new HttpAuth(secrets, client, clock);
    sender = new HttpSender(client, auth, new HttpPictures(client, auth, fitter));
    asker = new HttpAsker(client, auth);
  }

  /// Asks providers that do not call, with the same tokens as replies are sent with.
  public HttpPolls polls(HttpPolls.Tools tools) {
    return new HttpPolls(profiles, asker, tools);
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.SMS_HTTP;
  }

  @Override
  public boolean reports() {
    return true;
  }

  private HttpProfile profile(ChannelAccount account) {
    return profiles
        .named(account.profile())
        .orElseThrow(() ->
            new IllegalArgumentException(
                "profile of " + account.id() + ": " + account.profile() + " (expected: a known)"));
  }

  @Override
  public Verification verify(ChannelAccount account, RawRequest request) {
    if (!Provenance.allowed(account, request)) {
      return new Verification.Refused(403, "foreign_source");
    }
    var verify = profile(account).section("verify");
    boolean known =
        verify.has("twilio")
            ? signed(account, verify.path("twilio").asString(), request)
            : !verify.has("header")
                || Provenance.carries(
                    account,
                    verify.path("setting").asString(),
                    secrets,
                    request,
                    verify.path("header").asString());
    return known ? new Verification.Authentic() : new Verification.Refused(401, "bad_signature");
  }

  private boolean signed(ChannelAccount account, String setting, RawRequest request) {
    var token = secret(account, setting);
    var given = request.header("x-twilio-signature");
    if (token.isEmpty() || given == null) {
      return false;
    }
    var url =
        publicUrl(account, request.tail())
            + (request.query().isEmpty() ? "" : "?" + request.query());
    var body = new String(request.body(), StandardCharsets.ISO_8859_1);
    var fields = HttpFields.read(body, StandardCharsets.UTF_8);
    return Signatures.same(Signatures.twilio(token, url, fields), given);
  }

  private String secret(ChannelAccount account, String setting) {
    var reference = account.settings().get(setting);
    return reference == null ? "" : secrets.value(reference).orElse("");
  }

  private static String publicUrl(ChannelAccount account, String tail) {
    var base = account.settings().getOrDefault("public-url", "").replaceAll("/+$", "");
    return base + PREFIX + "/" + account.key() + "/" + tail;
  }

  @Override
  public Parsed parse(ChannelAccount account, RawRequest request, Instant receivedAt) {
    return reader.read(account, profile(account), request, receivedAt);
  }

  @Override
  public Answer accepted(ChannelAccount account, RawRequest request) {
    var profile = profile(account);
    var accepted = profile.section("accepted");
    var reading = reader.document(account, profile.section("reports"), request);
    var body =
        Template.fill(
            accepted.path("body").asString(),
            pointer ->
                reading instanceof StrictJson.Reading.Document(var root, var _)
                    ? quoted(root.at(pointer).asString(""))
                    : "");
    return new Answer(accepted.path("type").asString(), body);
  }

  /// As the inside of a JSON text.
  private static String quoted(String text) {
    var quoted = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  @Override
  public Capabilities capabilities(ChannelAccount account) {
    return profiles
        .named(account.profile())
        .map(this::capabilities)
        .orElseGet(() -> Capabilities.of(ChannelKind.SMS_HTTP));
  }

  private Capabilities capabilities(HttpProfile profile) {
    boolean limited = profile.limited();
    var usual = Capabilities.of(ChannelKind.SMS_HTTP);
    long picture = profile.mostPictures() == 0 ? 0 : fitter.largest(profile.pictureLimits());
    return new Capabilities(
        limited ? Capabilities.Measure.MS949 : usual.measure(),
        limited ? SmsText.LMS_OCTETS : usual.longest(),
        picture,
        0,
        0,
        0,
        Capabilities.Buttons.NONE,
        null,
        false,
        false,
        profile.replaced(),
        PictureShapes.ANY);
  }

  @Override
  public Set<String> mediaHosts(ChannelAccount account) {
    return profiles.named(account.profile()).map(HttpProfile::mediaHosts).orElse(Set.of());
  }

  @Override
  public List<ProviderCall> plan(ChannelAccount account, Outbound outbound) {
    var profile = profile(account);
    return new HttpWriter(account, profile).plan(outbound, publicUrl(account, "dlr"));
  }

  @Override
  public Outcome send(ChannelAccount account, ProviderCall call) {
    return sender.send(account, profile(account), call);
  }
}
